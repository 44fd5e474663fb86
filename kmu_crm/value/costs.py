"""What sold goods cost us: lines x unit cost at the day of sale. Unknown stays unknown; it is never 0."""

from sqlite3 import Connection

from kmu_crm import settings

# The price list of the document's own program speaks first, then any other that knows the article number;
# of several versions the newest that was valid on the day, else the one in force now.
_UNIT_COSTS = """
    CREATE TEMP TABLE unit_cost AS
    SELECT source_id, key, coalesce(valid_from, '') AS valid_from, cost FROM (
        SELECT *, row_number() OVER (PARTITION BY source_id, key, coalesce(valid_from, '')
                                     ORDER BY current DESC, id DESC) AS newest
        FROM article WHERE cost IS NOT NULL AND (current = 1 OR valid_from IS NOT NULL))
    WHERE newest = 1"""

_SOLD = """
    CREATE TEMP TABLE sold AS
    SELECT DISTINCT h.source_id, l.article, c.day
    FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact JOIN fact AS h ON h.id = l.fact_id
    WHERE c.counts = 1 AND l.article IS NOT NULL"""

_AT_THE_DAY = """
    CREATE TEMP TABLE day_cost AS
    SELECT source_id, article, day, cost FROM (
        SELECT s.source_id, s.article, s.day, u.cost, row_number() OVER (
                PARTITION BY s.source_id, s.article, s.day
                ORDER BY u.source_id <> s.source_id, u.valid_from > s.day,
                         iif(u.valid_from > s.day, u.valid_from, ''), u.valid_from DESC, u.source_id) AS best
        FROM sold AS s JOIN unit_cost AS u ON u.key = s.article)
    WHERE best = 1"""

# A line turned against its document's sign is goods coming back in the same document.
_DOCUMENTS = """
    WITH priced AS (
        SELECT c.fact_id, CASE WHEN l.kind <> 'product' THEN 0 WHEN k.cost IS NOT NULL THEN l.quantity * k.cost / 1000.0
                    WHEN :margin >= 0 THEN coalesce(l.net, l.gross * abs(c.net * 1.0 / c.gross))
                        * (100 - :margin) / 100.0 END AS cost,
               coalesce(l.net, l.gross, l.unit * l.quantity / 1000) AS net
        FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact JOIN fact AS h ON h.id = l.fact_id
             LEFT JOIN day_cost AS k ON k.source_id = h.source_id AND k.article = l.article AND k.day = c.day
        WHERE c.counts = 1),
    total AS (
        SELECT fact_id, CASE WHEN count(cost) = count(*) THEN sum(cost) END AS cost, coalesce(sum(net), 0) AS net
        FROM priced GROUP BY fact_id)
    UPDATE counted SET cost = CAST(round(CASE
            WHEN t.net * counted.net > 0 THEN t.cost WHEN t.net * counted.net < 0 THEN -t.cost
            WHEN counted.kind IN ('order', 'invoice') THEN t.cost ELSE -abs(t.cost) END) AS INTEGER)
    FROM total AS t WHERE t.fact_id = counted.fact_id"""

# Without lines of its own a full reversal gives the whole cost back; a part is a price reduction, the goods stay sold.
_REVERSED = """
    UPDATE counted SET cost = CASE WHEN t.net + counted.net <= 0 THEN -t.cost ELSE 0 END
    FROM counted AS t
    WHERE t.fact_id = counted.target AND counted.counts = 1 AND counted.lines_fact IS NULL AND t.cost IS NOT NULL"""

_BY_MARGIN = """
    UPDATE counted SET cost = CAST(round(net * (100 - :margin) / 100.0) AS INTEGER)
    WHERE counts = 1 AND cost IS NULL AND lines_fact IS NULL AND net IS NOT NULL AND :margin >= 0"""


def fill(db: Connection) -> None:
    """Sets `counted.cost` in cents, signed as the document; credit notes give the cost back."""
    margin = {"margin": settings.number(db, "value.margin_percent")}
    for table in ("unit_cost", "sold", "day_cost"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
    db.execute(_UNIT_COSTS)
    db.execute("CREATE INDEX temp.unit_cost_key ON unit_cost (key)")
    db.execute(_SOLD)
    db.execute(_AT_THE_DAY)
    db.execute("CREATE INDEX temp.day_cost_key ON day_cost (article, day, source_id)")
    db.execute(_DOCUMENTS, margin)
    db.execute(_REVERSED)
    db.execute(_BY_MARGIN, margin)
    db.execute("UPDATE counted SET cost_known = 1 WHERE cost IS NOT NULL")
