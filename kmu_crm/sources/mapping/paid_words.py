"""What stands in a column that tells whether, or when, an invoice was paid, instead of a day: “noch offen”, “ja”, “storniert”."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kmu_crm.fields import consent, day_shapes, text
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import due_words, legends, status_words, turned

_OF = r"((der|die|das|the|rechnung|rg|invoice|zahlung|geld|betrag|payment|money|ist|wurde|steht|is|was|has been) )*"
_WHEN = (
    r"( (am|vom|seit|bis|zum|per|on|since|by|as of|sofort|now|januar|februar|maerz|april|mai|juni|juli|august|september|oktober"
    r"|november|dezember|[a-z]*\d+))*"
)
_NOT_PAID = (
    r"((noch )?nicht|not( yet)?) ((be|ge)zahlt|paid|beglichen|ausgeglichen|ueberwiesen|eingegangen|erhalten|received|settled)"
    r"|un(bezahlt|beglichen|paid)"
)
_OPEN = re.compile(
    rf"{_OF}((noch|still|derzeit) )?(offen|open|aus(sen)?stehend|outstanding|pending|(ueber)?faellig|(over|past )?due|payable|in verzug"
    rf"|zahlbar|zu (be)?zahlen|to (be )?pa(y|id)|{_NOT_PAID}){_WHEN}"
    r"|(wartet?|warten|wartend) auf (die |den )?(\w*zahlung(seingang)?|geld(eingang)?|ueberweisung)"
    r"|(awaiting|waiting (for|on)|wait for) (the )?payment|(offene|ausstehende|outstanding|pending) (zahlung|payment|posten)"
)
_DONE = re.compile(
    r"bez|(be|ge)zahlt|beglichen|ausgeglichen|verrechnet|ueberwiesen|kassiert|abgebucht|eingezogen|paid|settled|paye|pagat[oa]"
)
_MAYBE = re.compile(r"erl(edigt)?|eingegangen|erhalten|done|received|ok(ay)?")  # of an invoice, or of the work
_HOW = re.compile(r"bar|ec|(ec |kredit)?karte|paypal|lastschrift|ueberweisung|cash|card|bank transfer")
_PAID = re.compile(rf"{_DONE.pattern}|{_MAYBE.pattern}|{_HOW.pattern}")
_BESIDE = rf"( ({_PAID.pattern}|am|per|mit|by|on|in|via|durch|voll|vollstaendig|ganz|komplett|\d+))*"
_PAID_SO = re.compile(rf"{_OF}({_PAID.pattern}|ja|j|x|yes|y|oui|si|voll|vollstaendig|ganz|komplett|fully)\b{_BESIDE}")
_SAYS_DONE = re.compile(rf"\b({_DONE.pattern})\b|\b(zahlung|geld|payment|money)\b.*\b({_MAYBE.pattern})\b")
_HOW_ALONE = re.compile(rf"{_OF}(?!bar|cash)({_HOW.pattern})")
_WORDS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+[.,]\d+")
_PAYING = re.compile(r"zahl|bezahl|\bbez\b|geld|\bpaid\b|payment|payed|\bpaye|pagat|pagament|paiement|financial")
_ASKS = {
    "paid": re.compile(
        r"(ist |wurde |schon |bereits |is )*(bez|(be|ge)zahlt(er|e)?|beglichen|ausgeglichen|paid|settled|paye|pagat[oa]"
        r"|(zahlung|geld|payment) (ist )?(erhalten|eingegangen|received))"
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
    return "paid" if _PAID_SO.fullmatch(said) or lacks_year(cell) else ""


@lru_cache(10_000)
def of_status(word: str, of_paying: bool) -> str:
    """The same of the status of an invoice: `open`, `paid` or nothing. A yes there may be about anything, and so may
    “erledigt” where nothing tells that the column is about paying; “Überweisung” may be still to come."""
    if consent.is_answer(word) or lacks_year(word) or (is_part(word) and not due_words.is_open(word)):
        return ""
    found, said = read(word), fold(word)
    if found == "paid":
        return found if _SAYS_DONE.search(said) or (of_paying and not _HOW_ALONE.fullmatch(said)) else ""
    return found if found == "open" else ""


def lacks_year(cell: str) -> bool:
    """“10.3.”: it was paid, and nobody knows when."""
    named = all(word.lower() in day_shapes.MONTHS for word in _WORDS.findall(cell))
    return named and day_shapes.lacks_year(text.clean(cell)) and not _FIGURE.fullmatch(cell.strip())


def is_of_paying(heading: str) -> bool:
    return _PAYING.search(turned.words(legends.without(heading))) is not None


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
