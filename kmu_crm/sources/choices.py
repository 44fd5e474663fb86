"""What a person decided about cells that cannot be read: their rows stay out, or go in without them.

The table is handed on as if it had come that way, so an import needs to know nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.cells import MappedColumn
from kmu_crm.sources.lands import Lands
from kmu_crm.sources.recognise import Recognised
from kmu_crm.sources.sift import BadRow, Batch
from kmu_crm.sources.studying import study
from kmu_crm.sources.table import Table
from kmu_crm.sources.vocabulary import LINE

EXAMPLES = 3


@dataclass(frozen=True)
class Choice:
    """For the cells of a column with one problem; `keep`: the row goes in without the cell, else it stays out."""

    code: str
    column: str
    keep: bool


@dataclass
class Hits:
    """Rows that a choice concerned, and the first as (line or row, text)."""

    count: int = 0
    cells: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        self.count += 1
        if len(self.cells) < EXAMPLES:
            self.cells.append((line, text.strip()))


@dataclass
class Chosen(Table):
    """A table under choices. `hits` is known after `survey`, as are `bad_rows`, which hold the rows left out too."""

    origin: Table | None = None
    choices: tuple[Choice, ...] = ()
    recognised: Recognised | None = None
    country: str = "DE"
    hits: dict[Choice, Hits] = field(default_factory=dict)
    _columns: list[MappedColumn] | None = field(default=None, repr=False)

    def surveyed(self, progress: Progress = SILENT) -> Iterator[Batch]:
        self.hits = {choice: Hits() for choice in self.choices}
        left: list[BadRow] = []
        judge = _Judge(self, left)
        for batch in super().surveyed(progress):
            yield judge.of(batch)
        self.bad_rows = self.bad_rows + left
        self.rows = (self.rows or 0) - len(left)

    def batches(self, size: int = 10_000) -> Iterator[Batch]:
        judge = _Judge(self, [])
        for batch in super().batches(size):
            yield judge.of(batch)

    def columns(self) -> list[MappedColumn]:
        """Prepared by a pass over the whole file, the first time they are asked for."""
        if self._columns is None:
            assert self.recognised is not None
            columns = self.recognised.mapped()
            study(plain(self), columns, self.recognised.sheet, self.country)
            self._columns = columns
        return self._columns


class _Judge:
    """One pass: a document whose first row stays out stays out as a whole."""

    def __init__(self, table: Chosen, left: list[BadRow]) -> None:
        self._table, self._left = table, left
        self._columns = table.columns()
        self._lands = Lands(self._columns)
        self._by_header = {column.header: column for column in self._columns}
        known = {column.field for column in self._columns}
        self._number = next((column.index for column in self._columns if column.field == "number"), None)
        self._grouped = self._number is not None and bool(known & LINE.keys())
        self._gone: tuple[str, BadRow] | None = None  # the number of the document that stays out, and why

    def of(self, batch: Batch) -> Batch:
        rows = [list(row) for row in batch.rows]
        out: dict[int, tuple[str, str]] = {}  # place: code, text
        texts = list(zip(*batch.rows, strict=True))
        countries = self._lands.of(dict(enumerate(texts))) if texts else {}
        for choice in self._table.choices:
            column = self._by_header.get(choice.column)
            if column is None or not texts:
                continue
            cells = texts[column.index]
            seen = column.seen(cells, countries[column.is_second])
            column.read(seen)
            for i, one in enumerate(seen):
                if column.memo.problems.get(one) != choice.code:
                    continue
                if choice in self._table.hits:
                    self._table.hits[choice].add(batch.lines[i] or batch.numbers[i], cells[i])
                if choice.keep:
                    rows[i][column.index] = ""
                else:
                    out.setdefault(i, (choice.code, cells[i]))
        kept = [i for i in range(len(rows)) if not self._stays_out(i, batch, out)]
        return Batch(
            batch.first_row, [tuple(rows[i]) for i in kept], [batch.numbers[i] for i in kept],
            [batch.lines[i] for i in kept],
        )  # fmt: skip

    def _stays_out(self, i: int, batch: Batch, out: dict[int, tuple[str, str]]) -> bool:
        number = batch.rows[i][self._number].strip() if self._grouped and self._number is not None else ""
        if i in out:
            code, text = out[i]
            bad = BadRow(batch.numbers[i], batch.lines[i], code, text, tuple(batch.rows[i]))
            self._gone = (number, bad) if self._grouped else None
        elif self._gone is not None and number in ("", self._gone[0]):
            first = self._gone[1]
            bad = BadRow(batch.numbers[i], batch.lines[i], first.code, "", tuple(batch.rows[i]))
        else:
            self._gone = None
            return False
        self._left.append(bad)
        return True


def under(table: Table, recognised: Recognised, choices: Sequence[Choice], country: str) -> Table:
    """The table under these choices alone; without any, the table as it came."""
    origin = plain(table)
    if not choices:
        return origin
    ordered = tuple(sorted(choices, key=lambda one: (one.column, one.code)))
    given = {one.name: getattr(origin, one.name) for one in fields(Table)}
    given["variant"] = f"{origin.variant} {ordered!r}".strip()
    return Chosen(**given, origin=origin, choices=ordered, recognised=recognised, country=country)


def plain(table: Table) -> Table:
    """The table without choices."""
    return table.origin or table if isinstance(table, Chosen) else table
