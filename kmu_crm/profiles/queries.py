"""The questions that lists and screens ask about profiles: ids in the order shown, then the lines that are looked at."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
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
        "f.value_class DESC, f.revenue_12m DESC, f.profile_id DESC",
    ),
    "phase": (
        "f.lifecycle IS NULL, f.lifecycle, f.revenue_12m DESC, f.profile_id",
        "f.lifecycle DESC, f.revenue_12m DESC, f.profile_id DESC",
    ),
}
_UNSCORED = "SELECT id FROM profile WHERE id NOT IN (SELECT profile_id FROM figure) ORDER BY sort_key, id"


class NoSuchProfile(KmuError):
    text = N_("There is no customer with the number {number}.")
    advice = N_("Search for the name: perhaps it was joined with another customer.")
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
    revenue_12m: int | None  # None where no document tells its net amount
    last_purchase: str | None
    email_ok: str
    phone_ok: str
    post_ok: str
    db2: int | None
    revenue: int | None  # of all time, as `db2`
    db1: int | None


def everybody(db: Connection, sort: str = "revenue_12m", descending: bool = True) -> "array[int]":
    """All ids in the order asked for; who has no figures yet stands at the end."""
    order = SORTS[sort][descending]
    if sort == "name":
        return _numbers(db, f"SELECT p.id FROM profile AS p ORDER BY {order}")
    found = _numbers(db, f"SELECT f.profile_id FROM figure AS f ORDER BY {order}")
    return found if len(found) == count(db) else found + _numbers(db, _UNSCORED)


def _numbers(db: Connection, sql: str) -> "array[int]":
    rows, found = db.execute(sql), array("q")
    while part := rows.fetchmany(5000):
        found.extend(chain.from_iterable(part))
    return found


def ordered(db: Connection, ids: Sequence[int], sort: str = "revenue_12m", descending: bool = True) -> list[int]:
    """A few ids in the order asked for; those of the whole list stand in `everybody`."""
    rows = db.execute(
        "SELECT p.id FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value"
        f" LEFT JOIN figure AS f ON f.profile_id = p.id ORDER BY {SORTS[sort][descending]}, p.id",
        (json.dumps(list(ids)),),
    )
    return [number for (number,) in rows]


def lines(db: Connection, ids: Sequence[int]) -> list[ProfileLine]:
    """The lines of the given profiles in their order; a profile that is gone has none."""
    rows = db.execute(
        "SELECT p.id, p.kind, p.display_name,"
        " trim(CASE WHEN p.kind = 'company' AND p.family_name IS NOT NULL"
        " THEN coalesce(p.given_name || ' ', '') || p.family_name ELSE '' END || ' · ' || coalesce(p.city, '')"
        " || CASE WHEN p.country NOT IN ('DE') THEN ' (' || p.country || ')' ELSE '' END, ' ·'),"
        " f.value_class, coalesce(f.lifecycle, 'prospect'), "
        " iif(f.documents > 0 AND f.documents = f.unknown_net, NULL, coalesce(f.revenue_12m, 0)), f.last_purchase,"
        " p.email_ok, p.phone_ok, p.post_ok, f.db2, f.revenue_net, f.db1"
        " FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value LEFT JOIN figure AS f ON f.profile_id = p.id"
        " ORDER BY wanted.key",
        (json.dumps(list(ids)),),
    )
    return [ProfileLine(*row) for row in rows]


def count(db: Connection) -> int:
    return int(db.execute("SELECT count(*) FROM profile").fetchone()[0])


def revenues(db: Connection) -> "array[int]":
    """Twelve months' net revenue in cents, at the place of each profile's number; 0 where there is none."""
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM profile").fetchone()
    found = array("q", bytes(8 * (last + 1)))
    for number, cents in db.execute("SELECT profile_id, revenue_12m FROM figure WHERE profile_id <= ?", (last,)):
        found[number] = cents
    return found


NO_SALES, TOLD, IN_PART, UNTOLD = range(4)  # what is known of a customer's revenue


def untold(db: Connection) -> bytearray:
    """At the place of each profile's number whether its documents tell their net amounts (`TOLD`, `IN_PART`, `UNTOLD`);
    empty where all of them do."""
    if db.execute("SELECT 1 FROM figure WHERE unknown_net > 0 LIMIT 1").fetchone() is None:
        return bytearray()
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM profile").fetchone()
    found = bytearray(last + 1)
    rows = db.execute(
        "SELECT profile_id, 1 + (unknown_net > 0) + (unknown_net = documents) FROM figure"
        " WHERE documents > 0 AND profile_id <= ?", (last,)
    )  # fmt: skip
    for number, kind in rows:
        found[number] = kind
    return found


def rows(db: Connection, numbers: Sequence[int]) -> dict[int, dict[str, object]]:
    """As `profile`, for many at once by their numbers; those that are gone are left out."""
    cursor = db.execute(
        "SELECT p.* FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value", (json.dumps(list(numbers)),)
    )
    names = [column[0] for column in cursor.description]
    return {row[0]: dict(zip(names, row, strict=True)) for row in cursor}


def profile(db: Connection, number: int) -> dict[str, object]:
    """One profile's row by column. Raises NoSuchProfile."""
    cursor = db.execute("SELECT * FROM profile WHERE id = ?", (number,))
    row = cursor.fetchone()
    if row is None:
        raise NoSuchProfile(number=number)
    return dict(zip((column[0] for column in cursor.description), row, strict=True))
