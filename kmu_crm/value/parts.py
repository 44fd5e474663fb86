"""An order that was invoiced in parts which nothing links to it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from sqlite3 import Connection

from kmu_crm import settings

# Customers with an order and at least two invoices that stand alone.
_OPEN = """
    WITH alone AS (
        SELECT c.profile_id, c.kind, c.day, c.gross, c.fact_id, f.key FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
        WHERE c.counts = 1 AND c.profile_id IS NOT NULL AND c.kind IN ('order', 'invoice')
          AND c.fact_id NOT IN (SELECT same_sale FROM counted WHERE why = 'invoiced')),
    both AS (
        SELECT profile_id FROM alone GROUP BY profile_id HAVING sum(kind = 'order') >= 1 AND sum(kind = 'invoice') >= 2)
    SELECT profile_id, kind, day, gross, fact_id FROM alone WHERE profile_id IN (SELECT profile_id FROM both)
    ORDER BY profile_id, day, kind DESC, key, fact_id"""  # orders before the invoices of their day

_Document = tuple[str, int, int | None, int]  # kind, day as a number, gross, fact


def orders(db: Connection) -> Iterator[tuple[int, int]]:
    """(order, its first invoice) where nothing else can be meant: the documents that follow the order, each within the days
    that an order and an invoice may lie apart, are invoices only, two or more, and add up to it to the cent."""
    days = settings.number(db, "value.same_sale_days")
    for _, rows in groupby(db.execute(_OPEN), key=lambda row: row[0]):
        documents = [(kind, date.fromisoformat(day).toordinal(), gross, fact) for _, kind, day, gross, fact in rows]
        for run in _runs(documents, days):
            (kind, _, total, order), *invoices = run
            amounts = [gross for _, _, gross, _ in invoices]
            if (
                kind == "order"
                and len(invoices) > 1
                and all(other == "invoice" for other, *_ in invoices)
                and None not in amounts
                and sum(gross or 0 for gross in amounts) == total
            ):
                yield order, invoices[0][3]


def _runs(documents: list[_Document], days: int) -> Iterator[list[_Document]]:
    """Documents of one customer that follow each other closely."""
    run: list[_Document] = []
    for document in documents:
        if run and document[1] - run[-1][1] > days:
            yield run
            run = []
        run.append(document)
    if run:
        yield run
