"""The table of two customers: each field left and right, the evidence, and a choice where they differ."""

import re
from itertools import count

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from kmu_crm.desk.comparison import Comparison, Line, Side
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import theme
from kmu_crm.ui.pages import roles
from kmu_crm.ui.widgets import (
    Card,
    Chip,
    ElidedLabel,
    EvidenceBar,
    FlowLayout,
    IconLabel,
    Label,
    Surface,
    clear,
    column,
    lay_out,
    row,
    scrolled,
)

TITLE_WIDTH, BAR_WIDTH, ROW_HEIGHT, HEAD_HEIGHT = 162, 114, 42, 68
VALUE, REASON = 6, 5  # how the rest of the width is shared
LONGEST, LONGEST_WORD = 90, 15  # letters
ZERO_WIDTH = "\u200b"  # a place to break that takes no room
DIGITS = 9  # keys for differing fields


class Value(Surface):
    """One side's value; where there is a choice, a radio button before it."""

    def __init__(self, text: str, choosable: bool) -> None:
        super().__init__("diff" if choosable else "same")
        self.label = _whole(text or "–", "body" if text else "body2")
        self.radio = QRadioButton() if choosable else None
        if self.radio:
            self.radio.setAccessibleName(text)
            self.radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made = row(self.radio, self.label, gap=4, margins=(12, 0, 8, 0))
        made.setStretch(1 if self.radio else 0, 1)
        lay_out(self, made)

    def mousePressEvent(self, _event: object) -> None:
        if self.radio:
            self.radio.click()

    def mark(self, chosen: bool) -> None:
        theme.mark(self.label, role="strong" if chosen else "body")


class FieldRow(QWidget):
    """`chosen` says that the choice of a side has changed."""

    chosen = Signal()

    def __init__(self, line: Line, key: str = "") -> None:
        super().__init__()
        self.line, self.side = line, line.default
        self.left, self.right = Value(line.left, line.differs), Value(line.right, line.differs)
        title = _cell(Label(line.title, "body", wrap=True), TITLE_WIDTH, 12)
        if key:
            title.layout().addWidget(Chip(key, "key"))
        bar = EvidenceBar(line.weight or 0.0, "")
        evidence = _cell(bar, BAR_WIDTH, 8)
        bar.setVisible(line.weight is not None)
        reason = _cell(Label(line.reason, "caption2", wrap=True), 0, 8)
        reason.setToolTip(line.reason)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for piece, stretch in ((title, 0), (self.left, VALUE), (self.right, VALUE), (evidence, 0), (reason, REASON)):
            layout.addWidget(piece, stretch)
        self.setMinimumHeight(theme.px(ROW_HEIGHT))  # more where a reason takes three lines
        self.setAccessibleName(f"{line.title}: {line.left or '–'}, {line.right or '–'}. {line.reason}")
        if line.differs:
            self._group = QButtonGroup(self)
            for side, value in (("left", self.left), ("right", self.right)):
                self._group.addButton(value.radio)
                value.radio.clicked.connect(lambda _on=False, side=side: self.choose(side))
            self.choose(line.default)

    def choose(self, side: str) -> None:
        self.side = side
        for name, value in (("left", self.left), ("right", self.right)):
            value.radio.setChecked(name == side)
            value.mark(name == side)
        self.chosen.emit()

    def toggle(self) -> None:
        self.choose("right" if self.side == "left" else "left")


def _whole(text: str, role: str) -> Label:
    """On as many lines as it takes: names that differ only at their ends must not be cut there. What has no place to break, or
    would fill the page, ends in dots; mail addresses break at their signs, because two that differ at the end look alike."""
    if "@" in text and len(text) <= LONGEST:
        broken = Label(_in_pieces(text), role, wrap=True)
        broken.setAccessibleName(text)
        return broken
    breaks = len(text) <= LONGEST and all(len(word) <= LONGEST_WORD for word in text.split())
    return Label(text, role, wrap=True) if breaks else ElidedLabel(text, role, middle=len(text) <= LONGEST)


def _in_pieces(text: str) -> str:
    """May go on to the next line behind each sign, and within a piece too long for a line."""
    pieces = re.findall(rf"[^@._-]{{1,{LONGEST_WORD}}}[@._-]?|[@._-]", text)
    return ZERO_WIDTH.join(pieces)


def _cell(widget: QWidget, width: int, margin: int) -> Surface:
    cell = Surface("same")
    layout = row(widget, margins=(margin, 0, margin, 0))
    layout.setStretch(0, 1)
    lay_out(cell, layout)
    if width:
        cell.setFixedWidth(theme.px(width))
    return cell


class FieldTable(Card):
    """All lines of a comparison below the two heads."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(flush=True, gap=0)
        self.rows: list[FieldRow] = []
        self._head, self._body = column(gap=0), column(gap=0)
        self.add(self._head, scrolled(column(self._body, 1, gap=0)))
        self.body.setStretch(1, 1)
        self.body.setContentsMargins(1, 4, 1, 2)
        self.setMinimumHeight(theme.px(200))

    def show_comparison(self, found: Comparison) -> None:
        clear(self._head)
        clear(self._body)
        self._head.addWidget(_heads(found.left, found.right))
        digits = (str(place) if place <= DIGITS else "" for place in count(1))
        self.rows = [FieldRow(line, next(digits) if line.differs else "") for line in found.lines]
        for made in self.rows:
            made.chosen.connect(self.changed)
            self._body.addWidget(made)

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
            found |= made.line.corrections(made.side)
        return found

    def chosen_value(self, id_: str) -> str:
        made = next((made for made in self.rows if made.line.id == id_), None)
        if made is None:
            return ""
        return {"left": made.line.left, "right": made.line.right}.get(made.side) or made.line.left or made.line.right


def _heads(left: Side, right: Side) -> QWidget:
    holder = QWidget()
    sides = [_head(side) for side in (left, right)]
    title = _cell(Label(_("Field"), "caption2"), TITLE_WIDTH, 12)
    against, speaks_for = Label(_("speaks against"), "micro"), Label(_("speaks for"), "micro")
    for label, side in ((against, Qt.AlignmentFlag.AlignLeft), (speaks_for, Qt.AlignmentFlag.AlignRight)):
        label.setAlignment(side | Qt.AlignmentFlag.AlignBottom)  # each at the side its bars grow to
    scale, reasons = _cell(against, BAR_WIDTH, 4), _cell(speaks_for, 0, 12)
    layout = row(title, gap=0)
    for piece, stretch in ((sides[0], VALUE), (sides[1], VALUE), (scale, 0), (reasons, REASON)):
        layout.addWidget(piece, stretch)
    lay_out(holder, layout)
    holder.setMinimumHeight(theme.px(HEAD_HEIGHT))
    return holder


def _head(side: Side) -> Surface:
    bought = ngettext("{n} purchase", "{n} purchases", side.purchases).format(n=show.number(side.purchases))
    facts = _("{purchases} · revenue unknown").format(purchases=bought)
    if side.revenue_12m is not None:
        facts = _("{purchases} · {amount} in 12 months").format(purchases=bought, amount=show.amount(side.revenue_12m))
    lines = (_whole(side.name, "section"), Label(facts, "caption2", wrap=True), _sources(side))
    cell = Surface("same")
    lay_out(cell, column(*lines, 1, gap=0, margins=(12, 2, 8, 4)))
    return cell


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
