"""Invoices of one's own list that nobody has paid: a column for the day of payment is empty there."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import folded

_MOSTLY = 0.5  # of the filled cells are days: what was paid, or how, is no day
_HOW = re.compile(r"zahl(ungs)?(art|weise|mittel|weg)|bezahlart|payment (method|type)")  # who pays in cash has paid


class Owed:
    """False where such a column is missing, or another one tells how was paid."""

    def __init__(self, columns: Sequence[MappedColumn], header: Sequence[str]):
        self._paid = next((one.index for one in columns if one.field == "paid_at"), None)
        if any(_HOW.search(folded(one)) for one in header):
            self._paid = None
        self._days = self._filled = 0  # so far: the newest rows of a long list may all be unpaid

    def __bool__(self) -> bool:
        return self._paid is not None

    def told(self, heads: Block, values: Mapping[str, Sequence[Any]]) -> list[bool]:
        """Of each document whether its cell is empty. “bar” or “ja” is no day, and no debt either."""
        assert self._paid is not None
        cells = [cell.strip() for cell in heads.columns[self._paid]]
        self._days += sum(day is not None for day in values["paid_at"])
        self._filled += sum(map(bool, cells))
        if not self._filled or self._days < _MOSTLY * self._filled:
            return [False] * len(cells)
        return [not cell for cell in cells]
