"""Which documents of a list its columns of marks name, and which of the two was taken back: “Storno” may name either."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping import in_words, referring, taken_back
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn

_BELOW = re.compile(r"\s*([-−–(]\s*\d.*|\d[\d.,'’ ]*-)")  # an amount below nothing, as it is written
_DIGITS = re.compile(r"\d+")


class Naming:
    """Sees all rows; then tells the columns. `named`: what a cell names -> the document in whose row it stands, which that
    one takes back; `naming`: a document that takes back -> the one its own row names.
    """

    def __init__(self, number: MappedColumn, columns: Sequence[MappedColumn]):
        self._number = number
        self._columns = [column for column in columns if column.field in taken_back.NAMING]
        self._amounts = [column.index for column in columns if column.field in ("gross", "net")]
        self._numbers: set[str] = set()
        self._below: set[str] = set()
        self._said: list[dict[tuple[str, str], None]] = [{} for _ in self._columns]

    def see(self, block: Block) -> None:
        if not self._columns:
            return
        own = [cell.strip() for cell in block.columns[self._number.index]]
        self._numbers.update(own)
        for index in self._amounts:
            cells = zip(block.columns[index], own, strict=True)
            self._below.update(number for cell, number in cells if _BELOW.match(cell))
        for column, said in zip(self._columns, self._said, strict=True):
            pairs = zip(block.columns[column.index], own, strict=True)
            said.update({(cell.strip(), number): None for cell, number in pairs if cell and number})

    def tell(self) -> None:
        for column, said in zip(self._columns, self._said, strict=True):
            pairs = [(cell, own) for cell, own in said if cell in self._numbers and cell not in ("", own)]
            marks = column.field in taken_back.FLAGS
            turned = {
                (cell, own)
                for cell, own in pairs
                if marks and referring.is_telling(cell) and self._takes_back(column.header, own, cell)
            }
            column.naming = {own: cell for cell, own in turned}
            named: dict[str, str] = {}
            for cell, own in pairs:
                if (cell, own) not in turned:
                    named.setdefault(cell, own)
            column.named = named

    def _takes_back(self, header: str, own: str, other: str) -> bool:
        """Whether the row's own document takes the other back: by its amount, by its letters, or as the later of one series."""
        if (own in self._below) != (other in self._below):
            return own in self._below
        if referring.is_by(header):
            return False
        letters = bool(in_words.of_number(own)), bool(in_words.of_number(other))
        return letters[0] if letters[0] != letters[1] else _is_later(own, other)


def _is_later(own: str, other: str) -> bool:
    if _DIGITS.sub("#", own) != _DIGITS.sub("#", other):
        return False
    return [int(part) for part in _DIGITS.findall(own)] > [int(part) for part in _DIGITS.findall(other)]
