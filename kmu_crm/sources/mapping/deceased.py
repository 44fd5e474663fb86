"""Lists of those who bury somebody: the day of death beside “Verstorbene/r” is no customer's."""

import re
from collections.abc import Iterable, Sequence

from kmu_crm.fields import beside, consent
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.vocabulary import NAMING

Column = tuple[str, str | None, float]  # header, field, confidence

_NAMED = re.compile(r"\bverstorbene[rn]?\b|\bname of (the )?deceased\b|\bdeceased (person|name)\b")


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Where a column names the dead, and another one the customer, nothing there tells that the customer has died."""
    named = any(_NAMED.search(turned.words(header)) and _are_names(cells[i]) for i, (header, *_) in enumerate(columns))
    if not named or not any(field in NAMING for header, field, _ in columns if not turned.is_of_death(header)):
        return list(columns)
    return [
        (header, None, 0.0) if turned.is_of_death(header) else (header, field, sure) for header, field, sure in columns
    ]


def are_named(headings: Iterable[str]) -> bool:
    return any(_NAMED.search(turned.words(one)) for one in headings)


def _are_names(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(map(_may_be_name, said))


def _may_be_name(cell: str) -> bool:
    """“†” and “verstorben” are said of the customer."""
    written = any(word[0].isupper() for word in cell.split()) and not any(map(str.isdigit, cell))
    return written and consent.state(cell) is None and not beside.tells_of_death(cell)
