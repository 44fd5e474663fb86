"""The line with the verdict, what a merge gives, and the decisions made last."""

from PySide6.QtCore import Signal

from kmu_crm.desk.comparison import Comparison
from kmu_crm.desk.deciding import Made
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import theme
from kmu_crm.ui.widgets import (
    Button,
    Card,
    Chip,
    ConfidenceBar,
    ElidedLabel,
    IconLabel,
    Label,
    Surface,
    clear,
    column,
    lay_out,
    nest,
    row,
)


class VerdictCard(Card):
    """How probable it is that both are one, and how far they agree, on a scale with the two thresholds."""

    def __init__(self) -> None:
        super().__init__(gap=0)
        self._title, self._chip, self._why = Label("", "section"), Chip("", "accent"), Label("", "caption2", wrap=True)
        self._scale, self._ends = column(gap=2), row(gap=8)
        scale = column(1, self._scale, self._ends, 1, gap=2)
        words = column(row(self._title, self._chip, 1, gap=8), self._why, gap=1)
        both = row(words, scale, gap=20)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        self.add(both)

    def show_comparison(self, found: Comparison) -> None:
        sure = found.probability
        if len(found.sides) > 2:
            title = _("Perhaps all {n} are the same customer").format(n=len(found.sides))
        else:
            title = _("Probably the same customer") if sure >= 0.75 else _("Perhaps the same customer")
        self._title.setText(title)
        self._chip.setText(_("{percent} probable").format(percent=show.percent(sure)))
        speaks = [_("For: {reasons}.").format(reasons=", ".join(found.for_))] if found.for_ else []
        speaks += (
            [_("Against: {reasons}.").format(reasons=", ".join(found.against))]
            if found.against
            else [_("Nothing speaks against it.")]
        )
        self._why.setText(" ".join(speaks))
        clear(self._scale)
        clear(self._ends)
        agreement = _("{percent} agreement").format(percent=show.percent(found.score))
        self._scale.addWidget(Label(agreement, "caption2"))
        self._scale.addWidget(ConfidenceBar(found.score, "accent", agreement, marks=(found.ask, found.one), height=8))
        self._ends.addWidget(Label(_("apart below {percent}").format(percent=show.percent(found.ask)), "caption2"))
        self._ends.addStretch(1)
        self._ends.addWidget(Label(_("by itself from {percent}").format(percent=show.percent(found.one)), "caption2"))


class MergedCard(Card):
    """What a merge would give, consents included."""

    def __init__(self) -> None:
        super().__init__(_("After merging"), gap=0)
        self._name, self._details = ElidedLabel("", "strong"), ElidedLabel("", "caption2")
        self._facts, self._consents = ElidedLabel("", "caption2"), ElidedLabel("", "caption2")
        self._out = ElidedLabel("", "caption2")
        self._out.hide()
        left, right = column(self._name, self._details, self._out, gap=1), column(self._facts, self._consents, 1, gap=1)
        both = row(left, right, gap=20)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.add(both)

    def show_comparison(self, found: Comparison, name: str) -> None:
        self._name.setText(name)
        self._details.setText(found.details)
        bought = ngettext("{n} purchase", "{n} purchases", found.purchases).format(n=show.number(found.purchases))
        entries = ngettext("{n} entry in the timeline", "{n} entries in the timeline", found.entries).format(
            n=show.number(found.entries)
        )
        self._facts.setText(f"{bought}, {entries}")
        self._consents.setText(" · ".join(found.consents) or _("No consent to e-mail on either side"))
        out = [side.name for side in found.sides if side.profile not in found.among]
        self._out.setText(_("Kept apart: {names}").format(names=", ".join(out)) if out else "")
        self._out.setVisible(bool(out))


class LastCard(Surface):
    """Decisions made last, each with a way back."""

    back = Signal(int)

    def __init__(self) -> None:
        super().__init__("sunken")
        self._rows = column(gap=2)
        lay_out(
            self,
            column(
                row(IconLabel("history", "text2"), Label(_("Lately"), "strong"), 1, gap=8),
                self._rows,
                gap=4,
                margins=(12, 8, 8, 8),
            ),
        )
        self.hide()

    def show_decisions(self, found: list[Made]) -> None:
        clear(self._rows)
        self.setVisible(bool(found))
        for made in found:
            text = made.text
            button = Button(_("Take back"), "link", on_click=lambda number=made.id: self.back.emit(number))
            button.setAccessibleName(_("Take back: {what}").format(what=text))
            line = row(ElidedLabel(text, "caption2"), button, gap=6)
            line.setStretch(0, 1)
            nest(self._rows, line)
        self.setMinimumHeight(theme.px(30))
