"""The heads of the table: each customer with what tells how much there is to it; of more than two, each with a tick."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from kmu_crm.desk.comparison import Comparison, Side
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import theme
from kmu_crm.ui.pages import roles
from kmu_crm.ui.pages.duplicates.cells import (
    BAR_WIDTH,
    REASON,
    TITLE_WIDTH,
    VALUE,
    WIDE_TITLE,
    cell,
    least_width,
    whole,
)
from kmu_crm.ui.widgets import FlowLayout, IconLabel, Label, Surface, column, lay_out, row
from kmu_crm.ui.widgets.labels import spoken_keys

HEAD_HEIGHT, LONGEST_HEAD = 68, 60  # px, letters: the whole name stands in a line of its own below


class Heads(QWidget):
    """`ticks` of those who are to become one, where there are more than two; `changed` is called with each."""

    def __init__(self, found: Comparison, changed: Callable[[], object]) -> None:
        super().__init__()
        many = len(found.sides) > 2
        self.ticks = (
            [_tick(side, place, side.profile in found.among, changed) for place, side in enumerate(found.sides, 1)]
            if many
            else []
        )
        layout = row(cell(Label(_("Field"), "caption2"), WIDE_TITLE if many else TITLE_WIDTH, 12), gap=0)
        for place, side in enumerate(found.sides):
            head = _head(side, self.ticks[place] if many else None)
            head.setMinimumWidth(least_width(len(found.sides)))
            layout.addWidget(head, VALUE)
        if not many:
            against, speaks_for = Label(_("speaks against"), "micro"), Label(_("speaks for"), "micro")
            for label, edge in ((against, Qt.AlignmentFlag.AlignLeft), (speaks_for, Qt.AlignmentFlag.AlignRight)):
                label.setAlignment(edge | Qt.AlignmentFlag.AlignBottom)  # each at the side its bars grow to
            layout.addWidget(cell(against, BAR_WIDTH, 4), 0)
            layout.addWidget(cell(speaks_for, 0, 12), REASON)
        lay_out(self, layout)
        self.setMinimumHeight(theme.px(HEAD_HEIGHT))


def _tick(side: Side, place: int, on: bool, changed: Callable[[], object]) -> QCheckBox:
    tick = QCheckBox()
    tick.setChecked(on)
    tick.setAccessibleName(_("{name} is the same customer").format(name=side.name))
    keys = spoken_keys(f"Alt+{place}")
    tick.setToolTip(_("Without the tick: another customer, who is kept apart ({keys})").format(keys=keys))
    tick.clicked.connect(lambda _on=False: changed())
    return tick


def _head(side: Side, tick: QCheckBox | None) -> Surface:
    bought = ngettext("{n} purchase", "{n} purchases", side.purchases).format(n=show.number(side.purchases))
    facts = _("{purchases} · revenue unknown").format(purchases=bought)
    if side.revenue_12m is not None:
        facts = _("{purchases} · {amount} in 12 months").format(purchases=bought, amount=show.amount(side.revenue_12m))
    title = row(tick, whole(side.name, "section", LONGEST_HEAD), gap=4)
    title.setStretch(1 if tick else 0, 1)
    made = Surface("same")
    lay_out(made, column(title, Label(facts, "caption2", wrap=True), _sources(side), 1, gap=0, margins=(12, 2, 8, 4)))
    return made


def _sources(side: Side) -> QWidget:
    """Each program with the icon of what it is, on as many lines as it takes."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=10, line_gap=2)
    for name, role in zip(side.sources, side.roles, strict=True):
        one = QWidget()
        lay_out(one, row(IconLabel(roles.icon(role), "text3", 13), Label(name, "micro"), gap=4))
        flow.addWidget(one)
    holder.setAccessibleName(_("from {programs}").format(programs=", ".join(side.sources)))
    return holder
