"""Onto A4 as a PDF, black on white: a few kinds of blocks, drawn without a window. Text is only ever drawn: nothing in it is markup."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kmu_crm.desk.lettering import FONT, fitted, width_of, wrapped
from kmu_crm.desk.whole import NotSaved, whole
from kmu_crm.fields import text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 48.0  # A4 in points
LINE, TEXT, SMALL, BOX = 15.0, 9.5, 8.5, "☐"


@dataclass(frozen=True)
class Head:
    """Two columns at the top: a large line and small ones below it, each wrapped to two at most."""

    left: str
    below_left: tuple[str, ...]
    right: str
    below_right: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Wrapped to the width, at most `most` lines; the rest is cut with “…”."""

    text: str
    most: int = 3


@dataclass(frozen=True)
class Boxes:
    """Boxes to tick: one a line, or all in one row."""

    texts: tuple[str, ...]
    in_a_row: bool = False


@dataclass(frozen=True)
class Table:
    """Cells at these distances from the margin, in points; each is cut at the next. `box`: one to tick before the first row;
    `together`: all rows stay on one page, with some room behind them."""

    rows: tuple[tuple[str, ...], ...]
    at: tuple[float, ...]
    box: bool = False
    together: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines to write on, down to the foot of the page; at least so many."""

    title: str
    least: int = 3


Block = Head | Heading | Paragraph | Boxes | Table | Lines
_LINE_TO_WRITE = 30.0


@dataclass(frozen=True)
class Sheet:
    """One or more pages that begin on a new one."""

    blocks: tuple[Block, ...]
    foot: str


def write(target: Path, title: str, sheets: Sequence[Sheet]) -> None:
    """The file is there whole or not at all. Raises NotSaved."""
    from matplotlib.backends.backend_pdf import PdfPages

    told = {
        "Title": text.clean(title)[:200],
        "Creator": "KMU CRM",
        "Producer": "KMU CRM",
        "CreationDate": datetime.now(UTC),
    }
    try:
        with warnings.catch_warnings(), whole(target) as part:
            warnings.simplefilter("ignore")  # a sign that the font lacks is drawn as a box, which is no news
            with PdfPages(part, metadata=told) as file:
                for one in sheets:
                    for page in _pages(one):
                        file.savefig(page)
    except OSError as error:
        raise NotSaved.because(target, error) from error


def _pages(sheet: Sheet) -> Iterator["Figure"]:
    """A sheet on as many pages as it needs; each has the foot."""
    page = _Page(sheet.foot)
    for block in sheet.blocks:
        for part in _parts(block):
            if part.height > page.left and not page.is_empty:
                yield page.figure
                page = _Page(sheet.foot)
            part.draw(page)
    yield page.figure


class _Page:
    """`y`: where the next block begins, counted from above."""

    def __init__(self, foot: str) -> None:
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
        self.y = MARGIN
        self._bottom = HEIGHT - MARGIN - 16
        self.text(0, HEIGHT - MARGIN, fitted(foot, SMALL, WIDTH - 2 * MARGIN), SMALL)

    @property
    def left(self) -> float:
        return self._bottom - self.y

    @property
    def is_empty(self) -> bool:
        return self.y == MARGIN

    def text(self, x: float, y: float, said: str, size: float, bold: bool = False, right: bool = False) -> None:
        self.figure.text(
            (MARGIN + x) / WIDTH, 1 - y / HEIGHT, said, fontsize=size, color="black", family=FONT,
            fontweight="bold" if bold else "normal", ha="right" if right else "left", va="baseline", parse_math=False,
        )  # fmt: skip

    def rule(self, y: float, width: float = 0.8) -> None:
        from matplotlib.lines import Line2D

        ends = [MARGIN / WIDTH, 1 - MARGIN / WIDTH]
        self.figure.add_artist(Line2D(ends, [1 - y / HEIGHT] * 2, color="black", linewidth=width))


@dataclass(frozen=True)
class _Part:
    """A piece that stays on one page."""

    height: float
    block: Block

    def draw(self, page: _Page) -> None:
        _DRAWN[type(self.block)](page, self.block)


_INNER = WIDTH - 2 * MARGIN


def _parts(block: Block) -> Iterator[_Part]:
    if isinstance(block, Table) and not block.together:
        for row in block.rows:
            yield _Part(LINE, Table((row,), block.at, block.box))
    elif isinstance(block, Boxes) and not block.in_a_row:
        for line in block.texts:
            yield _Part(LINE, Boxes((line,)))
    else:
        yield _Part(_height(block), block)


def _height(block: Block) -> float:
    match block:
        case Head():
            return 34 + 13 * max(map(len, _small(block)))
        case Heading():
            return 28 + LINE  # never alone at the foot of a page
        case Paragraph(said, most):
            return LINE * len(wrapped(said, most, TEXT, _INNER))
        case Table(rows):
            return LINE * len(rows) + 4
        case Lines(_, least):
            return 24 + _LINE_TO_WRITE * least
        case _:
            return LINE


def _small(block: Head) -> tuple[list[str], list[str]]:
    """The lines below, to the left and to the right."""
    left = [line for said in block.below_left for line in wrapped(said, 2, SMALL, _INNER * 0.52)]
    return left, [line for said in block.below_right for line in wrapped(said, 2, SMALL, _INNER * 0.44)]


def _head(page: _Page, block: Any) -> None:
    page.text(0, page.y + 14, fitted(block.left, 17, _INNER * 0.58, bold=True), 17, bold=True)
    page.text(_INNER, page.y + 14, fitted(block.right, 15, _INNER * 0.4, bold=True), 15, bold=True, right=True)
    left, right = _small(block)
    for place, line in enumerate(left):
        page.text(0, page.y + 30 + 13 * place, line, SMALL)
    for place, line in enumerate(right):
        page.text(_INNER, page.y + 30 + 13 * place, line, SMALL, right=True)
    page.y += 26 + 13 * max(len(left), len(right))
    page.rule(page.y)
    page.y += 8


def _heading(page: _Page, block: Any) -> None:
    page.y += 22
    page.text(0, page.y, fitted(block.text, 12.5, _INNER, bold=True), 12.5, bold=True)
    page.y += 6


def _paragraph(page: _Page, block: Any) -> None:
    for line in wrapped(block.text, block.most, TEXT, _INNER):
        page.y += LINE
        page.text(0, page.y - 3, line, TEXT)


def _boxes(page: _Page, block: Any) -> None:
    page.y += LINE
    if not block.in_a_row:
        page.text(0, page.y - 3, BOX, TEXT + 1.5)
        page.text(16, page.y - 3, fitted(block.texts[0], TEXT, _INNER - 16), TEXT)
        return
    x = 0.0
    for one in block.texts:
        page.text(x, page.y - 3, BOX, TEXT + 1.5)
        page.text(x + 13, page.y - 3, one, SMALL)
        x += 13 + width_of(one, SMALL, False) + 9


def _table(page: _Page, block: Any) -> None:
    if block.box:
        page.text(0, page.y + LINE - 3, BOX, TEXT + 1.5)
    for row in block.rows:
        page.y += LINE
        filled = [(x, cell) for x, cell in zip(block.at, row, strict=True) if cell]
        for place, (x, cell) in enumerate(filled):
            end = filled[place + 1][0] if place + 1 < len(filled) else _INNER
            page.text(x, page.y - 3, fitted(cell, TEXT, end - x - 6), TEXT)
    page.y += 4 if block.together else 0


def _lines(page: _Page, block: Any) -> None:
    page.y += 22
    page.text(0, page.y, block.title, TEXT, bold=True)
    while page.left >= _LINE_TO_WRITE:
        page.y += _LINE_TO_WRITE
        page.rule(page.y)


_DRAWN = {Head: _head, Heading: _heading, Paragraph: _paragraph, Boxes: _boxes, Table: _table, Lines: _lines}
