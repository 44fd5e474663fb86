"""All customers together: revenue, margin and what they cost, as in the ranking lists."""

from sqlite3 import Connection
from typing import Any

_SUMS = """
    SELECT count(*), coalesce(sum(purchase_days > 0), 0), coalesce(sum(revenue_net), 0), coalesce(sum(revenue_12m), 0),
           CASE WHEN count(cogs) = count(*) THEN coalesce(sum(cogs), 0) END,
           CASE WHEN count(db1) = count(*) THEN coalesce(sum(db1), 0) END,
           CASE WHEN count(db2) = count(*) THEN coalesce(sum(db2), 0) END,
           coalesce(sum(shipping), 0), coalesce(sum(service_cost), 0), coalesce(sum(campaign_cost), 0),
           coalesce(sum(open_amount), 0), coalesce(sum(overdue_amount), 0), coalesce(sum(cogs IS NULL), 0)
    FROM figure"""
_SUM_KEYS = (
    "customers", "customers_with_purchase", "revenue_net", "revenue_12m", "cogs", "db1", "db2", "shipping",
    "service_cost", "campaign_cost", "open_amount", "overdue_amount", "customers_unknown_cost",
)  # fmt: skip
_MONEY = {*_SUM_KEYS[2:12], "revenue_without_customer"}

_DOCUMENTS = """
    SELECT coalesce(sum(counts), 0), coalesce(sum(counts AND NOT net_known), 0), coalesce(sum(why = 'invoiced'), 0),
           coalesce(sum(why = 'duplicate'), 0), coalesce(sum(why = 'currency'), 0), coalesce(sum(why = 'undated'), 0),
           coalesce(sum(net) FILTER (WHERE counts = 1 AND profile_id IS NULL), 0),
           coalesce(sum(counts AND kind = 'credit_note'), 0), min(day) FILTER (WHERE counts = 1)
    FROM counted"""
_DOCUMENT_KEYS = (
    "documents", "unknown_net", "orders_invoiced", "duplicates", "foreign_currency", "undated",
    "revenue_without_customer", "credit_notes", "data_since",
)  # fmt: skip

_SCORES = "SELECT {0}, count(*) FROM figure WHERE {0} IS NOT NULL GROUP BY 1 ORDER BY 1"


def totals(db: Connection, as_of: str) -> dict[str, Any]:
    """Counts as numbers, money as decimal text; a margin is None while the cost of any customer is unknown,
    revenue where no document tells it."""
    found: dict[str, Any] = {"asof": as_of}
    found |= zip(_SUM_KEYS, db.execute(_SUMS).fetchone(), strict=True)
    found |= zip(_DOCUMENT_KEYS, db.execute(_DOCUMENTS).fetchone(), strict=True)
    if 0 < found["documents"] == found["unknown_net"]:  # no document tells its net amount
        found |= {"revenue_net": None, "revenue_12m": None}
    found |= {key: decimal(found[key]) for key in _MONEY}
    scores = {score.upper(): dict(db.execute(_SCORES.format(score)).fetchall()) for score in ("r", "f", "m")}
    found["rfm_counts"] = {score: {str(key): n for key, n in counts.items()} for score, counts in scores.items()}
    found["abc_counts"] = dict(db.execute(_SCORES.format("abc")).fetchall())
    return found


def decimal(cents: int | None) -> str | None:
    """`"1234.50"`, exact."""
    if cents is None:
        return None
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
