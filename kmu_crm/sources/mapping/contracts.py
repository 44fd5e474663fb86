"""Contracts of customers: who has which, since when and until when. The day on which they end makes such a list, or, where a
number or a word tells of contracts, the day on which they begin with how long they run."""

import re
from collections.abc import Mapping, Sequence

from kmu_crm.fields import period
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contents, kinds
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, CONSENT, IGNORED, LINE, PARTY

END, NUMBER = "contract_end", "contract_number"  # fields
TERM, RENEWAL = "contract_term", "contract_renewal"
TOLD, GUESSED = 0.9, 0.7  # a bare number is taken for months where nothing names its unit
_MOSTLY = 0.8  # of what stands in a column are days, or numbers

_OF = r"(vertrags?|contract|abos?|abonnements?|subscription|policen?|agreement|(miet|wartungs?|pacht|leasing|service) ?vertrags?)"
_NUMBERED = re.compile(rf"{_OF} ?(nr|nummer|no|number|id)|police|{_OF}")
_ENDS = re.compile(
    rf"({_OF}|laufzeit|mindestlaufzeit|term) ?(bis|ende|end|ends?( on)?|endet( am)?|laeuft (bis|ab am|aus am)|until|end ?date|ended?"
    rf"|expires?( on)?|expiry( date)?|expiration( date)?|ablauf( ?datum)?|laufzeit (bis|ende)|end ?datum)|contract ?end( date)?"
    r"|(naechste )?verlaengerung( am)?|(next )?renewal( date)?|laufzeitende"
)
_MAY_END = re.compile(
    r"ende|endet( am)?|bis|end( date)?|end ?datum|enddate|gueltig bis|valid (until|to|thru)|ablauf( ?datum)?|laeuft (ab|aus)( am)?"
    r"|expir(y|es|ation)( date| on)?|until|to"
)
_BEGINS = re.compile(
    rf"({_OF}|laufzeit|term)? ?(beginn|start|anfang|von|ab|seit|start ?date|begin( date)?|from|since|begin|start ?datum|beginndatum"
    rf"|abschluss( ?datum)?|effective date|datum|date)|gueltig (ab|von)|valid from|abgeschlossen( am)?|signed( on| at)?|startdate"
)
_IN_UNIT = r"( ?(in )?(monate?n?|jahre?n?|wochen?|tage?n?|mon|mo|months?|years?|weeks?|days?))?"
_NOTICE = re.compile(
    rf"(kuendigungs ?(frist|termin|zeit)|notice( period)?|cancellation (period|notice|terms)|frist){_IN_UNIT}|kuendbar.*"
)
_ABOUT = re.compile(
    rf"{_OF}( ?(art|typ|type|name|gegenstand|bezeichnung|titel|inhalt|produkt|product|plan))?|tarif|produkt|leistung|gegenstand"
    r"|bezeichnung|plan|product|service|subject|betreff|beschreibung|description|paket|package|art|typ|type|objekt|mietobjekt"
)
_SUM = re.compile(
    r"(monats|jahres|quartals|monatlicher? |jaehrlicher? )?(beitrag|rate|betrag|miete|preis|pauschale|gebuehr|entgelt|praemie|umsatz)"
    r"( (netto|brutto|eur|chf|euro|monatlich|pro monat|im monat|pro jahr|mtl))*"
    r"|(monthly|annual|yearly|recurring)? ?(fee|amount|price|rate|value)( (net|gross|per month|per year|eur))*"
    r"|vertragswert|contract (value|amount)|mrr|arr|kosten|grundgebuehr|kaltmiete|warmmiete"
)
_TERM = re.compile(
    rf"({_OF} ?)?(mindest|grund|erst|rest)?(vertrags)?(laufzeit|dauer){_IN_UNIT}|{_OF} ?(term|length|duration|period){_IN_UNIT}"
    rf"|(initial |minimum |fixed )?(term|duration|length)( of (the )?contract)?{_IN_UNIT}|laufzeit des vertrag(e?s)"
)
_RENEWAL = re.compile(
    rf"((automatische?|auto|vertrags) ?)?verlaengerung(s ?(zeitraum|dauer|laufzeit|frist|zeit|periode))?( (um|jeweils( um)?|je))?{_IN_UNIT}"
    rf"|verlaengert sich( (um|automatisch|jeweils um))?{_IN_UNIT}|folge ?laufzeit{_IN_UNIT}"
    r"|auto ?renew(s|al)?|renews( (for|automatically))?"
    rf"|((automatic|auto|contract) )?renewal( (term|period|length))?{_IN_UNIT}"
)
_SPEAKS = re.compile(
    rf"\b{_OF}(\b|(laufzeit|beginn|start|dauer|art|typ))|kuendigungs ?(frist|termin|zeit)|(notice|cancellation) period"
)
_PLAIN_DAY = re.compile(r"datum|date")
_LENT = re.compile(r"\b(darlehe?ns?|kredit|loan|credit|lending|tilgung|zins)|zins(satz)?\b|interest|mortgage|hypothek")
_CANCELLED = re.compile(
    r"gekuendigt( (am|zum|per))?|kuendigung( am| vom)?|kuendigungs ?datum|cancell?ed( (on|at|date))?|cancellation date"
)
_STATE = re.compile(rf"({_OF} ?)?(status|state|zustand|vertragsstatus)")
# What documents that are paid have: an amount there is no fee.
_ELSEWHERE = {
    "invoice_number",
    "offer_number",
    "paid_at",
    "paid",
    "unpaid",
    "refunded",
    "tax",
    *LINE,
    *(ARTICLE.keys() - {"price"}),
}
_WHO = {"email", "full_name", "family_name", "company", "display_name", "external_id", "customer", "customer_number"}
_PLACES = {"street", "postcode", "city", "postcode_city", "full_address", "birth_date", "customer_since"}
_KEPT = (PARTY.keys() | CONSENT.keys() | {"customer", "author", "currency", IGNORED}) - {
    "tags", "title", "consent_status", "consent_at", "consent_way", "consent_proof",
}  # fmt: skip


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column] | None:
    """The columns of such a list; None where it is another one: a list of people with their addresses, in which a day tells
    until when they are members, has a number of the contract, too, or stays what it is."""
    said = [fold(header) for header, _, _ in columns]
    fields = {field for _, field, _ in columns}
    if fields & _ELSEWHERE or any(kinds.is_of_suppliers(header) for header, _, _ in columns):
        return None
    days = [_are_days(one) for one in cells]
    number = next((i for i, one in enumerate(said) if _NUMBERED.fullmatch(one) and _are_numbers(cells[i])), None)
    about = any(re.search(_OF, one) for one in said) or any(map(_NOTICE.fullmatch, said))
    shapes = (_ENDS, _MAY_END) if about else (_ENDS,)
    end = next((i for shape in shapes for i, one in enumerate(said) if shape.fullmatch(one) and days[i]), None)
    if not fields & _WHO or (number is None and fields & _PLACES):
        return None
    places: dict[int, str] = ({} if end is None else {end: END}) | ({} if number is None else {number: NUMBER})
    _place(places, "day", said, _BEGINS, days)
    _place(places, TERM, said, _TERM, [_are_terms(one) for one in cells])
    if number is None and "day" not in places.values():
        return None
    if end is None and not _run_from_their_start(columns, said, places):
        return None
    _place(places, RENEWAL, said, _RENEWAL, [not day for day in days])
    _place(places, "cancelled_at", said, _CANCELLED, days)
    _place(places, "text", said, _NOTICE, [True] * len(said))
    _place(places, "status", said, _STATE, [True] * len(said))
    _place(places, "gross", said, _SUM, [_are_sums(one) for one in cells])
    _place(places, "subject", said, _ABOUT, [not day for day in days])
    if any("net" in one.split() or "netto" in one for i, one in enumerate(said) if places.get(i) == "gross"):
        places = {i: "net" if field == "gross" else field for i, field in places.items()}
    return [
        (header, places[i], _sure(header, places[i], cells[i])) if i in places else (header, _kept(field), sure)
        for i, (header, field, sure) in enumerate(columns)
    ]


def is_notice(heading: str) -> bool:
    return _NOTICE.fullmatch(fold(heading)) is not None


def _run_from_their_start(columns: Sequence[Column], said: Sequence[str], places: Mapping[int, str]) -> bool:
    """Whether the day of their beginning and how long they run tell when contracts end: a document's day is none, loans are no
    contracts of ours, and an order of a subscription is an order."""
    found = {field: i for i, field in places.items()}
    if TERM not in found or "day" not in found or any(map(_LENT.search, said)):
        return False
    if any(field == "number" and i not in places for i, (_, field, _) in enumerate(columns)):
        return False
    return NUMBER in found or (any(map(_SPEAKS.search, said)) and not _PLAIN_DAY.fullmatch(said[found["day"]]))


def _sure(header: str, field: str, cells: Sequence[str]) -> float:
    bare = field == TERM and period.unit_of(header) is None and any(map(period.is_bare, cells))
    return GUESSED if bare else TOLD


def _place(
    places: dict[int, str], field: str, said: Sequence[str], shape: re.Pattern[str], fits: Sequence[bool]
) -> None:
    """The first column of that name that is none yet."""
    found = (i for i, one in enumerate(said) if i not in places and fits[i] and shape.fullmatch(one))
    if (place := next(found, None)) is not None:
        places[place] = field


def _kept(field: str | None) -> str:
    if field in ("external_id", "customer_number"):
        return "customer"
    return field if field in _KEPT else ATTRIBUTE


def _are_days(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip() and not period.is_endless(cell)]
    return bool(filled) and sum(map(contents.SHAPES["day"], filled)) >= _MOSTLY * len(filled)


def _are_terms(cells: Sequence[str]) -> bool:
    """Mostly lengths of time, however many of them have no end."""
    filled = [cell for cell in cells if cell.strip() and not period.is_endless(cell)]
    return bool(filled) and sum(period.read(cell) is not None for cell in filled) >= _MOSTLY * len(filled)


def _are_numbers(cells: Sequence[str]) -> bool:
    """Each another one, with figures and in one word."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return 0 < len(filled) == len(set(filled)) and all(
        " " not in cell and any(map(str.isdigit, cell)) for cell in filled
    )


def _are_sums(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(any(map(str.isdigit, cell)) for cell in filled) >= _MOSTLY * len(filled)
