"""Columns of text become columns of values: each column's style is decided once from all its cells, each distinct cell read once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from kmu_crm.fields import day, money, text
from kmu_crm.fields.reading import ColumnReader, reader_for
from kmu_crm.sources.vocabulary import kind_of

Value = str | int | None
STUDIED = ("amount", "quantity", "percent", "date", "moment", "postcode")     # kinds whose style only the whole column tells
FORGET_AT = 100_000                                                   # distinct cells a memo holds before it starts anew


Seen = str | tuple[str, str | None]                                   # a cell, or a cell with the country of its row
BY_COUNTRY = ("phone", "postcode")                                    # 01067 and 0664.. say something only with their country


class Memo(dict[Seen, Value]):
    """Reads a cell at its first sight; `[memo[cell] for cell in column]` then runs at the speed of a look-up."""

    def __init__(self, reader: ColumnReader, convert: Callable[[str], Value], kind: str):
        super().__init__()
        self.problems: dict[Seen, str] = {}
        self._reader, self._convert, self._kind = reader, convert, kind
        self._abroad: dict[str, ColumnReader] = {}

    def __missing__(self, seen: Seen) -> Value:
        reading = self._reader.read(seen) if isinstance(seen, str) else self._reader_in(seen[1]).read(seen[0])
        value = None if reading.value is None else self._convert(reading.value)
        if reading.code:
            self.problems[seen] = reading.code
        self[seen] = value
        return value

    def _reader_in(self, country: str | None) -> ColumnReader:
        if country is None:
            return self._reader
        if country not in self._abroad:
            self._abroad[country] = reader_for(self._kind, (), country=country)
        return self._abroad[country]


@dataclass
class MappedColumn:
    """A column of the file that becomes `field`, with what is needed to read it."""

    index: int
    header: str
    field: str
    reader: ColumnReader | None = None
    memo: Memo | None = None
    days: dict[str, str | None] = dataclass_field(default_factory=dict)         # moment columns: the calendar day as written

    @property
    def kind(self) -> str:
        return kind_of(self.field)

    def prepare(self, distinct: Iterable[str], country: str, dayfirst: bool | None) -> None:
        """Decides the column's style; `distinct` may be empty for kinds that need no study."""
        self.reader = reader_for(self.kind, distinct, country=country, dayfirst=dayfirst)
        self.memo = Memo(self.reader, CONVERT.get(self.kind, str), self.kind)

    def seen(self, cells: Sequence[str], countries: Sequence[str | None] | None) -> Sequence[Seen]:
        """What is looked up: the cells, with their row's country where it matters and is known."""
        if self.kind in BY_COUNTRY and countries is not None:
            return list(zip(cells, countries, strict=True))
        return cells

    def read(self, cells: Sequence[Seen]) -> list[Value]:
        memo = self.memo
        assert memo is not None, "prepare comes first"
        if len(memo) > FORGET_AT:
            memo.clear()
        return [memo[cell] for cell in cells]

    def read_days(self, cells: Sequence[str]) -> list[str | None]:
        """The calendar day as the source wrote it, where `read` gives the moment in UTC."""
        known = self.days
        for cell in set(cells) - known.keys():
            known[cell] = day.day_of(cell) if self.memo is not None and self.memo[cell] is not None else None
        return [known[cell] for cell in cells]


def _thousandths(canonical: str) -> int:
    return round(float(canonical) * 1000)


def _hundredths(canonical: str) -> int:
    return round(float(canonical) * 100)


CONVERT: dict[str, Callable[[str], Value]] = {
    "amount": money.cents, "quantity": _thousandths, "percent": _hundredths, "text": text.clean, "name": text.clean,
}  # fmt: skip
