"""Numbers of cards: of one that a business gave its customer, or of one that somebody pays with."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping import numbered
from kmu_crm.sources.mapping.sheets import folded

_CARD = re.compile(r"(?!.*(kredit|bank|giro|debit|zahl|\bec\b|master|visa)).*karten-? ?(nummer|nr)\b\.?")
_OF_CUSTOMERS = re.compile(
    r"[^\W\d_]{1,5}[-. /]?\d{1,10}|\d{5,10}"
)  # neither a payment card's, nor its last four figures


def are_of_customers(heading: str, cells: Sequence[str]) -> bool:
    """Whether what stands there can be no number of a card that somebody pays with."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and _CARD.fullmatch(folded(heading)) is not None and all(map(_OF_CUSTOMERS.fullmatch, said))


def name_customers(cells: Sequence[str]) -> bool:
    """Whether every row has one of its own."""
    return numbered.are_filled(cells) and numbered.all_differ(cells)
