"""Where one list has orders and invoices, the invoices count: what is ordered and not invoiced yet is no revenue.

So in lists of one's own and in a stock control's list of documents. A list of orders alone, or the orders of a shop
beside invoices from elsewhere, are sales until their invoice is known.
"""

from sqlite3 import Connection

from kmu_crm.sources.mapping.document_words import NEVER_SOLD

_LEAVE_OUT = f"""
    UPDATE counted SET counts = 0, why = 'ordered'
    WHERE counts = 1 AND kind = 'order' AND fact_id IN (
        SELECT o.id FROM fact AS o JOIN source AS s ON s.id = o.source_id AND s.system IN ('list', 'wawi')
        WHERE o.current = 1 AND o.kind = 'order' AND o.source_id IN (
            SELECT source_id FROM fact WHERE current = 1 AND kind = 'invoice'
            AND coalesce(status, '') NOT IN {NEVER_SOLD}))"""

# What cancels such an order goes with it; a credit note is about an invoice, even where it names the order.
_CANCELLED = """
    UPDATE counted SET counts = 0, why = 'ordered'
    WHERE counts = 1 AND kind = 'cancellation' AND target IN (SELECT fact_id FROM counted WHERE why = 'ordered')"""
_CREDITED = "UPDATE counted SET target = NULL WHERE counts = 1 AND target IN (SELECT fact_id FROM counted WHERE why = 'ordered')"


def leave_out(db: Connection) -> None:
    """After orders were joined with their invoices: marks those that stay alone."""
    for statement in (_LEAVE_OUT, _CANCELLED, _CREDITED):
        db.execute(statement)
