"""The shapes in which exports write days and times, taken apart but not yet judged."""

import re
from typing import Final, NamedTuple

from kmu_crm.fields.text import LONGEST

DOTTED, ISO, SLASHED, COMPACT, NAMED, SERIAL = "DD.MM.YYYY", "YYYY-MM-DD", "slashed", "compact", "named", "serial"

_NAMES: Final = (
    "jan jän jaen jänner jaenner januar january janvier gen gennaio gen",
    "feb feber febr februar february fév févr février febbraio",
    "mär mar maer mrz märz maerz march mars marzo",
    "apr april avr avril aprile",
    "mai may maggio mag",
    "jun juni june juin giugno giu",
    "jul juli july juil juillet luglio lug",
    "aug august août aout agosto ago",
    "sep sept september septembre settembre set",
    "okt oct oktober october octobre ottobre ott",
    "nov november novembre",
    "dez dec dezember december déc décembre dic dicembre",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}

_WEEKDAY = re.compile(r"^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|sat|sun)[a-zäé]{0,9}\.?,?\s+", re.I)
_TIME = re.compile(
    r"(?:T|,?\s+(?:um\s+)?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:\s*Uhr)?\s*([AaPp]\.?[Mm]\.?|(?:vor|nach)m\.?)?\s*"
    r"((?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}(?::?\d{2})?|Z|[A-Z]{3,4})?(?:\s\([^)]{1,40}\))?$",
    re.ASCII,
)
_NAME = r"([^\W\d_]{3,9})\.?"
_SHAPES: Final = (
    (ISO, re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", re.ASCII)),
    (DOTTED, re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})", re.ASCII)),
    (SLASHED, re.compile(r"(?P<d>\d{1,2})([-/])(?P<m>\d{1,2})\2(?P<y>\d{4}|\d{2})", re.ASCII)),
    (COMPACT, re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>\d{2})", re.ASCII)),
    (COMPACT, re.compile(r"(?P<d>\d{1,2})(?P<m>\d{2})(?P<y>\d{4})", re.ASCII)),
    (NAMED, re.compile(rf"(?P<d>\d{{1,2}})\.?[\s-]?(?P<m>{_NAME})[\s,-]{{0,2}}(?P<y>\d{{4}}|\d{{2}})")),
    (NAMED, re.compile(rf"(?P<m>{_NAME})[\s-](?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,-]{{1,2}}(?P<y>\d{{4}}|\d{{2}})")),
    (NAMED, re.compile(rf"(?P<y>\d{{4}})[\s-](?P<m>{_NAME})[\s-](?P<d>\d{{1,2}})")),
    (SERIAL, re.compile(r"(?P<d>[1-6]\d{4})(?:[.,]\d{1,12})?", re.ASCII)),
)
_YEARLESS = re.compile(
    rf"--?\d{{2}}-?\d{{2}}|\d{{1,2}}(\.\s?\d{{1,2}}\.?|[-/]\d{{1,2}})|\d{{1,2}}\.?[\s-]?{_NAME}|{_NAME}[\s-]\d{{1,2}}"
)
_NO_YEAR = re.compile(r"1604([-/.]|(0[1-9]|1[0-2])\d\d$)")  # what Apple's address book writes in its place


_ROUGH = re.compile(
    rf"(?:(?:seit|since|ca\.?|etwa|um|ab|im)\s+)*(?:(?P<m>{_NAME})\s?|\d{{1,2}}\s?[./-]\s?)?'?(?:19|20)\d{{2}}(?:[/-]\d{{1,2}})?",
    re.I,
)


class Written(NamedTuple):
    """A day as written. With `SLASHED`, `day` is the first number and `month` the second, whatever they mean."""

    shape: str
    year: str
    month: int
    day: int
    time: re.Match[str] | None


def take_apart(text: str) -> Written | None:
    """`text` as `text.clean` gives it; None where it has none of the shapes, as "gestern" or "Q1 2025"."""
    if len(text) > LONGEST:
        return None
    text = _WEEKDAY.sub("", text, count=1)
    time = _TIME.search(text)
    bare = text[: time.start()] if time else text
    for shape, pattern in _SHAPES:
        if found := pattern.fullmatch(bare):
            if shape == SERIAL:
                return Written(SERIAL, "", 0, int(found["d"]), None)
            month = MONTHS.get(found["m"].rstrip(".").lower(), 0) if shape == NAMED else int(found["m"])
            if month or shape != NAMED:
                return Written(shape, found["y"], month, int(found["d"]), time)
    return None


def is_rough(text: str) -> bool:
    """“2015”, “Mai 2019”, “seit ca. 05/2019”: a year or a month, and no day."""
    found = _ROUGH.fullmatch(text.strip())
    return found is not None and (not found["m"] or found["m"].rstrip(".").lower() in MONTHS)


def lacks_year(text: str) -> bool:
    """“--0304” (RFC 6350), “04.03.”, “4. März”: day and month alone."""
    return _YEARLESS.fullmatch(text) is not None or _NO_YEAR.match(text) is not None
