"""What stands in a column for the day of payment instead of a day: “noch offen”, “storniert”."""

import re
from functools import lru_cache

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import status_words

_OPEN = re.compile(
    r"((noch|still) )?(offen|open|ausstehend|outstanding|((noch )?nicht|not( yet)?) (bezahlt|paid)|unbezahlt|unpaid)"
)


@lru_cache(10_000)
def read(cell: str) -> str:
    """`open`, `cancelled`, `refunded` or nothing."""
    if _OPEN.fullmatch(fold(cell)):
        return "open"
    status = status_words.read(cell)
    return status if status in ("cancelled", "refunded") else ""
