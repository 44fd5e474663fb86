"""The cards at the right: how many and what they bring, what sets them apart, beside another segment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.segments.compare import Comparison, Side
from kmu_crm.segments.outlook import Outlook
from kmu_crm.ui.charts import CompareBars, ShareBars
from kmu_crm.ui.pages.segments.shelf import Entry
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, Card, Chip, FlowLayout, IconLabel, Label, Picker, column, lay_out, row

_WAYS = (("email", "mail"), ("phone", "phone"), ("post", "mailbox"))


class SizeCard(Card):
    """`mailing_wanted` and `list_wanted`: what one does with the segment next."""

    mailing_wanted = Signal()
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Size"))
        self.size, self._people = Label("–", "figure"), Label("", "caption2")
        self.revenue, money = Label("–", "figure"), Label(_("Revenue 12 months"), "caption2")
        numbers = row(column(self.size, self._people, gap=0), column(self.revenue, money, gap=0), 1, gap=24)
        self._untold = Label("", "caption2", "warn", wrap=True)
        self._untold.hide()
        self._ways = {channel: Label("–", "strong", tabular=True) for channel, _icon in _WAYS}
        ways = QWidget()
        flow = FlowLayout(ways, gap=12)
        for channel, icon in _WAYS:
            way = QWidget()
            lay_out(way, row(IconLabel(icon, "ok"), self._ways[channel], gap=6))
            flow.addWidget(way)
        self.agreed = Label(_("may be reached"), "caption2")
        flow.addWidget(self.agreed)  # below the numbers where these take the whole width
        self.mailing = Button(_("Mailing list"), "primary", "send", on_click=self.mailing_wanted.emit)
        self.customers = Button(_("Customers"), on_click=self.list_wanted.emit)
        self.add(numbers, self._untold, ways, row(self.mailing, self.customers, 1, gap=8))
        self._anybody, self._problem = False, ""

    def hold(self, problem: str) -> None:
        """Nothing is handed on while there is one, however many customers are in it."""
        self._problem = problem
        self._offer(self._anybody)

    def _offer(self, anybody: bool) -> None:
        self._anybody = anybody
        for button in (self.mailing, self.customers):
            button.setEnabled(anybody and not self._problem)
            button.setToolTip(tip(self._problem))

    def show_side(self, side: Side) -> None:
        self.size.setText(show.number(side.size))
        self._people.setText(ngettext("customer", "customers", side.size))
        unknown = side.revenue_12m is None
        self.revenue.setText(_("unknown") if side.revenue_12m is None else show.whole_amount(side.revenue_12m))
        lacking = ngettext("unknown in part of {n} customer", "unknown in part of {n} customers", side.in_part)
        told = (
            _("gross amounts only") if unknown else lacking.format(n=show.number(side.in_part)) if side.in_part else ""
        )
        self._untold.setText(told)
        self._untold.setVisible(bool(told))
        words = {
            "email": _("{n} may be written to by e-mail"),
            "phone": _("{n} may be called"),
            "post": _("{n} may be sent letters"),
        }
        for channel, label in self._ways.items():
            said = show.number(side.reachable[channel])
            label.setText(said)
            label.setToolTip(tip(words[channel].format(n=said)))
            label.setAccessibleName(label.toolTip())
        self._offer(side.size > 0)

    def show_nothing(self) -> None:
        for label in (self.size, self.revenue, *self._ways.values()):
            label.setText("–")
        self._offer(False)

    def grey(self) -> None:
        for label in (self.size, self.revenue, *self._ways.values()):
            label.set_tone("muted")

    def fresh(self) -> None:
        for label in (self.size, self.revenue, *self._ways.values()):
            label.set_tone("")


class ApartCard(Card):
    def __init__(self) -> None:
        super().__init__(_("What sets them apart"))
        self.bars = ShareBars(_("What sets them apart"), _("Share in the segment against the share of all customers"))
        self._none = Label("", "caption2", wrap=True)
        self._key = Label(_("Bar: share in the segment · Stroke: all customers"), "micro", wrap=True)
        self.add(self.bars, self._none, self._key)

    def show_outlook(self, seen: Outlook) -> None:
        self.show()
        self.bars.set_data([(one.title, one.shares, one.inside, one.overall) for one in seen.traits])
        few = _("From 20 customers in a segment differences are told from chance.")
        same = _("Nothing that differs by more than chance.")
        self._none.setText(few if len(seen.members) < 20 else same)
        for piece, wanted in ((self.bars, seen.traits), (self._key, seen.traits), (self._none, not seen.traits)):
            piece.setVisible(bool(wanted))


class CompareCard(Card):
    """`wanted(rule text)` when another segment is chosen to compare with."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Comparison"))
        self.other = Picker(_("Compare with"))
        self.other.activated.connect(lambda _place: self.wanted.emit(self.rule()))
        self.bars = CompareBars(_("Comparison"), _("This segment beside another one"))
        self._both = Label("", "caption2", wrap=True)
        self._key = Chip("", "neutral")
        self._key.setMaximumWidth(150)
        self._this = Chip(_("this segment"), "accent")
        choice = row(Label(_("with"), "caption2"), self.other, gap=8)
        choice.setStretch(1, 1)
        self.add(choice, self.bars, self._both, row(self._this, self._key, 1))
        self.show_comparison(None)

    def offer(self, entries: list[Entry]) -> None:
        before = self.other.currentText()
        self.other.clear()
        self.other.addItem(_("choose a segment …"), "")
        for entry in entries:
            self.other.addItem(entry.name, entry.rule)
        self.other.setCurrentIndex(max(self.other.findText(before), 0))

    def rule(self) -> str:
        return str(self.other.currentData() or "")

    def show_comparison(self, found: Comparison | None) -> None:
        for piece in (self.bars, self._both, self._this, self._key):
            piece.setVisible(found is not None)
        if found is not None:
            self.bars.set_data(_rows(found.a, found.b))
            self._both.setText(_("{n} customers are in both").format(n=show.number(found.both)))
            name = self.other.currentText()
            self._key.setText(self._key.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 130))
            self._key.setToolTip(tip(name))


_Cell = tuple[float, str]


def _rows(a: Side, b: Side) -> list[tuple[str, _Cell, _Cell]]:
    """Rows that at least one of the two can fill."""
    asked = (
        (_("Revenue per customer"), "revenue_per_customer", lambda cents: show.whole_amount(round(cents))),
        (_("Purchases a year"), "purchases_per_year", lambda n: show.number(n, 1)),
        (_("Contribution margin"), "margin", lambda share: show.percent(share, 1)),
        (_("With open items"), "open_share", show.percent),
    )
    found = []
    for title, name, fmt in asked:
        one, other = getattr(a, name), getattr(b, name)
        if one is not None or other is not None:
            found.append((title, *((max(x or 0, 0), "–" if x is None else fmt(x)) for x in (one, other))))
    return found


def side_column(*cards: Card) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(8, 14, 12, 14)
    layout.setSpacing(12)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return holder
