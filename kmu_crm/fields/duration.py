"""How long something took, in minutes: 45 Min, 1,5 h, 1 h 15, 1:30, 0:45:00. The unit stands in the cell or in the heading;
where it stands in neither, all cells of the column decide, and what they leave open is not taken.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reader, Reading, refused

UNCLEAR = "duration_unclear"
HOURS, MINUTES, SECONDS = "h", "min", "s"
HOURS_MINUTES, MINUTES_SECONDS = "h:min", "min:s"  # of a clock; a bare number has neither unit
_IN_MINUTES = {HOURS: Decimal(60), MINUTES: Decimal(1), SECONDS: 1 / Decimal(60)}
_ROUND = 5  # minutes: people write 1:15 and 1:30, a telephone counts 3:27, which may be minutes and seconds
_LONG = 600  # minutes: telephones count in seconds
_SHORT = 10  # a column of nothing longer may be hours as well
_DAY = 24

_H = r"(?:h|hr|hrs|std|stunden?|hours?|heures?|or[ae])"
_M = r"(?:m|min|mins|mn|minuten?|minutes?|minut[io])"
_S = r"(?:s|sek|sekunden?|sec|secs|seconds?|secondes?)"
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_PARTS = re.compile(rf"(?:{_NUMBER} ?{_H}\.?)? ?(?:(?:und |and )?{_NUMBER} ?{_M}\.?)? ?(?:{_NUMBER} ?{_S}\.?)?")
_HOURS_AND = re.compile(rf"(\d{{1,2}}) ?{_H}\.? ?(\d{{1,2}})")  # 1 h 15
_CLOCK = re.compile(rf"(\d{{1,3}}):(\d\d)(?::(\d\d))?(?: ?({_H}|{_M})\.?)?")
_SHOWN = re.compile(r"\d{1,3}:\d\d")
_FIGURE = re.compile(r"\d{1,6}([.,]\d{1,2})?")
_BARE = re.compile(r"\d{1,4}([.,]\d{1,2})?")
_ABOUT = re.compile(r"^(ca\.?|etwa|circa|ungefähr|about|approx\.?|~) ?")
_UNITS = tuple(
    (unit, re.compile(rf"(?<![^\W\d_]){word}\b")) for unit, word in ((HOURS, _H), (MINUTES, _M), (SECONDS, _S))
)
_CLOCKS = tuple(
    (unit, re.compile(rf"(?<![^\W\d_]){first}\.? ?: ?{then}(?![^\W\d_])"))
    for unit, first, then in ((HOURS_MINUTES, rf"(?:hh|{_H})", rf"(?:mm|{_M})"), (MINUTES_SECONDS, rf"(?:mm|{_M})", rf"(?:ss|{_S})"))
)  # fmt: skip


def unit_of(heading: str) -> str:
    """The unit that a heading names, or two that a clock shows: “Dauer (hh:mm)”; nothing where it names none, or else several."""
    if clock := next((unit for unit, shape in _CLOCKS if shape.search(heading.casefold())), ""):
        return clock
    said = plain.fold(heading)
    named = {unit for unit, shape in _UNITS if shape.search(said)}
    return named.pop() if len(named) == 1 else ""


def reader(texts: Iterable[str], unit: str) -> Reader:
    """For a column: `unit` is the heading's, and decides what bare numbers mean, or the two parts of a clock."""
    cells = [_bare(one) for one in texts]
    numbers = [Decimal(one.replace(",", ".")) for one in cells if _FIGURE.fullmatch(one)]
    told = unit if unit in _IN_MINUTES else MINUTES if not unit and numbers and _are_minutes(numbers) else ""
    clocks = [found for one in cells if (found := _CLOCK.fullmatch(one)) and not found[3] and not found[4]]
    hours = unit in (HOURS, HOURS_MINUTES) or (
        not unit and all(int(one[1]) < _DAY and int(one[2]) % _ROUND == 0 for one in clocks)
    )

    def read(cell: str) -> Reading:
        bare = _bare(cell)
        if plain.is_empty(bare):
            return EMPTY
        minutes = _minutes(f"{bare} min" if unit == MINUTES_SECONDS and _SHOWN.fullmatch(bare) else bare, told, hours)
        return refused(UNCLEAR) if minutes is None else Reading(f"{minutes:.2f}", None)

    return read


def _bare(cell: str) -> str:
    return _ABOUT.sub("", plain.strip_guard(plain.clean(cell)).casefold())


def _are_minutes(numbers: list[Decimal]) -> bool:
    return all(one == one.to_integral() for one in numbers) and _SHORT < max(numbers) <= _LONG


def _minutes(cell: str, unit: str, hours: bool) -> Decimal | None:
    if _BARE.fullmatch(cell):
        return _worth(cell, unit) if unit else None
    if found := _CLOCK.fullmatch(cell):
        return _of_clock(found, hours)
    if found := _HOURS_AND.fullmatch(cell):
        return int(found[1]) * Decimal(60) + int(found[2])
    if found := _PARTS.fullmatch(cell):
        said = [_worth(part, one) for part, one in zip(found.groups(), (HOURS, MINUTES, SECONDS), strict=True) if part]
        return sum(said, Decimal(0)) if said else None
    return None


def _of_clock(found: re.Match[str], hours: bool) -> Decimal | None:
    """1:30 is an hour and a half where nothing speaks for minutes and seconds."""
    first, second, third, named = found.groups()
    if int(second) >= 60 or int(third or 0) >= 60:
        return None
    if named and named.startswith("m"):
        return None if third else int(first) + int(second) / Decimal(60)
    if third or named or hours:
        return int(first) * Decimal(60) + int(second) + int(third or 0) / Decimal(60)
    return None


def _worth(number: str, unit: str) -> Decimal:
    return Decimal(number.replace(",", ".")) * _IN_MINUTES[unit]
