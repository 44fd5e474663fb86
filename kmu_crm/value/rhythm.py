"""A customer's own rhythm: the usual gap between purchases, regular and seasonal habits, what is overdue."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from sqlite3 import Connection
from statistics import median

ENOUGH_GAPS = 3  # fewer show no pattern
REGULAR_GAPS, REGULAR_SPREAD, WINDOW = 4, 0.35, 12
SEASON_PURCHASES, SEASON_YEARS, SEASON_FOCUS = 4, 2, 0.85
_YEAR = 365.25


@dataclass(frozen=True)
class Rhythm:
    """`gap`: median days between purchase days, None below three gaps; `some_gap`: the same from the first gap on."""

    gap: float | None
    some_gap: float | None
    habit: str  # regular, seasonal or ''


def of(days: list[int]) -> Rhythm:
    """From purchase days as ordinals, ascending and distinct.

    Regular: at least four gaps whose last twelve have std / mean <= .35 (Platzer, Reutterer 2016). Seasonal: at least
    four purchases in two years or more, mean resultant length of the day of year >= .85.
    """
    gaps = [later - earlier for earlier, later in pairwise(days)]
    middle = float(median(gaps)) if gaps else None
    habit = "regular" if _is_regular(gaps) else "seasonal" if _is_seasonal(days) else ""
    return Rhythm(middle if len(gaps) >= ENOUGH_GAPS else None, middle, habit)


def _is_regular(gaps: list[int]) -> bool:
    if len(gaps) < REGULAR_GAPS:
        return False
    last = gaps[-WINDOW:]
    mean = sum(last) / len(last)
    return math.sqrt(sum((gap - mean) ** 2 for gap in last) / (len(last) - 1)) <= REGULAR_SPREAD * mean


def _is_seasonal(days: list[int]) -> bool:
    if len(days) < SEASON_PURCHASES or days[-1] - days[0] < _YEAR * (SEASON_YEARS - 1) * 0.75:
        return False
    dates = [date.fromordinal(day) for day in days]
    if len({day.year for day in dates}) < SEASON_YEARS:
        return False
    angles = [2 * math.pi * day.timetuple().tm_yday / _YEAR for day in dates]
    x, y = sum(map(math.cos, angles)), sum(map(math.sin, angles))
    return math.hypot(x, y) / len(angles) >= SEASON_FOCUS


def next_purchase(last: int, rhythm: Rhythm) -> str | None:
    """The day after the usual gap, or None where there is no pattern; seasonal customers come back a year later."""
    if rhythm.habit == "seasonal":
        return _a_year_after(date.fromordinal(last)).isoformat()
    if rhythm.gap is None:
        return None
    return (date.fromordinal(last) + timedelta(days=math.floor(rhythm.gap + 0.5))).isoformat()


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def fill(db: Connection, as_of: str) -> None:
    """Writes gap, overdue, habit and the expected next purchase of every buyer."""
    today = date.fromisoformat(as_of).toordinal()
    rows = []
    bought = db.execute(
        "SELECT DISTINCT profile_id, day FROM counted"
        " WHERE purchase = 1 AND profile_id IS NOT NULL ORDER BY profile_id, day"
    )
    for profile, group in groupby(bought, key=lambda row: int(row[0])):
        days = [date.fromisoformat(day).toordinal() for _, day in group]
        rhythm = of(days)
        rows.append(
            (rhythm.some_gap, overdue(today - days[-1], rhythm), rhythm.habit, next_purchase(days[-1], rhythm), profile)
        )
    db.executemany(
        "UPDATE figure SET median_gap = ?, overdue = ?, rhythm = ?, next_purchase_at = ? WHERE profile_id = ?", rows
    )


def overdue(recency: int, rhythm: Rhythm) -> float | None:
    """Days since the last purchase in usual gaps, for seasonal customers in years; None without a pattern."""
    if rhythm.habit == "seasonal":
        return recency / _YEAR
    return recency / rhythm.gap if rhythm.gap else None
