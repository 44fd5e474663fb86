"""Which articles bind customers: who buys them again, and how much of their revenue comes from the best."""

from sqlite3 import Connection
from statistics import median
from typing import Any

from kmu_crm.insight.totals import decimal

LEAST_BUYERS = 10
DEPEND_SHARE = 0.5  # of its buyers buy it again, and of its revenue comes from A customers

# Lines turned against their document's sign are goods coming back; a credit note's lines take revenue off.
# Shops price lines gross: their net is the document's share of it.
_ARTICLES = """
    WITH orientation AS (
        SELECT c.fact_id, CASE WHEN sum(coalesce(l.net, l.gross)) * c.net < 0 THEN -1 ELSE 1 END AS sign
        FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact WHERE c.counts = 1 GROUP BY c.fact_id),
    sold AS (
        SELECT l.article, c.profile_id, c.day, c.purchase, g.abc, o.sign * CAST(round(
            coalesce(l.net, l.gross * abs(1.0 * c.net / nullif(c.gross, 0)))) AS INTEGER) AS net
        FROM counted AS c JOIN orientation AS o ON o.fact_id = c.fact_id JOIN line AS l ON l.fact_id = c.lines_fact
        JOIN figure AS g ON g.profile_id = c.profile_id
        WHERE c.counts = 1 AND l.kind = 'product' AND l.article <> ''),
    days AS (
        SELECT article, profile_id, count(DISTINCT day) AS n, max(abc = 'A') AS best
        FROM sold WHERE purchase = 1 GROUP BY 1, 2),
    buyers AS (
        SELECT article, count(*) AS buyers, sum(n >= 2) AS again, coalesce(sum(n >= 2 AND best), 0) AS loyal
        FROM days GROUP BY 1),
    revenue AS (SELECT article, sum(net) AS net, sum(net) FILTER (WHERE abc = 'A') AS best FROM sold GROUP BY 1)
    SELECT b.article, b.buyers, b.again, coalesce(r.net, 0), coalesce(r.best, 0), n.name, b.loyal
    FROM buyers AS b LEFT JOIN revenue AS r ON r.article = b.article
    LEFT JOIN (SELECT key, max(name) AS name FROM article WHERE current = 1 GROUP BY key) AS n ON n.key = b.article
    ORDER BY b.article"""


def loyalty(db: Connection, as_of: str) -> dict[str, Any]:
    """`article_loyalty`: a row an article; `repeat_share`: buyers with two purchase days of it or more;
    `revenue_share_A_customers` is None where it brought nothing; `enough`: at least 10 buyers.
    `loyal_A_customers`: those with two purchase days of it. `keep`: its revenue is in the lower half, yet at least
    half of its buyers come back for it and half of its revenue is from A customers: do not drop it unseen."""
    rows: list[dict[str, Any]] = [
        {
            "article": article,
            "name": name or article,
            "buyers": buyers,
            "repeat_buyers": again,
            "repeat_share": again / buyers,
            "revenue": decimal(net),
            "revenue_share_A_customers": best / net if net else None,
            "enough": buyers >= LEAST_BUYERS,
            "loyal_A_customers": loyal,
        }
        for article, buyers, again, net, best, name, loyal in db.execute(_ARTICLES)
    ]
    revenues = [float(row["revenue"]) for row in rows if row["enough"]]
    for row in rows:
        row["keep"] = row["enough"] and float(row["revenue"]) <= median(revenues) and _is_depended_on(row)
    return {"asof": as_of, "article_loyalty": rows}


def _is_depended_on(row: dict[str, Any]) -> bool:
    return row["repeat_share"] >= DEPEND_SHARE and (row["revenue_share_A_customers"] or 0) >= DEPEND_SHARE
