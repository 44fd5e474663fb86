"""The list of customers as asked for: a rule, what was typed, an order; with the sums that stand below it."""

from array import array
from collections import Counter
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.profiles import queries, search
from kmu_crm.segments import evaluate
from kmu_crm.segments.rules import Rule
from kmu_crm.value import slices
from kmu_crm.value.queries import overdue_of
from kmu_crm.value.slices import Slice


@dataclass(frozen=True)
class Listing:
    """`ids` in the order shown; `total` counts all customers; `revenue` of the shown ones, 12 months, in cents, None where
    no document of theirs tells it; `in_part`: how many of them have documents that do not."""

    ids: "array[int]"
    total: int
    revenue: int | None
    in_part: int = 0
    brought: "Brought | None" = None


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
        self._revenues: array[int] | None = None
        self._untold: bytearray | None = None

    def everybody(self, db: Connection, sort: str, descending: bool) -> "array[int]":
        if (sort, descending) not in self._known:
            self._known[sort, descending] = queries.everybody(db, sort, descending)
        return self._known[sort, descending]

    def revenue(self, db: Connection, ids: "array[int]") -> tuple[int | None, int]:
        """Cents, and how many customers of whom part of it, or all, is unknown."""
        if self._revenues is None or self._untold is None:
            self._revenues, self._untold = queries.revenues(db), queries.untold(db)
        kinds = Counter(map(self._untold.__getitem__, ids)) if self._untold else Counter[int]()
        known = kinds[queries.TOLD] + kinds[queries.IN_PART] or not kinds[queries.UNTOLD]
        cents = sum(map(self._revenues.__getitem__, ids)) if known else None
        return cents, kinds[queries.IN_PART] + kinds[queries.UNTOLD]


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
    wanted = search.ids(db, typed)
    if rule is not None:
        fitting = evaluate.members(db, rule)
        wanted = set(fitting) if wanted is None else wanted.intersection(fitting)
    orders = orders or Orders()
    everybody = ids = orders.everybody(db, sort, descending)
    if wanted is not None:
        ids = array("q", filter(wanted.__contains__, everybody))
    return Listing(ids, len(everybody), *orders.revenue(db, ids), _brought(db, ids, figure))


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
