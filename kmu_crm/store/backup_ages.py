"""How long automatic backups stay: the last ten, and for a year one a day, a week and a month of the past."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

LAST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12
YEAR = 366  # days: what was erased runs out with the oldest backup
SHRUNK = 0.8  # of its size: a backup so much smaller than an older one does not take its place silently
_NAME = re.compile(r"(.+)_([0-9]{4}-[0-9]{2}-[0-9]{2})_[0-9]{6}_[0-9]{6}_(?:before-import|before-update)(\.[^.]+)")


def prune(newest: Path) -> None:
    """Takes away what has had its day among the backups of the same customer file. What cannot be deleted stays."""
    found = sorted(file for file in newest.parent.iterdir() if _of(file) and _of(file) == _of(newest))
    kept = to_keep(found)
    largest = max((file.stat().st_size for file in kept), default=0)
    for file in found:
        if file not in kept and file.stat().st_size * SHRUNK <= largest:
            with suppress(OSError):
                file.unlink()


def to_keep(files: Iterable[Path]) -> set[Path]:
    """`files` in the order of their moments, oldest first; of each day, week and month the newest stays."""
    newest_first = list(files)[::-1]
    kept = set(newest_first[:LAST])
    recent = [file for file in newest_first if (_day(newest_first[0]) - _day(file)).days < YEAR]
    ages: tuple[tuple[int, Callable[[date], object]], ...] = (
        (DAYS, date.toordinal),
        (WEEKS, lambda day: day.isocalendar()[:2]),
        (MONTHS, lambda day: (day.year, day.month)),
    )
    for many, age in ages:
        first_of_each: dict[object, Path] = {}
        for file in recent:
            first_of_each.setdefault(age(_day(file)), file)
        kept |= set(list(first_of_each.values())[:many])
    return kept


def _of(file: Path) -> tuple[str, str] | None:
    """Whose automatic backup a file is, None where it is none of ours: such files are never touched."""
    found = _NAME.fullmatch(file.name)
    return (found[1], found[3]) if found else None


def _day(file: Path) -> date:
    found = _NAME.fullmatch(file.name)
    assert found
    return date.fromisoformat(found[2])
