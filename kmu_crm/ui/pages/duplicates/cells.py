"""The cells of the table of customers side by side, and their widths."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from kmu_crm.ui import theme
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Label, Surface, lay_out, row

TITLE_WIDTH, BAR_WIDTH = 162, 114
WIDE_TITLE = 224  # where the evidence stands below the title: more than two leave no room beside them
VALUE, REASON = 6, 5  # how the rest of the width is shared
AT_ONCE, LEAST = 4, 150  # columns that share the width; of more, each has this many px, and they scroll
LONGEST, LONGEST_WORD, PIECE = 120, 15, 12  # letters; longer words are broken into pieces
ZERO_WIDTH = "\u200b"  # a place to break that takes no room
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
# Behind each sign, and within a piece too long for a line; not behind an f, which is drawn in one with the next letter.
_BREAKS = re.compile(rf"[@._-](?=[^@._-])|[^@._-]{{{PIECE - 1}}}[^@._f-](?=[^@._-])")


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


def whole(text: str, role: str, most: int = LONGEST) -> Label:
    """On as many lines as it takes: two that differ in one letter must not be cut there. What has more than `most` letters loses
    its middle. The tooltip is all of it, in one piece."""
    half = most // 2
    shown = text if len(text) <= most else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
    broken = _LONG.sub(lambda word: _BREAKS.sub(rf"\g<0>{ZERO_WIDTH}", word[0]), shown)
    made = Label(broken, role, wrap=True)
    if broken != text:
        made.setAccessibleName(text)
        made.setToolTip(tip(text))
    return made


def cell(widget: QWidget, width: int, margin: int) -> Surface:
    made = Surface("same")
    layout = row(widget, margins=(margin, 0, margin, 0))
    layout.setStretch(0, 1)
    lay_out(made, layout)
    if width:
        made.setFixedWidth(theme.px(width))
    return made
