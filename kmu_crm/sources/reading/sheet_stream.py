"""The rows of a sheet as pieces, while they are read: empty rows left out, stray cells far away cut off, cells as texts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from kmu_crm.sources.reading.pieces import Piece, joined, piece
from kmu_crm.sources.reading.prescan import Seen
from kmu_crm.sources.reading.sheet import FAR_COLUMNS, STRAY, Sheet, first_far, first_stray, letters
from kmu_crm.sources.reading.sheet_texts import filled_up, huge, numbers, texts

_ROWS, _CELLS = 1_000, 40_000  # of a piece
Row = Sequence[Any]


def of_values(sheet: Sheet, rows: Callable[[], Iterator[Row]], width: int, seen: Seen) -> Iterator[Piece]:
    """`rows`: all rows from the first of the sheet on, each time anew."""
    limit = first_far(_used(rows(), width)) if width > FAR_COLUMNS else None
    for lines, chunk in _without_stray(sheet, _filled(sheet, rows(), width, limit)):
        columns = enumerate(zip(*chunk, strict=True))
        yield _piece(
            sheet, lines, [_text(sheet, place, values, lines, seen.padded.get(place)) for place, values in columns]
        )


def of_cells(sheet: Sheet) -> Iterator[Piece]:
    """A sheet whose cells are held; they are given up."""
    width, cells = sheet.width, sheet.cells
    step = _step(width)
    for at in range(0, len(cells), step):
        part = cells[at : at + step]
        rows = [[row.get(c, "") for c in range(width)] for _number, row in part]
        yield _piece(sheet, [number for number, _row in part], list(map(joined, zip(*rows, strict=True))))
    sheet.cells = []


def _text(
    sheet: Sheet, place: int, values: tuple[Any, ...], lines: Sequence[int], digits: Mapping[int, int] | None
) -> str:
    try:
        return joined(values)  # most columns hold texts
    except TypeError:
        if not digits and (text := numbers(values)):
            sheet.see_all(place, text)
            return text
        cells = texts(values)
    if float in set(map(type, values)):
        for value, cell in zip(values, cells, strict=True):
            if isinstance(value, float):
                sheet.see(place, cell)
    sheet.notes += [("scientific", line) for line in huge(values, cells, lines)]
    return joined(filled_up(cells, values, lines, digits) if digits else cells)


def _piece(sheet: Sheet, lines: Sequence[int], columns: Sequence[str]) -> Piece:
    for place in range(len(columns) - 1, sheet.used - 1, -1):
        if len(columns[place]) >= len(lines):  # more than what stands between the cells
            sheet.used = place + 1
            break
    whole = lines[-1] - lines[0] == len(lines) - 1
    return piece(range(lines[0], lines[-1] + 1) if whole else lines, columns)


def _step(width: int) -> int:
    return max(1, min(_ROWS, _CELLS // max(1, width)))


def _used(rows: Iterator[Row], width: int) -> Counter[int]:
    filled: Counter[int] = Counter()
    while chunk := list(islice(rows, _step(width))):
        for place, values in enumerate(zip(*chunk, strict=True)):
            if count := len(values) - values.count(""):
                filled[place] += count
    return filled


def _filled(sheet: Sheet, rows: Iterator[Row], width: int, limit: int | None) -> Iterator[tuple[list[int], list[Row]]]:
    """Rows that hold something, with their numbers."""
    first = 1
    while chunk := list(islice(rows, _step(width))):
        lines = list(range(first, first + len(chunk)))
        first += len(chunk)
        if limit is not None:
            sheet.far += [
                f"{letters(place)}{line}"
                for line, row in zip(lines, chunk, strict=True)
                for place in range(limit, len(row))
                if row[place] != ""
            ]
            chunk = [row[:limit] for row in chunk]
        if not all(map(any, chunk)):
            kept = [place for place, row in enumerate(chunk) if any(row) or row.count("") < len(row)]
            lines, chunk = [lines[place] for place in kept], [chunk[place] for place in kept]
        if chunk:
            yield lines, chunk


def _without_stray(
    sheet: Sheet, chunks: Iterable[tuple[list[int], list[Row]]]
) -> Iterator[tuple[list[int], list[Row]]]:
    """The last rows are held back until it is known that they are the last."""
    lines: list[int] = []
    rows: list[Row] = []
    for more_lines, more_rows in chunks:
        lines += more_lines
        rows += more_rows
        if (ready := len(rows) - STRAY - 1) > 0:
            yield lines[:ready], rows[:ready]
            del lines[:ready], rows[:ready]
    place = first_stray([(line, len(row) - row.count("")) for line, row in zip(lines, rows, strict=True)])
    if place < 0:
        for line, row in zip(lines[place:], rows[place:], strict=True):
            sheet.far.append(f"{letters(next(c for c, value in enumerate(row) if value != ''))}{line}")
        del lines[place:], rows[place:]
    if rows:
        yield lines, rows
