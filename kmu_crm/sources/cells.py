"""Columns of text become columns of values: each column's style is decided once from all its cells, each distinct cell read once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kmu_crm.fields import day, money, text
from kmu_crm.fields.reading import ColumnReader, reader_for
from kmu_crm.sources.vocabulary import kind_of

Value = str | int | None
STUDIED = ("amount", "quantity", "percent", "date", "moment", "postcode")     # kinds whose style only the whole column tells
FORGET_AT = 100_000                                                   # distinct cells a memo holds before it starts anew


class Memo(dict[str, Value]):
    """Reads a cell at its first sight; `[memo[cell] for cell in column]` then runs at the speed of a look-up."""

    def __init__(self, reader: ColumnReader, convert: Callable[[str], Value]):
        super().__init__()
        self.problems: dict[str, str] = {}
        self._reader, self._convert = reader, convert

    def __missing__(self, cell: str) -> Value:
        reading = self._reader.read(cell)
        value = None if reading.value is None else self._convert(reading.value)
        if reading.code:
            self.problems[cell] = reading.code
        self[cell] = value
        return value


@dataclass
class MappedColumn:
    """A column of the file that becomes `field`, with what is needed to read it."""

    index: int
    header: str
    field: str
    reader: ColumnReader | None = None
    memo: Memo | None = None
    days: dict[str, str | None] = field(default_factory=dict)         # moment columns: the calendar day as written

    @property
    def kind(self) -> str:
        return kind_of(self.field)

    def prepare(self, distinct: Iterable[str], country: str, dayfirst: bool | None) -> None:
        """Decides the column's style; `distinct` may be empty for kinds that need no study."""
        self.reader = reader_for(self.kind, distinct, country=country, dayfirst=dayfirst)
        self.memo = Memo(self.reader, CONVERT.get(self.kind, str))

    def read(self, cells: Sequence[str]) -> list[Value]:
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
