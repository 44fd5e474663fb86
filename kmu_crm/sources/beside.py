"""The sheets of a workbook beside the one that is read: which come in like files of their own, and what the others hold.

A sheet for each month or year has the header of the first. One with another header comes in where it adds something of its
own: documents with their numbers, the list of people to a list of documents, people who left. Evaluations, price lists, rows
that stand in the other sheets as well, a second list of people, who may be anybody, and whatever is called something that its
rows would not become, as offers under numbers of invoices, stay out; that is told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.i18n import _, ngettext
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.left_rows import without_reasons
from kmu_crm.sources.mapping import turned, whole_list
from kmu_crm.sources.mapping.kinds import GUESSED, NUMBERS
from kmu_crm.sources.mapping.recognise import Recognised, recognise
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import NAMING
from kmu_crm.sources.reading.raw import naming
from kmu_crm.sources.reading.table import Beside
from kmu_crm.sources.reading.tables import Table, is_workbook, open_tables
from kmu_crm.sources.refusals import Refused

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Folded: no customers, and nothing that was sold to them. Alone, most of these may be a place or a trade: “Musterhausen”.
_NO_SALES = re.compile(
    r"(muster|tests?|mitarbeiter\w*|personal|staff|employees|kopie( von .*)?|copy( of .*)?)( \d+)?"
    r"|(.* )?(\w*vorlagen?|beispiele?|templates?|examples?|samples?)( .*)?"
)
SHOWN = 5  # columns that tell what a sheet is about
_REACHED = {"email", "phone", "mobile", "street", "full_address", "postcode", "city", "external_id"}


class _Read(NamedTuple):
    table: Table
    recognised: Recognised

    @property
    def header(self) -> frozenset[str]:
        return frozenset(map(folded, self.table.header))

    @property
    def fields(self) -> set[str]:
        return {field for _header, field, _sure in self.recognised.columns if field}

    @property
    def meaning(self) -> tuple[object, ...]:
        """What the sheet's name makes of its rows: those of “Abmeldungen” are no repetition of “Kunden”."""
        found = self.recognised
        return found.sheet.kind, found.everyone, found.doubtful, found.sheet.status, whole_list.by_its_name(found.sheet)


def tables(
    path: Path,
    db: Connection | None = None,
    further: Sequence[Sheet] = (),
    format: str | None = None,
    progress: Progress = SILENT,
) -> list[Table]:
    """The sheets of a workbook that come in; the first that can be taken tells what becomes of the others. The one that is
    read by default (not `further`) is always among them: where it waits for a mapping, a person has to know. They stand in
    the order of the years that their names tell, if they do: the latest says last what holds. Empty where this is no
    workbook. Raises Refused."""
    if not is_workbook(path):
        return []
    with naming(path):
        first, *others = map(without_reasons, open_tables(path, progress))
    rows = [_Read(one, recognise(one, db, further, format)) for one in (first, *others) if _holds_rows(one, progress)]
    base = next((one for one in rows if one.recognised.importable), None)
    if base is None:
        return [first]
    found = [one for one in rows if one.table not in (base.table, first)]
    read, strangers = [base], _strangers(base, found)
    named = {one.sheet for one in (first, *others)}
    left = {name: _("“{text}”").format(text=name) for name in first.other_sheets if name not in named}  # unreadable
    for one in found:
        name = one.table.sheet or ""
        if one.header == base.header:
            belongs = not _is_called_otherwise(one, base)
        else:
            belongs = not (format or name in strangers) and _adds(one, base)
        if not (belongs and one.recognised.importable):
            left[name] = _told(one.table)
        elif _repeats(one, read):
            left[name] = _("“{name}” (its rows stand in the other sheets as well)").format(name=name)
        else:
            read.append(one)
    base.table.beside = Beside({one.table.sheet or "": _counted(one.table) for one in read[1:]}, left)
    for one in read[1:]:
        one.table.beside = Beside()
    taken = [one.table for one in read]
    return _by_year(taken if base.table is first else [first, *taken])


def _by_year(found: list[Table]) -> list[Table]:
    years = [_YEAR.findall(one.sheet or "") for one in found]
    return [one for _year, one in sorted(zip(years, found, strict=True), key=itemgetter(0))] if all(years) else found


def _counted(table: Table) -> str:
    text = ngettext("“{name}” ({n} row)", "“{name}” ({n} rows)", table.rows or 0)
    return text.format(name=table.sheet, n=table.rows)


def _holds_rows(table: Table, progress: Progress) -> bool:
    """An empty form, or a sheet with a title alone, has nothing to tell."""
    try:
        table.survey(progress)
    except Refused:
        return False
    return True


def _adds(one: _Read, first: _Read) -> bool:
    """Whether a sheet with another header brings something of its own."""
    found = one.recognised
    if found.sheet.kind == "articles":
        return False
    if found.of_people:
        return bool(found.everyone) or (not first.recognised.of_people and _are_people(one))
    return found.sheet.id not in GUESSED or not one.fields.isdisjoint(NUMBERS)


def _is_called_otherwise(one: _Read, first: _Read) -> bool:
    """Whether its name says that its rows are something else than they would be taken for."""
    said = whole_list.by_name(one.table)
    if said not in ("", whole_list.SALE, "payment", whole_list.by_name(first.table)):
        return whole_list.by_its_name(one.recognised.sheet) != said
    named, base = (turned.words(table.sheet or "") for table in (one.table, first.table))
    return _NO_SALES.fullmatch(named) is not None and not _NO_SALES.fullmatch(base)


def _are_people(one: _Read) -> bool:
    """With a way to reach them: names beside sums are an evaluation."""
    return not (one.fields.isdisjoint(NAMING) or one.fields.isdisjoint(_REACHED))


def _strangers(first: _Read, found: Sequence[_Read]) -> set[str]:
    """Lists of people beside documents, where there are several kinds: which of them are the customers, no column tells."""
    lists = [
        one for one in found
        if one.header != first.header and one.recognised.of_people and not one.recognised.everyone and _adds(one, first)
    ]  # fmt: skip
    return {one.table.sheet or "" for one in lists} if len({one.header for one in lists}) > 1 else set()


def _repeats(one: _Read, read: Iterable[_Read]) -> bool:
    """Whether all its rows stand in those that are read, as in a sheet that gathers the others."""
    like = [other for other in read if one.header <= other.header and one.meaning == other.meaning]
    missing = set(_rows(one.table, one.header)) if like else {()}
    for other in like:
        missing.difference_update(_rows(other.table, one.header))
    return not missing


def _rows(table: Table, header: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Their cells under these headings, in one order."""
    places = sorted((folded(name), place) for place, name in enumerate(table.header) if folded(name) in header)
    for batch in table.batches():
        for row in batch.rows:
            yield tuple(row[place].strip() for _name, place in places)


def _told(table: Table) -> str:
    """A sheet that stays out, and what it holds."""
    shown = ", ".join(table.header[:SHOWN]) + (" …" if len(table.header) > SHOWN else "")
    text = ngettext("“{name}” ({n} row: {columns})", "“{name}” ({n} rows: {columns})", table.rows or 0)
    return text.format(name=table.sheet, n=table.rows, columns=shown)
