"""Which documents of a list its columns of marks name, and which of the two was taken back: “Storno” may name either."""

import re
from collections.abc import Sequence

from kmu_crm.fields.reading import reader_for
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
        self._day = next((column.index for column in columns if column.field in ("day", "at")), None)
        self._numbers: dict[str, str] = {}  # of all documents, with the day as it is written
        self._below: set[str] = set()
        self._said: list[dict[tuple[str, str], None]] = [{} for _ in self._columns]

    def see(self, block: Block) -> None:
        if not self._columns:
            return
        own = [cell.strip() for cell in block.columns[self._number.index]]
        self._numbers.update(zip(own, own if self._day is None else block.columns[self._day], strict=True))
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
            turned: set[tuple[str, str]] = set()
            for cell, own in pairs:
                if marks and referring.is_telling(cell) and (own, cell) not in turned:
                    each = (own, cell) in said  # they name each other: one of them is it
                    if self._takes_back(column.header, own, cell, each):
                        turned.add((cell, own))
            column.naming = {own: cell for cell, own in turned}
            named: dict[str, str] = {}
            for cell, own in pairs:
                if (cell, own) not in turned:
                    named.setdefault(cell, own)
            column.named = named

    def _takes_back(self, header: str, own: str, other: str, each: bool) -> bool:
        """Whether the row's own document takes the other back: by its amount, its letters, its day, or as the later of one
        series.
        """
        if (own in self._below) != (other in self._below):
            return own in self._below
        if referring.is_by(header):
            return False
        letters = bool(in_words.of_number(own)), bool(in_words.of_number(other))
        if letters[0] != letters[1]:
            return letters[0]
        days = [self._read(number) for number in (own, other)]
        if all(days) and days[0] != days[1]:
            return str(days[0]) > str(days[1])
        return _is_later(own, other) or (each and not _is_later(other, own) and self._stands_later(own, other))

    def _read(self, number: str) -> str | None:
        cell = self._numbers[number]
        found = reader_for("date", (cell,)).read(cell).value
        return str(found) if found and self._day is not None else None

    def _stands_later(self, own: str, other: str) -> bool:
        return next(one for one in self._numbers if one in (own, other)) == other


def _is_later(own: str, other: str) -> bool:
    if _DIGITS.sub("#", own) != _DIGITS.sub("#", other):
        return False
    return [int(part) for part in _DIGITS.findall(own)] > [int(part) for part in _DIGITS.findall(other)]
