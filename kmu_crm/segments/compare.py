"""Two segments side by side: how many are in both, and what their customers bring."""

import json
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.segments.evaluate import members
from kmu_crm.segments.rules import Rule


@dataclass(frozen=True)
class Side:
    """Means per customer; None where nobody is in it or nothing is known, as is the revenue. Money in cents, shares 0..1."""

    size: int
    revenue_12m: int | None
    revenue_per_customer: float | None
    purchases_per_year: float | None
    margin: float | None  # contribution margin II of net revenue, of customers whose costs are known
    open_share: float | None  # customers with open items
    reachable: dict[str, int]  # channel -> customers who said yes
    in_part: int = 0  # customers of whom documents tell no net amount


@dataclass(frozen=True)
class Comparison:
    a: Side
    b: Side
    both: int
    only_a: int
    only_b: int


_SIDE = """
    SELECT count(*), iif(sum(g.documents) > 0 AND sum(g.documents) = sum(g.unknown_net), NULL, coalesce(sum(g.revenue_12m), 0)),
           avg(iif(g.documents > 0 AND g.documents = g.unknown_net, NULL, coalesce(g.revenue_12m, 0))),
           avg(CASE WHEN g.purchase_days > 0 THEN g.purchase_days
               / max(1.0, (julianday(g.as_of) - julianday(g.first_purchase)) / 365.25) END),
           sum(g.db2) FILTER (WHERE g.db2 IS NOT NULL) * 1.0
               / nullif(sum(g.revenue_net) FILTER (WHERE g.db2 IS NOT NULL), 0),
           avg(coalesce(g.open_amount, 0) > 0),
           coalesce(sum(p.email_ok = 'yes'), 0), coalesce(sum(p.phone_ok = 'yes'), 0),
           coalesce(sum(p.post_ok = 'yes'), 0), coalesce(sum(g.unknown_net > 0), 0)
    FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value LEFT JOIN figure AS g ON g.profile_id = p.id"""


def compare(db: Connection, a: Rule, b: Rule) -> Comparison:
    ours, theirs = set(members(db, a)), set(members(db, b))
    return Comparison(
        a=side(db, sorted(ours)),
        b=side(db, sorted(theirs)),
        both=len(ours & theirs),
        only_a=len(ours - theirs),
        only_b=len(theirs - ours),
    )


def side(db: Connection, profiles: list[int]) -> Side:
    """What one list of profiles amounts to."""
    size, revenue, mean, purchases, margin, owing, *ways, in_part = db.execute(
        _SIDE, (json.dumps(profiles),)
    ).fetchone()
    reachable = dict(zip(("email", "phone", "post"), ways, strict=True))
    return Side(size, revenue, mean, purchases, margin, owing, reachable, in_part)
