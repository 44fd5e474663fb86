"""The quantity of an item under a heading that nobody knows: small whole numbers beside an article and its price."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE

Column = tuple[str, str | None, float]  # header, field, confidence
TOLD = 0.75
_NUMBERS = {"number", "invoice_number"}
_GOODS = {"line_name", "line_article"}
_SMALL = re.compile(r"\d{1,3}([.,]0{1,3})?")
_OTHER = re.compile(
    r"nr\b|nummer|number|\bno\b|\bid\b|pos\b|position|zeile|line\b|prozent|%|rabatt|discount|steuer|mwst|ust\b|vat|tax|tage?\b|days|jahr|year"
    r"|lager|bestand|stock|punkte|points|gewicht|weight|code|filiale|kasse|alter\b|age\b|monat|month|stufe|woche|week|plz|zip|seite|pin\b"
)


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The one column that can be it, where an article and a unit's price want one."""
    found = list(columns)
    places = _places(columns, cells) if is_missing(columns) else []
    if len(places) == 1:
        found[places[0]] = (found[places[0]][0], "line_quantity", TOLD)
    return found


def is_missing(columns: Sequence[Column]) -> bool:
    """Whether items have a unit's price, and neither a quantity nor what they come to, though a column may tell it."""
    fields = {field for _, field, _ in columns}
    told = fields & {"line_quantity", "line_net", "line_gross", "gross", "net"}
    return bool(fields & _NUMBERS and fields & _GOODS and "line_unit" in fields and not told)


def is_doubtful(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> bool:
    """Whether any of several columns may be it: what the items come to is unknown."""
    return is_missing(columns) and len(_places(columns, cells)) > 1


def _places(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    return [
        place
        for place, (header, field, _) in enumerate(columns)
        if field in (None, ATTRIBUTE) and not _OTHER.search(turned.words(header)) and _are_small(cells[place])
    ]


def _are_small(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and len(said) >= 0.9 * len(cells) and all(map(_SMALL.fullmatch, said))
