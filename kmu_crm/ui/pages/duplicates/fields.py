"""The table of customers side by side: each field of each, the evidence, and a choice where they differ."""

from collections.abc import Collection
from itertools import count

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from kmu_crm.desk.comparison import Comparison, Line
from kmu_crm.ui import theme
from kmu_crm.ui.pages.duplicates.cells import (
    AT_ONCE,
    BAR_WIDTH,
    LEAST,
    REASON,
    TITLE_WIDTH,
    VALUE,
    WIDE_TITLE,
    Value,
    cell,
    least_width,
)
from kmu_crm.ui.pages.duplicates.heads import Heads
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Card, Chip, EvidenceBar, Label, clear, column, lay_out, row, scrolled

ROW_HEIGHT, SMALL_BAR = 42, 44
DIGITS = 9  # keys for differing fields
AS_NEEDED, NEVER = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class FieldRow(QWidget):
    """`chosen` says that the choice of a place has changed; only those at the places `among` can be chosen."""

    chosen = Signal()

    def __init__(self, line: Line, among: Collection[int] = (0, 1), key: str = "") -> None:
        super().__init__()
        self.line, self.side = line, line.default
        self.values = [
            Value(text, line.differs and place in among and bool(text), place not in among)
            for place, text in enumerate(line.values)
        ]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if len(self.values) > 2:
            self._lay_out_many(layout, key)
        else:
            self._lay_out_two(layout, key)
        self.setMinimumHeight(theme.px(ROW_HEIGHT))  # more where a reason takes three lines
        said = ", ".join(text or "–" for text in line.values)
        self.setAccessibleName(f"{line.title}: {said}. {line.reason}")
        if line.differs:
            self._group = QButtonGroup(self)
            for place, value in enumerate(self.values):
                if value.radio:
                    self._group.addButton(value.radio)
                    value.radio.clicked.connect(lambda _on=False, place=place: self.choose(place))
            self.choose(line.default)

    @property
    def left(self) -> Value:
        return self.values[0]

    @property
    def right(self) -> Value:
        return self.values[1]

    def _lay_out_two(self, layout: QHBoxLayout, key: str) -> None:
        title = cell(Label(self.line.title, "body", wrap=True), TITLE_WIDTH, 12)
        if key:
            title.layout().addWidget(Chip(key, "key"))
        evidence = cell(self._bar(), BAR_WIDTH, 8)
        reason = cell(Label(self.line.reason, "caption2", wrap=True), 0, 8)
        reason.setToolTip(tip(self.line.reason))
        for piece, stretch in ((title, 0), (self.left, VALUE), (self.right, VALUE), (evidence, 0), (reason, REASON)):
            layout.addWidget(piece, stretch)

    def _lay_out_many(self, layout: QHBoxLayout, key: str) -> None:
        """The evidence with the title: below it the reason, beside it the bar."""
        title, words, bar = QWidget(), QWidget(), self._bar()
        reason = Label(self.line.reason, "micro", wrap=True)
        lay_out(words, column(1, Label(self.line.title, "body"), reason, 1, gap=0))
        bar.setFixedWidth(theme.px(SMALL_BAR))
        both = row(words, bar, Chip(key, "key") if key else None, gap=6)
        both.setStretch(0, 1)
        lay_out(title, both)
        head = cell(title, WIDE_TITLE, 10)
        head.setToolTip(tip(self.line.reason))
        layout.addWidget(head)
        for value in self.values:
            value.setMinimumWidth(least_width(len(self.values)))
            layout.addWidget(value, VALUE)

    def _bar(self) -> EvidenceBar:
        bar = EvidenceBar(self.line.weight or 0.0, "")
        keeps = bar.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        bar.setSizePolicy(keeps)
        bar.setVisible(self.line.weight is not None)
        return bar

    def choose(self, place: int | None) -> None:
        self.side = place
        for at, value in enumerate(self.values):
            if value.radio:
                value.radio.setChecked(at == place)
                value.mark(at == place)
        self.chosen.emit()

    def toggle(self) -> None:
        """The next of those that can be chosen."""
        places = [place for place, value in enumerate(self.values) if value.radio]
        self.choose(next((place for place in places if place > (self.side or 0)), places[0]))


class FieldTable(Card):
    """All lines of a comparison below the heads. `changed`: another value; `ticked`: others are to become one."""

    changed, ticked = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__(flush=True, gap=0)
        self.rows: list[FieldRow] = []
        self.heads: Heads | None = None
        self._sides: list[int] = []
        self._head, self._body = column(gap=0), column(gap=0)
        self._strip, self._area = scrolled(self._head), scrolled(column(self._body, 1, gap=0))
        self._strip.setVerticalScrollBarPolicy(NEVER)
        self._area.horizontalScrollBar().valueChanged.connect(self._strip.horizontalScrollBar().setValue)
        self._area.verticalScrollBar().rangeChanged.connect(self._stand_above)
        self.add(self._strip, self._area)
        self.body.setStretch(1, 1)
        self.body.setContentsMargins(1, 4, 1, 2)
        self.setMinimumHeight(theme.px(200))

    def show_comparison(self, found: Comparison) -> None:
        self.setUpdatesEnabled(False)  # one picture after the other, nothing between
        self._show(found)
        self.setUpdatesEnabled(True)

    def _show(self, found: Comparison) -> None:
        again = [side.profile for side in found.sides] == self._sides
        focused = self._focused_tick() if again else None
        self._sides = [side.profile for side in found.sides]
        clear(self._head)
        clear(self._body)
        self.heads = Heads(found, self.ticked.emit)
        self._head.addWidget(self.heads)
        digits = (str(place) if place <= DIGITS else "" for place in count(1))
        among = [place for place, number in enumerate(self._sides) if number in found.among]
        self.rows = [FieldRow(line, among, next(digits) if line.differs else "") for line in found.lines]
        for made in self.rows:
            made.chosen.connect(self.changed)
            self._body.addWidget(made)
        self._make_room(len(self._sides))
        if not again:
            self._area.horizontalScrollBar().setValue(0)
            self._area.verticalScrollBar().setValue(0)
        if focused is not None:
            self.heads.ticks[focused].setFocus()

    def _make_room(self, sides: int) -> None:
        """More columns than fit scroll sideways, and their heads with them."""
        least = theme.px(WIDE_TITLE + sides * LEAST) if sides > AT_ONCE else 0
        for area in (self._strip, self._area):
            area.widget().setMinimumWidth(least)
        self._area.setHorizontalScrollBarPolicy(AS_NEEDED if least else NEVER)
        self._fit_strip()

    def _stand_above(self, _first: int, last: int) -> None:
        """Heads stand above their columns, also where these leave room for a bar at the right."""
        bar = self._area.verticalScrollBar().sizeHint().width() if last > 0 else 0
        self._head.setContentsMargins(0, 0, bar, 0)

    def _fit_strip(self) -> None:
        if self.heads:
            inner = max(self._strip.viewport().width(), self._strip.widget().minimumWidth())
            layout = self.heads.layout()
            tall = layout.heightForWidth(inner) if layout.hasHeightForWidth() else layout.sizeHint().height()
            self._strip.setFixedHeight(max(tall, self.heads.minimumHeight()))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def _focused_tick(self) -> int | None:
        ticks = self.heads.ticks if self.heads else []
        return next((place for place, tick in enumerate(ticks) if tick.hasFocus()), None)

    def among(self) -> list[int]:
        """The numbers of those who are to become one."""
        ticks = self.heads.ticks if self.heads else []
        return [number for place, number in enumerate(self._sides) if not ticks or ticks[place].isChecked()]

    def toggle_side(self, place: int) -> None:
        """The `place`-th customer from 1 belongs to the others, or no longer."""
        if self.heads and place <= len(self.heads.ticks):
            self.heads.ticks[place - 1].click()

    def has_choices(self) -> bool:
        return any(made.line.differs for made in self.rows)

    def toggle(self, place: int) -> None:
        """The `place`-th differing field from 1."""
        differing = [made for made in self.rows if made.line.differs]
        if place <= len(differing):
            differing[place - 1].toggle()

    def corrections(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for made in self.rows:
            if made.side is not None:
                found |= made.line.corrections(made.side)
        return found

    def chosen_value(self, id_: str) -> str:
        made = next((made for made in self.rows if made.line.id == id_), None)
        if made is None:
            return ""
        among = set(self.among())
        known = [text for number, text in zip(self._sides, made.line.values, strict=True) if text and number in among]
        return made.line.values[made.side] if made.side is not None else next(iter(known), "")
