"""The cells of the table of customers side by side, and their widths."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from kmu_crm.ui import theme
from kmu_crm.ui.widgets import ElidedLabel, Label, Surface, lay_out, row

TITLE_WIDTH, BAR_WIDTH = 162, 114
WIDE_TITLE = 224  # where the evidence stands below the title: more than two leave no room beside them
VALUE, REASON = 6, 5  # how the rest of the width is shared
AT_ONCE, LEAST = 4, 150  # columns that share the width; of more, each has this many px, and they scroll
LONGEST, LONGEST_WORD = 90, 15  # letters
ZERO_WIDTH = "\u200b"  # a place to break that takes no room


class Value(Surface):
    """One side's value; where there is a choice, a radio button before it. `out`: of a customer who is left out."""

    def __init__(self, text: str, choosable: bool, out: bool = False) -> None:
        super().__init__("diff" if choosable else "same")
        self.label = whole(text or "–", "body" if text and not out else "body2")
        self.label.setEnabled(not out)
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


def least_width(sides: int) -> int:
    return theme.px(LEAST) if sides > AT_ONCE else 0


def whole(text: str, role: str) -> Label:
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


def cell(widget: QWidget, width: int, margin: int) -> Surface:
    made = Surface("same")
    layout = row(widget, margins=(margin, 0, margin, 0))
    layout.setStretch(0, 1)
    lay_out(made, layout)
    if width:
        made.setFixedWidth(theme.px(width))
    return made
