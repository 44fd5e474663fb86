"""When customers are reached by telephone: reached and tried by hour, by branch, sorted by what is certain."""

from sqlite3 import Connection, Cursor
from typing import Any

from kmu_crm.insight.statistics import wilson

ENOUGH_TRIES = 10

# What lists write into the column “reached”, and what is typed in here; other outcomes say nothing about it.
_REACHED = "'reached', 'ordered', 'no_interest', 'no_more_calls', 'yes', 'ja', 'erreicht', 'true', '1'"
_MISSED = "'not_reached', 'not reached', 'no', 'nein', 'nicht erreicht', 'false', '0'"

_HOURS = """
    SELECT CAST(substr(f.at, 12, 2) AS INTEGER), count(*), sum(lower(f.outcome) IN ({reached})) FROM fact AS f
    WHERE f.current = 1 AND f.kind = 'call' AND f.day <= ? AND length(f.at) >= 16
      AND lower(f.outcome) IN ({reached}, {missed})
    GROUP BY 1 ORDER BY 1"""
_WEEKDAYS = """
    SELECT CAST(strftime('%w', f.day) AS INTEGER), count(*), sum(lower(f.outcome) IN ({reached})) FROM fact AS f
    WHERE f.current = 1 AND f.kind = 'call' AND f.day <= ? AND lower(f.outcome) IN ({reached}, {missed})
    GROUP BY 1 ORDER BY 1"""
_BRANCHES = """
    SELECT j.value, CAST(substr(f.at, 12, 2) AS INTEGER), count(*), sum(lower(f.outcome) IN ({reached}))
    FROM fact AS f JOIN membership AS m ON m.record_id = f.record_id JOIN (
        SELECT o.profile_id, max(j.value) AS value FROM party AS p JOIN membership AS o ON o.record_id = p.record_id,
            json_each(p.attributes) AS j
        WHERE p.current = 1 AND lower(j.key) IN ('branche', 'branch', 'industry') AND trim(j.value) <> '' GROUP BY 1
    ) AS j ON j.profile_id = m.profile_id
    WHERE f.current = 1 AND f.kind = 'call' AND f.day <= ? AND length(f.at) >= 16
      AND lower(f.outcome) IN ({reached}, {missed})
    GROUP BY 1, 2 ORDER BY 1, 2"""


def calls(db: Connection, as_of: str) -> dict[str, Any]:
    """`call_hours`: {"8": {n, reached, wilson}}; `call_weekdays`: the same, "0" is Sunday; `best_call_hour_by_branch`:
    the hour with the highest lower bound, of those with at least 10 tries."""
    best: dict[str, tuple[float, int]] = {}
    for branch, hour, n, reached in _counts(db, _BRANCHES, as_of):
        low = wilson(reached, n)[0]
        if n >= ENOUGH_TRIES and low > best.get(branch, (-1.0, 0))[0]:
            best[branch] = (low, hour)
    return {
        "asof": as_of,
        "call_hours": _table(db, _HOURS, as_of),
        "call_weekdays": _table(db, _WEEKDAYS, as_of),
        "best_call_hour_by_branch": {branch: hour for branch, (_, hour) in best.items()},
    }


def _table(db: Connection, statement: str, as_of: str) -> dict[str, dict[str, Any]]:
    return {
        str(key): {"n": n, "reached": k, "wilson": list(wilson(k, n))} for key, n, k in _counts(db, statement, as_of)
    }


def _counts(db: Connection, statement: str, as_of: str) -> Cursor:
    return db.execute(statement.format(reached=_REACHED, missed=_MISSED), (as_of,))
