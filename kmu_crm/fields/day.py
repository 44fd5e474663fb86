"""Calendar days and moments. The order of day and month is decided once for a column, from all its cells."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

from kmu_crm.fields import day_shapes as shapes
from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, refused

_FIRST_DAY = date(1900, 1, 2)  # 1 January 1900 and older are a program's way to say "none"
_YEARS_AHEAD = 10  # ends of contracts; a later year is a slip of the keyboard, and of two figures long past: 68
_SERIAL_ZERO = date(1899, 12, 30)  # Excel's day 0, from 1 March 1900 on

_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3}
_ZONES |= {"OEZ": 2, "OESZ": 3, "WEZ": 0, "WESZ": 1}
_ZONES |= {"PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4}


@dataclass(frozen=True, slots=True)
class Style:
    """How a column writes days."""

    dayfirst: bool | None = None  # of slashed days; None: cannot be told
    serials: bool = False  # the whole column is Excel's day numbers
    ahead: int | None = None  # so many days after today one may lie; None: as far as any day
    born: bool = False  # its years of two figures are never to come
    name: str = ""
    today: date = field(default_factory=date.today)


def style_of(
    texts: Iterable[str],
    *,
    dayfirst: bool | None = None,
    today: date | None = None,
    ahead: int | None = None,
    born: bool = False,
) -> Style:
    """Decides a column's style from its distinct cells; `dayfirst` is what the user said, and wins."""
    cleaned = (plain.strip_guard(plain.clean(text)) for text in texts)
    cells = [text for text in cleaned if not plain.is_empty(text)]
    seen = [written for text in cells if (written := shapes.take_apart(text))]
    slashed = [one for one in seen if one.shape == shapes.SLASHED]
    if dayfirst is None:
        says_day = any(one.day > 12 >= one.month for one in slashed)
        says_month = any(one.month > 12 >= one.day for one in slashed)
        dayfirst = says_day if says_day != says_month else None
    serials = bool(seen) and len(seen) == len(cells) and all(one.shape == shapes.SERIAL for one in seen)
    common = Counter(one.shape for one in seen).most_common(1)
    name = _shown(common[0][0], dayfirst) if common else ""
    return Style(dayfirst, serials, ahead, born, name, today or date.today())


def _shown(shape: str, dayfirst: bool | None) -> str:
    slashed = {True: "DD/MM/YYYY", False: "MM/DD/YYYY", None: "?/?/YYYY"}[dayfirst]
    names = {shapes.SLASHED: slashed, shapes.COMPACT: "DDMMYYYY", shapes.NAMED: "DD MMM YYYY", shapes.SERIAL: "Excel"}
    return names.get(shape, shape)


def read_date(text: str, style: Style) -> Reading:
    """`YYYY-MM-DD`, the day as the source wrote it, whatever zone a time beside it names."""
    written, day, code = _judged(text, style)
    if day is None or written is None:
        return Reading(None, code)
    if written.time and _clock(written.time) is None:
        return refused("date_invalid")
    return Reading(day.isoformat(), None)


def read_moment(text: str, style: Style) -> Reading:
    """`YYYY-MM-DDTHH:MM:SSZ` in UTC where a zone is known, without Z where none is, the day alone without a time."""
    written, day, code = _judged(text, style)
    if day is None or written is None:
        return Reading(None, code)
    if written.time is None:
        return Reading(day.isoformat(), None)
    clock = _clock(written.time)
    if clock is None:
        return refused("date_invalid")
    at, zone = datetime.combine(day, clock), written.time[5]
    if zone is None:
        return Reading(at.isoformat(), None)
    hours = _offset(zone)
    if hours is None:
        return refused("date_invalid")
    in_utc = at.replace(tzinfo=timezone(hours)).astimezone(UTC)
    return Reading(in_utc.strftime("%Y-%m-%dT%H:%M:%SZ"), None)


def _judged(text: str, style: Style) -> tuple[shapes.Written | None, date | None, str | None]:
    """The parts and the day they mean, or the code of what is wrong; no code for an empty cell."""
    text = plain.strip_guard(plain.clean(text))
    if plain.is_empty(text):
        return None, None, EMPTY.code
    written = shapes.take_apart(text)
    if style.born and shapes.lacks_year(text):
        return None, None, "year_missing"
    if written is None or (written.shape == shapes.SERIAL and not style.serials):
        return None, None, "date_invalid"
    if written.shape == shapes.SERIAL:
        counted = _SERIAL_ZERO + timedelta(days=written.day)
        return (written, counted, None) if counted <= _latest(style) else (None, None, "date_implausible")
    month, number = written.month, written.day
    if written.shape == shapes.SLASHED:
        if style.dayfirst is None and month <= 12 and number <= 12 and month != number:
            return None, None, "date_ambiguous"
        monthfirst = month > 12 if style.dayfirst is None else not style.dayfirst
        month, number = (number, month) if monthfirst else (month, number)
    day = _real_day(written.year, month, number, style)
    if day is None:
        return None, None, "date_invalid"
    if not _FIRST_DAY <= day <= _latest(style):
        return None, None, "date_implausible"
    return written, day, None


def _latest(style: Style) -> date:
    return _of_any_day(style) if style.ahead is None else style.today + timedelta(days=style.ahead)


def _of_any_day(style: Style) -> date:
    return date(style.today.year + _YEARS_AHEAD, 12, 31)


def _real_day(year: str, month: int, number: int, style: Style) -> date | None:
    """30 February is no day and never becomes 2 March. A two-digit year is the latest one that any day may have, whether this
    one may lie ahead or not: a slip is told, and not taken for a day of a hundred years ago.
    """
    try:
        if len(year) == 4:
            return date(int(year), month, number)
        day = date(2000 + int(year), month, number)
        latest = _latest(style) if style.born else _of_any_day(style)
        return day if day <= latest else date(1900 + int(year), month, number)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4][0] in "PpNn" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(zone: str) -> timedelta | None:
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    found = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", zone)
    if not found or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -offset if found[1] == "-" else offset
