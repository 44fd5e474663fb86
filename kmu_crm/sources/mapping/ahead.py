"""How far ahead of today the days of a column may lie: what has happened has no day in the future, an appointment has."""

from collections.abc import Iterable

from kmu_crm.sources.mapping import kinds
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import CONSENT

NOT = 1  # it is tomorrow already elsewhere
A_YEAR = 366  # an invoice for the rent of months to come
DATED = {"day", "at"}
_HAPPENED = {"birth_date", "paid_at", "cancelled_at", *CONSENT}
_DOCUMENTS = {"invoice", "order", "credit_note", "cancellation", "enquiry"}
_DONE = {"payment", "call", "email", "complaint", "newsletter", "touch", "survey", "shipping"}


def days(field: str, sheet: Sheet, words: Iterable[str]) -> int | None:
    """None: as far as any day. `words`: what the column for the kind of fact holds."""
    if field in _HAPPENED:
        return NOT
    if field not in DATED:
        return None
    done = {*_DONE, "note"} if sheet.kind == "contacts_log" else _DONE  # what was said or done, whatever it was
    found = [NOT if kind in done else _of_kind(kind) for kind in {_kind(sheet, word) for word in (*words, "")}]
    return None if None in found else max(filter(None, found))


def _kind(sheet: Sheet, word: str) -> str:
    said = kinds.said(word) if word.strip() and sheet.free_kinds else None
    return said.kind if said else sheet.fact_kinds.get(folded(word), sheet.fact_kind)


def _of_kind(kind: str) -> int | None:
    return A_YEAR if kind in _DOCUMENTS else None
