"""The card about typical paths: which contacts led to the first purchase, each row with its customers."""

from collections.abc import Sequence

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.insight.paths import LEAST_CUSTOMERS, Path, Paths, title
from kmu_crm.ui.charts import ShareBars
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.ui.pages.chosen import these

_ARROW, _DOTS = " → ", "…"
MOST = 20_000  # customers that a row names one by one; more would keep the window waiting


class TypicalPaths(Finding):
    id, anytime, by_sales, broad = "paths", True, False, True

    def __init__(self) -> None:
        self.title = _("Typical paths to the first purchase")
        self.how = _(
            "The contacts on record before each customer's first purchase, in their order: calls, mails, appointments, visits,"
            " enquiries and offers, points of contact, mailings. Several of one kind in a row are one step; shown are the last"
            " three, with dots where more stood before them. Share and days are of customers with such a contact; the days are"
            " the median from the very first contact to the purchase. Whoever first bought before the first contact was written"
            " down is left out. An order of events is no proof that one led to the other."
        )
        self._customers: list[Sequence[int]] = []
        super().__init__(ShareBars(self.title))

    def fill(self, of: Paths) -> None:
        self._customers = []
        if not of.suffices:
            self.lack(_lacking(of))
            return
        told = [(way(one), one) for one in of.paths] + ([(_("Other ways"), of.other)] if of.other else [])
        most = max(len(one.customers) for _title, one in told)
        rows = [(name, _told(one), len(one.customers) / most, None) for name, one in told]
        self._customers = [one.customers for _title, one in told]
        if of.without:
            rows.append((_("Without a contact on record"), show.number(len(of.without)), 0.0, None))
            self._customers.append(of.without)
        self.chart.set_data(rows)
        self.show_chart(f"{rows[0][0]}: {rows[0][1]}", _note(of))

    def clicked(self, key: object) -> None:
        """Those who came this way."""
        assert isinstance(key, int)
        if len(self._customers[key]) <= MOST:
            self.wanted.emit(these(self._customers[key]))


def way(of: Path) -> str:
    """“… → Anruf → Angebot → Kauf”."""
    return _ARROW.join([*([_DOTS] if of.cut else []), *map(title, of.steps), _("Purchase")])


def _told(of: Path) -> str:
    """“12 · 34 % · 21 Tage”."""
    days = round(of.days)
    told = ngettext("{n} day", "{n} days", days).format(n=show.number(days))
    return " · ".join((show.number(len(of.customers)), show.percent(of.share), told))


def _note(of: Paths) -> str:
    everybody = of.n + len(of.without)
    said = [
        _("{n} of {all} customers had a contact on record before their first purchase.").format(
            n=show.number(of.n), all=show.number(everybody)
        )
    ]
    if of.before:
        said.append(
            ngettext(
                "{n} more first bought before {day}, when the records of contacts begin.",
                "{n} more first bought before {day}, when the records of contacts begin.",
                of.before,
            ).format(n=show.number(of.before), day=show.date(of.since or ""))
        )
    if max(map(len, [of.without, *(one.customers for one in of.paths)])) > MOST:
        said.append(_("Rows of more than {n} customers open no list.").format(n=show.number(MOST)))
    return " ".join(said)


def _lacking(of: Paths) -> str:
    if of.since is None:
        return _(
            "No contacts on record yet. They come with lists of calls, mailboxes, calendars and newsletter reports, with"
            " enquiries and offers, or when you write one down."
        )
    few = ngettext(
        "The data do not suffice yet: {n} customer has a contact on record before the first purchase; paths show from {least} on.",
        "The data do not suffice yet: {n} customers have a contact on record before the first purchase; paths show from {least} on.",
        of.n,
    ).format(n=show.number(of.n), least=show.number(LEAST_CUSTOMERS))
    without = ngettext(
        "{n} bought without a contact on record.", "{n} bought without a contact on record.", len(of.without)
    ).format(n=show.number(len(of.without)))
    return f"{few} {without}" if of.without else few
