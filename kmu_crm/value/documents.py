"""Base facts: which documents count, with which sign and net amount, and what remains of each sale.

Definitions: an invoice is a purchase only while something of it remains after the documents that refer to it;
credit notes without a reference reduce revenue, never the number of purchases. Bookings on a collective account
are the sums of sales that the shop knows one by one, so they do not count; those that a list of one's own tells are
sales to nobody in particular, over the counter, and in months of which no shop tells any.
"""

import json
from sqlite3 import Connection

from kmu_crm.fields.collective import is_counter
from kmu_crm.sources import commonest
from kmu_crm.sources.recording.shapes import UNSOLD
from kmu_crm.store.record_key import ACCOUNTS, COLLECTIVE
from kmu_crm.value import cancelled, cancelled_elsewhere, meant_sale, naming

_NAMES = f"""
    SELECT a.record_id, coalesce(p.company, p.full_name, trim(coalesce(p.given_name, '') || ' ' || coalesce(p.family_name, '')))
    FROM ({ACCOUNTS}) AS a JOIN party AS p ON p.record_id = a.teller AND p.current = 1
    JOIN record AS r ON r.id = a.record_id JOIN source AS s ON s.id = r.source_id AND s.system = 'list'"""
# Months of which a shop tells sales.
_SHOP = f"""
    SELECT DISTINCT substr(f.day, 1, 7) FROM fact AS f JOIN source AS s ON s.id = f.source_id
    WHERE f.current = 1 AND f.kind = 'order' AND s.system NOT IN ('list', 'kmu_crm') AND f.day IS NOT NULL
      AND coalesce(f.status, '') NOT IN {UNSOLD}"""

_FILL = f"""
    WITH holder AS (
        SELECT f.document_id, min(f.id) AS fact_id FROM fact AS f
        WHERE f.current = 1 AND f.kind = 'lines' AND f.document_id IS NOT NULL
          AND EXISTS (SELECT 1 FROM line WHERE line.fact_id = f.id)
        GROUP BY f.document_id)
    INSERT INTO counted (fact_id, profile_id, kind, day, net, gross, lines_fact, counts, why)
    SELECT f.id, m.profile_id, f.kind, coalesce(f.day, ''),
           coalesce(f.net, f.gross - CASE WHEN f.gross < 0 THEN -abs(f.tax) ELSE abs(f.tax) END),
           coalesce(f.gross, f.net + CASE WHEN f.net < 0 THEN -abs(f.tax) ELSE abs(f.tax) END),
           coalesce(h.fact_id, (SELECT l.fact_id FROM line AS l WHERE l.fact_id = f.id LIMIT 1)),
           f.day IS NOT NULL AND f.day <= :as_of AND coalesce(f.currency, '') IN ('', :currency)
               AND coalesce(f.status, '') NOT IN {UNSOLD} AND NOT elsewhere,
           CASE WHEN elsewhere THEN 'collective' WHEN f.status IN {UNSOLD} THEN f.status
                WHEN f.day IS NULL THEN 'undated'
                WHEN f.day > :as_of THEN 'later' WHEN coalesce(f.currency, '') NOT IN ('', :currency) THEN 'currency'
                ELSE '' END
    FROM (SELECT f.*, many.record_id IS NOT NULL AND (s.system <> 'list' OR (
                     f.record_id NOT IN (SELECT value FROM json_each(:counter)) AND substr(f.day, 1, 7) IN ({_SHOP}))) AS elsewhere
          FROM fact AS f JOIN source AS s ON s.id = f.source_id
               LEFT JOIN ({COLLECTIVE}) AS many ON many.record_id = f.record_id) AS f
         LEFT JOIN membership AS m ON m.record_id = f.record_id
         LEFT JOIN holder AS h ON h.document_id = f.document_id
    WHERE f.current = 1 AND f.kind IN ('order', 'invoice', 'credit_note', 'cancellation')"""

# The lines tell how much of a gross total is tax; discounts on the whole document fall on all rates alike.
_FROM_LINES = """
    WITH priced AS (
        SELECT l.fact_id, coalesce(l.net, l.gross * 10000.0 / (10000 + coalesce(l.tax_rate, a.tax_rate))) AS net,
               coalesce(l.gross, l.net * (10000 + coalesce(l.tax_rate, a.tax_rate)) / 10000.0) AS gross
        FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact JOIN fact AS h ON h.id = l.fact_id
             LEFT JOIN article AS a ON a.source_id = h.source_id AND a.key = l.article AND a.current = 1
        WHERE c.net IS NULL OR c.gross IS NULL),
    total AS (
        SELECT fact_id, CASE WHEN count(net) = count(*) THEN sum(net) END AS net,
               CASE WHEN count(gross) = count(*) THEN sum(gross) END AS gross
        FROM priced GROUP BY fact_id)
    UPDATE counted SET
        net = CAST(round(coalesce(counted.net, counted.gross * t.net / nullif(t.gross, 0),
            CASE WHEN counted.gross IS NULL THEN iif(counted.kind IN ('order', 'invoice'), t.net, -abs(t.net)) END
            )) AS INTEGER),
        gross = CAST(round(coalesce(counted.gross, counted.net * t.gross / nullif(t.net, 0),
            CASE WHEN counted.net IS NULL THEN iif(counted.kind IN ('order', 'invoice'), t.gross, -abs(t.gross)) END
            )) AS INTEGER)
    FROM total AS t WHERE t.fact_id = counted.lines_fact AND (counted.net IS NULL OR counted.gross IS NULL)"""

# A refund of which only the gross amount is known holds as much tax as the sale it takes back.
_FROM_TARGET = """
    UPDATE counted SET net = CAST(round(counted.gross * t.net * 1.0 / t.gross) AS INTEGER)
    FROM counted AS t WHERE t.fact_id = counted.target AND counted.net IS NULL AND t.net IS NOT NULL AND t.gross <> 0"""

_TARGETS = """
    UPDATE counted SET target = (
        SELECT t.id FROM fact AS f JOIN fact AS t ON t.document_id = f.refers_to AND t.current = 1
        WHERE f.id = counted.fact_id AND t.kind IN ('invoice', 'order') ORDER BY t.kind, t.id LIMIT 1)
    WHERE kind IN ('credit_note', 'cancellation')"""

# What has the number of a credit note, and takes just its amount back, gives it again.
_GIVEN_AGAIN = """
    UPDATE counted SET net = -net, gross = -gross
    WHERE kind = 'cancellation' AND target IS NULL AND coalesce(gross, net) < 0 AND fact_id IN (
        SELECT f.id FROM fact AS f JOIN fact AS g ON g.document_id = f.document_id AND g.kind = 'credit_note'
        JOIN counted AS c ON c.fact_id = g.id
        WHERE c.profile_id IS counted.profile_id AND c.target IS NULL AND coalesce(c.gross, c.net) = coalesce(counted.gross, counted.net))
      AND fact_id NOT IN (SELECT f.id FROM fact AS f JOIN fact AS g ON g.document_id = f.document_id AND g.current = 1
                          WHERE g.kind = 'invoice')"""

_NAMELESS = """
    UPDATE counted SET profile_id = (SELECT t.profile_id FROM counted AS t WHERE t.fact_id = counted.target)
    WHERE profile_id IS NULL AND target IS NOT NULL"""

# A refunded sale without a credit note of its own is gone; with one, the two documents speak.
_REFUNDED = """
    UPDATE counted SET counts = 0, why = 'refunded'
    WHERE counts = 1 AND kind IN ('order', 'invoice') AND coalesce(gross, net, 0) >= 0
      AND fact_id IN (SELECT id FROM fact WHERE current = 1 AND status = 'refunded')
      AND fact_id NOT IN (SELECT target FROM counted WHERE target IS NOT NULL AND counts = 1)"""

# Below nothing it says that the money went out; where a customer's come to just what the sales marked so came to, all leave.
_PAID_BACK = """
    UPDATE counted SET counts = 0, why = 'refunded'
    WHERE counts = 1 AND target IS NULL AND kind IN ('order', 'invoice') AND coalesce(gross, net) < 0
      AND fact_id IN (SELECT id FROM fact WHERE current = 1 AND status = 'refunded')
      AND profile_id IN (
          SELECT c.profile_id FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
          WHERE f.status = 'refunded' AND c.kind IN ('order', 'invoice') AND c.profile_id IS NOT NULL
            AND (c.why = 'refunded' OR (c.counts = 1 AND c.target IS NULL AND coalesce(c.gross, c.net) < 0))
          GROUP BY c.profile_id HAVING sum(coalesce(c.gross, c.net)) = 0)"""

# Many programs mark a cancelled invoice and write a cancelling document too: both leave together.
_WITH_TARGET = f"""
    UPDATE counted SET counts = 0, why = 'cancelled'
    WHERE counts = 1 AND target IN (SELECT fact_id FROM counted WHERE why IN {UNSOLD} OR why = 'refunded')"""

_BARE = """
    UPDATE counted SET target = :sale, counts = :sale IS NOT NULL, why = iif(:sale IS NULL, 'cancelled', why)
    WHERE fact_id = :by"""

_REMAINING = """
    WITH less AS (SELECT target, sum(net) AS net, sum(gross) AS gross FROM counted
                  WHERE counts = 1 AND target IS NOT NULL GROUP BY target),
    rest AS (SELECT c.fact_id, c.net + coalesce(l.net, 0) AS net, c.gross + coalesce(l.gross, 0) AS gross
             FROM counted AS c LEFT JOIN less AS l ON l.target = c.fact_id
             WHERE c.counts = 1 AND c.kind IN ('order', 'invoice'))
    UPDATE counted SET remaining = rest.net, purchase = coalesce(rest.net, rest.gross, 0) > 0
    FROM rest WHERE rest.fact_id = counted.fact_id"""


def collect(db: Connection, as_of: str) -> None:
    """Fills `counted` with every sale and what lessens it, up to the key date; amounts in cents, signed."""
    db.execute("DELETE FROM counted")
    counter = [record for record, name in db.execute(_NAMES) if is_counter(name)]
    db.execute(_FILL, {"as_of": as_of, "currency": commonest.currency(db), "counter": json.dumps(counter)})
    db.execute(_FROM_LINES)
    db.execute(_TARGETS)
    meant_sale.of_credits(db)
    db.executemany("UPDATE counted SET target = ? WHERE fact_id = ? AND target IS NULL", list(naming.sales(db)))
    meant_sale.of_negatives(db)
    db.execute(_GIVEN_AGAIN)
    db.execute(_FROM_TARGET)
    db.execute(_NAMELESS)
    db.execute(_REFUNDED)
    db.execute(_PAID_BACK)
    cancelled_elsewhere.mark(db)
    db.executemany("UPDATE counted SET target = ? WHERE fact_id = ?", list(cancelled.pairs(db)))
    db.execute(_WITH_TARGET)
    db.executemany(_BARE, [{"sale": sale, "by": by} for sale, by in cancelled.bare(db)])


def settle(db: Connection) -> None:
    """What remains of each sale, once it is known which documents count; more than nothing is a purchase."""
    db.execute(_FROM_TARGET)
    db.execute("UPDATE counted SET net_known = net IS NOT NULL")
    db.execute(_REMAINING)
