"""Where a customer stands: phase and activity, by the customer's own gap where there is one, else the store's."""

import json
from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.i18n import N_

PHASES = {
    "prospect": N_("Prospect"),
    "new": N_("New"),
    "growing": N_("Growing"),
    "regular": N_("Regular"),
    "at_risk": N_("At risk"),
    "dormant": N_("Dormant"),
    "lost": N_("Lost"),
}
ACTIVITIES = {
    "none": N_("no purchase yet"),
    "once": N_("bought once, open"),
    "active": N_("active"),
    "at_risk": N_("at risk"),
    "lost": N_("probably lost"),
}
SHORTEST_GAP = 7  # days: who buys every day is not lost after a long weekend
_GAP_OF_A_STORE = 365.0  # days, while nobody has bought twice

_STORE_GAP = """
    SELECT avg(median_gap) FROM (
        SELECT median_gap, row_number() OVER (ORDER BY median_gap) AS place, count(*) OVER () AS n
        FROM figure WHERE median_gap IS NOT NULL)
    WHERE place IN ((n + 1) / 2, (n + 2) / 2)"""

_OVERDUE = """
    CASE WHEN rhythm = 'seasonal' THEN overdue
         ELSE recency_days / max(:shortest, iif(overdue IS NULL, :gap, median_gap)) END"""

_FILL = f"""
    WITH o AS (SELECT profile_id, {_OVERDUE} AS o FROM figure)
    UPDATE figure SET
        lifecycle = CASE WHEN purchase_days = 0 THEN 'prospect'
            WHEN o.o > :lost THEN 'lost' WHEN o.o > :dormant THEN 'dormant'
            WHEN o.o > :at_risk THEN 'at_risk' WHEN purchase_days = 1 THEN 'new'
            WHEN purchase_days >= 3 AND revenue_12m > 0 AND revenue_12m >= 1.25 * revenue_12m_before THEN 'growing'
            ELSE 'regular' END,
        activity = CASE WHEN purchase_days = 0 THEN 'none' WHEN purchase_days = 1 THEN 'once'
            WHEN o.o > :dormant THEN 'lost' WHEN o.o > :at_risk THEN 'at_risk' ELSE 'active' END
    FROM o WHERE o.profile_id = figure.profile_id"""
_NOTHING_BOUGHT = (
    "UPDATE figure SET activity = 'none' WHERE activity IS NULL AND profile_id IN (SELECT value FROM json_each(?))"
)


def store_gap(db: Connection) -> float:
    """Median over customers of their usual gap, in days; a year while nobody has bought twice."""
    (gap,) = db.execute(_STORE_GAP).fetchone()
    return float(gap) if gap else _GAP_OF_A_STORE


def fill(db: Connection) -> None:
    """First match wins: prospect, lost, dormant, at risk, new, growing, regular; thresholds are settings."""
    bounds = {name: settings.number(db, f"phase.{name}") / 100 for name in ("at_risk", "dormant", "lost")}
    db.execute(_FILL, bounds | {"gap": store_gap(db), "shortest": float(SHORTEST_GAP)})


def follow(db: Connection, profiles: Collection[int]) -> None:
    """Of these profiles those that are new: prospects."""
    db.execute(_NOTHING_BOUGHT, (json.dumps(sorted(profiles)),))
