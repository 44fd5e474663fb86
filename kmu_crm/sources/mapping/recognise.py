"""Which export is this? A sheet that fits the header, a mapping made by hand before, or the columns by their names."""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import PurePath
from sqlite3 import Connection

from kmu_crm.sources.choices import Choice, style
from kmu_crm.sources.mapping import (
    deceased,
    drift,
    generic,
    kinds,
    leads,
    leaving,
    locks,
    numbered,
    supplier_lists,
    turned,
    whole_list,
)
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import NOTHING, BadSheet, Sheet, again, bundled, fingerprint, folded, over, said
from kmu_crm.sources.mapping.supplier_lists import Suspicion
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, IGNORED
from kmu_crm.sources.reading.tables import Table

IMPORTABLE_FROM, NAMED = 0.6, 0.8
MARKS, MOST_OF_IT = 4, 0.6  # a sheet with fewer marks must explain that share of the columns


_LAST = """
    SELECT i.mapping FROM import AS i JOIN source AS s ON s.id = i.source_id
    WHERE s.system = 'list' AND s.account = ? AND i.state = 'done' ORDER BY i.id DESC LIMIT 1"""


@dataclass(frozen=True)
class Recognised:
    """A sheet for a table, how sure we are (0..1), and the columns it maps; and what is true of every row of this one file."""

    sheet: Sheet
    confidence: float
    columns: tuple[tuple[str, str | None, float], ...]  # header, field, confidence
    account: str = ""
    everyone: str = ""  # withdrawn, bounced or general: what all rows say, whatever stands in them
    asked: bool = False  # a person decided that, not the file's name
    doubtful: bool = False  # the name may say so
    suppliers: Suspicion | None = None  # why its rows seem to be no customers: waits until a person says that they are

    @property
    def importable(self) -> bool:
        return self.confidence >= IMPORTABLE_FROM and not self.sheet.declined and self.suppliers is None

    @property
    def of_people(self) -> bool:
        """Whether its rows are people, of whom something can be said in general."""
        return self.sheet.kind in leaving.PEOPLE

    @property
    def by_number_alone(self) -> bool:
        """A list of people that has their numbers, and no column of names, mail addresses or telephones."""
        has = {field for _header, field, _sure in self.columns}
        return self.of_people and "external_id" in has and not has & leaving.CALLING

    @property
    def spoken(self) -> Sheet:
        """The sheet with what all rows say."""
        return replace(self.sheet, consent_default=self.everyone) if self.everyone else self.sheet

    def mapped(self, choices: Sequence[Choice] = ()) -> list[MappedColumn]:
        """The columns to read. A list of invoices may tell the order, too: invoices name it in their words."""
        has = {field for _, field, _ in self.columns}
        numbers = [name for name in ("invoice_number", "number", "offer_number", "contract_number") if name in has]
        words = next((field for field in ("subject", "text") if field not in has), ATTRIBUTE)
        buried = deceased.are_named(header for header, *_ in self.columns)
        means: dict[str | None, str] = dict(zip(numbers, ("number", words, IGNORED, IGNORED), strict=False))
        means["contract_end"] = "due"
        return [
            MappedColumn(
                i,
                header,
                means.get(field, field),
                guessed=sure < 1.0,
                several=self.sheet.several,
                style=style(choices, header),
                own=self.sheet.consent_no == "withdrawn",
                of_another=buried and turned.is_of_death(header),
                of_orders=field == "number" and means.get(field) in ("subject", "text"),
            )
            for i, (header, field, sure) in enumerate(self.columns)
            if field and means.get(field, field) != IGNORED
        ]


def recognise(
    table: Table, db: Connection | None = None, further: Sequence[Sheet] = (), chosen: str | None = None
) -> Recognised:
    """The best reading of the table's header, and what its name says of all rows. `chosen` forces a sheet by its id; `db` tells
    remembered mappings, and what numbered the documents in earlier files of the same list."""
    found = _named(_best(table, db, further, chosen), table)
    return found if db is None or chosen is not None else _numbered_as_before(db, found, table)


def _best(table: Table, db: Connection | None, further: Sequence[Sheet], chosen: str | None) -> Recognised:
    if db is not None and chosen is None and (remembered := _remembered(table, db)):
        return remembered
    sheets = [*further, *bundled()]
    if chosen is not None:
        sheets = [sheet for sheet in sheets if sheet.id == chosen]
    found = [fitted for sheet in sheets if (fitted := fit(sheet, table, forced=chosen is not None))]
    best = max(found, key=lambda one: one.confidence, default=None)
    if best is not None and best.confidence >= IMPORTABLE_FROM:
        return _with_drift(_with_locks(best, table), table)
    return max((one for one in (best, by_columns(table)) if one), key=lambda one: one.confidence)


def by_columns(table: Table) -> Recognised:
    """The table as a list of one's own."""
    guess = generic.recognise(table)
    own = fingerprint(table.header)
    return _named(Recognised(guess.sheet, guess.confidence, guess.columns, own, suppliers=guess.suppliers), table)


def _named(found: Recognised, table: Table) -> Recognised:
    """What a person said of all rows stands, in a sheet of their own, too; else the name tells."""
    found = replace(found, sheet=whole_list.told(found.sheet, found.columns, table))
    if leads.are(found.sheet, found.columns, table):
        found = replace(found, sheet=replace(found.sheet, leads=True))
    if found.sheet.id in kinds.GUESSED:  # in a sheet of their own a person said who these are
        theirs = supplier_lists.accounts(found.columns, table.sample(), table, found.of_people)
        called, fields = (table.sheet, PurePath(table.name).stem), [field for _, field, _ in found.columns]
        sheet = kinds.of_talks(found.sheet, table.header, fields, called)
        found = replace(found, sheet=replace(sheet, accounts=theirs))
    if found.asked:
        return found
    if found.sheet.kind == "newsletter" and leaving.never_joined(table):
        return _of_nobody_who_joined(found)
    if leaving.have_left(found.sheet, found.columns, table):
        found = _of_nobody_who_joined(found)
    told = found.sheet.consent_default
    if told and (told != "claimed" or found.sheet.system == "list"):
        return replace(found, everyone="" if told == NOTHING else told, asked=True, doubtful=False)
    sure = leaving.everyone(found.sheet, found.columns, table)
    named = [(header, field) for header, field, _ in found.columns]
    numbers = sure and leaving.are_numbers(replace(found.sheet, consent_default=sure), named)
    if sure and (numbers or leaving.are_bare(found.columns, table)):  # the name says what no heading does
        found = replace(found, confidence=max(found.confidence, NAMED))
    return replace(found, everyone=sure, doubtful=not sure and leaving.is_doubtful(found.sheet, found.columns, table))


def _of_nobody_who_joined(found: Recognised) -> Recognised:
    """The same without its permissions: what the tool noted of them are days of other things."""
    columns = tuple(
        (header, IGNORED if field in ("consent_at", "consent_confirmed_at") else field, sure)
        for header, field, sure in found.columns
    )
    return replace(found, sheet=replace(found.sheet, consent_default=""), columns=columns)


def of_all(found: Recognised, state: str) -> Recognised:
    """The same, with what a person says of every row: withdrawn, bounced, general, or nothing."""
    return replace(found, everyone=state, asked=True, doubtful=False)


def _numbered_as_before(db: Connection, found: Recognised, table: Table) -> Recognised:
    """“Nr.” counts the rows of one file and looks like a number in the next: one and the same document would have two keys."""
    unsure = {header for header, _, sure in found.columns if sure < 1.0 and numbered.depends_on_cells(header)}
    if not unsure or found.sheet.system != "list":
        return found
    account = whole_list.account(found.sheet, found.account)
    row = db.execute(_LAST, (account,)).fetchone()
    before = json.loads(row[0]) if row else {}
    columns = tuple(
        (
            header,
            before[header] if header in unsure & before.keys() and _is_number(before[header], field) else field,
            sure,
        )
        for header, field, sure in found.columns
    )
    if columns == found.columns:
        return found
    sheet = kinds.sheet_for([field for _, field, _ in columns if field], found.sheet)
    return replace(found, columns=columns, sheet=whole_list.told(sheet, columns, table))


def _is_number(*fields: str | None) -> bool:
    """One of both is that of a document, or of a customer."""
    return any(field in ("number", "invoice_number", "external_id") for field in fields)


def _with_locks(best: Recognised, table: Table) -> Recognised:
    if not locks.are_possible(best.sheet, best.columns):
        return best
    return replace(best, columns=locks.add(best.sheet, best.columns, table.sample()))


def _with_drift(best: Recognised, table: Table) -> Recognised:
    if not drift.are_possible(best.sheet, best.columns):
        return best
    return replace(best, columns=drift.add(best.sheet, best.columns, table.sample()))


def fit(sheet: Sheet, table: Table, forced: bool = False) -> Recognised | None:
    """How well a sheet fits; None where it does not at all."""
    head = [cell.strip().strip('"') for cell in table.head]
    if sheet.category and (head or not sheet.known_by):
        return _by_machine_line(sheet, table, head, forced)
    known = sheet.fits({folded(header) for header in table.header}) or sheet.file_kind == table.kind
    if head or not (forced or known):
        return None
    columns = tuple(
        (name, found := sheet.field_of(name, 0 if sheet.category else i), 1.0 if found else 0.0)
        for i, name in enumerate(table.header, start=1)
    )
    named = sheet.columns.keys() if sheet.keep else ()  # to keep whatever comes explains nothing of it
    told = [field and (not sheet.keep or field != ATTRIBUTE or folded(name) in named) for name, field, _ in columns]
    explained = sum(map(bool, told)) / max(1, len(columns))
    if (
        not forced
        and not sheet.marks
        and len(sheet.known_by) < MARKS
        and explained < MOST_OF_IT
        and not sheet.file_kind
    ):
        return None  # a list of one's own may have some of the same columns
    distinctive = 1.0 if sheet.file_kind or sheet.marks else min(1.0, len(sheet.known_by) / 4)
    if not sheet.kind:
        made = kinds.sheet_for([field for _, field, _ in columns if field], None)
        sheet = replace(over(made, sheet), id=sheet.id, title=sheet.title)
    confidence = round(0.5 + 0.2 * distinctive + 0.29 * explained, 2)
    return Recognised(
        sheet, confidence, columns, fingerprint(table.header) if sheet.system == "list" else sheet.account
    )


def _by_machine_line(sheet: Sheet, table: Table, head: Sequence[str], forced: bool) -> Recognised | None:
    """DATEV's files by the category in line 1; columns by their positions, by their names where some were taken out."""
    exact = len(head) > 2 and head[2] == sheet.category
    told = [re.search(pattern, head[i - 1], re.I) for i, pattern in sheet.head.items() if len(head) >= i]
    if not forced and ((not exact and (sheet.category != "*" or not head)) or (sheet.head and not any(told))):
        return None
    named = [sheet.columns.get(folded(name)) for name in table.header]
    moved = any(found and sheet.positions.get(i) != found for i, found in enumerate(named, start=1))
    fields = named if moved else [sheet.positions.get(i) for i in range(1, len(named) + 1)]
    columns = tuple((name, found, 1.0 if found else 0.0) for name, found in zip(table.header, fields, strict=True))
    sure = (0.99 if sheet.head else 0.98) if exact else 0.9
    return Recognised(sheet, sure, columns, _machine_account(head))


def remember(db: Connection, table: Table, recognised: Recognised, at: str, further: Sequence[Sheet] = ()) -> None:
    """Keeps a mapping made by hand under the header it was made for, with what its sheet says; what the name of this file
    says beyond that is not the next one's. `further`: sheets that were given."""
    mapping = json.dumps({header: field for header, field, _ in recognised.columns if field}, ensure_ascii=False)
    own = recognised.sheet
    sheet = next((one for one in (*further, *bundled()) if one.id == own.id), own)
    told = {} if own.id in kinds.GUESSED else {"id": own.id, "title": own.title, **said(sheet)}
    db.execute(
        "INSERT INTO remembered_mapping VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE"
        " SET mapping = excluded.mapping, kind = excluded.kind, at = excluded.at, sheet = excluded.sheet",
        (fingerprint(table.header), own.title, own.kind, mapping, at, json.dumps(told, ensure_ascii=False)),
    )


def by_hand(table: Table, recognised: Recognised, fields: dict[str, str | None]) -> Recognised:
    """The same table read with columns assigned by a person: header -> field (None leaves it out)."""
    columns = tuple(
        (header, fields.get(header, field), 1.0 if header in fields else sure)
        for header, field, sure in recognised.columns
    )
    sheet = kinds.sheet_for([field for _, field, _ in columns if field], recognised.sheet)
    found = replace(
        recognised,
        sheet=sheet,
        confidence=1.0,
        columns=columns,
        account=recognised.account or fingerprint(table.header),
        suppliers=recognised.suppliers if fields else None,  # to assign a column says nothing of them
    )
    return _named(found, table)


def _remembered(table: Table, db: Connection) -> Recognised | None:
    print_ = fingerprint(table.header)
    row = db.execute("SELECT mapping, sheet FROM remembered_mapping WHERE fingerprint = ?", (print_,)).fetchone()
    if row is None:
        return None
    fields = json.loads(row[0])
    columns = tuple((header, fields.get(header), 1.0) for header in table.header)
    sheet = replace(kinds.sheet_for([field for field in fields.values() if field], None), id="remembered")
    with suppress(BadSheet):  # of a version that knows more
        told = again(json.loads(row[1])) if row[1] != "{}" else sheet
        sheet = told if told.kind else replace(over(sheet, told), id=told.id, title=told.title)
    account = print_ if sheet.system == "list" else _machine_account(table.head) if sheet.category else sheet.account
    named = supplier_lists.by_name(
        columns, table
    )  # what was remembered are the columns: a list of customers may have the same
    return Recognised(sheet, 1.0, columns, account, suppliers=named)


def _machine_account(head: Sequence[str]) -> str:
    """Adviser and client in DATEV's line 1."""
    return "/".join(part.strip().strip('"') for part in head[10:12] if part.strip('" '))
