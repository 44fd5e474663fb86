"""Lines within a list that say of which month, quarter or year the rows below them are."""

import re
from collections.abc import Collection

from kmu_crm.fields.day_shapes import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SAID = "Monat|Month|Zeitraum|Jahr|Year"
_PART = rf"((?:{_MONTH})\.?|([1-4]\.|iv|i{{1,3}}\.?) ?quartal|q[1-4]|(kw|kalenderwoche) ?\d{{1,2}})"
_WITH_YEAR = re.compile(rf"\W*(({_SAID})\W+)?{_PART}[ /,'’-]{{0,2}}(\d\d|(19|20)\d\d)\W*", re.I)
_ALONE = re.compile(rf"\W*({_PART}|(0[1-9]|1[0-2])[./](19|20)\d\d|({_SAID})\W+({_MONTH}|[\d./-]{{1,7}}))\W*", re.I)
_YEAR = re.compile(r"\W*(das )?(gesamt|ganze )?(jahr|year)\W*", re.I)
_PLAIN = {name[:3] for name in (*MONTHS, "kw ", "kalender", *_SAID.lower().split("|"))}
# How those begin that stand in the first column, whatever follows: each row is asked, and few begin so.
_STARTS = {start for plain in _PLAIN for start in (plain, plain.title(), plain.upper())} | {
    *(f"{letter}{part}{sign}" for letter in "Qq" for part in range(1, 5) for sign in ("", " ", "/")),
    *(f"{part}.{sign}" for part in range(1, 5) for sign in " Qq"),
    *("I. ", "II.", "III", "IV.", "IV "),
}


def names_period(cell: str) -> bool:
    """“Februar 2025”, “2. Quartal 2025”, “KW 12/2025”: nobody is called so."""
    return _WITH_YEAR.fullmatch(cell.strip()) is not None


def is_heading(cell: str) -> bool:
    """Alone in a row of documents: there “August” and “02/2025” are one, too."""
    return names_period(cell) or _ALONE.fullmatch(cell.strip()) is not None


def is_word(cell: str) -> bool:
    """“Januar”, “Q1” or “Jahr” beside what its rows come to; “01/2025” may number a document."""
    return not cell.strip()[:2].isdigit() and (is_heading(cell) or _YEAR.fullmatch(cell.strip()) is not None)


def may_head(cells: Collection[str]) -> bool:
    """Whether one of many cells of a first column looks like such a line."""
    return any((cell[:3] in _STARTS or (len(cell) == 7 and cell[2] in "/.")) and is_heading(cell) for cell in cells)
