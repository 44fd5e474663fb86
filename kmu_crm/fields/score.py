"""An answer on a scale: 9, 9/10, 4 von 5, ★★★★☆, 5 Sterne, “8 - sehr wahrscheinlich”. Which scale it is on, and whether much is
good, its column tells; an answer that cannot be on that scale is no answer.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, refused

INVALID, UNSURE = "score_invalid", "score_scale"

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_OUT_OF = re.compile(rf"{_NUMBER} ?(?:/|von|of|out of|aus) ?(\d{{1,3}})(?: ?(?:sternen?|stars?|punkten?|points?))?")
_WITH_UNIT = re.compile(rf"{_NUMBER} ?(?:sterne?n?|stars?|★|⭐)")
_BARE = re.compile(rf"{_NUMBER}(?: ?(?:punkte?|points?))?")
_NAMED = re.compile(rf"{_NUMBER} ?(?:[-–—=:]|\() ?[^\W\d_].*")  # “8 - sehr wahrscheinlich”, “2 (gut)”
_STARS = re.compile(r"([★⭐]️?\s?){1,5}([☆✩]\s?){0,4}")
_IN_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}  # as Google writes the stars of its reviews


@dataclass(frozen=True)
class Scale:
    """From `least` to `most`; `low`: the low number is the good one."""

    least: int
    most: int
    low: bool = False


# By the kind of value, which is also what a person says of a column that does not tell.
SCALES = {
    "of_ten": Scale(0, 10),  # would recommend us
    "content_of_ten": Scale(0, 10),  # how content
    "of_five": Scale(1, 5),
    "mark": Scale(1, 6, low=True),  # at schools in Germany and Austria
    "mark_six": Scale(1, 6),  # at schools in Switzerland
}


@dataclass(frozen=True)
class Answer:
    value: Decimal
    most: int | None = None  # of the scale, where the cell tells


def take_apart(cell: str) -> Answer | None:
    """The number of an answer and what it is out of, or None where the cell holds no answer."""
    bare = plain.strip_guard(plain.clean(cell)).casefold()
    if len(bare) > plain.LONGEST:
        return None
    if found := _OUT_OF.fullmatch(bare):
        return Answer(_number(found[1]), int(found[2]))
    if found := _WITH_UNIT.fullmatch(bare):
        return Answer(_number(found[1]), 5)
    if found := _BARE.fullmatch(bare) or _NAMED.fullmatch(bare):
        return Answer(_number(found[1]))
    if _STARS.fullmatch(bare):
        return Answer(Decimal(bare.count("★") + bare.count("⭐")), 5)
    return Answer(Decimal(_IN_WORDS[bare]), 5) if bare in _IN_WORDS else None


def read(cell: str, scale: Scale) -> Reading:
    """The number as written, without zeros behind its point."""
    if plain.is_empty(plain.clean(cell)):
        return EMPTY
    found = take_apart(cell)
    fits = found is not None and scale.least <= found.value <= scale.most
    if found is None or not fits or found.most not in (None, scale.most):
        return refused(INVALID)
    return Reading(f"{found.value.normalize():f}", None)


def read_unsure(cell: str) -> Reading:
    """Kept as written: nobody knows yet what it is out of, or which end of it is good."""
    bare = plain.clean(plain.strip_guard(plain.clean(cell)))
    return EMPTY if plain.is_empty(bare) else Reading(bare, UNSURE)


def content(thousandths: int, scale: str) -> int:
    """How content an answer is, in thousandths from 1 to 5, whatever it was asked on: a German school's mark 1 is a 5, its 5 and
    6 are a 1; half of what is out of ten, rounded up.
    """
    if scale == "mark":
        return max(1000, 6000 - thousandths)
    if scale == "mark_six":
        return max(1000, thousandths - 1000)
    if scale == "content_of_ten":
        return max(1000, -(-thousandths // 2000) * 1000)
    return thousandths


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))
