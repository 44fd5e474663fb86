"""Documents that nothing links, of one customer, amount and almost one day: an order and its invoice, a refund told twice."""

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.fields import vat_rates

# Of two lists one may give gross amounts alone, the other net ones: then one must be the other with a tax that there is.
# A list of orders may give the goods alone, and sending beside them.
_TAXED = """
    abs({gross}) BETWEEN abs({net}) AND abs({net}) * 1.21
    AND EXISTS (SELECT 1 FROM json_each(:rates) AS r WHERE {gross} = round({net} * (1000 + r.value) / 1000.0)
                OR {net} = round({gross} * 1000.0 / (1000 + r.value)))"""
_AGREE = """
    CASE WHEN o.gross IS NOT NULL AND i.gross IS NOT NULL THEN i.gross IN (o.gross, o.gross + fo.shipping)
         WHEN o.net IS NOT NULL AND i.net IS NOT NULL THEN o.net = i.net
         WHEN o.gross IS NOT NULL AND i.net IS NOT NULL THEN {order_gross}
         WHEN o.net IS NOT NULL AND i.gross IS NOT NULL THEN {invoice_gross} ELSE 0 END""".format(
    order_gross=_TAXED.format(gross="o.gross", net="i.net"), invoice_gross=_TAXED.format(gross="i.gross", net="o.net")
)

# Equal amounts before those that agree by a tax only, the nearest first; ties by what the documents say of themselves,
# so that the order of rows decides nothing.
_NEAR = """
    SELECT o.fact_id, i.fact_id FROM counted AS o
    JOIN counted AS i ON i.profile_id = o.profile_id AND {when}
    JOIN fact AS fo ON fo.id = o.fact_id JOIN fact AS fi ON fi.id = i.fact_id
    WHERE o.counts = 1 AND i.counts = 1 AND {which} AND {agree}
    ORDER BY coalesce(o.gross <> i.gross, o.net <> i.net, 1), abs(julianday(i.day) - julianday(o.day)),
             o.day, i.day, fo.key, fi.key, o.fact_id, i.fact_id"""
_SOON = "i.day BETWEEN date(o.day, -:days || ' days') AND date(o.day, :days || ' days')"
# Where most invoices of a list name their orders, those that name none had none.
_NAMING = """
    SELECT f.source_id FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
    LEFT JOIN (SELECT DISTINCT same_sale FROM counted WHERE why = 'invoiced') AS n ON n.same_sale = c.fact_id
    WHERE c.kind = 'invoice' AND c.counts = 1
    GROUP BY f.source_id HAVING count(n.same_sale) >= 3 AND count(n.same_sale) * 2 > count(*)"""
_SALES = f"""
    o.kind = 'order' AND i.kind = 'invoice' AND +fi.source_id NOT IN ({_NAMING})
    AND i.fact_id NOT IN (SELECT same_sale FROM counted WHERE why = 'invoiced')"""
_CREDITS = (
    "o.kind IN ('credit_note', 'cancellation') AND i.kind IN ('credit_note', 'cancellation')"
    " AND o.target IN (SELECT fact_id FROM counted WHERE why = 'invoiced')"
    " AND (i.target IS NULL OR i.target NOT IN (SELECT fact_id FROM counted WHERE why = 'invoiced'))"
)
# A shop tells a refund on the day of its order: what ties it to a credit note of the same sale is the sale.
_OF_ONE_SALE = "i.target IN (o.target, (SELECT t.same_sale FROM counted AS t WHERE t.fact_id = o.target))"
_REFUNDS = (
    "o.kind IN ('credit_note', 'cancellation') AND i.kind IN ('credit_note', 'cancellation')"
    " AND fo.source_id <> fi.source_id AND fo.refers_to IS NOT NULL AND (fi.refers_to IS NULL OR i.target <> o.target)"
    " AND o.target IN (SELECT fact_id FROM counted WHERE kind = 'order')"
)


def orders(db: Connection) -> Iterator[tuple[int, int]]:
    """(order, invoice), each once."""
    return _one_to_one(_pairs(db, _SALES, _SOON))


def credits(db: Connection) -> Iterator[tuple[int, int]]:
    """(refund that the shop tells, credit note), each once."""
    return _one_to_one(_pairs(db, _CREDITS, _SOON))


def refunds(db: Connection) -> Iterator[tuple[int, int]]:
    """(refund that the shop tells, credit note) of one sale, each once."""
    return _one_to_one(_pairs(db, _REFUNDS, _OF_ONE_SALE))


def _pairs(db: Connection, which: str, when: str) -> Iterable[tuple[int, int]]:
    near = {"days": settings.number(db, "value.same_sale_days"), "rates": json.dumps(vat_rates.RATES)}
    return db.execute(_NEAR.format(which=which, when=when, agree=_AGREE), near)


def _one_to_one(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    gone: set[int] = set()
    taken: set[int] = set()
    for goes, stays in pairs:
        if goes not in gone and stays not in taken:
            gone.add(goes)
            taken.add(stays)
            yield goes, stays
