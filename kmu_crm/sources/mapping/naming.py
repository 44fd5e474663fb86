"""Which documents of a list its columns of marks name, and which of the two was taken back: “Storno” may name either."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from kmu_crm.fields import company, money
from kmu_crm.fields.reading import reader_for
from kmu_crm.sources.mapping import in_words, referring, taken_back
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.taken_back import CANCELLED
from kmu_crm.sources.mapping.vocabulary import LINE

_BELOW = re.compile(r"\s*([-−–(]\s*\d.*|\d[\d.,'’ ]*-)")  # an amount below nothing, as it is written
_DIGITS = re.compile(r"\d+")
MOST_TEXTS = 100_000  # documents that are kept for the sake of what a text may say of another
_WHO = ("customer", "external_id", "customer_number", "email", "full_name", "company", "family_name")


class _Document(NamedTuple):
    """The cells of its row: of a day, an amount, and what names the customer."""

    day: str
    amount: str
    who: tuple[str, ...]

    @property
    def below(self) -> bool:
        return _BELOW.match(self.amount) is not None

    @property
    def size(self) -> int:
        """In cents, whatever the sign."""
        found = money.read(self.amount.strip(" -−–()"), money.decimal_mark({self.amount})[0]).value
        return abs(money.cents(found)) if found else 0

    def is_of(self, other: "_Document") -> bool:
        """Whether nothing tells two customers, or one thing tells that they are one."""
        both = [(one, its) for one, its in zip(self.who, other.who, strict=True) if one.strip() and its.strip()]
        return not both or any(_plain(one) == _plain(its) for one, its in both)


def _plain(cell: str) -> str:
    return " ".join(company.core(cell).split()) or cell.strip().casefold()


class _Pair(NamedTuple):
    """`cell` stands in the row of `own`; one of both takes the other back."""

    cell: str
    own: str
    by_own: bool

    @property
    def taking(self) -> str:
        return self.own if self.by_own else self.cell

    @property
    def taken(self) -> str:
        return self.cell if self.by_own else self.own


class Naming:
    """Sees all rows; then tells the columns. `named`: what a cell names -> the document in whose row it stands, which that
    one takes back; `naming`: a document that takes back -> the one its own row names; of a text: one that was replaced -> by
    which.

    Credit notes may be numbered by themselves: the number alone says little where customer, day or amount are others.
    """

    def __init__(self, number: MappedColumn, columns: Sequence[MappedColumn], own: bool):
        self._number = number
        self._texts = [column for column in columns if own and column.field in in_words.TEXTS]
        self._replacing: list[dict[tuple[str, str], None]] = [{} for _ in self._texts]  # what was replaced, and by what
        self._shared: set[str] = set()  # numbers of several documents
        self._columns = [column for column in columns if column.field in taken_back.NAMING]
        fields = {column.field: column.index for column in reversed(columns)}
        self._who = [fields[name] for name in _WHO if name in fields]
        self._places = (fields.get("day", fields.get("at")), fields.get("gross", fields.get("net")))
        self._is_grouped = any(column.field in LINE for column in columns)  # amounts of items, row by row
        self._documents: dict[str, _Document] = {}
        self._said: list[dict[tuple[str, str], None]] = [{} for _ in self._columns]

    def see(self, block: Block) -> None:
        if (
            self._texts and len(self._documents) > MOST_TEXTS
        ):  # no list kept by hand: what it says is told, and decides nothing
            self._texts, self._replacing = [], []
            if not self._columns:
                self._documents.clear()
        if not (self._columns or self._texts):
            return
        own = [cell.strip() for cell in block.columns[self._number.index]]
        empty = [""] * len(own)
        cells = [empty if place is None else block.columns[place] for place in self._places]
        who = zip(*(block.columns[place] for place in self._who), strict=True) if self._who else [()] * len(own)
        for number, one in zip(own, map(_Document, *cells, who), strict=True):
            if self._documents.setdefault(number, one) != one:
                self._shared.add(number)
        for column, replacing in zip(self._texts, self._replacing, strict=True):
            for cell, number in zip(block.columns[column.index], own, strict=True):
                by, of = in_words.replacing(cell) if cell and number else ("", "")
                replacing.update({(number, by): None} if by else {(of, number): None} if of else {})
        for column, said in zip(self._columns, self._said, strict=True):
            pairs = zip(block.columns[column.index], own, strict=True)
            said.update({(cell.strip(), number): None for cell, number in pairs if cell and number})

    def tell(self) -> None:
        for column, said in zip(self._columns, self._said, strict=True):
            pairs = [(cell, own) for cell, own in said if cell in self._documents and cell not in ("", own)]
            if column.field in taken_back.FLAGS:
                self._tell_marks(column, pairs, said)
            else:
                column.named = dict(reversed(pairs))
                column.unknown = {cell for cell, own in said if cell not in self._documents and cell != own}

        for column, said in zip(self._texts, self._replacing, strict=True):
            column.naming = {gone: by for gone, by in said if self._replaces(by, gone) and (by, gone) not in said}

    def _replaces(self, by: str, gone: str) -> bool:
        """Whether both are in the list, once each, and of one customer."""
        if by == gone or {by, gone} & self._shared or not {by, gone} <= self._documents.keys():
            return False
        this, other = self._documents[by], self._documents[gone]
        return this.is_of(other) and not (this.below or other.below)

    def _tell_marks(
        self, column: MappedColumn, pairs: Sequence[tuple[str, str]], said: Container[tuple[str, str]]
    ) -> None:
        """Gathered by the document that takes back: it may be one for several, and not for more than they come to."""
        named: dict[str, str] = {}
        naming: dict[str, str] = {}
        by_taking: dict[str, list[_Pair]] = {}
        for cell, own in pairs:
            each = (own, cell) in said  # they name each other: one of them is it
            one = _Pair(cell, own, referring.is_telling(cell) and self._takes_back(column.header, own, cell, each))
            by_taking.setdefault(one.taking, []).append(one)
        for taking, found in by_taking.items():
            size = self._documents[taking].size
            total = sum(self._documents[taken].size for taken in {one.taken for one in found})
            if not self._is_grouped and size > total:
                continue
            part = not self._is_grouped and 0 < size < total
            fit = [one for one in found if self._fit(taking, one.taken)]
            for one in fit:
                if one.by_own and naming.get(one.cell) != one.own:
                    naming[one.own] = one.cell
                elif not one.by_own:
                    together = len({other.taken for other in fit}) > 1 and not part
                    named.setdefault(one.cell, one.cell if together and column.field == CANCELLED else one.own)
                    if part:
                        column.partly.add(one.cell)
        column.named, column.naming = named, naming

    def _fit(self, taking: str, taken: str) -> bool:
        """Whether one can take back the other: for the same customer, and not earlier."""
        this, other = self._documents[taking], self._documents[taken]
        if not this.is_of(other) or other.below:
            return False
        days = self._day(this), self._day(other)
        return not all(days) or str(days[0]) >= str(days[1])

    def _takes_back(self, header: str, own: str, other: str, each: bool) -> bool:
        """Whether the row's own document takes the other back: by its amount, its letters, its day, or as the later of one
        series.
        """
        if self._documents[own].below != self._documents[other].below:
            return self._documents[own].below
        if referring.is_by(header):
            return False
        letters = bool(in_words.of_number(own)), bool(in_words.of_number(other))
        if letters[0] != letters[1]:
            return letters[0]
        days = [self._day(self._documents[number]) for number in (own, other)]
        if all(days) and days[0] != days[1]:
            return str(days[0]) > str(days[1])
        return _is_later(own, other) or (each and not _is_later(other, own) and self._stands_later(own, other))

    @staticmethod
    def _day(one: _Document) -> str | None:
        found = reader_for("date", (one.day,)).read(one.day).value
        return str(found) if found else None

    def _stands_later(self, own: str, other: str) -> bool:
        return next(one for one in self._documents if one in (own, other)) == other


def _is_later(own: str, other: str) -> bool:
    if _DIGITS.sub("#", own) != _DIGITS.sub("#", other):
        return False
    return [int(part) for part in _DIGITS.findall(own)] > [int(part) for part in _DIGITS.findall(other)]
