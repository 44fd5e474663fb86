"""The quantity of an item under a heading that means one in other words: small whole numbers beside an article and its price.

Under any other heading they may be a size, a shelf or a room: they are taken for it only where the price times them is what
each item comes to.
"""

import re
from collections.abc import Sequence

from kmu_crm.fields import money
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE

Column = tuple[str, str | None, float]  # header, field, confidence
TOLD = 0.75
_NUMBERS = {"number", "invoice_number"}
_GOODS = {"line_name", "line_article"}
_AMOUNTS = ("line_gross", "line_net", "gross", "net")
_SMALL = re.compile(r"\d{1,3}([.,]0{1,3})?")
_WORD = (
    r"(mengen?|mge|mng|anz|anzahl|st|stk|stck|stuecke?|stueckzahl|wie ?viel|einheiten"
    r"|flaschen?|fl|kartons?|kisten?|dosen?|glaeser|packungen|pakete?|portionen|bottles?|boxes|bouteilles?|bottiglie"
    r"|quantity|quantities|qty|units?|pcs|pieces?|count"
    r"|quantites?|qte|nombre|unites?|quantita|qta|pezzi|unita|numero pezzi)"
)
_OF_SALE = r"(bestellte?|gelieferte?|verkaufte?|gekaufte?|bestell|liefer|verkaufs|rechnungs|ordered|sold|shipped|billed|in|pro|of)"
_MEANS = re.compile(rf"({_OF_SALE} ?)?{_WORD}( ({_WORD}|{_OF_SALE}))*")
_PER_PIECE = re.compile(r"einzel|stueck|\bstk|\bstck|einheit|unit|each|\be ?preis|\bep\b|\bpu\b|^a$")
_OTHER = re.compile(
    r"nr\b|nummer|number|\bno\b|\bid\b|pos\b|position|zeile|line\b|prozent|%|rabatt|discount|steuer|mwst|ust\b|vat|tax|tage?\b|days|jahr|year"
    r"|lager|bestand|stock|punkte|points|gewicht|weight|code|filiale|kasse|alter\b|age\b|monat|month|stufe|woche|week|plz|zip|seite|pin\b"
)


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The one column whose heading means it, where an article and a unit's price want one."""
    found = list(columns)
    places = _meant(columns, cells) if is_missing(columns) else _proven(columns, cells)
    if len(places) == 1:
        found[places[0]] = (found[places[0]][0], "line_quantity", TOLD)
    return found


def is_missing(columns: Sequence[Column]) -> bool:
    """Whether items have a unit's price, and neither a quantity nor what they come to, though a column may tell it."""
    fields = {field for _, field, _ in columns}
    told = fields & {"line_quantity", "line_net", "line_gross", "gross", "net"}
    return bool(fields & _NUMBERS and fields & _GOODS and "line_unit" in fields and not told)


def is_doubtful(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> bool:
    """Whether several columns mean it, or the price is said to be that of one piece and any other may tell how many: what
    the items come to is unknown."""
    if not is_missing(columns):
        return False
    per_piece = any(field == "line_unit" and _PER_PIECE.search(turned.words(header)) for header, field, _ in columns)
    return len(_meant(columns, cells)) > 1 or (per_piece and bool(_places(columns, cells)))


def _proven(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    fields = {field: place for place, (_, field, _) in enumerate(columns) if field}
    amount = next((fields[one] for one in _AMOUNTS if one in fields), None)
    if amount is None or "line_unit" not in fields or "line_quantity" in fields or not fields.keys() & _NUMBERS:
        return []
    unit, whole = money.in_cents(cells[fields["line_unit"]]), money.in_cents(cells[amount])

    def multiply(place: int) -> bool:
        counts = [int(re.split("[.,]", cell.strip())[0] or 0) for cell in cells[place]]
        rows = [(count, one, total) for count, one, total in zip(counts, unit, whole, strict=True) if one and total]
        return any(count > 1 for count, *_ in rows) and all(count * one == total for count, one, total in rows)

    return [place for place in _places(columns, cells) if multiply(place)]


def _meant(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    return [place for place in _places(columns, cells) if _MEANS.fullmatch(turned.words(columns[place][0]))]


def _places(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    return [
        place
        for place, (header, field, _) in enumerate(columns)
        if field in (None, ATTRIBUTE) and not _OTHER.search(turned.words(header)) and _are_small(cells[place])
    ]


def _are_small(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and len(said) >= 0.9 * len(cells) and all(map(_SMALL.fullmatch, said))
