"""An invoice that one list has as a sale and another as cancelled or refunded is gone: none comes back to life."""

import json
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.sources.mapping import programs

_GONE = """
    CREATE TEMP TABLE gone AS
    SELECT lower(ltrim(d.number, '# ')) AS number, d.family, d.source_id, s.system, c.kind, c.why, c.profile_id, c.gross, c.net,
           c.day, coalesce(p.kind, '') = '' AS nameless
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id JOIN document AS d ON d.id = f.document_id
    JOIN source AS s ON s.id = d.source_id LEFT JOIN profile AS p ON p.id = c.profile_id
    WHERE c.kind IN ('invoice', 'order') AND c.why IN ('cancelled', 'refunded')"""

# The same number of another list or program, and: the same customer and day, where a list of the cancelled may tell no
# amount or none any more; or the same amount, however signed, with a customer, a day or a number that is telling. The day
# may be that on which it was cancelled. Numbers of orders are short, and shops number alike; two reports of one program tell the
# same orders.
_TWINS = """
    SELECT c.fact_id, g.why FROM document AS d
    CROSS JOIN gone AS g ON g.number = lower(ltrim(d.number, '# ')) AND g.family = d.family AND g.source_id <> d.source_id
    JOIN fact AS f ON f.document_id = d.id AND f.current = 1
    JOIN counted AS c ON c.fact_id = f.id AND c.counts = 1 AND c.kind = g.kind
    JOIN source AS s ON s.id = d.source_id LEFT JOIN profile AS p ON p.id = c.profile_id
    WHERE CASE
        WHEN s.system = g.system AND s.system IN (SELECT value FROM json_each(:reports)) THEN {apart} <= :order_days
        WHEN c.kind = 'invoice' AND {ours} AND (c.day = g.day OR ({none} AND {year})) THEN 1
        WHEN NOT ({none} OR {amounts}) THEN 0
        WHEN c.kind = 'order' THEN {ours} AND {apart} <= :order_days
        WHEN {ours} THEN {apart} <= :days OR {year}
        WHEN s.system = 'list' AND g.system = 'list' AND c.day = g.day THEN 1
        ELSE length(g.number) >= 6 AND {apart} <= :days END""".format(
    ours="(c.profile_id IS g.profile_id OR g.nameless OR coalesce(p.kind, '') = '')",
    none="(coalesce(g.gross, g.net, 0) = 0)",
    year="(substr(c.day, 1, 4) = substr(g.day, 1, 4) AND c.day <= g.day)",
    apart="abs(julianday(c.day) - julianday(g.day))",
    amounts="""CASE WHEN c.gross IS NOT NULL AND g.gross IS NOT NULL THEN abs(c.gross) = abs(g.gross)
               WHEN c.net IS NOT NULL AND g.net IS NOT NULL THEN abs(c.net) = abs(g.net)
               ELSE abs(coalesce(c.gross, g.gross)) BETWEEN
                    abs(coalesce(c.net, g.net)) AND abs(coalesce(c.net, g.net)) * :tax END""",
)
# With a credit note of its own the two documents speak.
_MARK = """
    UPDATE counted SET counts = 0, why = :why WHERE fact_id = :fact AND counts = 1
      AND (:why = 'cancelled' OR fact_id NOT IN (SELECT target FROM counted WHERE target IS NOT NULL AND counts = 1))"""
_ORDER_DAYS, _MOST_TAX = 2, 1.27  # as `same_sale` has them


def mark(db: Connection) -> None:
    """Takes the twins of what is gone out of what counts, whichever file came first."""
    db.execute("DROP TABLE IF EXISTS temp.gone")
    db.execute(_GONE)
    db.execute("CREATE INDEX temp.gone_number ON gone (number, family)")
    near = {"days": settings.number(db, "value.same_sale_days"), "order_days": _ORDER_DAYS, "tax": _MOST_TAX}
    reports = {"reports": json.dumps(programs.with_several_reports())}
    twins = db.execute(_TWINS, near | reports).fetchall()
    db.executemany(_MARK, [{"fact": fact, "why": why} for fact, why in twins])
