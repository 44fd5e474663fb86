"""Invoices of one's own list that nobody has paid: a column for the day of payment is empty there, or says so, or others tell
what was paid and what is open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.fields import show
from kmu_crm.fields.text import fold
from kmu_crm.i18n import ngettext
from kmu_crm.sources.mapping import due_words, paid_words
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.recording.problems import MOST_ROWS, Oddity

_HOW = re.compile(r"zahl(ungs)?(art|weise|mittel|weg)|bezahlart|payment (method|type)")  # who pays in cash has paid

Values = Mapping[str, Sequence[Any]]
PART_UNTOLD = "part_untold"
TELLING = {"paid", "unpaid", "status", "further_status", "paid_at"}
_WORDED = TELLING - {"unpaid"}  # may tell a sum in words: “Anz. 200,-”


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


def by_amounts(values: dict[str, list[Any]], heads: Block, columns: Sequence[MappedColumn]) -> None:
    """What is open decides, else what was paid: `owed` of each document, `part_paid` where it is open, and `reckoned` where
    figures say so: a word that nobody knows does not contradict them."""
    empty: list[Any] = [None] * len(heads.rows)
    gross, paid, unpaid, said = [values.get(field) or empty for field in ("gross", "paid", "unpaid", "owed")]
    for column in (one for one in columns if one.field in _WORDED):
        told = map(due_words.paid_in_part, heads.columns[column.index])
        paid = [cents if known is None else known for known, cents in zip(paid, told, strict=True)]
    values["reckoned"] = [one is not None or rest is not None for one, rest in zip(paid, unpaid, strict=True)]
    for column in (one for one in columns if one.field == "paid"):
        cells = zip(paid, heads.columns[column.index], said, strict=True)
        # An empty cell says that nothing was paid, where no other one says that it was.
        paid = [0 if cents is None and not fold(cell) and word != "paid" else cents for cents, cell, word in cells]
    found = [_by_amounts(*row) for row in zip(gross, paid, unpaid, said, strict=True)]
    values["owed"], values["part_paid"] = [one[0] for one in found], [one[1] for one in found]


def untold(values: Values, heads: Block, columns: Sequence[MappedColumn]) -> Iterator[int]:
    """Rows that say that a part was paid, and not how much."""
    for column in (one for one in columns if one.field in _WORDED):
        for number, cell, reckoned in zip(heads.numbers, heads.columns[column.index], values["reckoned"], strict=True):
            if not reckoned and cell and due_words.is_part_untold(cell):
                yield number


def told(rows: Sequence[int]) -> Iterator[Oddity]:
    if rows:
        text = ngettext(
            "{n} invoice is paid in part, and nothing tells how much: it stands as open in full. Write the sum behind the word, or into a"
            " column “Bezahlt”, and import the file again",
            "{n} invoices are paid in part, and nothing tells how much: they stand as open in full. Write the sums behind the words, or"
            " into a column “Bezahlt”, and import the file again",
            len(rows),
        )
        yield Oddity(PART_UNTOLD, text.format(n=show.number(len(rows))), tuple(rows[:MOST_ROWS]), None, len(rows))


def _by_amounts(gross: int | None, paid: int | None, unpaid: int | None, owed: str) -> tuple[str, int | None]:
    if not gross or gross < 0 or owed == "cancelled" or (paid is None and unpaid is None):
        return owed or "", None
    rest = unpaid if unpaid is not None else gross - (paid or 0)
    if rest <= 0:
        return "paid", None
    return "open", max(gross - rest, 0)
