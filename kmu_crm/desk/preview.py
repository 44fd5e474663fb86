"""One file before it is taken in: what each column becomes, with real examples; and what a trial run says would happen.

The columns are judged by the first rows of the file, the numbers of the trial by all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.fields import money, phone, show
from kmu_crm.fields.reading import ColumnReader, reader_for
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import generic, people
from kmu_crm.sources import recognise as recognising
from kmu_crm.sources.importing import Declined
from kmu_crm.sources.recognise import Recognised
from kmu_crm.sources.sheets import Sheet, fingerprint, folded
from kmu_crm.sources.tables import Remark, Table, open_table
from kmu_crm.sources.vocabulary import ATTRIBUTE, IGNORED, kind_of

SAMPLE_ROWS = 10_000
EXAMPLES = 3
DATED = {"consent_at", "consent_confirmed_at", "consent_proof"}
# A table without one of these says nothing of anybody.
TELLING = people.NAMING | {"external_id", "customer", "number", "article"}


@dataclass(frozen=True)
class Example:
    """`read` is the value as people read it, '' where nothing is converted."""

    raw: str
    read: str


@dataclass(frozen=True)
class Doubt:
    """Cells of the sample with one problem: its code, how many, and the first as (line or row, text)."""

    code: str
    count: int
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ColumnLook:
    """A column of the file: its target, examples, the share of rows that fill it, and the verdict on its cells.

    `verdict`: fine, unique, zeros_kept, unproven, empty, skipped, own_field, doubtful (see `doubts`).
    """

    header: str
    field: str | None
    kind: str
    examples: tuple[Example, ...]
    filled: float
    verdict: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def taken(self) -> bool:
        return self.field is not None and self.field != IGNORED

    @property
    def doubted(self) -> int:
        return sum(doubt.count for doubt in self.doubts)


@dataclass(frozen=True)
class Look:
    """A file under one mapping; `hits` of its columns were known by name."""

    table: Table
    recognised: Recognised
    columns: tuple[ColumnLook, ...]
    whole: bool  # the sample is the whole file

    @property
    def importable(self) -> bool:
        return self.recognised.importable and names_something(self.recognised)

    @property
    def rows(self) -> int:
        return (self.table.rows or 0) + len(self.table.bad_rows)

    @property
    def known(self) -> int:
        return sum(1 for _header, field, _sure in self.recognised.columns if field and field != ATTRIBUTE)

    @property
    def remarks(self) -> list[Remark]:
        return self.table.remarks


def look(
    path: Path, db: Connection | None = None, *, format: str | None = None, encoding: str | None = None,
    further: Sequence[Sheet] = (), progress: Progress = SILENT,
) -> Look:  # fmt: skip
    """Opens a file and says what it would become. `db` tells remembered mappings; `format` is a sheet's id chosen by a person.

    Raises Refused, and Declined for exports that hold nothing of customers.
    """
    table = open_table(path, encoding=encoding)
    table.survey(progress)
    recognised = recognising.recognise(table, db, further, format)
    if recognised.sheet.declined:
        raise Declined(file=path.name, title=recognised.sheet.label)
    if format is not None:
        recognised = recognising.by_hand(table, recognised, {})
    return under(table, recognised, _country(db))


def by_names(before: Look, db: Connection | None = None) -> Look:
    """The same file read as a list of one's own: columns by what their names say."""
    guess = generic.recognise(before.table)
    recognised = Recognised(guess.sheet, guess.confidence, guess.columns, fingerprint(before.table.header))
    return under(before.table, recognised, _country(db))


def assigned(before: Look, fields: dict[str, str | None], db: Connection | None = None) -> Look:
    """The same file with columns assigned by a person: header -> field (None leaves it out). Empty: the mapping is right as it is."""
    return under(before.table, recognising.by_hand(before.table, before.recognised, fields), _country(db))


def names_something(recognised: Recognised) -> bool:
    fields = {field for _header, field, _sure in recognised.columns if field}
    return bool(fields & TELLING) or any(field.startswith("hook_") for field in fields)


def under(table: Table, recognised: Recognised, country: str = "DE") -> Look:
    """The first rows of the table, read the way `recognised` says."""
    rows, lines, whole = _sample(table)
    texts: list[tuple[str, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(table.header)
    fields = {field for _header, field, _sure in recognised.columns if field}
    proven = bool(fields & DATED)
    columns = tuple(
        _column(header, field, texts[i], lines, recognised.sheet, country, proven)
        for i, (header, field, _sure) in enumerate(recognised.columns)
    )
    return Look(table, recognised, columns, whole)


def _country(db: Connection | None) -> str:
    return str(settings.read(db, "business.country")) if db is not None else "DE"


def _sample(table: Table) -> tuple[list[Sequence[str]], list[int], bool]:
    """Rows, the line each begins in (else its number), and whether that is all."""
    rows: list[Sequence[str]] = []
    lines: list[int] = []
    for batch in table.batches(SAMPLE_ROWS):
        if rows:
            return rows, lines, False
        rows = list(batch.rows)
        lines = [line or number for line, number in zip(batch.lines, batch.numbers, strict=True)]
    return rows, lines, True


def _column(
    header: str, field: str | None, texts: Sequence[str], lines: Sequence[int], sheet: Sheet, country: str, proven: bool
) -> ColumnLook:
    kind = kind_of(field) if field else "text"
    distinct = dict.fromkeys(text for text in texts if text.strip())
    filled = sum(1 for text in texts if text.strip()) / len(texts) if texts else 0.0
    reader = reader_for(kind, distinct, country=country, dayfirst=sheet.dayfirst)
    taken = field is not None and field != IGNORED
    doubts = _doubts(reader, texts, lines) if taken and kind != "text" else ()
    examples = tuple(Example(text.strip(), _read(reader, text) if taken else "") for text in _spread(list(distinct)))
    verdict = _verdict(field, kind, distinct, len(texts), proven, doubts)
    return ColumnLook(header, field, kind, examples, filled, verdict, doubts)


def _spread(distinct: list[str]) -> list[str]:
    """A few different cells: the first ones, short before long where there is a choice."""
    return sorted(distinct[:12], key=lambda text: len(text) > 40)[:EXAMPLES]


def _doubts(reader: ColumnReader, texts: Sequence[str], lines: Sequence[int]) -> tuple[Doubt, ...]:
    codes = {text: code for text in set(texts) if (code := reader.read(text).code)}
    found: dict[str, list[tuple[int, str]]] = {}
    for line, text in zip(lines, texts, strict=True) if codes else ():
        if text in codes:
            found.setdefault(codes[text], []).append((line, text.strip()))
    return tuple(Doubt(code, len(cells), tuple(cells[:EXAMPLES])) for code, cells in found.items())


def _verdict(
    field: str | None, kind: str, distinct: dict[str, None], rows: int, proven: bool, doubts: Sequence[Doubt]
) -> str:
    if field is None or field == IGNORED:
        return "skipped"
    if not distinct:
        return "empty"
    if doubts:
        return "doubtful"
    if field == ATTRIBUTE:
        return "own_field"
    if kind == "consent" and not proven:
        return "unproven"
    if kind == "postcode" and any(text.startswith("0") for text in distinct):
        return "zeros_kept"
    return "unique" if field in ("external_id", "number", "article") and len(distinct) == rows else "fine"


def _read(reader: ColumnReader, text: str) -> str:
    """The cell as people read it once taken over; '' where it stays as it is, or cannot be read."""
    value = reader.read(text).value
    if value is None or value == text.strip():
        return ""
    if reader.kind == "amount":
        shown = show.amount(money.cents(value))
    elif reader.kind in ("date", "moment"):
        shown = show.date(value)
    elif reader.kind == "phone":
        shown = phone.show(value)
    else:
        shown = value
    return "" if folded(shown) == folded(text) else shown
