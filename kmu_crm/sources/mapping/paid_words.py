"""What stands in a column that tells whether, or when, an invoice was paid, instead of a day: “noch offen”, “ja”, “storniert”."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kmu_crm.fields import consent
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import due_words, legends, status_words, turned

_OPEN = re.compile(
    r"((noch|still) )?(offen|open|ausstehend|outstanding|((noch )?nicht|not( yet)?) (bezahlt|paid)|unbezahlt|unpaid)"
)
_PAID = re.compile(
    r"bez|(be|ge)zahlt|beglichen|ausgeglichen|verrechnet|erl(edigt)?|ueberwiesen|eingegangen|ok(ay)?|paid|settled|paye|pagat[oa]"
    r"|bar|ec|(ec |kredit)?karte|paypal|lastschrift|ueberweisung|cash|card|bank transfer"  # how it was
)
_PAID_SO = re.compile(rf"({_PAID.pattern}|ja|j|x|yes|y|oui|si)\b( ({_PAID.pattern}|am|per|mit|by|on|in|\d+))*")
_ASKS = {
    "paid": re.compile(
        r"(ist |wurde |schon |bereits |is )*(bez|(be|ge)zahlt(er|e)?|beglichen|ausgeglichen|paid|settled|paye|pagat[oa])"
    ),
    "unpaid": re.compile(
        r"(ist |noch |still )*(offen(er|e)?|ausstehend|unbezahlt|open|outstanding|unpaid|ouvert|aperto)"
    ),
}


@lru_cache(10_000)
def read(cell: str) -> str:
    """`open`, `cancelled`, `refunded`, `paid` or nothing."""
    said = fold(cell)
    if _OPEN.fullmatch(said):
        return "open"
    status = status_words.read(cell)
    if status in ("cancelled", "refunded"):
        return status
    if due_words.is_open(cell) or is_part(cell):
        return "open"
    if consent.is_answer(cell):
        return {"yes": "paid", "no": "open"}.get(consent.clean(cell) or "", "")
    return "paid" if _PAID_SO.fullmatch(said) else ""


def is_part(cell: str) -> bool:
    """“teilweise”, “zur Hälfte”, and no sum beside it."""
    return status_words.is_part(cell) and due_words.paid_in_part(cell) is None and not status_words.is_through(cell)


@lru_cache(1_000)
def asks(heading: str) -> str:
    """`paid` of “Bezahlt?”, `unpaid` of “noch offen (ja/nein)”: which of the two a yes below it means."""
    name = turned.words(legends.without(heading))
    return next((field for field, shape in _ASKS.items() if shape.fullmatch(name)), "")


def said(heading: str, cell: str) -> str:
    """The same as `read`, where the heading may ask the other way round: “offen: nein”."""
    found = read(cell)
    turns = asks(heading) == "unpaid" and consent.is_answer(cell)
    return {"paid": "open", "open": "paid"}.get(found, found) if turns else found


def is_filled(cell: str) -> bool:
    """“-” is as good as nothing, a tick is not."""
    return bool(fold(cell)) or consent.is_answer(cell)


def is_sum(cell: str) -> bool:
    return cell.strip().isdecimal() and int(cell) > 1


def are_answers(cells: Iterable[str]) -> bool:
    """Whether most of the cells say that something was paid, or that it is open; beside a figure above 1 a 0 and a 1 are euros."""
    filled = [cell for cell in cells if is_filled(cell)]
    if any(map(is_sum, filled)):
        return False
    return 2 * sum(map(bool, map(read, filled))) >= len(filled) > 0
