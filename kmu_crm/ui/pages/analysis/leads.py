"""The sheet about leads: funnel, pipeline, what sales gives back and why, what waits, what went past the criteria, who turns away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.desk.derive import key_date
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.insight.paths import paths
from kmu_crm.sales.leads import words
from kmu_crm.sales.leads.analysis import Report, report
from kmu_crm.sales.leads.feedback import Quality
from kmu_crm.sales.leads.funnel import Link, Rung
from kmu_crm.sales.team import team
from kmu_crm.ui.charts import ShareBars
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.ui.pages.analysis.grid import Columns
from kmu_crm.ui.pages.analysis.late import Bypassed, Turning, Waiting
from kmu_crm.ui.pages.analysis.paths import TypicalPaths
from kmu_crm.ui.pages.analysis.team import Team
from kmu_crm.ui.pages.questions import Round
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Label, clear, column, lay_out, scrolled

_SOURCES = 6


class LeadsSheet(QWidget):
    """`go` leads to customers. Asks once in one go, until data change."""

    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._round, self._stale = Round(session, self), True
        kinds = (Funnel, Pipeline, TypicalPaths, Rejections, Waiting, Bypassed, Turning, Team)
        self.cards: dict[str, Finding] = {card.id: card for card in (kind() for kind in kinds)}
        for card in self.cards.values():
            card.wanted.connect(lambda rule: self.go.emit("customers", ("filter", rule)))
            card.go.connect(self.go)
        cards = self.cards
        both = [
            [cards[id] for id in ids.split()]
            for ids in ("funnel rejections bypassed team", "pipeline paths waiting turning")
        ]
        self.columns = Columns([(760, both, (1, 1)), (0, [list(cards.values())], (1,))])
        lay_out(self, column(scrolled(column(self.columns, 1, margins=(18, 10, 18, 18))), gap=0))

    def refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self._stale:
            self._stale = False
            self._round.ask(
                (report, self._fill),
                (lambda db: team(db, key_date(db)), self.cards[Team.id].fill),
                (paths, self.cards[TypicalPaths.id].fill),
            )

    def is_over(self) -> bool:
        return not self._stale and self._round.is_over()

    def _fill(self, of: Report) -> None:
        for card in self.cards.values():
            if not isinstance(card, Team | TypicalPaths):
                card.fill(of)


def none_yet(card: Finding) -> None:
    card.lack(
        _(
            "No leads yet. They come with a list whose column of kinds says “lead” or “prospect”, with enquiries and"
            " offers, or when you hand a customer over to sales."
        )
    )


class Funnel(Finding):
    id, anytime, by_sales, broad = "funnel", True, False, True

    def __init__(self) -> None:
        self.title = _("How far leads come")
        self.how = _(
            "Captured are all leads of the target group; qualified those with enough points for what they did and who they"
            " are; accepted those whom sales took; customers those with a first invoice, on its day. The share went further"
            " later on, in whatever order; the days are the median from one stage to the next. Whoever bought without having"
            " been accepted counts among the customers all the same. The criteria stand in the sheet criteria.toml."
        )
        self._rungs: Sequence[Rung] = ()
        super().__init__(ShareBars(self.title))

    def fill(self, of: Report) -> None:
        if not of.leads:
            self.rule = ""
            none_yet(self)
            return
        self.rule, self._rungs = "not lead_stage is empty", of.rungs
        most = max(one.n for one in of.rungs) or 1
        self.chart.set_data([(words.stage(one.stage), _rung(one), one.n / most, None) for one in of.rungs])
        beside = [
            _("{stage}: {n}").format(stage=words.stage(stage), n=show.number(of.counts[stage]))
            for stage in ("nurture", "parked")
        ]
        sold, captured = of.rungs[-1].n, of.rungs[0].n
        said = ngettext(
            "{sold} of {n} lead became a customer.", "{sold} of {n} leads became customers.", captured
        ).format(sold=show.number(sold), n=show.number(captured))
        self.show_chart(said, f"{said} {' · '.join(beside)}")

    def clicked(self, key: object) -> None:
        """Those who stand there now."""
        assert isinstance(key, int)
        self.wanted.emit(f"lead_stage is {self._rungs[key].stage}")


def _rung(one: Rung) -> str:
    """“12, jetzt dort 3 · 58 % weiter · 4 Tage”."""
    parts = [_("{n}, there now {now}").format(n=show.number(one.n), now=show.number(one.now))]
    if one.conversion is not None:
        parts.append(_("{share} went further").format(share=show.percent(one.conversion)))
    if one.days is not None:
        days = round(one.days)
        parts.append(ngettext("{n} day", "{n} days", days).format(n=show.number(days)))
    return " · ".join(parts)


class Pipeline(Finding):
    id, anytime, by_sales, broad = "pipeline", True, False, True

    def __init__(self) -> None:
        self.title = _("From first contact to the paid invoice")
        self.how = _(
            "Everybody who ever was a lead, by how far it went. Amounts include tax: offers and orders since the first sign of"
            " interest (an order and its offer count once), invoices less credit notes, and what is paid of them."
        )
        super().__init__(ShareBars(self.title))

    def fill(self, of: Report) -> None:
        if not of.leads:
            none_yet(self)
            return
        most = max(one.n for one in of.links) or 1
        self.chart.set_data([(_step(one.step), _link(one), one.n / most, None) for one in of.links])
        last = of.links[-1]
        self.show_chart(f"{_step(last.step)}: {_link(last)}")


def _step(step: str) -> str:
    names = {"contact": _("First contact"), "offer": _("Offer or order"), "invoice": _("Invoice"), "paid": _("Paid")}
    return names.get(step) or words.stage(step)


def _link(one: Link) -> str:
    amounts = [show.whole_amount(cents, currency) for currency, cents in one.amounts.items()]
    return " · ".join([show.number(one.n), *amounts])


class Rejections(Finding):
    id, anytime, by_sales = "rejections", True, False

    def __init__(self) -> None:
        self.title = _("What sales gives back, and why")
        self.how = _(
            "The last reason of each lead that sales gave back; below by where it came from: what a list says of its origin, else"
            " the channel of its first sign, and the last mailing before it was handed over. Whoever came back is nurtured."
        )
        self._sources = column(gap=2)
        content = QWidget()
        chart = ShareBars(self.title)
        lay_out(content, column(chart, self._sources, gap=6))
        super().__init__(chart, content=content)

    def fill(self, of: Report) -> None:
        clear(self._sources)
        if not of.reasons:
            self.rule = ""
            self.lack(_("Sales has given nothing back so far."))
            return
        self.rule = "lead_stage is nurture"
        total = sum(of.reasons.values())
        rows = [(words.reason(name), self._share(n, total), n / total, None) for name, n in of.reasons.items()]
        self.chart.set_data(rows)
        for one in [*of.sources, *of.campaigns][:_SOURCES]:
            if one.rejected:
                self._sources.addWidget(Label(_quality(one), "caption2", wrap=True))
        back = ngettext("{n} of {handed} lead given back.", "{n} of {handed} leads given back.", of.handed).format(
            n=show.number(total), handed=show.number(of.handed)
        )
        self.show_chart(f"{back} {rows[0][0]}: {rows[0][1]}", back)

    def _share(self, n: int, total: int) -> str:
        return f"{show.number(n)} · {show.percent(n / total)}"


def _quality(one: Quality) -> str:
    """“Messe: 2 von 5 zurück, vor allem Kein Budget”."""
    return _("{source}: {n} of {handed} came back, above all: {reason}").format(
        source=one.source or _("origin unknown"),
        n=show.number(one.rejected),
        handed=show.number(one.handed),
        reason=words.reason(next(iter(one.reasons), "")),
    )
