"""The start page: how the business stands at the key date."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from kmu_crm.value.queries import month_names, months
from kmu_crm.value.unknown import Told, told


@dataclass(frozen=True)
class Change:
    """A number and the same a year before; `before` is None where the data do not reach back."""

    now: float
    before: float | None


@dataclass(frozen=True)
class Overview:
    """Money in cents. `until`: the last day that sales are known of, so that a month whose files have not come yet is no
    fall. `by_month`: oldest first, twelve of them, the last one up to that day."""

    as_of: str
    until: str
    since: str | None  # the first sale in the file
    currency: str
    month_revenue: Change  # the month of `until` up to it, against the same days a year before
    revenue_12m: Change
    active_customers: Change  # at least one purchase in 12 months
    repurchase_rate: Change  # share of the active with a second purchase by then, 0..1
    new_customers: int
    new_customers_month_before: int
    at_risk_revenue: int  # of the last 12 months, from A and B customers whose purchase is overdue
    at_risk_customers: int
    by_month: list[tuple[str, int, int]]  # month, cents, cents a year before
    told: Told  # of all documents up to the key date
    told_month: Told
    told_years: Told  # of the months shown and those a year before


_QUIET = 7  # days without a sale that say nothing of missing files
_REVENUE = "SELECT coalesce(sum(net), 0) FROM counted WHERE counts = 1 AND day > ? AND day <= ?"

_ACTIVE = """
    SELECT count(*), coalesce(sum(again), 0) FROM (
        SELECT count(DISTINCT c.day) > 1 OR min(g.first_purchase) < min(c.day) AS again
        FROM counted AS c JOIN figure AS g ON g.profile_id = c.profile_id
        WHERE c.purchase = 1 AND c.day > ? AND c.day <= ? GROUP BY c.profile_id)"""

_AT_RISK = """
    SELECT coalesce(sum(revenue_12m), 0), count(*) FROM figure
    WHERE value_class IN ('A', 'B') AND lifecycle IN ('at_risk', 'dormant')"""


def overview(db: Connection, as_of: str) -> Overview:
    """From `counted` and `figure` as last scored."""
    until = _until(db, as_of)
    names = month_names(until, 13)
    year, two = (db.execute("SELECT date(?, ?)", (as_of, f"-{days} days")).fetchone()[0] for days in (365, 730))
    reaches = _first_day(db)
    known = reaches is not None and reaches <= year
    active, again = db.execute(_ACTIVE, (year, as_of)).fetchone()
    active_before, again_before = db.execute(_ACTIVE, (two, year)).fetchone()
    at_risk = db.execute(_AT_RISK).fetchone()
    return Overview(
        as_of=as_of,
        until=until,
        since=reaches,
        currency=_currency(db),
        month_revenue=Change(_revenue(db, f"{until[:7]}-00", until), _same_days(db, until, reaches)),
        revenue_12m=Change(_revenue(db, year, as_of), _revenue(db, two, year) if known else None),
        active_customers=Change(active, active_before if known else None),
        repurchase_rate=Change(_share(again, active), _share(again_before, active_before) if known else None),
        new_customers=_new_in(db, names[-1]),
        new_customers_month_before=_new_in(db, names[-2]),
        at_risk_revenue=at_risk[0],
        at_risk_customers=at_risk[1],
        by_month=_two_years(db, until),
        told=told(db),
        told_month=told(db, f"{until[:7]}-00", until),
        told_years=told(db, f"{month_names(until, 24)[0]}-00", until),
    )


def _until(db: Connection, as_of: str) -> str:
    """The key date, or the newest sale where that is more than a week older."""
    (newest,) = db.execute("SELECT max(day) FROM counted WHERE counts = 1 AND day <= ?", (as_of,)).fetchone()
    if not newest or (date.fromisoformat(as_of) - date.fromisoformat(newest)).days <= _QUIET:
        return as_of
    return str(newest)


def _first_day(db: Connection) -> str | None:
    (day,) = db.execute("SELECT min(day) FROM counted WHERE counts = 1").fetchone()
    return str(day) if day else None


def _currency(db: Connection) -> str:
    row = db.execute("SELECT currency FROM figure LIMIT 1").fetchone()
    return str(row[0]) if row else "EUR"


def _revenue(db: Connection, after: str, until: str) -> int:
    return int(db.execute(_REVENUE, (after, until)).fetchone()[0])


def _same_days(db: Connection, as_of: str, reaches: str | None) -> int | None:
    """The same days of the month a year before: up to the 28th where a 29 February has no counterpart."""
    until = f"{int(as_of[:4]) - 1:04}{as_of[4:]}"
    return _revenue(db, f"{until[:7]}-00", until) if reaches is not None and reaches <= until else None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _new_in(db: Connection, month: str) -> int:
    (n,) = db.execute("SELECT count(*) FROM figure WHERE substr(first_purchase, 1, 7) = ?", (month,)).fetchone()
    return int(n)


def _two_years(db: Connection, as_of: str) -> list[tuple[str, int, int]]:
    both = months(db, None, as_of, 24)
    return [(month, cents, before) for (month, cents), (_, before) in zip(both[12:], both[:12], strict=True)]
