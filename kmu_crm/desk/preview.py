"""One file before it is taken in: what each column becomes, with real examples; and what a trial run says would happen.

The columns are judged by the first rows of the file, the numbers of the trial by all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.desk.columns import ColumnLook, Sample
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import beside, chosen_before
from kmu_crm.sources.choices import Choice, Mend
from kmu_crm.sources.importing import Declined
from kmu_crm.sources.left_rows import without_reasons
from kmu_crm.sources.mapping import recognise as recognising
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, NAMING
from kmu_crm.sources.reading.mending import Mending
from kmu_crm.sources.reading.raw import naming
from kmu_crm.sources.reading.tables import Remark, Table, open_table
from kmu_crm.sources.recording import same_list

SAMPLE_ROWS = 10_000
DATED = {"consent_at", "consent_confirmed_at", "consent_proof"}
# A table without one of these says nothing of anybody.
TELLING = NAMING | {"external_id", "customer", "number", "article"}


@dataclass(frozen=True)
class Look:
    """A file under one mapping; `hits` of its columns were known by name."""

    table: Table
    recognised: Recognised
    columns: tuple[ColumnLook, ...]
    whole: bool  # the sample is the whole file
    choices: tuple[Choice, ...] = ()  # what becomes of doubtful cells and damaged text
    mends: tuple[Mend, ...] = ()  # cells corrected by hand
    country: str = "DE"  # of the business

    @property
    def importable(self) -> bool:
        return self.recognised.importable and names_something(self.recognised)

    @property
    def rows(self) -> int:
        return (self.table.rows or 0) + len(self.table.listed)  # the other bad rows are among the rows

    @property
    def known(self) -> int:
        return sum(1 for _header, field, _sure in self.recognised.columns if field and field != ATTRIBUTE)

    @property
    def remarks(self) -> list[Remark]:
        return self.table.remarks


def look(
    path: Path, db: Connection | None = None, *, format: str | None = None, encoding: str | None = None,
    sheet: str | None = None, table: Table | None = None, further: Sequence[Sheet] = (), progress: Progress = SILENT,
) -> Look:  # fmt: skip
    """Opens a file and says what it would become. `db` tells remembered mappings; `format` (a format sheet's id), `encoding`
    and `sheet` (of a workbook) are chosen by a person. `table`: the file where it is open already.

    Raises Refused, and Declined for exports that hold nothing of customers.
    """
    own, words = (settings.emails(db), settings.mail_text(db)) if db is not None else ((), False)
    with naming(path):
        table = without_reasons(
            table or open_table(path, encoding=encoding, sheet=sheet, own=own, mail_text=words, progress=progress)
        )
        table.survey(progress)
    recognised = recognising.recognise(table, db, further, format)
    if recognised.sheet.declined:
        raise Declined(file=table.name, title=recognised.sheet.label)
    if format is not None:
        recognised = recognising.by_hand(table, recognised, {})
    return _proposed(db, table, recognised)


def looks(path: Path, db: Connection, *, encoding: str | None = None, further: Sequence[Sheet] = ()) -> list[Look]:
    """The same of a file that comes in; of a workbook each sheet that does (`sources.beside`). Raises as `look` does."""
    opened = beside.tables(path, db, further)
    for one in opened:
        one.beside = one.beside and replace(one.beside, taken={})  # they are shown beside it
    found = [look(path, db, encoding=encoding, table=one, further=further) for one in opened]
    return found or [look(path, db, encoding=encoding, further=further)]


def by_names(before: Look, db: Connection | None = None) -> Look:
    """The same file read as a list of one's own: columns by what their names say."""
    table = before.table
    recognised = recognising.by_columns(table)
    return _proposed(db, table, recognised, before.mends)


def assigned(before: Look, fields: dict[str, str | None], db: Connection | None = None) -> Look:
    """The same file with columns assigned by a person: header -> field (None leaves it out). Empty: the mapping is right as it is."""
    table = before.table
    kept = tuple(one for one in before.choices if one.column not in fields)
    recognised = _settled(db, table, recognising.by_hand(table, before.recognised, fields))
    return under(table, recognised, _country(db), kept, before.mends)


def of_all(before: Look, state: str, db: Connection | None = None) -> Look:
    """The same file with what a person says of all its rows: withdrawn, bounced, general; or nothing, whatever it is called."""
    return under(before.table, recognising.of_all(before.recognised, state), _country(db), before.choices, before.mends)


def decided(before: Look, made: Sequence[Choice], db: Connection | None = None) -> Look:
    """The same file with choices about doubtful cells and damaged text; they fall with the target of their column."""
    return under(before.table, before.recognised, _country(db), tuple(sorted(made)), before.mends)


def corrected(before: Look, made: Iterable[Mend], db: Connection | None = None) -> Look:
    """The same file with further cells corrected by hand; a later correction of a cell goes before an earlier one."""
    cells = {(one.row, one.column): one for one in (*before.mends, *made)}
    return under(before.table, before.recognised, _country(db), before.choices, tuple(sorted(cells.values())))


def uncorrected(before: Look, db: Connection | None = None) -> Look:
    """The same file with its cells as they stand in it."""
    return under(before.table, before.recognised, _country(db), before.choices)


def names_something(recognised: Recognised) -> bool:
    fields = {field for _header, field, _sure in recognised.columns if field}
    return bool(fields & TELLING) or any(field.startswith("hook_") for field in fields)


def under(
    table: Table,
    recognised: Recognised,
    country: str = "DE",
    choices: Sequence[Choice] = (),
    mends: Sequence[Mend] = (),
) -> Look:
    """The first rows of the table, read the way `recognised` and a person say."""
    table = replace(table, mending=Mending(table.header, choices, mends))
    rows, lines, whole = _sample(table)
    texts: list[tuple[str, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(table.header)
    fields = {field for _header, field, _sure in recognised.columns if field}
    proven = bool(fields & DATED)
    block = Block(rows, range(len(rows)), lines, dict(enumerate(texts)))
    sample = Sample(block, recognised.mapped(choices), recognised.sheet, country)
    looks = tuple(
        sample.look(place, header, field, texts[place], proven)
        for place, (header, field, _sure) in enumerate(recognised.columns)
    )
    return Look(table, recognised, looks, whole, tuple(choices), tuple(mends), country)


def _proposed(db: Connection | None, table: Table, recognised: Recognised, mends: Sequence[Mend] = ()) -> Look:
    """With what a person chose about the list when it came before."""
    found = _settled(db, table, recognised)
    made = chosen_before.of(db, found.sheet.system, found.account, table.header) if db is not None else ()
    return under(table, found, _country(db), tuple(sorted(made)), mends)


def _settled(db: Connection | None, table: Table, recognised: Recognised) -> Recognised:
    """With the account of the source the file belongs to."""
    return replace(recognised, account=same_list.account(db, table, recognised)) if db is not None else recognised


def _country(db: Connection | None) -> str:
    return str(settings.read(db, "business.country")) if db is not None else "DE"


def _sample(table: Table) -> tuple[list[tuple[str, ...]], list[int], bool]:
    """Rows, the line each begins in (else its number), and whether that is all."""
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for batch in table.batches(SAMPLE_ROWS):  # those of a workbook may hold a single row
        if len(rows) + len(batch.rows) > SAMPLE_ROWS:
            return rows, lines, False
        rows += batch.rows
        lines += [line or number for line, number in zip(batch.lines, batch.numbers, strict=True)]
    return rows, lines, True
