"""Numbers that begin anew each year, or that several lists give: of the sales of one number, which one a credit note or a
payment means. By number alone that is a guess; customer, day and amount tell, or it stays open and is told."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.sources.recording.given_back import MARK
from kmu_crm.sources.recording.shapes import PART_PAID
from kmu_crm.value.meant import ABROAD, SALE

_YEAR = 365  # days

_SALES = "SELECT fact_id, profile_id, day, gross, net FROM counted WHERE fact_id IN (SELECT value FROM json_each(?))"
_CREDITS = _SALES.replace("gross, net", "abs(gross), abs(net)")
_LESS = """
    SELECT target, abs(gross), abs(net) FROM counted
    WHERE target IN (SELECT value FROM json_each(?)) AND fact_id NOT IN (SELECT value FROM json_each(?))"""

# Credit notes that refer to a number of several sales, in a file of the same list; what the row of a sale itself says was
# given back is of that one.
_REFERRING = f"""
    WITH sale AS (
        SELECT b.fact_id AS by, t.id AS fact_id, t.kind, f.source_id = t.source_id AND f.key = t.key || '{MARK}' AS own
        FROM counted AS b JOIN fact AS f ON f.id = b.fact_id
        JOIN fact AS t ON t.document_id = f.refers_to AND t.current = 1 AND t.kind IN ('invoice', 'order')
        WHERE b.kind IN ('credit_note', 'cancellation')),
    several AS (SELECT by, min(kind) AS kind FROM sale GROUP BY by HAVING count(*) > 1)
    SELECT sale.by, sale.fact_id, sale.own FROM several JOIN sale ON sale.by = several.by AND sale.kind = several.kind
    ORDER BY sale.fact_id"""

# Invoices and orders below nothing with the number of one above: they take it back, and it may be no purchase any more.
_BELOW = """
    SELECT b.fact_id, c.fact_id FROM counted AS b JOIN fact AS f ON f.id = b.fact_id
    JOIN fact AS t ON t.document_id = f.document_id AND t.kind = f.kind AND t.current = 1
    JOIN counted AS c ON c.fact_id = t.id AND c.profile_id = b.profile_id AND coalesce(c.gross, c.net) > 0
    WHERE b.kind IN ('invoice', 'order') AND b.counts = 1 AND coalesce(b.gross, b.net) < 0
    ORDER BY c.fact_id"""

# Payments, and what was spent on sending, of numbers that several sales bear: of their own list, or of whatever other ones
# where theirs knows no document of that number. What the row of an invoice itself says was paid is of that one.
_PAYING = f"""
    WITH named AS (
        SELECT DISTINCT refers_to AS id FROM fact WHERE current = 1 AND kind IN ('payment', 'shipping') AND refers_to IS NOT NULL),
    sale AS (
        SELECT n.id, c.fact_id, {SALE} AS sale FROM named AS n JOIN fact AS s ON s.document_id = n.id AND s.current = 1
        JOIN counted AS c ON c.fact_id = s.id AND c.kind IN ('invoice', 'order')
        UNION SELECT a.id, c.fact_id, {SALE} FROM ({ABROAD}) AS a JOIN fact AS s ON s.document_id = a.meant AND s.current = 1
        JOIN counted AS c ON c.fact_id = s.id AND c.kind IN ('invoice', 'order')),
    several AS (SELECT id FROM sale GROUP BY id HAVING count(DISTINCT sale) > 1)
    SELECT f.id, sale.sale, EXISTS (
        SELECT 1 FROM fact AS t WHERE t.id = sale.fact_id AND t.source_id = f.source_id AND f.key = t.key || '{PART_PAID}')
    FROM several JOIN sale ON sale.id = several.id
    JOIN counted AS c ON c.fact_id = sale.sale AND coalesce(c.gross, c.net, 1) > 0
    JOIN fact AS f ON f.refers_to = several.id AND f.current = 1 AND f.kind IN ('payment', 'shipping')"""
_PAYMENTS = """
    SELECT f.id, m.profile_id, coalesce(f.day, ''), f.gross, f.net FROM fact AS f
    LEFT JOIN membership AS m ON m.record_id = f.record_id WHERE f.id IN (SELECT value FROM json_each(?))"""

_AIM = "UPDATE counted SET target = ?2 WHERE fact_id = ?1"


class Document(NamedTuple):
    """A sale with what remains of it, or what takes from one."""

    fact: int
    profile: int | None
    day: str
    gross: int | None
    net: int | None

    def agrees(self, sale: "Document") -> bool:
        """Where both name somebody it is the same one, and no sale is paid or taken back before it was made."""
        same = self.profile is None or sale.profile is None or self.profile == sale.profile
        return same and (not self.day or sale.day <= self.day)

    def rest(self, sale: "Document") -> int | None:
        """What is left of the sale; below nothing: more than there was; None: nothing tells."""
        if self.gross is not None and sale.gross is not None:
            return sale.gross - self.gross
        if self.net is not None and sale.net is not None:
            return sale.net - self.net
        return None

    def less(self, gross: int | None, net: int | None) -> "Document":
        def without(whole: int | None, part: int | None) -> int | None:
            return whole if whole is None or part is None else whole - part

        return self._replace(gross=without(self.gross, gross), net=without(self.net, net))


def of_credits(db: Connection) -> None:
    """Those that refer to a number which several sales of their list bear."""
    several: defaultdict[int, list[int]] = defaultdict(list)
    own: dict[int, int] = {}
    for by, sale, is_own in db.execute(_REFERRING):
        several[by].append(sale)
        if is_own:
            own[by] = sale
    found = list(chosen(db, several, own))
    db.execute("DELETE FROM meant_sale")
    db.executemany("INSERT INTO meant_sale VALUES (?, ?)", found)
    db.executemany(_AIM, found)


def of_negatives(db: Connection) -> None:
    """Once credit notes have theirs."""
    several: defaultdict[int, list[int]] = defaultdict(list)
    for by, sale in db.execute(_BELOW):
        several[by].append(sale)
    db.executemany(_AIM, list(chosen(db, several)))


def of_payments(db: Connection) -> None:
    """Once it is known which documents are one sale, and what lists of their own mean (`meant_document`)."""
    several: defaultdict[int, set[int]] = defaultdict(set)
    own: dict[int, int] = {}
    for by, sale, is_own in db.execute(_PAYING):
        several[by].add(sale)
        if is_own:
            own[by] = sale
    if several:
        sales = _remaining(db, several)
        others = (
            one for one in _documents(db, _PAYMENTS, several) if one.fact not in own
        )  # may tell the same money again
        db.executemany("INSERT INTO meant_sale VALUES (?, ?)", [*own.items(), *settled(others, several, sales, {})])


def chosen(
    db: Connection, several: Mapping[int, Sequence[int]], own: Mapping[int, int] | None = None
) -> Iterator[tuple[int, int | None]]:
    """Of each credit note the sale it means. `own`: known without asking."""
    if several:
        sales = _remaining(db, several)
        yield from settled(_documents(db, _CREDITS, several), several, sales, own or {}, newest=True)


def settled(
    told: Iterable[Document],
    several: Mapping[int, Iterable[int]],
    sales: dict[int, Document],
    own: Mapping[int, int],
    newest: bool = False,
) -> Iterator[tuple[int, int | None]]:
    """The older ones first, for what they take leaves less to the others. `newest`: of several that fit equally the last
    one is meant."""
    for by in sorted(told, key=lambda one: (one.fact not in own, one.day, one.fact)):
        found = own.get(by.fact) or _meant(by, [sales[sale] for sale in several[by.fact]], newest)
        yield by.fact, found
        if found is not None:
            sales[found] = sales[found].less(by.gross, by.net)


def _meant(by: Document, sales: Sequence[Document], newest: bool) -> int | None:
    """Of the year before it, where there is one: numbers come again after a year."""
    agreeing = [sale for sale in sales if by.agrees(sale)]
    fitting = [sale for sale in agreeing if (rest := by.rest(sale)) is None or rest >= 0]
    found = fitting or (agreeing if len(agreeing) == 1 else [])
    if by.day:
        since = (date.fromisoformat(by.day) - timedelta(days=_YEAR)).isoformat()
        found = [sale for sale in found if sale.day >= since] or found
    found = [sale for sale in found if by.rest(sale) == 0] or found
    if newest:
        last = max((sale.day for sale in found), default="")
        found = [sale for sale in found if sale.day == last]
    one_each = {(sale.profile, sale.day) for sale in found}  # two lists may tell the same one
    return found[0].fact if len(one_each) == 1 else None


def _remaining(db: Connection, several: Mapping[int, Iterable[int]]) -> dict[int, Document]:
    """Each sale without what other credit notes took from it."""
    sales = {one.fact: one for one in _documents(db, _SALES, {sale for some in several.values() for sale in some})}
    for target, gross, net in db.execute(_LESS, (json.dumps(list(sales)), json.dumps(list(several)))).fetchall():
        sales[target] = sales[target].less(gross, net)
    return sales


def _documents(db: Connection, which: str, facts: Iterable[int]) -> Iterator[Document]:
    return map(Document._make, db.execute(which, (json.dumps(sorted(facts)),)).fetchall())
