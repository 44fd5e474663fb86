"""Amounts of documents under headings too many to list: “Bestellwert”, “Endsumme”, “Total inkl. MwSt.”, “Umsatz”.

They are believed beside a document's number and day, or the day and a name and nothing else of a person: in a list of
customers “Umsatz” is what they bought so far.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from kmu_crm.sources.mapping import contents, turned
from kmu_crm.sources.mapping.vocabulary import CONSENT, NAMING, PARTY

Column = tuple[str, str | None, float]  # header, field, confidence
NUMBERS = {"number", "invoice_number", "offer_number"}
AMOUNTS = {"gross", "net"}
_OF_ITEMS = {"line_net", "line_gross", "line_quantity", "line_article", "article", "line_position"}
_NAMED = {"line_name", "article_name", "line_kind"}
_DONE = {*_NAMED, "subject", "time", "minutes", "outcome"}  # a price beside these is that of an appointment
_PRICES = {"price", "line_unit"}  # of items, which the list does not have
_WHOSE = NAMING | {"customer", "customer_number", "external_id"}
_OF_PERSONS = {*PARTY, *CONSENT} - _WHOSE
_YEAR = re.compile(r"\b(19|20)\d\d\b")  # a sum of that year
_GOODS = re.compile("waren(?!korb)")  # without what sending costs: gives way to the whole
TOLD = 0.85
_MOSTLY = 0.5

_PART = (
    r"rechnungs?|bestell(ung|ungs)?|auftrags?|beleg|faktura?|gesamt|ges|end|zahl|zahlungs|kauf|verkaufs?|vk|waren|warenkorb|order|invoice"
    r"|grand|sales?|rg|re|der|des|d|position|netto|brutto|net|gross"
)
_CORE = (
    r"betr(ag)?|summe|total|wert|volumen|\bvk\b|umsatz|umsaetze|erloese?|gesamt|preis|amount|value|entgelt|honorar|price"
    r"|montant|importo|totale"
)
_SAID = re.compile(rf"(({_PART}) ?)*({_CORE})( ?({_PART}|{_CORE}))*")
_NET = re.compile(
    r"netto|\bnet\b|\bexkl\w*|\bexcl\w*|\bzzgl\b|\bzuzueglich\b|\bohne\b|\bht\b|\bhors\b|\bvor\b|\bplus\b"
)
_GROSS = re.compile(r"brutto|\bgross\b|\binkl\w*|\bincl\w*|\bmit\b|\bttc\b|\bnach\b|\bcompris\w*")
_SIGNS = re.compile(r"\b(exkl\w*|excl\w*|zzgl|zuzueglich|ohne|ht|hors|vor|plus|inkl\w*|incl\w*|mit|ttc|nach)\b")
_TAX = re.compile(r"\b(mwst|ust|mehrwertsteuer|umsatzsteuer|steuern?|tax|taxes|vat|tva|iva)\b")
_SENT = re.compile(r"\b(und|and|u)? ?(versand(kosten)?|porto|shipping)\b")  # included, or said to be
_BESIDE = re.compile(r"\b(in|eur|euro|euros|chf|fr|sfr|usd|franken|\d+)\b")
_BEFORE = re.compile(r"\b(netto|brutto)(?=\w{3})")  # Nettobetrag
_MONEY = re.compile(
    rf"({_CORE.replace('gesamt|', '')}|kosten|zahlen|gebuehr|preis|€|\beur\b|\beuro\b|\bchf\b|\$|cost|fee|charge)"
)
_FIGURE = re.compile(r"[^\w]{0,2}(€|EUR|CHF|Fr\.?)?\s*-?\d[\d.,'’ ]*(,-|\.-)?\s*(€|EUR|CHF|Fr\.?)?", re.I)


def said(heading: str) -> str:
    """`gross` or `net` where the heading is of the amount of a document; nothing of a part of it, as the tax."""
    name = _BEFORE.sub(r"\1 ", turned.words(heading).replace("mw st", "mwst"))
    net, gross = _NET.search(name), _GROSS.search(name)
    if (net and gross) or (_TAX.search(name) and not (net or gross)):
        return ""
    if gross and not net:
        name = _SENT.sub(" ", name)
    bare = " ".join(_BESIDE.sub(" ", _TAX.sub(" ", _SIGNS.sub(" ", name))).split())
    return ("net" if net else "gross") if _SAID.fullmatch(bare) else ""


def fit(columns: Sequence[Column]) -> list[Column]:
    """The amounts of a list of documents that has none yet; beside a gross amount the net one, where a heading says so."""
    found, fields = list(columns), {field for _, field, _ in columns}
    numbered = bool(fields & NUMBERS) and bool(fields & {"day", "at"})
    if not (numbered or _are_sales(fields)) or fields & _OF_ITEMS:
        return found
    known, free = bool(fields & AMOUNTS), {None} if fields & (_NAMED if numbered else _DONE) else {None, *_PRICES}
    for place in sorted(range(len(columns)), key=lambda place: _GOODS.search(columns[place][0].casefold()) is not None):
        header, field, _sure = columns[place]
        told = said(header) if field in free and (numbered or not _YEAR.search(header)) else ""
        if told and told not in fields and not (known and told == "gross"):
            found[place] = (header, told, TOLD)
            fields.add(told)
    return found


def _are_sales(fields: set[str | None]) -> bool:
    """Somebody and the day alone, beside nothing that a list of customers has: “Datum, Kunde, Umsatz”."""
    return "day" in fields and bool(fields & _WHOSE) and not fields & _OF_PERSONS


def are_documents(headings: Iterable[tuple[str, ...]]) -> bool:
    """Whether the fields that headings may name have a document's number and day among them."""
    named = {fields[0] for fields in headings if fields}
    return bool(named & NUMBERS) and bool(named & {"day", "at"})


def is_money(heading: str, distinct: Collection[str]) -> bool:
    """Whether a column holds amounts: by its cells, or by its heading over figures."""
    cells = [cell.strip() for cell in distinct if cell.strip()]
    if not cells:
        return False
    if sum(map(contents.SHAPES["amount"], cells)) > _MOSTLY * len(cells):
        return True
    return _MONEY.search(heading.casefold()) is not None and all(map(_FIGURE.fullmatch, cells))
