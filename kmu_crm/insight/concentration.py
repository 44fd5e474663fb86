"""How unevenly revenue is spread: Gini, share of the top tenth, the Pareto curve, ABC."""

from itertools import accumulate
from sqlite3 import Connection
from typing import Any

_POINTS = 100


def concentration(db: Connection, as_of: str) -> dict[str, Any]:
    """`pareto`: points (share of customers, share of revenue), best first, at most 101 of them."""
    worth = [cents for (cents,) in db.execute("SELECT revenue_net FROM figure WHERE revenue_net > 0 ORDER BY 1")]
    abc = dict(db.execute("SELECT abc, count(*) FROM figure WHERE abc IS NOT NULL GROUP BY 1 ORDER BY 1").fetchall())
    return {
        "asof": as_of,
        "customers": len(worth),
        "gini": gini(worth),
        "top10_revenue_share": _top_tenth(worth),
        "pareto": _pareto(worth[::-1]),
        "abc_counts": abc,
    }


def gini(ascending: list[int]) -> float | None:
    """sum((2i - n - 1) x_i) / (n sum x) over positive amounts; None without any."""
    n, total = len(ascending), sum(ascending)
    return sum((2 * i - n - 1) * x for i, x in enumerate(ascending, start=1)) / (n * total) if total else None


def _top_tenth(ascending: list[int]) -> float | None:
    total = sum(ascending)
    best = max(1, round(len(ascending) / 10))
    return sum(ascending[-best:]) / total if total else None


def _pareto(descending: list[int]) -> list[tuple[float, float]]:
    if not descending:
        return []
    sums, n = list(accumulate(descending)), len(descending)
    places = sorted({-(-n * point // _POINTS) for point in range(1, _POINTS + 1)})
    return [(0.0, 0.0), *((place / n, sums[place - 1] / sums[-1]) for place in places)]
