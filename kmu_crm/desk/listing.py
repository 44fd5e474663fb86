"""The list of customers as asked for: a rule, what was typed, an order; with the sums that stand below it."""

import time
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.profiles import queries, search
from kmu_crm.segments import evaluate
from kmu_crm.segments.rules import Rule
from kmu_crm.value import slices
from kmu_crm.value.queries import overdue_of
from kmu_crm.value.slices import Slice

AT_ONCE = 5_000  # customers; of more the first rows are shown before all are known
FIRST = 256  # rows
A_SCREEN = 30  # rows, looked for among so many customers at a time, for no longer than that
LOOKED_AT, SECONDS = 1_000, 0.02
SOON = 10_000  # customers, whom the index tells at once; of more the first are sooner found one by one
FEW = 500  # customers, sooner put in order by themselves than looked for among everybody
Revenue = tuple[int | None, int]  # cents, and how many customers of whom part of it, or all, is unknown


@dataclass(frozen=True)
class Listing:
    """`ids` in the order shown; `total` counts all customers; `revenue` of the shown ones, 12 months, in cents, None where
    no document of theirs tells it; `in_part`: how many of them have documents that do not.

    Of a list that `begin` gives the rest `follows`, with its sums; `rows`: how many it will have, None where that is unknown.
    """

    ids: "array[int]"
    total: int
    revenue: int | None = None
    in_part: int = 0
    brought: "Brought | None" = None
    follows: bool = False
    rows: int | None = None


@dataclass(frozen=True)
class Brought:
    """What the figure adds up that led to the list: `of` a slice its revenue, of `OVERDUE` the overdue invoices; for the
    customers shown, in cents, None where it is not known."""

    of: Slice | str
    cents: int | None
    documents: int = 0


OVERDUE = "overdue"


class Orders:
    """The whole list in each order that was asked for, and what each brings: a key typed then costs a look at who fits, not
    another sort.

    Holds until data change; then a new one is due."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], array[int]] = {}
        self._total: int | None = None
        self._revenue: Revenue | None = None

    def total(self, db: Connection) -> int:
        if self._total is None:
            self._total = queries.count(db)
        return self._total

    def known(self, sort: str, descending: bool) -> "array[int] | None":
        return self._known.get((sort, descending))

    def everybody(self, db: Connection, sort: str, descending: bool) -> "array[int]":
        if (sort, descending) not in self._known:
            self._known[sort, descending] = queries.everybody(db, sort, descending)
        return self._known[sort, descending]

    def revenue(self, db: Connection, ids: "array[int]") -> Revenue:
        if len(ids) != self.total(db):
            return _told([queries.revenue(db, part) for part in _pieces(array("q", sorted(ids)))])
        if self._revenue is None:
            self._revenue = _told([queries.revenue(db)])
        return self._revenue


def _told(parts: list[tuple[int, dict[int, int]]]) -> Revenue:
    kinds = sum((Counter(kinds) for _cents, kinds in parts), Counter[int]())
    in_part, untold = kinds[queries.IN_PART], kinds[queries.UNTOLD]
    known = kinds[queries.TOLD] + in_part or not untold
    return (sum(cents for cents, _kinds in parts) if known else None), in_part + untold


def _pieces(ids: "array[int]", size: int = 20_000) -> "Iterator[array[int]]":
    """While one is looked through, no other thread gets on."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def find(
    db: Connection,
    rule: Rule | None = None,
    typed: str = "",
    sort: str = "revenue_12m",
    descending: bool = True,
    orders: Orders | None = None,
    figure: Slice | str | None = None,
) -> Listing:
    """Who fits the rule and what was typed; None and "" leave everybody in. `figure`: as `Brought.of`."""
    orders = orders or Orders()
    wanted = search.ids(db, typed, orders.total(db))
    if rule is not None:
        fitting = evaluate.members(db, rule)
        wanted = set(fitting) if wanted is None else wanted.intersection(fitting)
    return _listed(db, wanted, sort, descending, orders, figure)


def _listed(
    db: Connection,
    wanted: set[int] | None,
    sort: str,
    descending: bool,
    orders: Orders,
    figure: Slice | str | None = None,
) -> Listing:
    ids = _in_order(db, wanted, sort, descending, orders)
    return Listing(ids, orders.total(db), *orders.revenue(db, ids), _brought(db, ids, figure))


def _in_order(db: Connection, wanted: set[int] | None, sort: str, descending: bool, orders: Orders) -> "array[int]":
    if wanted is None:
        return orders.everybody(db, sort, descending)
    if len(wanted) <= FEW:
        return array("q", queries.ordered(db, list(wanted), sort, descending))
    return _picked(orders.everybody(db, sort, descending), wanted, len(wanted))


def _picked(ids: "array[int]", wanted: set[int], most: int) -> "array[int]":
    """The first of them that are wanted, at least `most`."""
    found = array("q")
    for part in _pieces(ids):
        found.extend(filter(wanted.__contains__, part))
        if len(found) >= most:
            break
    return found


def begin(
    db: Connection,
    rule: Rule | None,
    typed: str,
    sort: str,
    descending: bool,
    orders: Orders,
    figure: Slice | str | None = None,
) -> Listing:
    """As `find`; where that takes longer than one waits for the first rows, these, and the rest `follows`."""
    total = orders.total(db)
    begun = None
    if total > AT_ONCE and rule is None and figure is None:
        if typed.strip():
            begun = _search_begun(db, typed, sort, descending, orders)
        elif orders.known(sort, descending) is None:
            begun = Listing(queries.first(db, sort, descending, FIRST), total, follows=True, rows=total)
    return begun or find(db, rule, typed, sort, descending, orders, figure)


def _search_begun(db: Connection, typed: str, sort: str, descending: bool, orders: Orders) -> Listing | None:
    """What is found soon of a search: all of few, the first of many; None where nothing is."""
    total, known = orders.total(db), orders.known(sort, descending)
    wanted = search.few(db, typed, SOON)
    if wanted is not None and len(wanted) <= FEW:
        return _listed(db, wanted, sort, descending, orders)
    first = known or queries.first(db, sort, descending, AT_ONCE)
    if wanted is None:
        if found := _first_who_fit(db, typed, first):
            return Listing(found, total, follows=True)
        wanted = search.ids(db, typed, total) if known else None
    if wanted is None:
        return None
    found = _picked(first, wanted, A_SCREEN)[:FIRST]
    return Listing(found, total, follows=True, rows=len(wanted)) if known or len(found) >= A_SCREEN else None


def _first_who_fit(db: Connection, typed: str, candidates: "array[int]") -> "array[int] | None":
    """Enough to fill the screen, or none: what few have the index finds soon enough."""
    found, until = array("q"), time.perf_counter() + SECONDS
    for part in _pieces(candidates, LOOKED_AT):
        found.extend(search.among(db, typed, part))
        if len(found) >= A_SCREEN:
            return found
        if time.perf_counter() > until:
            return None
    return None


def _brought(db: Connection, ids: "array[int]", figure: Slice | str | None) -> Brought | None:
    if figure is None:
        return None
    if isinstance(figure, str):
        n, cents = overdue_of(db, ids)
        return Brought(figure, cents, n)
    sums = slices.revenues(db, figure)
    told = [sums[number] for number in ids if number in sums]
    known = [cents for cents in told if cents is not None]
    return Brought(figure, sum(known) if known or not told else None)
