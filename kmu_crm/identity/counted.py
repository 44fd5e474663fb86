"""Names that differ in nothing but a number: Kunde 000001 and Kunde 000002, Objekt II and Objekt III."""

import re

from kmu_crm.identity.levels import Level as L

_DIGITS = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"\b(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})\b")


def numbered(one: str, other: str) -> L | None:
    """Two of a row are never one; whether a name without its number is one of them nobody knows. None: it is no such pair."""
    for numbers in (_DIGITS, _ROMAN):
        left, right = numbers.sub("", one).split(), numbers.sub("", other).split()
        if left == right and (left or numbers is _DIGITS):
            return L.NUMBERED if numbers.search(one) and numbers.search(other) else L.DIFFERENT
    return None
