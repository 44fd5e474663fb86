"""Contracts of customers: who has which, since when and until when. The day on which they end makes such a list."""

import re
from collections.abc import Sequence

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contents, kinds
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, CONSENT, IGNORED, LINE, PARTY

END, NUMBER = "contract_end", "contract_number"  # fields
TOLD = 0.9
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
_NOTICE = re.compile(
    r"kuendigungs ?(frist|termin|zeit)|kuendbar.*|notice( period)?|cancellation (period|notice|terms)|frist"
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
_ENDLESS = re.compile(
    r"unbefristet|unlimited|offen|laufend|open( end(ed)?)?|auf unbestimmte zeit|keine?s?|none|indefinite(ly)?"
)
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
    if end is None or not fields & _WHO or (number is None and fields & _PLACES):
        return None
    places: dict[int, str] = {end: END} | ({} if number is None else {number: NUMBER})
    _place(places, "day", said, _BEGINS, days)
    if number is None and "day" not in places.values():
        return None
    _place(places, "cancelled_at", said, _CANCELLED, days)
    _place(places, "text", said, _NOTICE, [True] * len(said))
    _place(places, "status", said, _STATE, [True] * len(said))
    _place(places, "gross", said, _SUM, [_are_sums(one) for one in cells])
    _place(places, "subject", said, _ABOUT, [not day for day in days])
    if any("net" in one.split() or "netto" in one for i, one in enumerate(said) if places.get(i) == "gross"):
        places = {i: "net" if field == "gross" else field for i, field in places.items()}
    return [
        (header, places[i], TOLD) if i in places else (header, _kept(field), sure)
        for i, (header, field, sure) in enumerate(columns)
    ]


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
    filled = [cell for cell in cells if cell.strip() and not _ENDLESS.fullmatch(fold(cell))]
    return bool(filled) and sum(map(contents.SHAPES["day"], filled)) >= _MOSTLY * len(filled)


def _are_numbers(cells: Sequence[str]) -> bool:
    """Each another one, with figures and in one word."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return 0 < len(filled) == len(set(filled)) and all(
        " " not in cell and any(map(str.isdigit, cell)) for cell in filled
    )


def _are_sums(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(any(map(str.isdigit, cell)) for cell in filled) >= _MOSTLY * len(filled)
