"""The list of customers as asked for: a rule, what was typed, an order; with the sums that stand below it."""

from array import array
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.profiles import queries, search
from kmu_crm.segments import evaluate
from kmu_crm.segments.rules import Rule


@dataclass(frozen=True)
class Listing:
    """`ids` in the order shown; `total` counts all customers; `revenue` of the shown ones, 12 months, in cents."""

    ids: "array[int]"
    total: int
    revenue: int


def find(
    db: Connection, rule: Rule | None = None, typed: str = "", sort: str = "revenue_12m", descending: bool = True
) -> Listing:
    """Who fits the rule and what was typed; None and "" leave everybody in."""
    wanted: set[int] | None = None
    if typed.strip():
        wanted = set(search.ids(db, typed))
    if rule is not None:
        fitting = evaluate.members(db, rule)
        wanted = set(fitting) if wanted is None else wanted.intersection(fitting)
    ids = queries.order_ids(db, None if wanted is None else sorted(wanted), sort, descending)
    return Listing(ids, queries.count(db), queries.revenue_of(db, ids))
