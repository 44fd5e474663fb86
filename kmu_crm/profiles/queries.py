"""The questions that lists and screens ask about profiles: ids in the order shown, then the lines that are looked at."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_

# Offered sortings, upwards and downwards; who has no value stands at the end of class and phase. Equal figures stand in
# the order of numbers, so that an index alone gives the whole order.
SORTS = {
    "name": ("p.sort_key, p.id", "p.sort_key DESC, p.id DESC"),
    "revenue_12m": ("f.revenue_12m, f.profile_id", "f.revenue_12m DESC, f.profile_id DESC"),
    "last_purchase": ("f.last_purchase, f.profile_id", "f.last_purchase DESC, f.profile_id DESC"),
    "value_class": (
        "f.value_class IS NULL, f.value_class, f.revenue_12m DESC, f.profile_id",
        "f.value_class IS NULL, f.value_class DESC, f.revenue_12m DESC, f.profile_id",
    ),
    "phase": (
        "f.lifecycle IS NULL, f.lifecycle, f.revenue_12m DESC, f.profile_id",
        "f.lifecycle DESC, f.revenue_12m DESC, f.profile_id",
    ),
}
_UNSCORED = "SELECT id FROM profile WHERE id NOT IN (SELECT profile_id FROM figure) ORDER BY sort_key, id"


class NoSuchProfile(KmuError):
    text = N_("There is no customer with the number {number}.")
    advice = N_("Search for the name with “find”.")
    code = "no_profile"


@dataclass(frozen=True)
class ProfileLine:
    """One row of the customer list. Money in cents; `*_ok` is yes, no, unproven or ''."""

    id: int
    kind: str
    display_name: str
    second: str  # contact and place, as the list shows it under the name
    value_class: str | None
    phase: str
    revenue_12m: int
    last_purchase: str | None
    email_ok: str
    phone_ok: str
    post_ok: str
    db2: int | None


def order_ids(
    db: Connection, ids: Sequence[int] | None, sort: str = "revenue_12m", descending: bool = True
) -> "array[int]":
    """All ids, or the given ones, in the order asked for."""
    order = SORTS[sort][descending]
    if ids is not None:
        return _numbers(
            db,
            "SELECT p.id FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value"
            f" LEFT JOIN figure AS f ON f.profile_id = p.id ORDER BY {order}, p.id",
            json.dumps(list(ids)),
        )
    if sort == "name":
        return _numbers(db, f"SELECT p.id FROM profile AS p ORDER BY {order}")
    return _numbers(db, f"SELECT f.profile_id FROM figure AS f ORDER BY {order}") + _numbers(db, _UNSCORED)


def _numbers(db: Connection, sql: str, *bound: str) -> "array[int]":
    rows = db.execute(sql, bound)
    found = array("q")
    while part := rows.fetchmany(5000):
        found.extend(number for (number,) in part)
    return found


def lines(db: Connection, ids: Sequence[int]) -> list[ProfileLine]:
    """The lines of the given profiles in their order; a profile that is gone has none."""
    rows = db.execute(
        "SELECT p.id, p.kind, p.display_name,"
        " trim(CASE WHEN p.kind = 'company' AND p.family_name IS NOT NULL"
        " THEN coalesce(p.given_name || ' ', '') || p.family_name ELSE '' END || ' · ' || coalesce(p.city, '')"
        " || CASE WHEN p.country NOT IN ('DE') THEN ' (' || p.country || ')' ELSE '' END, ' ·'),"
        " f.value_class, coalesce(f.lifecycle, 'prospect'), coalesce(f.revenue_12m, 0), f.last_purchase,"
        " p.email_ok, p.phone_ok, p.post_ok, f.db2"
        " FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value LEFT JOIN figure AS f ON f.profile_id = p.id"
        " ORDER BY wanted.key",
        (json.dumps(list(ids)),),
    )
    return [ProfileLine(*row) for row in rows]


def count(db: Connection) -> int:
    return int(db.execute("SELECT count(*) FROM profile").fetchone()[0])


def revenue_of(db: Connection, ids: Sequence[int]) -> int:
    """Twelve months' net revenue of the given profiles, in cents."""
    return int(
        db.execute(
            "SELECT coalesce(sum(revenue_12m), 0) FROM figure WHERE profile_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        ).fetchone()[0]
    )


def profile(db: Connection, number: int) -> dict[str, object]:
    """One profile's row by column. Raises NoSuchProfile."""
    cursor = db.execute("SELECT * FROM profile WHERE id = ?", (number,))
    row = cursor.fetchone()
    if row is None:
        raise NoSuchProfile(number=number)
    return dict(zip((column[0] for column in cursor.description), row, strict=True))
