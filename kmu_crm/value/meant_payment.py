"""Of the sales of one number, which one a payment means, and what was spent on sending; `meant_sale` asks the same of credit
notes."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Connection

from kmu_crm.sources.recording.shapes import PAID_ON, PART_PAID
from kmu_crm.value import meant_sale
from kmu_crm.value.meant import ABROAD, SALE
from kmu_crm.value.meant_sale import Document

FEW = 50  # sales that are looked at one by one
_ANYBODY = -1  # in place of a customer
_LATER = "~"  # than any day

# Numbers that several sales bear: of the list of the payments, or of whatever other ones where theirs knows no document of
# that number.
_BEARING = f"""
    WITH named AS (
        SELECT DISTINCT refers_to AS id FROM fact WHERE current = 1 AND kind IN ('payment', 'shipping') AND refers_to IS NOT NULL),
    sale AS MATERIALIZED (
        SELECT n.id, {SALE} AS sale FROM named AS n JOIN fact AS s ON s.document_id = n.id AND s.current = 1
        JOIN counted AS c ON c.fact_id = s.id AND c.kind IN ('invoice', 'order')
        UNION SELECT a.id, {SALE} FROM ({ABROAD}) AS a JOIN fact AS s ON s.document_id = a.meant AND s.current = 1
        JOIN counted AS c ON c.fact_id = s.id AND c.kind IN ('invoice', 'order')),
    several AS (SELECT id FROM sale GROUP BY id HAVING count(*) > 1)
    SELECT sale.id, sale.sale FROM several JOIN sale ON sale.id = several.id
    JOIN counted AS c ON c.fact_id = sale.sale AND coalesce(c.gross, c.net, 1) > 0"""
_NAMING = """
    SELECT f.refers_to, f.kind, f.id, m.profile_id, coalesce(f.day, ''), f.gross, f.net FROM fact AS f
    LEFT JOIN membership AS m ON m.record_id = f.record_id
    WHERE f.current = 1 AND f.kind IN ('payment', 'shipping') AND f.refers_to IN (SELECT value FROM json_each(?))"""

# What the row of an invoice itself says was paid is of that one, and may be told again by a list of payments.
_OWN = f"""
    SELECT f.id, {SALE} FROM fact AS f
    JOIN fact AS t ON t.source_id = f.source_id AND t.kind IN ('invoice', 'order') AND t.current = 1
         AND t.key = substr(f.key, 1, length(f.key) - iif(f.key LIKE '%{PAID_ON}', {len(PAID_ON)}, {len(PART_PAID)}))
    JOIN counted AS c ON c.fact_id = t.id
    WHERE f.current = 1 AND f.kind = 'payment' AND f.key LIKE '%{PART_PAID}' AND t.document_id = f.refers_to
      AND f.refers_to IN (SELECT value FROM json_each(?))"""

Sales = dict[int, Document]
Named = tuple[int, Document]  # the number that it names, and what it says


class _Bearers:
    """The sales of one number."""

    def __init__(self, sales: Iterable[int]):
        self._sales = list(sales)

    def meant(self, by: Document, sales: Sales) -> int | None:
        return meant_sale.meant(by, [sales[one] for one in self._sales])

    def oldest(self, by: Document, sales: Sales) -> int | None:
        """Of those that it may mean; rather one that it pays to the last cent."""
        fitting = [one for one in map(sales.__getitem__, self._sales) if by.agrees(one) and (by.rest(one) or 0) >= 0]
        same = [one for one in fitting if by.rest(one) == 0]
        return min(((one.day, one.fact) for one in same or fitting if one.gross), default=("", None))[1]

    def lessen(self, sale: int, by: Document, sales: Sales) -> None:
        sales[sale] = sales[sale].less(by.gross, by.net)

    def together(self, payments: Sequence[Document], sales: Sales) -> Iterator[tuple[int, int]]:
        """Where these pay all that is left, to the last cent, no matter which sale each of them means nothing is open."""
        left: Sales = {one: sales[one] for one in self._sales}
        if not _total(payments) or _total(payments) != _total(left.values()):
            return
        found = dict[int, int]()
        for by in payments:
            sale = self.oldest(by, left)
            if sale is None:
                return
            self.lessen(sale, by, left)
            found[by.fact] = sale
        if not any(one.gross for one in left.values()):
            yield from found.items()


class _Many(_Bearers):
    """More than can be looked at for each payment: it means one only that it pays to the last cent."""

    def __init__(self, sales: Iterable[int], known: Sales):
        super().__init__(sales)
        self._standing: defaultdict[tuple[int | None, int | None], list[tuple[str, int]]] = defaultdict(list)
        for one in sorted(map(known.__getitem__, self._sales), key=lambda one: (one.day, one.fact)):
            for whose in (one.profile, _ANYBODY):
                self._standing[whose, _amount(one)].append((one.day, one.fact))

    def meant(self, by: Document, sales: Sales) -> int | None:
        """Many of one amount within a year stay open: nothing tells them apart."""
        since, until = meant_sale.year_before(by.day), by.day + _LATER
        for begin, end in ((since, until), ("", since)):
            found: list[int] = []
            for standing in self._asked(by):
                first, last = bisect_left(standing, (begin,)), bisect_left(standing, (end,))
                if last - first > FEW:
                    return None
                found += [fact for _day, fact in standing[first:last]]
            if same := [sales[one] for one in found if by.rest(sales[one]) == 0]:
                return meant_sale.meant(by, same)
        return None

    def oldest(self, by: Document, sales: Sales) -> int | None:
        first = min((standing[0] for standing in self._asked(by) if standing), default=None)
        found = sales[first[1]] if first else None
        return found.fact if found and by.agrees(found) and by.rest(found) == 0 else None

    def lessen(self, sale: int, by: Document, sales: Sales) -> None:
        one = sales[sale]
        for whose in (one.profile, _ANYBODY):
            standing = self._standing[whose, _amount(one)]
            place = bisect_left(standing, (one.day, one.fact))
            if standing[place : place + 1] == [(one.day, one.fact)]:
                del standing[place]
        super().lessen(sale, by, sales)

    def _asked(self, by: Document) -> list[list[tuple[str, int]]]:
        whose = (_ANYBODY,) if by.profile is None else (by.profile, None)
        return [self._standing.get((one, _amount(by)), []) for one in whose]


def fill(db: Connection) -> None:
    """Once it is known which documents are one sale, and what lists of their own mean (`meant_document`)."""
    bearing: defaultdict[int, list[int]] = defaultdict(list)
    for number, sale in db.execute(_BEARING):
        bearing[number].append(sale)
    if not bearing:
        return
    asked = (json.dumps(list(bearing)),)
    own = dict(db.execute(_OWN, asked).fetchall())
    spent: list[Named] = []
    paid: list[Named] = []
    for number, kind, *said in db.execute(_NAMING, asked):
        one = Document(*said)
        if one.fact not in own:
            (paid if kind == "payment" else spent).append((number, one))
    sales = meant_sale.remaining(db, {sale for some in bearing.values() for sale in some}, ())
    for told in (spent, paid):  # what was spent on a sale leaves no less of it to be paid
        found = settled(told, bearing, dict(sales))
        db.executemany("INSERT INTO meant_sale VALUES (?, ?)", [(by.fact, found.get(by.fact)) for _, by in told])
    db.executemany("INSERT INTO meant_sale VALUES (?, ?)", own.items())


def settled(told: Iterable[Named], bearing: Mapping[int, Sequence[int]], sales: Sales) -> dict[int, int]:
    """The older ones first, for what they take leaves less to the others; then again those that fitted several sales, of
    which fewer may be left."""
    bearers = {number: _Many(some, sales) if len(some) > FEW else _Bearers(some) for number, some in bearing.items()}
    waiting = sorted(told, key=lambda one: (one[1].day, one[1].fact))
    found = dict[int, int]()
    for _time in range(2):
        for number, by in waiting:
            sale = bearers[number].meant(by, sales)
            if sale is not None:
                bearers[number].lessen(sale, by, sales)
                found[by.fact] = sale
        waiting = [one for one in waiting if one[1].fact not in found]
    open_: defaultdict[int, list[Document]] = defaultdict(list)
    for number, by in waiting:
        open_[number].append(by)
    for number, payments in open_.items():
        found.update(bearers[number].together(payments, sales))
    return found


def _amount(one: Document) -> int | None:
    return one.net if one.gross is None else one.gross


def _total(some: Iterable[Document]) -> int | None:
    """None where one is unknown."""
    cents = [one.gross for one in some]
    known = [one for one in cents if one is not None]
    return sum(known) if len(known) == len(cents) else None
