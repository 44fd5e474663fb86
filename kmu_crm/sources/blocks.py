"""Rows that are built and written together, by rows and by columns."""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from kmu_crm.sources.tables import Batch

T = TypeVar("T")


class Block(NamedTuple):
    """`columns` hold the same cells as `rows`, the other way round."""

    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]
    lines: Sequence[int]
    columns: Sequence[Sequence[str]]

    @classmethod
    def of(cls, batch: Batch) -> "Block":
        return cls(batch.rows, batch.numbers, batch.lines, list(zip(*batch.rows, strict=True)))

    def at(self, places: Sequence[int]) -> "Block":
        """Only the rows at these places, which ascend."""
        if len(places) == len(self.rows):
            return self
        cells = [picked(column, places) for column in self.columns]
        return Block(picked(self.rows, places), picked(self.numbers, places), picked(self.lines, places), cells)


def picked(values: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """What stands at these places, which ascend."""
    if len(places) == len(values):
        return values
    return itemgetter(*places)(values) if len(places) > 1 else [values[place] for place in places]
