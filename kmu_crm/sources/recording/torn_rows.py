"""Rows that are no rows, of too many or too few cells, stand among the others for the document they belong to."""

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence
from typing import TypeVar

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.reading.tables import BadRow
from kmu_crm.sources.recording.shapes import Refusal

T = TypeVar("T")


class TornRows:
    """Without them the rows below, that name no document, would go on with that of another customer. Only their number is
    read. `documents`: the numbers they name."""

    def __init__(self, bad: Sequence[BadRow], number: MappedColumn, width: int):
        self._due, self._number, self._width = deque(sorted(bad)), number, width
        self._above = ""  # the last number in the rows so far
        own = number.read([self._window(one)[0] for one in bad])
        self.documents = {str(said): _why(one) for said, one in zip(own, bad, strict=True) if said is not None}

    def among(self, block: Block, last: bool) -> tuple[Block, Mapping[int, Refusal]]:
        """The block with those that stand in it, or before it, and by their row why they are left out."""
        cells = block.columns[self._number.index]
        due: list[BadRow] = []
        while self._due and (last or self._due[0].row < block.numbers[-1]):
            due.append(self._due.popleft())
        places = [bisect_left(block.numbers, one.row) for one in due]
        named, begin = [], 0
        for one, place in zip(due, places, strict=True):
            self._above = next(filter(str.strip, reversed(cells[begin:place])), self._above)
            named.append(self._named(one, self._above, cells[place] if place < len(cells) else ""))
            begin = place
        self._above = next(filter(str.strip, reversed(cells[begin:])), self._above)
        if not due:
            return block, {}
        blank = [""] * len(due)
        columns = {
            index: _put(column, places, named if index == self._number.index else blank)
            for index, column in block.columns.items()
        }
        rows = _put(block.rows, places, [("",) * self._width] * len(due))
        numbers = _put(block.numbers, places, [one.row for one in due])
        lines = _put(block.lines, places, [one.line for one in due])
        return Block(rows, numbers, lines, columns), {one.row: _why(one) for one in due}

    def _named(self, one: BadRow, above: str, below: str) -> str:
        """Between two rows of one document it is of that one; else a number it shares with a neighbour goes before its own."""
        if above and above == below:
            return above
        window = self._window(one)
        return next((cell for cell in window if cell.strip() and cell in (above, below)), window[0])

    def _window(self, one: BadRow) -> Sequence[str]:
        """Where its number may stand, which a separator too many or too few before it has moved; first its own cell."""
        place, moved = self._number.index, len(one.cells) - self._width
        cells = (
            one.cells[place : place + moved + 1] if moved > 0 else one.cells[max(0, place + moved) : place + 1][::-1]
        )
        return cells if place < len(one.cells) and cells else ("", *cells)


def _why(one: BadRow) -> Refusal:
    return Refusal(one.row, one.line, None, one.code, None, one.cells)


def _put(values: Sequence[T], places: Sequence[int], more: Sequence[T]) -> list[T]:
    found, begin = list[T](), 0
    for place, one in zip(places, more, strict=True):
        found += [*values[begin:place], one]
        begin = place
    return [*found, *values[begin:]]
