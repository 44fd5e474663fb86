"""How customers pay: days to pay, what is still open, what of it is overdue."""

from sqlite3 import Connection

from kmu_crm.profiles.told_of import DOCUMENT
from kmu_crm.sources.recording.shapes import PAID_ON, PART_PAID
from kmu_crm.value.meant import SALE

# What an invoice's own row says was paid of it (PART_PAID) is told of that one alone, as of that list. Payments that come
# after it are further ones, unless the first of them make up the same sum, or all together more than the invoice.
# What came after it is told by when the content of each file came first: to take a file back and read it again changes nothing.
# Of a number that several sales bear a payment is that of the one it means (`meant_sale`), or of none.
# An invoice of less than nothing takes off as a credit note does, unless its money went back already.
# Whether an invoice is open can be told only where its program says so, or where payments were imported for it. What another
# list says of the same one, that it is open and when it is due, holds where this one says nothing.
_OPEN = f"""
    WITH came AS MATERIALIZED (
        SELECT id, min(id) OVER (PARTITION BY source_id, iif(format = 'entry', id, sha256)) AS first FROM import),
    single AS MATERIALIZED (
        SELECT iif(m.fact_id IS NULL, {DOCUMENT}, NULL) AS document_id, m.sale, f.id, f.day, i.first AS import_id,
               coalesce(f.gross, f.net) AS cents
        FROM fact AS f JOIN came AS i ON i.id = f.import_id LEFT JOIN meant_sale AS m ON m.fact_id = f.id
        WHERE f.current = 1 AND f.kind = 'payment' AND f.refers_to IS NOT NULL AND coalesce(f.day, '') <= :as_of
          AND f.key NOT LIKE '%{PART_PAID}'),
    payment AS (SELECT document_id, sum(cents) AS cents FROM single GROUP BY 1),
    own AS (SELECT sale, sum(cents) AS cents FROM single GROUP BY 1),
    part AS MATERIALIZED (
        SELECT i.id AS fact_id, i.document_id, i.gross, coalesce(f.gross, 0) AS cents, max(c.first, coalesce((
            SELECT max(first) FROM confirmed JOIN came ON came.id = import_id WHERE kind = 'fact' AND version_id = f.id), 0)) AS import_id
        FROM fact AS f JOIN came AS c ON c.id = f.import_id
        JOIN fact AS i ON i.source_id = f.source_id AND i.kind = 'invoice' AND i.current = 1
             AND i.key = substr(f.key, 1, length(f.key) - length('{PART_PAID}'))
        WHERE f.current = 1 AND f.kind = 'payment' AND f.key LIKE '%{PART_PAID}'),
    further AS (
        SELECT fact_id, iif(max(until_here = part_cents) OR part_cents + later > gross, 0, later) AS cents FROM (
            SELECT p.fact_id, p.gross, p.cents AS part_cents,
                   sum(s.cents) OVER (PARTITION BY p.fact_id ORDER BY s.day, s.id) AS until_here,
                   sum(iif(s.import_id > p.import_id, s.cents, 0)) OVER (PARTITION BY p.fact_id) AS later
            FROM part AS p JOIN (
                SELECT p.fact_id, s.* FROM part AS p JOIN single AS s ON s.document_id = p.document_id
                UNION ALL SELECT p.fact_id, s.* FROM part AS p JOIN single AS s ON s.sale = p.fact_id) AS s ON s.fact_id = p.fact_id)
        GROUP BY fact_id),
    told AS (SELECT DISTINCT d.source_id FROM fact AS f JOIN document AS d ON d.id = {DOCUMENT}
             WHERE f.current = 1 AND f.kind = 'payment' AND f.key NOT LIKE '%{PART_PAID}'
             UNION SELECT DISTINCT source_id FROM fact WHERE current = 1 AND kind = 'payment' AND refers_to IS NULL
             UNION SELECT t.source_id FROM meant_sale AS m JOIN fact AS f ON f.id = m.fact_id AND f.kind = 'payment'
             JOIN fact AS t ON t.id = m.sale WHERE f.key NOT LIKE '%{PART_PAID}'),
    paid AS (
        SELECT {SALE} AS fact_id, max(max(
                   coalesce(p.cents, 0) + coalesce(w.cents, 0), coalesce(o.cents + coalesce(l.cents, 0), 0))) AS cents,
               max(f.status = 'paid') AS settled
        FROM counted AS c JOIN fact AS f ON f.id = c.fact_id LEFT JOIN payment AS p ON p.document_id = f.document_id
             LEFT JOIN own AS w ON w.sale = f.id LEFT JOIN part AS o ON o.fact_id = f.id LEFT JOIN further AS l ON l.fact_id = f.id
        WHERE c.kind IN ('invoice', 'order') GROUP BY 1),
    before AS (
        SELECT a.same_sale AS fact_id, sum(iif(p.settled, a.gross, coalesce(p.cents, 0))) AS cents
        FROM counted AS a JOIN paid AS p ON p.fact_id = a.fact_id WHERE a.why = 'settled' GROUP BY 1),
    credit AS (SELECT target, sum(gross) AS cents FROM counted WHERE counts = 1 AND target IS NOT NULL GROUP BY target),
    other AS (
        SELECT a.same_sale AS fact_id, max(f.status = 'open') AS open, max(f.due) AS due
        FROM counted AS a JOIN fact AS f ON f.id = a.fact_id WHERE a.why = 'duplicate' AND a.kind = 'invoice' GROUP BY 1),
    owed AS (
        SELECT c.fact_id, c.profile_id, c.day, coalesce(f.due, e.due) AS due, f.key,
               c.gross + coalesce(r.cents, 0) - coalesce(p.cents, 0) - coalesce(b.cents, 0) AS open
        FROM counted AS c JOIN fact AS f ON f.id = c.fact_id JOIN paid AS p ON p.fact_id = c.fact_id
             LEFT JOIN credit AS r ON r.target = c.fact_id LEFT JOIN before AS b ON b.fact_id = c.fact_id
             LEFT JOIN other AS e ON e.fact_id = c.fact_id
        WHERE c.counts = 1 AND c.kind IN ('invoice', 'order') AND NOT p.settled
          AND (f.status = 'open' OR e.open OR (c.kind = 'invoice' AND f.source_id IN told))),
    money AS (
        SELECT profile_id, sum(cents) AS cents FROM (
            SELECT m.profile_id, coalesce(f.gross, f.net) AS cents FROM fact AS f
            JOIN membership AS m ON m.record_id = f.record_id
            WHERE f.current = 1 AND f.kind = 'payment' AND f.refers_to IS NULL AND f.day <= :as_of
            UNION ALL SELECT profile_id, -gross FROM counted
            WHERE counts = 1 AND target IS NULL AND (kind IN ('credit_note', 'cancellation')
                  OR kind = 'invoice' AND gross < 0 AND fact_id NOT IN (SELECT fact_id FROM paid WHERE settled)))
        GROUP BY profile_id),
    running AS (
        SELECT owed.*, sum(open) OVER (PARTITION BY profile_id ORDER BY day, key, fact_id) AS until_here
        FROM owed WHERE open > 0)
    INSERT INTO open_item (fact_id, profile_id, day, due, open)
    SELECT r.fact_id, r.profile_id, r.day, r.due, min(r.open, r.until_here - coalesce(m.cents, 0))
    FROM running AS r LEFT JOIN money AS m ON m.profile_id = r.profile_id
    WHERE r.until_here > coalesce(m.cents, 0)"""

_AMOUNTS = """
    WITH total AS (SELECT profile_id, sum(open) AS open, sum(open) FILTER (WHERE due < :as_of) AS overdue
                   FROM open_item GROUP BY profile_id)
    UPDATE figure SET open_amount = t.open, overdue_amount = coalesce(t.overdue, 0)
    FROM total AS t WHERE t.profile_id = figure.profile_id"""

# What the row of an invoice tells of its day is told better by payments of their own.
_DAYS = f"""
    WITH paid AS (
        SELECT c.profile_id, coalesce(f.gross, f.net) AS cents, julianday(f.day) - julianday(c.day) AS days,
               f.key LIKE '%{PAID_ON}' AS own, min(f.key LIKE '%{PAID_ON}') OVER (PARTITION BY c.fact_id) AS alone FROM (
            SELECT f.id, {SALE.replace("c.", "told.")} AS sale FROM fact AS f
            JOIN fact AS d ON d.document_id = {DOCUMENT} AND d.current = 1
            JOIN counted AS told ON told.fact_id = d.id AND told.kind = 'invoice'
            WHERE f.current = 1 AND f.kind = 'payment' AND f.id NOT IN (SELECT fact_id FROM meant_sale)
            UNION ALL SELECT m.fact_id, m.sale FROM meant_sale AS m JOIN counted AS told ON told.fact_id = m.sale
            WHERE told.kind = 'invoice') AS of
        JOIN fact AS f ON f.id = of.id JOIN counted AS c ON c.fact_id = of.sale AND (c.counts = 1 OR c.why = 'settled')
        WHERE f.kind = 'payment' AND f.day <= :as_of AND coalesce(f.gross, f.net) > 0),
    total AS (SELECT profile_id, sum(cents * days) / sum(cents) AS days FROM paid WHERE own = alone GROUP BY profile_id)
    UPDATE figure SET days_to_pay = t.days FROM total AS t WHERE t.profile_id = figure.profile_id"""


def fill(db: Connection, as_of: str) -> None:
    """Days to pay = sum(amount x days) / sum(amount), part payments weigh in; open items stand in `open_item`."""
    db.execute("DELETE FROM open_item")
    for statement in (_OPEN, _AMOUNTS, _DAYS):
        db.execute(statement, {"as_of": as_of})
