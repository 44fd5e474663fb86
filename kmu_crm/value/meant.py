"""Payments in a list of their own mean the invoices of another one: by the number, where only one sale bears it."""

from sqlite3 import Connection

# The sale that a row `c` of `counted` is told of; an invoice in advance stays one of its own, and is paid as such.
SALE = "iif(c.why = 'settled', c.fact_id, coalesce(c.same_sale, c.fact_id))"

# A number of five signs or more also means the invoice of a program; a shorter one may be anybody's there. Shops write "#5748":
# where nobody bears the number as it is written, the sign before it does not matter. (Each number is one look into its index.)
ABROAD = """
    SELECT l.id, d.id AS meant FROM (
        SELECT DISTINCT d.id, d.source_id, d.family, d.number, ltrim(d.number, '#') AS bare
        FROM fact AS f JOIN document AS d ON d.id = f.refers_to
        JOIN source AS s ON s.id = d.source_id AND s.system = 'list'
        WHERE f.current = 1 AND f.refers_to IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM fact WHERE document_id = d.id AND current = 1)) AS l
    JOIN document AS d ON d.number IN (l.bare, '#' || l.bare) AND d.family = l.family AND d.id <> l.id
    JOIN source AS s ON s.id = d.source_id AND (s.system = 'list' OR max(length(d.number), length(l.number)) >= 5)
    WHERE d.number = l.number OR NOT EXISTS (
        SELECT 1 FROM document AS e JOIN source AS s ON s.id = e.source_id AND (s.system = 'list' OR length(e.number) >= 5)
        WHERE e.number = l.number AND e.family = l.family AND EXISTS (SELECT 1 FROM fact WHERE document_id = e.id AND current = 1))"""
# What takes a sale back may bear its number, too.
_MEANT = f"""
    INSERT INTO meant_document SELECT id, coalesce(min(iif(sold, meant, NULL)), min(meant)) FROM (
        SELECT a.id, a.meant, c.kind IN ('invoice', 'order') AS sold, {SALE} AS sale FROM ({ABROAD}) AS a
        JOIN fact AS f ON f.document_id = a.meant AND f.current = 1 JOIN counted AS c ON c.fact_id = f.id)
    GROUP BY id HAVING iif(max(sold), count(DISTINCT iif(sold, sale, NULL)), count(DISTINCT sale)) = 1"""


def fill(db: Connection) -> None:
    """Once it is known which documents are one sale."""
    db.execute("DELETE FROM meant_document")
    db.execute(_MEANT)


def open_links(db: Connection) -> int:
    """Documents that something refers to and that no file has brought yet."""
    return int(
        db.execute(
            "SELECT count(DISTINCT f.refers_to) FROM fact AS f WHERE f.current = 1 AND f.refers_to IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM fact AS d WHERE d.document_id = f.refers_to AND d.current = 1)"
            " AND f.refers_to NOT IN (SELECT document_id FROM meant_document)"
        ).fetchone()[0]
    )
