"""The head of the analysis page: figures of a slice against the same days a year before, and its months."""

from dataclasses import dataclass, replace
from datetime import date
from sqlite3 import Connection

from kmu_crm.value.overview import Change
from kmu_crm.value.slices import Slice, within
from kmu_crm.value.unknown import Told, told

CLASSES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Margin:
    """Contribution margin I (net less cost of goods) of the documents whose costs are known, in cents, and their net."""

    db1: int
    net_known: int
    net: int


@dataclass(frozen=True)
class Review:
    """Money in cents. Month rows oldest first, as `months_of` names them."""

    slice: Slice
    currency: str
    since: str | None  # the first sale in the file, whatever the slice
    revenue: Change
    active_customers: Change  # at least one purchase
    repurchase_rate: Change  # share of the active who have bought on a second day by then, 0..1
    at_risk_revenue: int  # of A and B customers whose purchase is overdue today
    at_risk_customers: int
    margin: Margin
    by_class: list[tuple[str, dict[str, int]]]
    new_and_existing: list[tuple[str, int, int]]  # month, of customers who first bought in it, of the others
    told: Told
    told_before: Told


_SINCE = "SELECT min(day) FROM main.counted WHERE counts = 1 AND day <> ''"
_REVENUE = "SELECT coalesce(sum(net), 0) FROM counted WHERE counts = 1 AND day BETWEEN ? AND ?"
_ACTIVE = """
    SELECT count(*), coalesce(sum(again), 0) FROM (
        SELECT count(DISTINCT c.day) > 1 OR min(g.first_purchase) < min(c.day) AS again
        FROM counted AS c JOIN figure AS g ON g.profile_id = c.profile_id
        WHERE c.purchase = 1 AND c.day BETWEEN ? AND ? GROUP BY c.profile_id)"""
# Who has not bought for longer than the slice lasts is at risk as well, without revenue in it.
_OVERDUE = "SELECT profile_id FROM figure WHERE value_class IN ('A', 'B') AND lifecycle IN ('at_risk', 'dormant') AND purchase_days > 0"
_AT_RISK = f"""
    WITH overdue AS MATERIALIZED ({_OVERDUE})
    SELECT coalesce(sum(c.net), 0), (SELECT count(*) FROM overdue) FROM counted AS c
    WHERE c.counts = 1 AND c.day BETWEEN ? AND ? AND c.profile_id IN (SELECT profile_id FROM overdue)"""
_MARGIN = """
    SELECT coalesce(sum(net - cost) FILTER (WHERE cost_known = 1), 0),
           coalesce(sum(net) FILTER (WHERE cost_known = 1), 0), coalesce(sum(net), 0)
    FROM counted WHERE counts = 1 AND day BETWEEN ? AND ?"""
_MONTHS = """
    SELECT substr(c.day, 1, 7), coalesce(g.value_class, 'D'), g.profile_id IS NULL,
           substr(g.first_purchase, 1, 7) = substr(c.day, 1, 7), sum(c.net)
    FROM counted AS c LEFT JOIN figure AS g ON g.profile_id = c.profile_id
    WHERE c.counts = 1 AND c.net IS NOT NULL AND c.day BETWEEN ? AND ? GROUP BY 1, 2, 3, 4"""


def review(db: Connection, of: Slice) -> Review:
    """Of a slice with both its days, from `counted` and `figure` as last scored. Sales without a customer count in the
    revenue and among the existing, and have no class."""
    days, before = (of.first, of.last), span_before(of)
    (since,) = db.execute(_SINCE).fetchone()
    known = since is not None and since <= before[1]
    with within(db, replace(of, first="", last="")):
        active, again = db.execute(_ACTIVE, days).fetchone()
        active_before, again_before = db.execute(_ACTIVE, before).fetchone()
        currency = db.execute("SELECT currency FROM figure LIMIT 1").fetchone()
        by_class, new_and_existing = _months(db, of)
        at_risk_revenue, at_risk_customers = db.execute(_AT_RISK, days).fetchone()
        return Review(
            of,
            str(currency[0]) if currency else "EUR",
            since,
            Change(_sum(db, days), _sum(db, before) if known else None),
            Change(active, active_before if known else None),
            Change(_share(again, active), _share(again_before, active_before) if known else None),
            at_risk_revenue,
            at_risk_customers,
            Margin(*db.execute(_MARGIN, days).fetchone()),
            by_class,
            new_and_existing,
            told(db, *days),
            told(db, *before),
        )


def span_before(of: Slice) -> tuple[str, str]:
    """The span a year before: from the same first of a month, else as many days."""
    first, last = date.fromisoformat(of.first), date.fromisoformat(of.last)
    until = _year_before(last)
    begin = _year_before(first) if first.day == 1 else until - (last - first)
    return begin.isoformat(), until.isoformat()


def _year_before(day: date) -> date:
    """Of a 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def months_of(of: Slice) -> list[str]:
    """`["2024-11", "2024-12"]`, without a first month that the slice holds only the end of."""
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (of.first, of.last))
    begin = first if of.first[8:] == "01" else min(first + 1, last)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, last + 1)]


def _sum(db: Connection, days: tuple[str, str]) -> int:
    return int(db.execute(_REVENUE, days).fetchone()[0])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _months(db: Connection, of: Slice) -> tuple[list[tuple[str, dict[str, int]]], list[tuple[str, int, int]]]:
    names = months_of(of)
    by_class = {name: dict.fromkeys(CLASSES, 0) for name in names}
    new, existing = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for month, letter, nobody, first, cents in db.execute(_MONTHS, (f"{names[0]}-01", of.last)):
        if not nobody:
            by_class[month][letter] += cents
        (new if first else existing)[month] += cents
    return list(by_class.items()), [(name, new[name], existing[name]) for name in names]
