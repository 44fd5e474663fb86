"""A sale counts once in a store: where order and invoice are one sale, the invoice counts, the order stays visible."""

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.sources.mapping import document_words, programs
from kmu_crm.sources.recording.other_days import MOST_DAYS, TELLING
from kmu_crm.value import given_back, naming, nearness, parts

_DAYS = """
    SELECT i.source_id, i.mapping FROM import AS i JOIN source AS s ON s.id = i.source_id
    WHERE i.state = 'done' AND s.system = 'list' ORDER BY i.id"""

# The same number and amount out of two programs: one document that was exported twice. Shops write #1001, lists 1001.
# Nameless: the file names no customer, or by a number only that no list explains. Ordered: its day is that of the order.
_TWICE = """
    CREATE TEMP TABLE twice AS
    WITH told AS (SELECT id, source_id, family, lower(ltrim(number, '# ')) AS number FROM document)
    SELECT d.number, d.family, d.source_id, c.kind, c.fact_id, c.profile_id, c.gross, c.net, c.day,
           coalesce(p.kind, '') = '' AS nameless, d.source_id IN (SELECT value FROM json_each(:ordered)) AS ordered,
           s.system, s.account, f.key,
           iif(c.lines_fact IS NULL, NULL, (SELECT count(*) FROM line AS l WHERE l.fact_id = c.lines_fact
                                            AND coalesce(l.gross, l.net) <> 0)) AS items,
           4 * (c.net IS NULL) + 2 * (c.lines_fact IS NULL) + (c.gross IS NULL) AS poverty
    FROM told AS d JOIN fact AS f ON f.document_id = d.id AND f.current = 1 JOIN source AS s ON s.id = d.source_id
    JOIN counted AS c ON c.fact_id = f.id AND c.counts = 1 LEFT JOIN profile AS p ON p.id = c.profile_id
    WHERE (d.family, d.number) IN (
        SELECT family, number FROM told GROUP BY family, number HAVING count(DISTINCT source_id) > 1)"""

# The other source may know no more than that something is paid of the number.
_ALONE = """
    DELETE FROM twice WHERE (number, family, kind) IN (
        SELECT number, family, kind FROM twice GROUP BY number, family, kind HAVING count(DISTINCT source_id) = 1)"""

# What both tell of the amount must agree; of two where one tells it net, the other gross, the tax must be a possible one.
# Numbers of orders are short and shops number alike: these need the same customer, or one unnamed, and nearly the same
# day. Two lists of one business tell one invoice of a year, whatever days they give it, where its number is no bare count.
# The one that names the customer stays, then the one that tells the day of the invoice, then the one that tells more; which
# file came first decides nothing. Two reports of one program tell the same orders, whatever these come to there: one with
# more of the items tells more, of the same items the one that comes to less, of discounts too; nothing is no amount yet.
_DUPLICATES = """
    SELECT b.fact_id, a.fact_id FROM twice AS b
    JOIN twice AS a ON a.number = b.number AND a.family = b.family AND a.kind = b.kind AND a.source_id <> b.source_id
    WHERE (abs(julianday(a.day) - julianday(b.day)) <= iif(a.kind = 'order', :order_days, :days)
           OR (a.kind = 'invoice' AND a.system = 'list' AND b.system = 'list' AND a.profile_id = b.profile_id
               AND substr(a.day, 1, 4) = substr(b.day, 1, 4) AND {telling}
               AND abs(julianday(a.day) - julianday(b.day)) <= {most_days}))
      AND ({one} OR {reports} OR (a.kind <> 'order' AND length(b.number) >= 6))
      AND CASE WHEN {reports} THEN 1
               WHEN a.gross IS NOT NULL AND b.gross IS NOT NULL THEN a.gross = b.gross
               WHEN a.net IS NOT NULL AND b.net IS NOT NULL THEN a.net = b.net
               ELSE {one} AND abs(coalesce(a.gross, b.gross)) BETWEEN
                    abs(coalesce(a.net, b.net)) AND abs(coalesce(a.net, b.net)) * :tax END
      AND CASE WHEN NOT {reports} OR a.gross IS NULL OR b.gross IS NULL OR a.gross = b.gross THEN {a} < {b}
               WHEN a.gross = 0 OR b.gross = 0 THEN a.gross <> 0
               WHEN a.items <> b.items THEN a.items > b.items
               ELSE a.gross < b.gross END
    ORDER BY b.fact_id, {reports} DESC, {by}""".format(
    reports="(a.system = b.system AND a.system IN (SELECT value FROM json_each(:reports)))",
    by="a.nameless, a.ordered, a.poverty, a.system, a.account, a.key, a.fact_id",
    one="(a.profile_id IS b.profile_id OR a.nameless <> b.nameless)",
    telling=TELLING.format("b.number"),
    most_days=MOST_DAYS,
    **{
        one: f"({one}.nameless, {one}.ordered, {one}.poverty, {one}.system, {one}.account, {one}.key, {one}.fact_id)"
        for one in "ab"
    },
)
_ORDER_DAYS = 2  # a shop writes the moment, a list the day on which somebody entered it
_MOST_TAX = 1.27  # Hungary's rate, the highest there is

# What stays of two documents that are one takes over what the other refers to.
_LINKED = """
    SELECT {order}, {invoice} FROM counted AS o JOIN fact AS fo ON fo.id = o.fact_id
    JOIN fact AS fi ON fi.refers_to = fo.document_id AND fi.current = 1 AND fi.kind = 'invoice'
    JOIN counted AS i ON i.fact_id = fi.id AND (i.counts = 1 OR i.why = 'duplicate')
    WHERE o.kind = 'order' AND (o.counts = 1 OR o.why = 'duplicate')
    UNION SELECT {order}, {invoice} FROM counted AS o JOIN fact AS fo ON fo.id = o.fact_id
    JOIN fact AS fi ON fi.document_id = fo.refers_to AND fi.current = 1 AND fi.kind = 'invoice'
    JOIN counted AS i ON i.fact_id = fi.id AND (i.counts = 1 OR i.why = 'duplicate')
    WHERE o.kind = 'order' AND (o.counts = 1 OR o.why = 'duplicate')
    ORDER BY 1, 2""".format(
    order="iif(o.why = 'duplicate', o.same_sale, o.fact_id)", invoice="iif(i.why = 'duplicate', i.same_sale, i.fact_id)"
)

_FOLLOW = """
    UPDATE counted SET target = (SELECT t.same_sale FROM counted AS t WHERE t.fact_id = counted.target)
    WHERE target IN (SELECT fact_id FROM counted WHERE same_sale IS NOT NULL)"""

# An order told twice, of which the one that stays is invoiced.
_THROUGH = """
    UPDATE counted SET same_sale = (SELECT t.same_sale FROM counted AS t WHERE t.fact_id = counted.same_sale)
    WHERE same_sale IN (SELECT fact_id FROM counted WHERE same_sale IS NOT NULL)"""

# What stays may leave out the net or gross amount that the other told: the share of tax is the same.
_AMOUNTS = """
    WITH told AS (
        SELECT same_sale, sum(iif(gross IS NULL, NULL, net)) AS net, sum(iif(net IS NULL, NULL, gross)) AS gross,
               iif(count(*) = 1, max(gross), NULL) AS alone
        FROM counted WHERE same_sale IS NOT NULL GROUP BY same_sale)
    UPDATE counted SET
        net = coalesce(counted.net, CAST(round(counted.gross * told.net * 1.0 / nullif(told.gross, 0)) AS INTEGER)),
        gross = coalesce(counted.gross, CAST(round(counted.net * told.gross * 1.0 / nullif(told.net, 0)) AS INTEGER),
            iif(abs(told.alone) BETWEEN abs(counted.net) AND abs(counted.net) * :tax, told.alone, NULL))
    FROM told WHERE told.same_sale = counted.fact_id AND (counted.net IS NULL OR counted.gross IS NULL)"""

# An invoice that names no customer is that of the one who ordered.
_CUSTOMER = """
    WITH told AS (
        SELECT o.same_sale, min(o.profile_id) AS profile_id FROM counted AS o JOIN profile AS p ON p.id = o.profile_id
        WHERE o.same_sale IS NOT NULL AND p.kind <> '' GROUP BY o.same_sale HAVING count(DISTINCT o.profile_id) = 1)
    UPDATE counted SET profile_id = told.profile_id FROM told
    WHERE told.same_sale = counted.fact_id
      AND NOT EXISTS (SELECT 1 FROM profile AS p WHERE p.id = counted.profile_id AND p.kind <> '')"""

# What a shop gives back of a sale whose invoice is another customer's belongs where the sale counts.
_GIVEN_BACK = """
    UPDATE counted SET profile_id = t.profile_id FROM counted AS t
    WHERE t.fact_id = counted.target AND t.counts = 1 AND t.profile_id IS NOT counted.profile_id
      AND counted.kind IN ('credit_note', 'cancellation')
      AND counted.target IN (SELECT same_sale FROM counted WHERE why = 'invoiced')"""

_LINES = """
    WITH told AS (
        SELECT same_sale, lines_fact, row_number() OVER (PARTITION BY same_sale ORDER BY day, fact_id) AS place
        FROM counted WHERE same_sale IS NOT NULL AND lines_fact IS NOT NULL)
    UPDATE counted SET lines_fact = told.lines_fact FROM told
    WHERE told.same_sale = counted.fact_id AND told.place = 1 AND counted.lines_fact IS NULL"""


def join(db: Connection) -> None:
    """Marks orders whose invoice is known and documents that two programs told; `same_sale` names what counts."""
    near = {"days": settings.number(db, "value.same_sale_days"), "order_days": _ORDER_DAYS, "tax": _MOST_TAX}
    reports = {"reports": json.dumps(programs.with_several_reports())}
    db.execute("DROP TABLE IF EXISTS temp.twice")
    db.execute(_TWICE, {"ordered": json.dumps(_of_orders(db))})
    db.execute(_ALONE)
    db.execute("CREATE INDEX temp.twice_number ON twice (number, gross)")
    _mark(db, _first(db.execute(_DUPLICATES, near | reports)), "duplicate")
    _mark(db, _first(db.execute(_LINKED)), "invoiced")
    _mark(db, _first(naming.orders(db)), "invoiced")
    _mark(db, nearness.orders(db), "invoiced")
    _mark(db, parts.orders(db), "invoiced")
    _mark(db, nearness.credits(db), "duplicate")
    db.executemany("UPDATE counted SET target = ? WHERE fact_id = ? AND target IS NULL", list(naming.ordered(db)))
    _mark(db, nearness.refunds(db), "duplicate")
    _mark(db, given_back.told_twice(db), "duplicate")
    while db.execute(_THROUGH).rowcount > 0:
        pass
    db.execute(_FOLLOW)
    db.execute(_AMOUNTS, {"tax": _MOST_TAX})
    db.execute(_CUSTOMER)
    db.execute(_GIVEN_BACK)
    db.execute(_LINES)


def _of_orders(db: Connection) -> list[int]:
    """Lists whose day is that on which something was ordered: an invoice in them has another one."""
    found: dict[int, bool] = {}
    for source, mapping in db.execute(_DAYS):
        found[source] = document_words.are_days_of_orders(json.loads(mapping).items())
    return [source for source, ordered in found.items() if ordered]


def _mark(db: Connection, pairs: Iterable[tuple[int, int]], why: str) -> None:
    db.executemany(
        "UPDATE counted SET counts = 0, why = ?, same_sale = ? WHERE fact_id = ? AND counts = 1",
        [(why, stays, goes) for goes, stays in pairs],
    )


def _first(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each document that goes, once; one that stays may stand for several (a collective invoice)."""
    seen: set[int] = set()
    for goes, stays in pairs:
        if goes not in seen:
            seen.add(goes)
            yield goes, stays
