"""A row that begins with the word for a total: it sums up those above it, or somebody is called so."""

import re
from collections.abc import Sequence

from kmu_crm.fields import money
from kmu_crm.fields.company import legal_form
from kmu_crm.sources.reading.header import kind

_WORD = re.compile(r"\W*(zwischensummen?|(gesamt|end)?summen?|gesamt|total|sub-?total|saldo|übertrag)\b", re.I)
_OF_A_PERSON = re.compile(r"stra(ss|ß)e|street|plz|postleit|\bzip|post ?code|telef|phone|mobil|iban", re.I)
_BEARING = re.compile(r"(?!.*[.,]\d\d\b).*\d")  # no amount
_NUMBER = re.compile(r"n(umm|umb)er|nr\b|no\b|\bid\b|konto", re.I)
_CURRENCY = re.compile(r"EUR|CHF|USD|GBP|€|\$", re.I)
MOST_ABOVE = 5_000  # rows of which a sum is looked for


def names_one(row: Sequence[str], header: Sequence[str], label: int) -> bool:
    """Whether a cell beside the label tells who somebody is: a mail address, a postcode, a street, a telephone."""
    return any(
        kind(cell) == "mail" or (i < len(header) and _OF_A_PERSON.search(header[i]) and _BEARING.match(cell))
        for i, cell in enumerate(row)
        if i != label and cell.strip()
    )


def only_adds(row: Sequence[str], header: Sequence[str], label: int) -> bool:
    """Beside the label stand figures alone, and none of them is a number that somebody bears."""
    rest = [(i, cell) for i, cell in enumerate(row) if i != label and cell.strip()]
    figures = [i for i, cell in rest if kind(cell) in ("whole", "number")]
    numbered = any(i < len(header) and _NUMBER.search(header[i]) for i in figures)
    others = [cell for i, cell in rest if i not in figures]
    return bool(figures) and not numbered and all(_CURRENCY.fullmatch(cell.strip()) for cell in others)


def sounds_like_a_company(label: str) -> bool:
    return legal_form(label) is not None or "&" in label


def sums_up(row: Sequence[str], label: int, above: Sequence[Sequence[str]]) -> bool:
    """Begins with such a word, and each amount of the row is the sum of those above it."""
    if not _WORD.match(row[label]) or not 1 < len(above) <= MOST_ABOVE:
        return False
    places = [i for i, cell in enumerate(row) if i != label and kind(cell) in ("whole", "number")]
    sums = [_adds_up(row[i], [other[i] for other in above if i < len(other)]) for i in places]
    return bool(sums) and all(sums)


def _adds_up(total: str, cells: Sequence[str]) -> bool:
    mark, _doubtful = money.decimal_mark([total, *cells])
    found = [money.read(cell, mark or money.COMMA).value for cell in (total, *cells)]
    wanted, *parts = (None if one is None else money.cents(one) for one in found)
    return bool(wanted) and wanted == sum(one or 0 for one in parts)
