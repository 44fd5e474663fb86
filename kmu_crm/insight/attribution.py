"""Which contacts led to purchases: revenue shared among the touch points of the 30 days before, by five rules."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from sqlite3 import Connection
from typing import Any

from kmu_crm.insight.totals import decimal

WINDOW, HALF_LIFE = 30, 7

_PATHS = """
    SELECT c.fact_id, c.remaining, f.channel, CAST(julianday(c.day) - julianday(f.day) AS INTEGER)
    FROM counted AS c JOIN membership AS m ON m.profile_id = c.profile_id
    JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1 AND f.kind = 'touch'
        AND f.day BETWEEN date(c.day, '-30 days') AND c.day
    WHERE c.purchase = 1 AND c.remaining IS NOT NULL AND f.channel <> ''
    ORDER BY c.fact_id, f.day, f.channel"""

Weights = Callable[[Sequence[int]], list[float]]


def _position(ages: Sequence[int]) -> list[float]:
    n = len(ages)
    if n <= 2:
        return [1.0] * n
    return [0.4, *[0.2 / (n - 2)] * (n - 2), 0.4]


RULES: dict[str, Weights] = {
    "first": lambda ages: [1.0, *[0.0] * (len(ages) - 1)],
    "last": lambda ages: [*[0.0] * (len(ages) - 1), 1.0],
    "linear": lambda ages: [1.0] * len(ages),
    "position_40_20_40": _position,
    "decay_half_life_7d": lambda ages: [0.5 ** (age / HALF_LIFE) for age in ages],
}


def attribution(db: Connection, as_of: str) -> dict[str, Any]:
    """`attribution`: {rule: {channel: amount}, "unattributed": amount}; channels + unattributed = revenue of purchases.

    Sharing by rule, not effect. `ages` are days before the purchase, oldest touch point first.
    """
    shares: dict[str, dict[str, float]] = {rule: defaultdict(float) for rule in RULES}
    touched = 0
    for (_, cents), group in groupby(db.execute(_PATHS), key=lambda row: (row[0], row[1])):
        path = [(channel, age) for _, _, channel, age in group]
        touched += cents
        for rule, weights in RULES.items():
            parts = weights([age for _, age in path])
            for (channel, _), part in zip(path, parts, strict=True):
                shares[rule][channel] += cents * part / sum(parts)
    (total,) = db.execute("SELECT coalesce(sum(remaining), 0) FROM counted WHERE purchase = 1").fetchone()
    found: dict[str, Any] = {rule: _rounded(by_channel, touched) for rule, by_channel in shares.items()}
    return {"asof": as_of, "attribution": found | {"unattributed": decimal(total - touched)}}


def _rounded(by_channel: dict[str, float], total: int) -> dict[str, str | None]:
    """Whole cents that add up to the total: what is missing goes to the largest remainders."""
    whole = {channel: int(cents // 1) for channel, cents in sorted(by_channel.items())}
    order = sorted(whole, key=lambda channel: (whole[channel] - by_channel[channel], channel))
    for channel in order[: total - sum(whole.values())]:
        whole[channel] += 1
    return {channel: decimal(cents) for channel, cents in whole.items()}
