"""Any other table: columns found by what their headings say and by what their cells look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from kmu_crm.fields import money
from kmu_crm.i18n import N_
from kmu_crm.sources import contents, unnamed
from kmu_crm.sources.headings import meanings
from kmu_crm.sources.people import NAMING
from kmu_crm.sources.sheets import Sheet, is_secret
from kmu_crm.sources.tables import Table
from kmu_crm.sources.vocabulary import ATTRIBUTE, IGNORED, LINE, SECTION_OF

# Columns that may all say it: of several about consent the strictest counts.
SEVERAL = {IGNORED, "consent_email", "consent_phone", "consent_post", "consent_status", "consent_refused", "objection"}
DOCUMENTS = ("orders", "invoices")
SAMPLE_ROWS = 1_000
SAME_DOCUMENT = ("number", "invoice_number", "day", "at", "customer", "email", "full_name", "family_name", "company")
UNNAMED_AT_MOST = 0.55  # a table without headings always waits for a person
FULL = 0.95

Column = tuple[str, str | None, float]  # header, field, confidence
WEIGHT = {
    "email": 3,
    "family_name": 2,
    "full_name": 2,
    "company": 2,
    "given_name": 1,
    "number": 2,
    "invoice_number": 2,
    "gross": 2,
    "net": 2,
    "article": 2,
}


@dataclass(frozen=True)
class Guess:
    sheet: Sheet
    confidence: float
    columns: tuple[Column, ...]


def recognise(table: Table) -> Guess:
    """Maps each column that says something to a field not taken yet; other columns stay as the customer's attributes."""
    cells = _sample(table)
    looks = [contents.shares(column) for column in cells]
    columns = unnamed.fill(_by_headings(table.header, looks), looks)
    columns = _fit_kind(columns)
    columns = _of_lines(columns, cells)
    fields = [field for _, field, _ in columns if field]
    sheet = sheet_for(fields, None)
    confidence = _confidence(columns)
    if not any(map(str.strip, table.raw_header)):
        confidence = min(confidence, UNNAMED_AT_MOST)
    if sheet.kind in ("customers", "newsletter"):
        columns = [(header, field or ATTRIBUTE, sure) for header, field, sure in columns]
    return Guess(sheet, confidence, tuple(columns))


def _sample(table: Table) -> list[Sequence[str]]:
    """The cells of the first rows, column by column."""
    rows = next(table.batches(SAMPLE_ROWS), None)
    return list(zip(*rows.rows, strict=True)) if rows else [()] * len(table.header)


def _by_headings(header: Sequence[str], looks: Sequence[dict[str, float]]) -> list[Column]:
    taken: set[str] = set()
    columns: list[Column] = []
    for name, look in zip(header, looks, strict=True):
        said = [(IGNORED, FULL)] if is_secret(name) else meanings(name)
        field, sure = next(
            ((one, sure) for one, sure in said if one not in taken and not contents.contradicts(one, look)), (None, 0.0)
        )
        if field and field not in SEVERAL:
            taken.add(field)
        columns.append((name, field, sure))
    return columns


def sheet_for(fields: Sequence[str], like: Sheet | None) -> Sheet:
    """The kind of table that these fields make."""
    if like is not None and like.id not in ("generic", "remembered"):
        return like
    has = set(fields)
    kind, fact_kind, family, title = "customers", "", "invoice", N_("Own list")
    numbers = {"number", "invoice_number"}
    if "article" in has and not has & {*numbers, "day", "email"}:
        kind = "articles"
    elif has & {*numbers, "refers_to"} and has & {"gross", "net", *LINE} and has & {"day", "at"}:
        kind = fact_kind = family = "invoice" if "invoice_number" in has else "order"
        kind += "s"
    elif has & {"gross", "net"} and has & {"day", "at"} and has & {*NAMING, "customer", "external_id"}:
        kind, fact_kind = "invoices", "invoice"  # sales without a number
    elif has & {"subject", "minutes", "outcome"} and has & {"day", "at"}:
        kind, fact_kind = "contacts_log", "call"
    elif has & {"consent_status", "consent_confirmed_at"}:
        kind = "newsletter"
    parts = kind in DOCUMENTS and not has & (LINE.keys() | {"article", "article_name", "price"})
    return Sheet(
        "generic",
        "list",
        title,
        kind,
        fact_kind=fact_kind,
        family=family,
        yearly=kind in DOCUMENTS,
        sum_lines=not has & {"gross", "net"},
        sum_rows=parts,
        same_row_once=parts,
        consent_words=CONSENT_WORDS,
        consent_no="withdrawn",
        consent_basis="list",
    )


_STATES = {
    "confirmed": "aktiv|active|subscribed|angemeldet|bestätigt|confirmed|opt-in|optin|ja|double-opt-in",
    "withdrawn": "abgemeldet|unsubscribed|optout|opt-out|nein|complained|spam|abuse",
    "inactive": "inactive|inaktiv",
    "bounced": "bounced|bounce|cleaned|hard bounce|unzustellbar",
}
CONSENT_WORDS = {word: state for state, words in _STATES.items() for word in words.split("|")}


def _fit_kind(columns: list[Column]) -> list[Column]:
    """The same name means another thing in another kind of list."""
    fields = {field for _, field, _ in columns}
    swap: dict[str, str | None] = {}
    if {"full_name", "given_name"} <= fields and "company" not in fields:
        swap["full_name"] = "company" if "family_name" in fields else "family_name"  # "Name;Vorname" is a person's
    kind = sheet_for([field for field in fields if field], None).kind
    if "line_gross" in fields and not fields & {"line_quantity", "line_unit", "gross"}:
        swap["line_gross"] = "gross"
    if kind in (*DOCUMENTS, "contacts_log"):
        swap |= {
            "external_id": "customer",
            "article": "line_article",
            "article_name": "line_name",
            "price": "line_unit",
        }
    elif kind != "articles":
        swap |= {"customer": "external_id", "day": None, "at": None, "net": None, "gross": None}
        swap |= {"number": None, "invoice_number": None}
        if "consent_status" in fields:
            swap |= {"at": "consent_at", "day": "consent_at"}
    return [(header, swap.get(field, field) if field else None, sure) for header, field, sure in columns]


def _of_lines(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """An amount that differs between the rows of one document is that of the row."""
    places = {field: place for place, (_, field, _) in enumerate(columns) if field}
    amounts = [field for field in ("gross", "net") if field in places and f"line_{field}" not in places]
    if not places.keys() & {"number", "invoice_number"} or not places.keys() & (LINE.keys() - {"line_position"}):
        return columns
    same = [cells[places[field]] for field in SAME_DOCUMENT if field in places]
    swap: dict[str, str] = {}
    for field in amounts:
        documents = groupby(zip(zip(*same, strict=True), cells[places[field]], strict=True), key=itemgetter(0))
        if any(len({cell for _, cell in rows if money.take_apart(cell)}) > 1 for _, rows in documents):
            swap[field] = f"line_{field}"
    return [(header, swap.get(field, field) if field else None, sure) for header, field, sure in columns]


def _confidence(columns: Sequence[Column]) -> float:
    known = [(field, sure) for _, field, sure in columns if field in SECTION_OF]
    fields = {field for field, _ in known}
    if not {"email", "family_name", "full_name", "company", "article", "customer", "number", "invoice_number"} & fields:
        return round(min(0.3, 0.05 * len(fields)), 2)
    weight = sum(WEIGHT.get(str(field), 0.5) for field, _ in known)
    sure = sum(sure for _, sure in known) / len(known) / FULL
    return round(sure * min(0.95, 0.35 + 0.08 * weight + 0.15 * len(fields) / max(1, len(columns))), 2)
