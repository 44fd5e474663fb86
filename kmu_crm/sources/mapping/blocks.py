"""Rows that are built and written together, by rows and by columns."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Block(NamedTuple):
    """`columns`: the same cells the other way round, by the place of the column, of those that are read."""

    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]
    lines: Sequence[int]
    columns: Mapping[int, Sequence[str]]

    def at(self, places: Sequence[int]) -> "Block":
        """Only the rows at these places, which ascend."""
        if len(places) == len(self.rows):
            return self
        columns = {index: picked(cells, places) for index, cells in self.columns.items()}
        return Block(picked(self.rows, places), picked(self.numbers, places), picked(self.lines, places), columns)


def picked(values: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """What stands at these places, which ascend."""
    if len(places) == len(values):
        return values
    return itemgetter(*places)(values) if len(places) > 1 else [values[place] for place in places]
