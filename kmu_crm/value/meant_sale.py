"""Numbers that begin anew each year, or that several lists give: of the sales of one number, which one a credit note
means. By number alone that is a guess; customer, day and amount tell, or it stays open and is told."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.sources.recording.given_back import MARK

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
    several AS (
        SELECT by, kind FROM (SELECT by, kind, min(kind) OVER (PARTITION BY by) AS first FROM sale)
        WHERE kind = first GROUP BY by HAVING count(*) > 1)
    SELECT sale.by, sale.fact_id, sale.own FROM several JOIN sale ON sale.by = several.by AND sale.kind = several.kind
    ORDER BY sale.fact_id"""

# Invoices and orders below nothing with the number of one above: they take it back, and it may be no purchase any more.
_BELOW = """
    SELECT b.fact_id, c.fact_id FROM counted AS b JOIN fact AS f ON f.id = b.fact_id
    JOIN fact AS t ON t.document_id = f.document_id AND t.kind = f.kind AND t.current = 1
    JOIN counted AS c ON c.fact_id = t.id AND c.profile_id = b.profile_id AND coalesce(c.gross, c.net) > 0
    WHERE b.kind IN ('invoice', 'order') AND b.counts = 1 AND b.target IS NULL AND coalesce(b.gross, b.net) < 0
    ORDER BY c.fact_id"""

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


def chosen(
    db: Connection, several: Mapping[int, Sequence[int]], own: Mapping[int, int] | None = None
) -> Iterator[tuple[int, int | None]]:
    """Of each credit note the sale it means. `own`: known without asking."""
    if several:
        sales = remaining(db, {sale for some in several.values() for sale in some}, several)
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
        found = own.get(by.fact) or meant(by, [sales[sale] for sale in several[by.fact]], newest)
        yield by.fact, found
        if found is not None:
            sales[found] = sales[found].less(by.gross, by.net)


def meant(by: Document, sales: Sequence[Document], newest: bool = False) -> int | None:
    """Of the year before it, where there is one: numbers come again after a year."""
    agreeing = [sale for sale in sales if by.agrees(sale)]
    fitting = [sale for sale in agreeing if (rest := by.rest(sale)) is None or rest >= 0]
    found = fitting or (agreeing if len(agreeing) == 1 else [])
    if since := year_before(by.day):
        found = [sale for sale in found if sale.day >= since] or found
    found = [sale for sale in found if by.rest(sale) == 0] or found
    if newest:
        last = max((sale.day for sale in found), default="")
        found = [sale for sale in found if sale.day == last]
    one_each = {(sale.profile, sale.day) for sale in found}  # two lists may tell the same one
    return found[0].fact if len(one_each) == 1 else None


def year_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=_YEAR)).isoformat() if day else ""


def remaining(db: Connection, which: Iterable[int], but: Iterable[int]) -> dict[int, Document]:
    """Each sale without what other credit notes (`but` these) took from it."""
    sales = {one.fact: one for one in _documents(db, _SALES, which)}
    for target, gross, net in db.execute(_LESS, (json.dumps(list(sales)), json.dumps(list(but)))).fetchall():
        sales[target] = sales[target].less(gross, net)
    return sales


def _documents(db: Connection, which: str, facts: Iterable[int]) -> Iterator[Document]:
    return map(Document._make, db.execute(which, (json.dumps(sorted(facts)),)).fetchall())
