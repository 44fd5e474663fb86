"""What is bought together: pairs of articles in one purchase, guarded against chance."""

from math import sqrt
from sqlite3 import Connection
from typing import Any

LONGEST_BASKET, LEAST_SHARE, LEAST_PAIRS, LEAST_Z, SHOWN = 100, 1000, 5, 3.3, 25

# No table of its own: questions are asked on connections that may not write.
_BASKET = """
    WITH basket AS MATERIALIZED (
        SELECT DISTINCT c.fact_id, l.article FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact
        WHERE c.purchase = 1 AND l.kind = 'product' AND l.article <> '')"""
_COUNT = f"{_BASKET} SELECT count(DISTINCT fact_id) FROM basket"
_SINGLE = f"{_BASKET} SELECT article, count(*) FROM basket GROUP BY 1"
_PAIRS = f"""{_BASKET}
    SELECT a.article, b.article, count(*) FROM basket AS a
    JOIN basket AS b ON b.fact_id = a.fact_id AND b.article > a.article
    WHERE a.fact_id NOT IN (SELECT fact_id FROM basket GROUP BY fact_id HAVING count(*) > :longest)
    GROUP BY 1, 2 HAVING count(*) >= :least"""
_NAMES = "SELECT key, max(name) FROM article WHERE current = 1 AND name <> '' GROUP BY key"


def together(db: Connection, as_of: str) -> dict[str, Any]:
    """`pairs`: baskets, min_count, candidates, and the `top` 25 by z among pairs that are frequent enough.

    lift = n_ab N / (n_a n_b); z = (n_ab - e) / sqrt(e), e = n_a n_b / N (Brin et al. 1997). `sure`: z >= 3.3.
    """
    (baskets,) = db.execute(_COUNT).fetchone()
    least = max(LEAST_PAIRS, -(-baskets // LEAST_SHARE))
    single = dict(db.execute(_SINGLE).fetchall())
    names = dict(db.execute(_NAMES).fetchall())
    found = [
        _pair(a, b, n, single[a], single[b], baskets) | {"name_a": names.get(a, a), "name_b": names.get(b, b)}
        for a, b, n in db.execute(_PAIRS, {"longest": LONGEST_BASKET, "least": least})
    ]
    found.sort(key=lambda pair: (-pair["z"], pair["a"], pair["b"]))
    top = found[:SHOWN]
    return {"asof": as_of, "pairs": {"baskets": baskets, "min_count": least, "candidates": len(found), "top": top}}


def _pair(a: str, b: str, n: int, n_a: int, n_b: int, baskets: int) -> dict[str, Any]:
    expected = n_a * n_b / baskets
    z = (n - expected) / sqrt(expected)
    shares = {"support": n / baskets, "conf_ab": n / n_a, "conf_ba": n / n_b}
    return {"a": a, "b": b, "n": n, **shares, "lift": n / expected, "z": z, "sure": z >= LEAST_Z}
