"""A figure against the same a year before, as a tile shows it; and the rules of the customers behind figures."""

from datetime import date, timedelta
from typing import TypedDict

from kmu_crm.fields import show
from kmu_crm.value.overview import Change

AT_RISK = "value_class in (A, B) and phase in (at_risk, dormant)"
REACHABLE = "email_ok is yes"
OVERDUE = "overdue_amount > 0"
ACTIVE = "last_purchase within 364 days"
BOUGHT_AGAIN = "last_purchase within 364 days and purchases >= 2"
WITH_COSTS = f"not db1 is empty and {ACTIVE}"
WITH_REVENUE = "revenue_12m > 0"
COSTLY = "value_class is D and revenue_12m > 0"


class Delta(TypedDict, total=False):
    """Words for `Tile.set_figure`; empty where there is no year before, `delta` alone where nothing has changed."""

    delta: str
    up: bool
    good: bool


def relative(change: Change, text: str = "{change}", *, decimals: int | None = None) -> Delta:
    """In percent of the year before: “12 % zum Vorjahr”; by default with a decimal below ten percent."""
    if not change.before:
        return {}
    share = (change.now - change.before) / change.before
    if decimals is None:
        decimals = 1 if abs(share) < 0.1 else 0
    return _delta(share, text.format(change=show.percent(abs(share), decimals)), decimals + 2)


def points(change: Change) -> Delta:
    """Shares, in percentage points."""
    if change.before is None:
        return {}
    by = 100 * (change.now - change.before)
    return _delta(by, show.number(abs(by), 1), 1)


def _delta(by: float, words: str, decimals: int) -> Delta:
    """What rounds to nought at the decimals shown is no change: neither arrow nor colour."""
    if round(abs(by), decimals) == 0:
        return {"delta": words}
    return {"delta": words, "up": by > 0, "good": by > 0}


def since(field: str, first: str) -> str:
    """The rule for a day from `first` (ISO) on."""
    return f"{field} after {_before(first)}"


def between(field: str, first: str, end: str) -> str:
    """The rule for a day from `first` up to, not including, `end`."""
    return f"{field} after {_before(first)} and {field} before {end}"


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
