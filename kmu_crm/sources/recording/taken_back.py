"""Documents whose row says in a column of its own that they were cancelled or given back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.taken_back import CANCELLED, FLAGS, read
from kmu_crm.sources.recording.problems import CREDITED, UNTOLD, Problem

STATES = {CANCELLED: "cancelled", "given_back": "refunded"}  # field -> our status


class Marks:
    """Reads the columns of marks; without such columns nothing is read, and nothing costs."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self.columns = [column for column in columns if column.field in FLAGS]

    def states(self, values: Mapping[str, Sequence[Any]], size: int) -> list[str | None]:
        """Our status by document; what several columns say of one is joined (`one_or_other`)."""
        found: list[str | None] = [None] * size
        for field in reversed(FLAGS):
            header = next((column.header for column in self.columns if column.field == field), "")
            for i, cell in enumerate(values.get(field, ())):
                if cell and any(read(header, part) for part in cell.split(_BETWEEN)):
                    found[i] = STATES[field]
        return found

    def problems(
        self, cells: Mapping[int, Sequence[str]], numbers: Sequence[int], keep: Sequence[bool]
    ) -> Iterator[Problem]:
        """What says neither yes nor no, or only that a credit note was written."""
        for column in self.columns:
            code = UNTOLD if column.field == CANCELLED else CREDITED
            unread = {cell for cell in set(cells[column.index]) if cell.strip() and read(column.header, cell) is None}
            for number, cell, kept in zip(numbers, cells[column.index], keep, strict=True) if unread else ():
                if kept and cell in unread:
                    yield code, column.header, number


_BETWEEN = "\n"


def one_or_other(one: str | None, other: str | None) -> str | None:
    """Of two columns that may both say it."""
    return _BETWEEN.join(filter(None, (one, other))) or None
