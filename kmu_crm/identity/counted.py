"""Names that differ only in what tells the places of a row apart: Kunde 000001 and 000002, Objekt II and III, Haus A and B,
Station 3a and 3b, Autohaus Ost and West."""

import re

from kmu_crm.identity.levels import Level as L

_DIGITS = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"\b(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})\b")
_PLACE = re.compile(r"[0-9]{1,4}[a-z]|[a-z]")
_SIDES = frozenset(
    (
        "nord",
        "sud",
        "ost",
        "west",
        "nordost",
        "nordwest",
        "sudost",
        "sudwest",
        "mitte",
        "oben",
        "unten",
        "links",
        "rechts",
    )
)  # skeletons


def numbered(one: str, other: str) -> L | None:
    """Two of a row are never one; whether a name without its number is one of them nobody knows. None: it is no such pair."""
    for numbers in (_DIGITS, _ROMAN):
        left, right = numbers.sub("", one).split(), numbers.sub("", other).split()
        if left == right and (left or numbers is _DIGITS):
            return L.NUMBERED if numbers.search(one) and numbers.search(other) else L.DIFFERENT
    return L.NUMBERED if _differ_in_place(one.split(), other.split()) else None


def _differ_in_place(ones: list[str], others: list[str]) -> bool:
    """One word apart, which is a place on both sides, behind a name of more than an initial."""
    if len(ones) != len(others) or len(ones) < 2 or len(ones[0]) < 2:
        return False
    differ = [(a, b) for a, b in zip(ones, others, strict=True) if a != b]
    return len(differ) == 1 and any(all(map(told, differ[0])) for told in (_PLACE.fullmatch, _SIDES.__contains__))
