"""How long a contract runs, goes on after that, and when it can be ended: 12 Monate, 1 Jahr, 24, 4 Wochen zum Monatsende.

Days are counted as in §§ 187, 188 BGB: twelve months from 1 January end on 31 December; a month from 31 January ends on the last
day of February. Whoever may end a contract three months before 31 December may do so until 30 September.
"""

import re
from calendar import isleap
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kmu_crm.fields.text import fold

MONTHS, DAYS = "months", "days"
AUTOMATIC, ENDLESS = "automatic", "unlimited"  # how a contract goes on: as long again, or until somebody ends it
_LONGEST = {MONTHS: 1_200, DAYS: 36_525}  # a hundred years; what is longer is a slip
_MOST_LETTERS = 80
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST = 31  # the last day of any month

_WORDS = {
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "one": 1, "a": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3,
    "vier": 4, "four": 4, "fuenf": 5, "five": 5, "sechs": 6, "six": 6, "zehn": 10, "ten": 10, "zwoelf": 12, "twelve": 12,
}  # fmt: skip
_UNITS = (  # word, how many of which
    (r"(?:jahr(?:e[ns]?|s)?|jaehrig|j|years?|yrs?|y)", MONTHS, 12),
    (r"(?:halbjahre?|half years?)", MONTHS, 6),
    (r"(?:quartale?|quarters?|qrtl|vierteljahre?)", MONTHS, 3),
    (r"(?:monat(?:e[ns]?|s)?|monatig|mon|mo|mte?|mths?|months?|m)", MONTHS, 1),
    (r"(?:wochen?|woechig|wo|weeks?|wks?|w)", DAYS, 7),
    (r"(?:kalendertage?n?|tage?n?|taegig|(?:calendar )?days?|d)", DAYS, 1),
)
_NUMBER = rf"(?:\d{{1,4}}(?:p\d{{1,2}})?|{'|'.join(_WORDS)})"
_UNIT = "|".join(shape for shape, _unit, _times in _UNITS)
_ONE = rf"{_NUMBER} ?(?:{_UNIT})"
_PARTS = re.compile(rf"({_ONE})(?: (?:und |and )?({_ONE}))?")
_PART = re.compile(rf"({_NUMBER}) ?({_UNIT})")
_BARE = re.compile(r"\d{1,4}(?:p0{1,2})?")
_AROUND = re.compile(
    r"^(?:(?:mind|mindestens|min|minimum|at least|fest|fix|fixed) )+| (?:fest|fix|fixed|laufzeit|term|mindestlaufzeit)$"
)
_HALF = {
    "halbes jahr": 6, "ein halbes jahr": 6, "half a year": 6, "vierteljahr": 3, "jaehrlich": 12, "yearly": 12, "annual": 12,
    "annually": 12, "halbjaehrlich": 6, "vierteljaehrlich": 3, "quartalsweise": 3, "quarterly": 3, "monatlich": 1, "monthly": 1,
}  # fmt: skip
_IN_HEADING = tuple((re.compile(rf"\b{shape}\b"), unit, times) for shape, unit, times in _UNITS)
_ENDLESS = re.compile(
    r"unbefristet\w*|unlimited|offen|laufend|open( end(ed)?)?|(auf )?unbestimmte[rn]? (zeit|dauer)|unbestimmt|keine?s?|none"
    r"|indefinite(ly)?|ohne (ende|befristung)|for an? (indefinite|unlimited) (period|term)"
    r"|until (cancelled|terminated)|bis auf widerruf|permanent|perpetual"
)
_AUTOMATIC = re.compile(
    r"automatisch\w*|automatic(ally)?|auto|ja|yes|j|y|x|true|stillschweigend\w*|auto ?renew(s|al|ing)?|verlaengert sich( automatisch)?"
    r"|automatische verlaengerung|automatic renewal|renews( automatically)?"
)
_GOES_ON = re.compile(
    r"^(?:(?:ja|yes|automatisch\w*|automatic(?:ally)?|auto|stillschweigend\w*|verlaengert sich|verlaengerung|renews|renewal|auf|um"
    r"|jeweils|je|weitere[rnms]?|another|further|by|for|every|alle) )+| (?:automatisch|automatic(?:ally)?|auto)$"
)
_THE_END = (
    r"(?:zum|bis zum|bis|vor|vor dem|to|to the|before|before the|prior to|prior to the|by|at) ?(?:jeweilige[nrms]* )?(?:ende|end|ablauf|e"
    r"|vertragsende|ve|vertragsablauf|laufzeitende|ablauf|expiry|expiration|renewal|renewal date|contract end|end date|term end)"
    r"(?: (?:der|des|of|of the|of a) ?(?:jeweiligen )?(?:vertrag(?:s|es)?|laufzeit|vertragslaufzeit|mindestlaufzeit|contract|term))?"
)
_CALENDAR = {  # how long the last part of it is: whose end that of the contract has to be, too
    "monat": 1, "kalendermonat": 1, "month": 1, "calendar month": 1, "quartal": 3, "kalendervierteljahr": 3, "kalenderquartal": 3,
    "quarter": 3, "calendar quarter": 3, "halbjahr": 6, "kalenderhalbjahr": 6, "half year": 6, "jahr": 12, "kalenderjahr": 12,
    "year": 12, "calendar year": 12,
}  # fmt: skip
_OF_CALENDAR = re.compile(
    rf"(.+?) (?:zum|zu|to|to the|before|before the|by) (?:ende (?:des|eines) |end of (?:the |a )?)?"
    rf"({'|'.join(_CALENDAR)})(?:e?s)?(?:ende| end)?"
)
_TO_END = re.compile(rf"(.+?)(?: notice(?: period)?)?(?: {_THE_END})?")


@dataclass(frozen=True)
class Period:
    """So many months, or so many days."""

    n: int
    unit: str = MONTHS


@dataclass(frozen=True)
class Notice:
    """How long before its end a contract has to be given up. `ends_with`: months of the part of the calendar whose end that has
    to be, 0 for none."""

    before: Period
    ends_with: int = 0


def is_endless(text: str) -> bool:
    return len(text) <= _MOST_LETTERS and _ENDLESS.fullmatch(fold(text)) is not None


def unit_of(heading: str) -> Period | None:
    """What one of a bare number is, where the heading says so: “Laufzeit (Monate)”, “Laufzeit in Jahren”."""
    found = [Period(times, unit) for shape, unit, times in _IN_HEADING if shape.search(fold(heading))]
    return found[0] if len(found) == 1 else None


def is_bare(text: str) -> bool:
    return _BARE.fullmatch(_plain(text)) is not None


@lru_cache(maxsize=1_000)
def read(text: str, unit: Period | None = None) -> Period | None:
    """Bare numbers are of the heading's unit, else months. None where it is no length of time that a contract may have."""
    said = _AROUND.sub("", _plain(text))
    if said in _HALF:
        return Period(_HALF[said])
    if _BARE.fullmatch(said):
        one = unit or Period(1)
        return _sound(one.n * int(said.partition("p")[0]), one.unit)
    if not (found := _PARTS.fullmatch(said)):
        return None
    parts = [_part(one) for one in found.groups() if one]
    units = {unit for _n, unit in parts}
    n = sum(n for n, _unit in parts)
    return _sound(int(n), units.pop()) if len(units) == 1 and n == int(n) else None


@lru_cache(maxsize=1_000)
def renewal(text: str, unit: Period | None = None) -> Period | str | None:
    """How long a contract goes on after its end: so long, AUTOMATIC, ENDLESS, or None where it does not, or nobody says."""
    said = _plain(text)
    if _AUTOMATIC.fullmatch(said):
        return AUTOMATIC
    rest = _GOES_ON.sub("", said)
    if re.fullmatch(r"keine?s?|none", rest):
        return None
    if is_endless(rest):
        return ENDLESS
    if unit is None and rest == "1":  # as likely a yes
        return None
    return read(rest.replace("p", "."), unit)


@lru_cache(maxsize=1_000)
def notice(text: str, unit: Period | None = None) -> Notice | None:
    """“3 Monate”, “4 Wochen zum Monatsende”, “3 months before the end of the contract”."""
    said = _plain(text).replace("p", ".")
    if (found := _OF_CALENDAR.fullmatch(said)) and (before := read(found[1], unit)):
        return Notice(before, _CALENDAR[found[2]])
    before = read(found[1], unit) if (found := _TO_END.fullmatch(said)) else None
    return Notice(before) if before else None


def last_day(begins: str, period: Period) -> str:
    """The last day of a period that begins on an ISO day; "" where no calendar has it."""
    if period.unit == DAYS:
        return _days_on(begins, period.n - 1)
    year, month, day = _parts_of(begins)
    return _months_on(year, month, period.n - (day == 1), day - 1 or _LAST)


def last_notice(ends: str, of: Notice) -> str:
    """The last day on which notice can be given to an ISO day of the end; "" where none fits it."""
    year, month, day = _parts_of(ends)
    is_last = day == _length(year, month)
    if of.ends_with and not (is_last and month % of.ends_with == 0):
        return ""
    if of.before.unit == DAYS:
        return _days_on(ends, -of.before.n)
    return _months_on(year, month, -of.before.n, _LAST if is_last else day)


def next_end(begins: str, first: Period | None, again: Period, day: str) -> str:
    """The first end on or after an ISO day of what begins on `begins`, runs for `first` and then, over and over, for `again`; None:
    it begins where the first one ended. "" where no calendar has it."""
    ended = last_day(begins, first) if first else ""
    if first and (ended >= day or not ended):
        return ended
    if first and first.unit != again.unit:  # months, then weeks
        return next_end(day_after(ended), None, again, day)
    n = (first.n if first else 0) + again.n
    ended = last_day(begins, Period(n, again.unit))
    while ended and ended < day:
        n += again.n * max(1, _fitting(ended, day, again))
        ended = last_day(begins, Period(n, again.unit))
    return ended


def day_after(day: str) -> str:
    """Empty where no calendar has it."""
    return _days_on(day, 1)


def _fitting(ended: str, day: str, again: Period) -> int:
    """How many times it fits between two days, or one less."""
    if again.unit == DAYS:
        return (date.fromisoformat(day) - date.fromisoformat(ended)).days // again.n
    (year, month, _), (now, in_month, _) = _parts_of(ended), _parts_of(day)
    return max((now - year) * 12 + in_month - month - 1, 0) // again.n


def _days_on(day: str, days: int) -> str:
    with suppress(OverflowError):
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    return ""


def _months_on(year: int, month: int, months: int, to: int) -> str:
    """That day of the month so many months on, or its last one where it has no such day. Thousands of contracts are reckoned at
    once: without objects it takes a third of the time."""
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{min(to, _length(year, month + 1)):02}" if 1 <= year <= 9999 else ""


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]


def _parts_of(iso: str) -> tuple[int, int, int]:
    return int(iso[:4]), int(iso[5:7]), int(iso[8:10])


def _plain(text: str) -> str:
    """Folded, `1,5` as `1p5`; nothing of what is below nought, or too long to be a length of time."""
    text = text.strip()
    if len(text) > _MOST_LETTERS or text.startswith(("-", "−", "–")) or not text.isprintable():
        return ""
    return fold(re.sub(r"(?<=[0-9])[.,](?=[0-9])", "p", text))


def _part(text: str) -> tuple[float, str]:
    found = _PART.fullmatch(text)
    assert found is not None
    unit, times = next((unit, times) for shape, unit, times in _UNITS if re.fullmatch(shape, found[2]))
    n = _WORDS[found[1]] if found[1] in _WORDS else float(found[1].replace("p", "."))
    return n * times, unit


def _sound(n: int, unit: str) -> Period | None:
    return Period(n, unit) if 0 < n <= _LONGEST[unit] else None
