"""Invoices of one's own list that nobody has paid: a column for the day of payment is empty there."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import folded

_HOW = re.compile(r"zahl(ungs)?(art|weise|mittel|weg)|bezahlart|payment (method|type)")  # who pays in cash has paid


class Owed:
    """False where no such column tells days, or another one tells how was paid."""

    def __init__(self, columns: Sequence[MappedColumn], header: Sequence[str]):
        paid = next((one for one in columns if one.field == "paid_at" and one.tells_days), None)
        self._place = None if paid is None or any(_HOW.search(folded(one)) for one in header) else paid.index

    def __bool__(self) -> bool:
        return self._place is not None

    def told(self, heads: Block) -> list[bool]:
        """Of each document whether its cell is empty. “bar” or “ja” is no day, and no debt either."""
        assert self._place is not None
        return [not cell.strip() for cell in heads.columns[self._place]]
