"""What a list says in a column was given back of an invoice, and the credit note of it: they reduce once."""

from collections.abc import Iterator
from sqlite3 import Connection

_REFUND = "#refund"  # how the key of a fact ends that only such a column told
_BACK = f"""
    SELECT c.fact_id, coalesce(t.same_sale, t.fact_id) AS sale, t.day, c.profile_id, c.gross, c.net
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id AND f.key LIKE '%{_REFUND}'
    JOIN source AS s ON s.id = f.source_id AND s.system = 'list' JOIN counted AS t ON t.fact_id = c.target
    WHERE c.kind = 'credit_note' AND c.counts = 1"""
_NOTES = f"""
    SELECT c.fact_id, coalesce(t.same_sale, t.fact_id) AS sale, c.day, c.profile_id, c.gross, c.net
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id LEFT JOIN counted AS t ON t.fact_id = c.target
    WHERE c.kind IN ('credit_note', 'cancellation') AND c.counts = 1 AND f.key NOT LIKE '%{_REFUND}'"""

# Of the same invoice and at least as much; or of nothing in particular, of that amount, customer and year.
_PAIRS = f"""
    WITH back AS MATERIALIZED ({_BACK}), note AS MATERIALIZED ({_NOTES}),
    total AS MATERIALIZED (
        SELECT min(fact_id) AS fact_id, sale, sum(gross) AS gross, sum(net) AS net FROM note
        WHERE sale IS NOT NULL GROUP BY sale)
    SELECT 0, b.fact_id, n.fact_id FROM back AS b JOIN total AS n ON n.sale = b.sale
    WHERE n.gross <= b.gross OR n.net <= b.net
    UNION ALL SELECT abs(julianday(n.day) - julianday(b.day)) + 1, b.fact_id, n.fact_id
    FROM back AS b JOIN note AS n ON n.profile_id = b.profile_id
    WHERE n.sale IS NULL AND (n.gross = b.gross OR n.net = b.net) AND n.day BETWEEN b.day AND date(b.day, '1 year')
    ORDER BY 1, 2, 3"""


def told_twice(db: Connection) -> Iterator[tuple[int, int]]:
    """(what the column told, its credit note), each once."""
    taken: set[int] = set()
    for _, back, note in db.execute(_PAIRS):
        if taken.isdisjoint((back, note)):
            taken |= {back, note}
            yield back, note
