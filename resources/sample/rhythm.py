"""When customers buy: from when to when, and how often."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST_DAY, AS_OF = date(2022, 1, 1), date(2025, 11, 23)


@dataclass
class Rhythm:
    """From `first` to `last` every `gap` days, give or take; only in `months` where some are named."""

    first: date
    last: date
    gap: int
    jitter: float = 0.35
    months: tuple[int, ...] = ()


def _start(rng: Random) -> date:
    """A third of the customers were there before the files begin; the others came bit by bit."""
    return FIRST_DAY + timedelta(days=rng.randint(0, 45) if rng.random() < 0.4 else rng.randint(30, 1400))


def _ending(rng: Random, first: date, gap: int, stay: float) -> date:
    """Still with us (the last purchase lies within one gap), or gone on some day before."""
    latest = AS_OF - timedelta(days=rng.randint(0, gap))
    if rng.random() < stay or latest <= first:
        return max(first, latest)
    return first + timedelta(days=rng.randint(0, (latest - first).days))


def of_private(rng: Random) -> Rhythm:
    first = _start(rng)
    kind = rng.choices(("once", "rare", "steady"), (50, 36, 14))[0]
    if kind == "once":
        day = FIRST_DAY + timedelta(days=rng.randint(0, 1420))
        return Rhythm(day, day, 90)
    gap = rng.randint(170, 340) if kind == "rare" else rng.randint(60, 130)
    return Rhythm(first, _ending(rng, first, gap, 0.55), gap, 0.6 if kind == "rare" else 0.35)


def of_firm(rng: Random) -> Rhythm:
    first, gap = _start(rng), rng.choice((42, 60, 75, 90, 120, 150, 180, 180))
    return Rhythm(first, _ending(rng, first, gap, 0.7), gap, rng.choice((0.15, 0.3, 0.5)))
