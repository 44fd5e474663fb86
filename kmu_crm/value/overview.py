"""The start page: how the business stands at the key date."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from kmu_crm.value import days
from kmu_crm.value.queries import month_names
from kmu_crm.value.unknown import Told


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
    new_customers: int
    new_customers_month_before: int
    at_risk_revenue: int  # of the last 12 months, from A and B customers whose purchase is overdue
    at_risk_customers: int
    by_month: list[tuple[str, int, int]]  # month, cents, cents a year before
    told: Told  # of all documents up to the key date
    told_month: Told
    told_years: Told  # of the months shown and those a year before


_QUIET = 7  # days without a sale that say nothing of missing files
_AT_RISK = """
    SELECT coalesce(sum(revenue_12m), 0), count(*) FROM figure INDEXED BY figure_at_risk
    WHERE value_class IN ('A', 'B') AND lifecycle IN ('at_risk', 'dormant')"""


def overview(db: Connection, as_of: str) -> Overview:
    """From sums by day and `figure` as last scored."""
    until = _until(db, as_of)
    names = month_names(until, 13)
    year, two = (db.execute("SELECT date(?, ?)", (as_of, f"-{ago} days")).fetchone()[0] for ago in (365, 730))
    reaches = days.first(db)
    known = reaches is not None and reaches <= year
    revenue_at_risk, customers_at_risk = at_risk(db)
    return Overview(
        as_of=as_of,
        until=until,
        since=reaches,
        currency=currency(db),
        month_revenue=Change(days.revenue(db, f"{until[:7]}-00", until), _same_days(db, until, reaches)),
        revenue_12m=Change(days.revenue(db, year, as_of), days.revenue(db, two, year) if known else None),
        new_customers=days.newcomers(db, names[-1]),
        new_customers_month_before=days.newcomers(db, names[-2]),
        at_risk_revenue=revenue_at_risk,
        at_risk_customers=customers_at_risk,
        by_month=_two_years(db, until),
        told=days.told(db),
        told_month=days.told(db, f"{until[:7]}-00", until),
        told_years=days.told(db, f"{month_names(until, 24)[0]}-00", until),
    )


def at_risk(db: Connection) -> tuple[int, int]:
    """Of A and B customers whose purchase is overdue: revenue of the last 12 months, in cents, and how many they are."""
    cents, customers = db.execute(_AT_RISK).fetchone()
    return int(cents), int(customers)


def currency(db: Connection) -> str:
    row = db.execute("SELECT currency FROM figure LIMIT 1").fetchone()
    return str(row[0]) if row else "EUR"


def _until(db: Connection, as_of: str) -> str:
    """The key date, or the newest sale where that is more than a week older."""
    newest = days.newest(db, as_of)
    if not newest or (date.fromisoformat(as_of) - date.fromisoformat(newest)).days <= _QUIET:
        return as_of
    return newest


def _same_days(db: Connection, as_of: str, reaches: str | None) -> int | None:
    """The same days of the month a year before: up to the 28th where a 29 February has no counterpart."""
    until = f"{int(as_of[:4]) - 1:04}{as_of[4:]}"
    return days.revenue(db, f"{until[:7]}-00", until) if reaches is not None and reaches <= until else None


def _two_years(db: Connection, as_of: str) -> list[tuple[str, int, int]]:
    both = days.months(db, as_of, 24)
    return [(month, cents, before) for (month, cents), (_, before) in zip(both[12:], both[:12], strict=True)]
