"""Any other table: columns found by the names that exports of many programs give them, and by what the cells look like."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kmu_crm.i18n import N_
from kmu_crm.sources.sheets import Sheet, folded, is_secret
from kmu_crm.sources.tables import Table
from kmu_crm.sources.vocabulary import ATTRIBUTE, IGNORED, LINE, SECTION_OF

# Columns that may all say it: of several about consent the strictest counts.
SEVERAL = {IGNORED, "consent_email", "consent_phone", "consent_post", "consent_status", "consent_refused", "objection"}
DOCUMENTS = ("orders", "invoices")

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


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Folded header -> the fields it may mean, the likeliest first."""
    text = resources.files("kmu_crm.sources").joinpath("synonyms.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for field, names in tomllib.loads(text)["names"].items():
        for name in names:
            found[folded(name)] = (*found.get(folded(name), ()), field)
    return found


def recognise(table: Table) -> Guess:
    """Maps each header that says something to a field not taken yet; other columns stay as the customer's attributes."""
    taken: set[str] = set()
    columns: list[Column] = []
    for header in table.header:
        field = IGNORED if is_secret(header) else next((one for one in _meanings(header) if one not in taken), None)
        if field and field not in SEVERAL:
            taken.add(field)
        columns.append((header, field, 0.9 if field else 0.0))
    columns = _fit_kind(columns)
    fields = [field for _, field, _ in columns if field]
    sheet = sheet_for(fields, None)
    if sheet.kind in ("customers", "newsletter"):
        columns = [(header, field or ATTRIBUTE, sure) for header, field, sure in columns]
    return Guess(sheet, _confidence(fields, len(columns)), tuple(columns))


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


# Headings about consent come in too many wordings to list, and none may be overlooked.
_CONSENT_HEADINGS = (
    ("consent_withdrawn_at", r"(abgemeldet|abmeld|widerruf|widerspr|opt-?out|unsub)\w*\W+(am|at|datum|date|zeit|time)\b"),
    ("objection", r"werbesperr|werbeverbot|widerspr|kein\w* werb|robinson|kontaktsperr|do not contact|no advertis"),
    ("consent_refused", r"abgemeldet|abbestell|opt-?\s?out|unsubscrib|widerruf"),
    ("consent_refused", r"kein\w* (newsletter|e-?mail|mail)|mailsperr|newslettersperr"),
    ("consent_email", r"^(e-?mail-?)?(newsletter|werbung|mailing|marketing)(\W*(status|erwünscht|erlaubt|ok|opt-?in|einwilligung))?$"),
    ("consent_email", r"^(newsletter|werbung|mailing|marketing) \(?(j/n|ja/nein)\)?$"),
)  # fmt: skip


def _meanings(header: str) -> tuple[str, ...]:
    name = folded(header).strip("?! ")
    found = synonyms().get(name)
    if found is None:
        found = next(((field,) for field, shape in _CONSENT_HEADINGS if re.search(shape, name)), None)
    if found is None:
        bare = name.replace("rechnungsadresse", "").replace("rechnung", "").replace("billing", "").strip(" -_:()./")
        found = synonyms().get(bare, ()) if bare else ()
    return found


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


def _confidence(fields: Sequence[str], columns: int) -> float:
    weight = sum(WEIGHT.get(field, 0.5) for field in fields if field in SECTION_OF)
    if not {"email", "family_name", "full_name", "company", "article", "customer", "number", "invoice_number"} & set(
        fields
    ):
        return round(min(0.3, 0.05 * len(fields)), 2)
    return round(min(0.95, 0.35 + 0.08 * weight + 0.15 * len(fields) / max(1, columns)), 2)
