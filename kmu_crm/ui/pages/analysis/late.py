"""Cards that lead to single leads: who waits for an answer, who was handed over past the criteria, who turns away."""

from kmu_crm.decisions import authors
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sales.leads import words
from kmu_crm.sales.leads.analysis import Report
from kmu_crm.sales.leads.feedback import Late
from kmu_crm.sales.leads.stages import Lead
from kmu_crm.sales.leads.warning import Trend
from kmu_crm.ui.charts import ShareBars
from kmu_crm.ui.pages.analysis.finding import Finding

_SHOWN = 8
_SOON = 2 * 86_400  # seconds: the bar is full where the time is over, and begins two days before
_TURNS = {"purchases": N_("Purchases"), "clicks": N_("Clicks"), "complaints": N_("Complaints")}


class _People(Finding):
    """A row a lead; a click leads to it."""

    anytime, by_sales = True, False

    def __init__(self) -> None:
        self._numbers: list[int] = []
        super().__init__(ShareBars(self.title))

    def clicked(self, key: object) -> None:
        assert isinstance(key, int)
        self.go.emit("customers", self._numbers[key])

    def show_people(self, numbers: list[int], rows: list[tuple[str, str, float, None]], note: str) -> None:
        """All of them; shown are the first few."""
        self._numbers = numbers
        self.chart.set_data(rows[:_SHOWN])
        self.show_chart(f"{rows[0][0][:100]}: {rows[0][1]}", note)


class Waiting(_People):
    id = "waiting"

    def __init__(self) -> None:
        self.title = _("Waiting for an answer of sales")
        self.how = _(
            "Leads handed over that sales has neither accepted nor given back, the most urgent first. The bar is full where the"
            " time agreed on is over. A click opens the lead."
        )
        super().__init__()

    def fill(self, of: Report) -> None:
        if not of.waiting:
            self.lack(_("Nothing waits."))
            return
        overdue = sum(one.left < 0 for one in of.waiting)
        note = ngettext("{n} waits, {late} overdue", "{n} wait, {late} overdue", len(of.waiting)).format(
            n=show.number(len(of.waiting)), late=show.number(overdue)
        )
        rows = [(one.lead.name, _late(one), min(max(1 - one.left / _SOON, 0.04), 1.0), None) for one in of.waiting]
        self.show_people([one.lead.profile for one in of.waiting], rows, note)


def _late(one: Late) -> str:
    return " · ".join(filter(None, (one.lead.owner, words.time_left(one.left))))


class Bypassed(_People):
    id = "bypassed"

    def __init__(self) -> None:
        self.title = _("Handed over past the criteria")
        self.how = _(
            "Leads that somebody handed over by hand although they were outside the target group or had too few points on that"
            " day. Hand-picked leads hide how good the criteria are; so they are counted apart, the newest first."
        )
        super().__init__()

    def fill(self, of: Report) -> None:
        if not of.bypassed:
            self.lack(_("None: all were handed over by the criteria."))
            return
        note = _("{n} of {handed} handed over").format(n=show.number(len(of.bypassed)), handed=show.number(of.handed))
        most = max(max(one.points for one in of.bypassed), 1)
        rows = [(one.name, _by_hand(one), max(one.points, 0) / most, None) for one in of.bypassed]
        self.show_people([one.profile for one in of.bypassed], rows, note)


def _by_hand(one: Lead) -> str:
    points = ngettext("{n} point", "{n} points", one.points).format(n=show.number(one.points))
    outside = "" if one.inside else _("outside the target group")
    by = authors.by(one.handed_by or "")
    return " · ".join(filter(None, (outside or points, by, show.date((one.handed_at or "")[:10]))))


class Turning(_People):
    id = "turning"

    def __init__(self) -> None:
        self.title = _("Early warning")
        self.how = _(
            "Leads with sales, and customers who came as leads, whose last 90 days are worse than the 90 before: purchases or"
            " clicks down to 70% or less (from two on), or more complaints. The numbers are before → now."
        )
        super().__init__()

    def fill(self, of: Report) -> None:
        if not of.trends:
            self.lack(_("Nobody turns away."))
            return
        note = ngettext("{n} customer in all", "{n} customers in all", len(of.trends)).format(
            n=show.number(len(of.trends))
        )
        rows = [(one.name, _turned(one), len(one.turned) / len(_TURNS), None) for one in of.trends]
        self.show_people([one.profile for one in of.trends], rows, note)


def _turned(one: Trend) -> str:
    """“Käufe 3 → 1, Reklamationen 0 → 1”."""
    counts = {"purchases": one.purchases, "clicks": one.clicks, "complaints": one.complaints}
    return ", ".join(f"{_(_TURNS[what])} {counts[what][1]} → {counts[what][0]}" for what in one.turned)
