"""Ranks among all customers: R, F, M by the tie-safe rule, ABC by cumulated share, the value class."""

import json
from collections.abc import Collection
from sqlite3 import Connection

ENOUGH_BUYERS = 25  # fewer show values, no quintiles
REVENUE_KNOWN = "(documents = 0 OR unknown_net < documents)"  # else no document tells its net amount

# 1 + floor(5 x share of customers strictly worse): same value, same score, whatever the order of rows. Whose revenue
# is not known has no rank by it.
_QUINTILES = f"""
    WITH buyer AS (SELECT *, {REVENUE_KNOWN} AS known FROM figure WHERE purchase_days > 0),
    ranked AS (
        SELECT profile_id, known, count(*) OVER () AS buyers, count(*) OVER (PARTITION BY known) AS alike,
            1 + (5 * (rank() OVER (ORDER BY recency_days DESC) - 1)) / count(*) OVER () AS r,
            1 + (5 * (rank() OVER (ORDER BY purchase_days) - 1)) / count(*) OVER () AS f,
            1 + (5 * (rank() OVER (PARTITION BY known ORDER BY revenue_net) - 1))
                / count(*) OVER (PARTITION BY known) AS m
        FROM buyer)
    UPDATE figure SET r = b.r, f = b.f, m = iif(b.known AND b.alike >= :enough, b.m, NULL)
    FROM ranked AS b WHERE b.profile_id = figure.profile_id AND b.buyers >= :enough"""

# The share before the customer decides; ties go by customer number, then by profile number.
_CUMULATED = """
    WITH ranked AS (
        SELECT f.profile_id, f.{worth} AS worth,
            sum(f.{worth}) OVER (ORDER BY f.{worth} DESC, p.customer_numbers, p.id) - f.{worth} AS before,
            sum(f.{worth}) OVER () AS total
        FROM figure AS f JOIN profile AS p ON p.id = f.profile_id WHERE f.{worth} > 0)
    UPDATE figure SET {target} = CASE
        WHEN r.before < 0.8 * r.total THEN 'A' WHEN r.before < 0.95 * r.total THEN 'B' ELSE 'C' END
    FROM ranked AS r WHERE r.profile_id = figure.profile_id"""

_NOTHING_LEFT = (
    f"UPDATE figure SET abc = 'C' WHERE abc IS NULL AND {REVENUE_KNOWN}"
    " AND profile_id IN (SELECT id FROM profile WHERE is_lead = 0{of_some})"
)

# Where costs are unknown the class goes by revenue, unless what is known to be spent already eats it.
_CLASSES = f"""
    UPDATE figure SET value_basis = iif(db2 IS NULL, 'revenue', 'db2'), value_class = CASE
        WHEN db2 IS NOT NULL THEN iif(db2 > 0, value_class, 'D')
        WHEN NOT {REVENUE_KNOWN} THEN NULL
        WHEN revenue_net - shipping - service_cost - campaign_cost <= 0 THEN 'D' ELSE abc END
    WHERE documents > 0"""
_NO_DOCUMENTS = "UPDATE figure SET value_class = NULL WHERE documents = 0"


def fill(db: Connection) -> None:
    db.execute(_QUINTILES, {"enough": ENOUGH_BUYERS})
    db.execute(_CUMULATED.format(worth="revenue_net", target="abc"))
    db.execute(_NOTHING_LEFT.format(of_some=""))
    db.execute(_CUMULATED.format(worth="db2", target="value_class"))
    db.execute(_CLASSES)
    db.execute(_NO_DOCUMENTS)


def follow(db: Connection, profiles: Collection[int]) -> None:
    """Of these profiles those that are new, and buy nothing yet."""
    some = " AND id IN (SELECT value FROM json_each(:some))"
    db.execute(_NOTHING_LEFT.format(of_some=some), {"some": json.dumps(sorted(profiles))})
