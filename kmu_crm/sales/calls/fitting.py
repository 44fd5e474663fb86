"""What fits a customer: articles bought together with theirs, and those that are due again by the customer's own gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from sqlite3 import Connection
from statistics import median
from typing import Any

from kmu_crm.fields import text
from kmu_crm.sales.calls.history import days_after, months_after

_BOUGHT = """
    SELECT l.article, coalesce(l.name, a.name, l.article), c.day
    FROM counted AS c CROSS JOIN line AS l ON l.fact_id = c.lines_fact JOIN fact AS h ON h.id = l.fact_id
    LEFT JOIN article AS a ON a.source_id = h.source_id AND a.key = l.article AND a.current = 1
    WHERE c.profile_id = :profile AND c.purchase = 1 AND c.day <= :day AND l.kind = 'product' AND l.article <> ''
    ORDER BY c.day"""
_RECENT_MONTHS, _LEAST_GAPS, _AHEAD, _GIVEN_UP = 24, 2, 14, 2

Pair = Mapping[str, Any]  # as in `insight.together`: a, b, name_a, name_b, lift, sure


@dataclass(frozen=True)
class Fit:
    """An article to offer. With `because` it is bought `lift` times as often by whoever buys that one; else it is due: bought
    last on `last`, usually every `gap` days."""

    article: str
    name: str
    because: str = ""
    lift: float = 0.0
    last: str = ""
    gap: int = 0

    @property
    def is_due(self) -> bool:
        return bool(self.last)


@dataclass
class _Bought:
    name: str
    days: list[str]


def pairs(db: Connection, day: str) -> list[Pair]:
    """What is bought together in the whole file: asked once for many customers, it reads every purchase."""
    from kmu_crm.insight.together import together

    found: list[Pair] = together(db, day)["pairs"]["top"]
    return [one for one in found if one["sure"]]


def fits(db: Connection, profile: int, day: str, known: Sequence[Pair], most: int = 4) -> list[Fit]:
    """What is due first, then what goes with purchases of the last two years and was never bought."""
    bought: dict[str, _Bought] = {}
    for article, name, on in db.execute(_BOUGHT, {"profile": profile, "day": day}):
        one = bought.setdefault(article, _Bought(text.clean(name), []))
        if on not in one.days[-1:]:
            one.days.append(on)
    due = [fit for article, one in bought.items() if (fit := _due(article, one, day))]
    due.sort(key=lambda one: (days_after(one.last, one.gap), one.article))
    since = months_after(day, -_RECENT_MONTHS)
    lately = {article: one for article, one in bought.items() if one.days[-1] >= since}
    return [*due[: most // 2], *_beside(lately, bought, known)][:most]


def _due(article: str, one: _Bought, day: str) -> Fit | None:
    ordinals = [date.fromisoformat(on).toordinal() for on in one.days]
    gaps = [later - earlier for earlier, later in pairwise(ordinals)]
    if len(gaps) < _LEAST_GAPS:
        return None
    gap = max(round(median(gaps)), 1)
    passed = date.fromisoformat(day).toordinal() - ordinals[-1]
    if not gap - _AHEAD <= passed <= gap * _GIVEN_UP or passed < gap / 2:
        return None
    return Fit(article, one.name, last=one.days[-1], gap=gap)


def _beside(lately: Mapping[str, _Bought], bought: Mapping[str, _Bought], known: Sequence[Pair]) -> list[Fit]:
    found: dict[str, Fit] = {}
    for pair in known:  # the surest first
        for had, other in (("a", "b"), ("b", "a")):
            if pair[had] in lately and pair[other] not in bought and pair[other] not in found:
                name, because = text.clean(pair[f"name_{other}"]), lately[pair[had]].name
                found[pair[other]] = Fit(pair[other], name, because, pair["lift"])
    return list(found.values())
