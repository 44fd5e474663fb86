"""What stands in the place of a name and names nobody: “n/a” in any field; “Kunde”, “Barverkauf” or a letter as the whole."""

from functools import lru_cache

from kmu_crm.fields.collective import is_collective
from kmu_crm.fields.text import fold
from kmu_crm.fields.words import lines

_NO_ANSWERS, _NAMES = frozenset(lines("no_answers")), frozenset(lines("names_of_nobody"))


@lru_cache(maxsize=100_000)
def is_no_answer(written: str) -> bool:
    """Whatever else the row says: a firm “n/a” beside Anna Berg is none."""
    return fold(written) in _NO_ANSWERS


@lru_cache(maxsize=100_000)
def is_nobody(written: str) -> bool:
    """Of the whole name of a person or a firm. A letter of another script may be a surname."""
    folded = fold(written)
    return folded in _NAMES or (len(folded) == 1 and folded.isascii()) or is_collective(written)
