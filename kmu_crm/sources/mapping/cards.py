"""Numbers of cards: of one that names a customer, as it says, of one that somebody pays with, or of any other."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping import numbered
from kmu_crm.sources.mapping.sheets import folded

_CARD = re.compile(r"(?!.*(kredit|bank|giro|debit|zahl|\bec\b|master|visa)).*karten-? ?(nummer|nr)\b\.?")
_SAYS_SO = re.compile(r"(kunden|mitglieds?|stamm|bonus|treue|vorteils|member|club|loyalty).*")
_NO_PAYMENTS = re.compile(
    r"[^\W\d_]{1,5}[-. /]?\d{1,10}|\d{5,10}"
)  # neither a payment card's, nor its last four figures


def are_no_payments(heading: str, cells: Sequence[str]) -> bool:
    """Whether what stands there can be no number of a card that somebody pays with."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and _CARD.fullmatch(folded(heading)) is not None and all(map(_NO_PAYMENTS.fullmatch, said))


def name_customers(heading: str, cells: Sequence[str]) -> bool:
    """Whether every row has one of its own; a gift card may be anybody's, and be numbered like a customer."""
    if _SAYS_SO.fullmatch(folded(heading)) is None:
        return False
    return numbered.are_filled(cells) and numbered.all_differ(cells)
