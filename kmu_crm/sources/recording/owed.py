"""Invoices of one's own list that nobody has paid: a column for the day of payment is empty there, or says so."""

import re
from collections.abc import Sequence

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import paid_words
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import folded

_HOW = re.compile(r"zahl(ungs)?(art|weise|mittel|weg)|bezahlart|payment (method|type)")  # who pays in cash has paid


class Owed:
    """An empty cell, or one with nothing but a dash, tells a debt only where the column tells days and no other one tells
    how was paid."""

    def __init__(self, columns: Sequence[MappedColumn], header: Sequence[str]):
        paid = next((one for one in columns if one.field == "paid_at"), None)
        self._place = None if paid is None else paid.index
        self._empty = "open" if paid and paid.tells_days and not any(_HOW.search(folded(one)) for one in header) else ""

    def __bool__(self) -> bool:
        return self._place is not None

    def told(self, heads: Block) -> list[str]:
        """Of each document the status that its cell tells. “bar” or “ja” is no day, and no debt either."""
        assert self._place is not None
        return [paid_words.read(cell) if fold(cell) else self._empty for cell in heads.columns[self._place]]
