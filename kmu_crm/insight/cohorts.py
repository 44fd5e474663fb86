"""Who comes back: customers by the quarter of their first purchase, and how many bought in each quarter after."""

from collections import Counter
from sqlite3 import Connection
from typing import Any

# The first purchase stands indexed in `figure`; as a joined sub-select this was quadratic.
_CELLS = """
    SELECT first, quarter - first, count(*) FROM (
        SELECT DISTINCT c.profile_id,
            substr(g.first_purchase, 1, 4) * 4 + (substr(g.first_purchase, 6, 2) - 1) / 3 AS first,
            substr(c.day, 1, 4) * 4 + (substr(c.day, 6, 2) - 1) / 3 AS quarter
        FROM counted AS c JOIN figure AS g ON g.profile_id = c.profile_id WHERE c.purchase = 1)
    GROUP BY 1, 2"""


def cohorts(db: Connection, as_of: str) -> dict[str, Any]:
    """`cohorts_quarter`: {"2024-Q1": [customers who bought in that quarter, in the next, ..]}, cells after the key date
    do not exist. `shares`: the same by size. The first quarter holds those from before the data begin; the running
    one is not over."""
    cells: Counter[tuple[int, int]] = Counter()
    for first, later, n in db.execute(_CELLS):
        cells[first, later] = n
    now = int(as_of[:4]) * 4 + (int(as_of[5:7]) - 1) // 3
    starts = sorted({first for first, _ in cells})
    counts = {_name(first): [cells[first, later] for later in range(now - first + 1)] for first in starts}
    return {
        "asof": as_of,
        "cohorts_quarter": counts,
        "shares": {name: [n / row[0] for n in row] for name, row in counts.items()},
        "existing_before": _name(starts[0]) if starts else None,
        "running": _name(now),
        "complete": as_of[5:] in ("03-31", "06-30", "09-30", "12-31"),
    }


def _name(quarter: int) -> str:
    return f"{quarter // 4}-Q{quarter % 4 + 1}"
