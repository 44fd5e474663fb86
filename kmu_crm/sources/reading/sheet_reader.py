"""The sheets of a workbook, read in the child process: which one first, by which reader, and their rows as they come."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kmu_crm.sources.reading import ods, sheet_stream
from kmu_crm.sources.reading.calamine_book import CalamineBook
from kmu_crm.sources.reading.pieces import Kept, Piece
from kmu_crm.sources.reading.prescan import Seen, scan
from kmu_crm.sources.reading.sheet import MOST_AREA, Sheet, TooBig
from kmu_crm.sources.reading.xlsx import Part, Workbook

MOST_TEXT = 1 << 30  # bytes; a text that many cells share is kept for each of them
_WEIGHT = 4  # reading takes that many times as long as looking
Tell = Callable[[object], None]


class Hasty(Exception):
    """A sheet was begun that the fast reader must not have: it may end this process at any moment."""


class At(NamedTuple):
    """How far the reading is."""

    done: int
    total: int


@dataclass
class Answer:
    """The chosen sheet and its rows, the names of other filled ones, of hidden ones; `refusal`: a reason instead."""

    pieces: Kept = field(default_factory=Kept)
    sheet: Sheet = field(default_factory=lambda: Sheet(""))
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    refusal: str | None = None


class _Choice(NamedTuple):
    """A sheet that may be chosen; `filled`: how many cells, as far as that is known before it is read."""

    sheet: Sheet
    filled: int
    pieces: Callable[[], Iterator[Piece]]


def read(path: Path, kind: str, wanted: str | None, haste: bool, tell: Tell) -> Iterator[Answer]:
    """Tells pieces and `At` on the way; the answer comes without pieces. First the chosen sheet; whoever goes on gets the
    other ones that are seen, in their order.

    `haste`: a single sheet is looked at while it is read, not before. Raises Hasty, or ends the process, where it must not.
    """
    if kind not in ("xlsx", "ods"):
        yield from _answered(_others(path), wanted, tell)
        return
    with zipfile.ZipFile(path) as archive:
        yield from _answered(_ods(archive) if kind == "ods" else _xlsx(path, archive, haste, tell), wanted, tell)


def _answered(choices: list[_Choice], wanted: str | None, tell: Tell) -> Iterator[Answer]:
    """The wanted sheet, else the fullest one that is seen, else one that is hidden; then the others that are seen."""
    filled = [choice for choice in choices if choice.filled]
    order = sorted(filled, key=lambda choice: (choice.sheet.hidden, -choice.filled))
    hidden = [one.sheet.name for one in choices if one.sheet.hidden]
    for chosen in [choice for choice in order if wanted in (None, choice.sheet.name)]:
        if _told(chosen, tell):
            others = [choice for choice in filled if choice is not chosen and not choice.sheet.hidden]
            yield Answer(Kept(), chosen.sheet, [one.sheet.name for one in others], hidden)
            break
    else:
        yield Answer(refusal="no_sheet" if wanted else "empty")
        return
    for choice in others:
        if _told(choice, tell):
            besides = [one.sheet.name for one in (chosen, *others) if one is not choice]
            yield Answer(Kept(), choice.sheet, besides, hidden)


def _told(choice: _Choice, tell: Tell) -> bool:
    """Whether anything stands there."""
    size = 0
    for piece in choice.pieces():
        size += len(piece.data)
        if size > MOST_TEXT:
            raise TooBig
        tell(piece)
    return bool(choice.sheet.used)


def _others(path: Path) -> list[_Choice]:
    """Of a workbook that only calamine reads."""
    book = CalamineBook(path)
    sheets = [Sheet(name, hidden) for name, hidden in book.names()]
    return [_Choice(sheet, book.filled(sheet.name), partial(book.pieces, sheet, Seen())) for sheet in sheets]


def _ods(archive: zipfile.ZipFile) -> list[_Choice]:
    return [_Choice(sheet, sheet.filled, partial(_held, sheet)) for sheet in ods.sheets(archive)]


def _held(sheet: Sheet) -> Iterator[Piece]:
    sheet.cut()
    if len(sheet.cells) * sheet.width > MOST_AREA:
        raise TooBig
    return sheet_stream.of_cells(sheet)


def _xlsx(path: Path, archive: zipfile.ZipFile, haste: bool, tell: Tell) -> list[_Choice]:
    """Those that are seen are looked at, a hidden one only when it is chosen."""
    book, fast = Workbook(archive), CalamineBook(path)
    shown = [part for part in book.parts if not part.hidden]
    if begun := haste and len(shown) == 1:
        fast.begin(shown[0].name)
    seen = {part: _look(book, part, len(shown) > 1, tell) for part in shown}
    if begun and not seen[shown[0]].simple:
        raise Hasty
    return [
        _Choice(sheet := Sheet(part.name, part.hidden), seen[part].filled if part in seen else 1,
                partial(_pieces, book, fast, part, sheet, seen.get(part), tell))
        for part in book.parts
    ]  # fmt: skip


def _look(book: Workbook, part: Part, count: bool, tell: Tell) -> Seen:
    stream, total = book.open(part.path), book.size(part.path) * (1 + _WEIGHT)
    seen = scan(stream, book.padded, count, lambda done: tell(At(done, total))) if stream else Seen()
    if not seen.plain or not count:
        seen.filled = seen.filled or 1
    return seen


def _pieces(
    book: Workbook, fast: CalamineBook, part: Part, sheet: Sheet, seen: Seen | None, tell: Tell
) -> Iterator[Piece]:
    seen = seen or _look(book, part, False, tell)

    def told(row: int) -> None:
        if row % 100 == 0:
            tell(At(rows + min(row, rows) * _WEIGHT, rows * (1 + _WEIGHT)))

    rows = max(1, seen.rows)
    if not seen.simple:
        book.fill(sheet, part.path, told)
        yield from _held(sheet)
        return
    sheet.notes, sheet.merged = seen.notes, seen.merged
    for piece in fast.pieces(sheet, seen):
        yield piece
        tell(At(rows * _WEIGHT + piece.lines[-1], rows * (1 + _WEIGHT)))
