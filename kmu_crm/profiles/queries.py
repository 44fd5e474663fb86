"""The questions that lists and screens ask about profiles: ids in the order shown, then the lines that are looked at."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.profiles import contracts

# Offered sortings, upwards and downwards; who has no value stands at the end of class and phase. Equal figures stand in
# the order of numbers, or against it, so that an index alone gives the whole order.
SORTS = {
    "name": ("p.sort_key, p.id", "p.sort_key DESC, p.id DESC"),
    "revenue_12m": ("f.revenue_12m, f.profile_id", "f.revenue_12m DESC, f.profile_id DESC"),
    "last_purchase": ("f.last_purchase, f.profile_id", "f.last_purchase DESC, f.profile_id DESC"),
    "value_class": (
        "f.value_class IS NULL, f.value_class, f.revenue_12m DESC, f.profile_id DESC",
        "f.value_class DESC, f.revenue_12m DESC, f.profile_id DESC",
    ),
    "phase": (
        "f.lifecycle IS NULL, f.lifecycle, f.revenue_12m DESC, f.profile_id DESC",
        "f.lifecycle DESC, f.revenue_12m DESC, f.profile_id DESC",
    ),
}
_IN_GROUPS = {"value_class": "value_class", "phase": "lifecycle"}  # by revenue within each value
_UNSCORED = "SELECT id AS number FROM profile WHERE id NOT IN (SELECT profile_id FROM figure) ORDER BY sort_key, id"
_PIECE = 100_000  # characters, some 15,000 numbers: while they are read, no other thread gets on
Part = tuple[str, tuple[str | None, ...]]  # SQL with a column `number`, and what it names


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
    customer_numbers: str  # joined by |
    email: str | None
    phone: str | None  # E.164
    city: str | None
    open_amount: int
    revenue_before: int | None  # of the twelve months before; None where the customer was none for all of them
    first_purchase: str | None
    contract_end: str = ""  # the next one on the key date, or the last
    notice_until: str = ""


def everybody(db: Connection, sort: str = "revenue_12m", descending: bool = True) -> "array[int]":
    """All ids in the order asked for; who has no figures yet stands at the end."""
    found = array("q")
    for part in _parts(db, sort, descending):
        found += _numbers(db, part)
    return found if sort == "name" or len(found) == count(db) else found + _numbers(db, (_UNSCORED, ()))


def first(db: Connection, sort: str, descending: bool, most: int) -> "array[int]":
    """The first `most` of `everybody`, at once, however many there are."""
    found = array("q")
    for sql, named in (*_parts(db, sort, descending), *([] if sort == "name" else [(_UNSCORED, ())])):
        if len(found) < most:
            rows = db.execute(f"{sql} LIMIT ?", (*named, most - len(found)))
            found.extend(chain.from_iterable(rows))
    return found


def _parts(db: Connection, sort: str, descending: bool) -> list[Part]:
    """One after the other they give the whole order, each straight from an index."""
    order = SORTS[sort][descending]
    if sort == "name":
        return [(f"SELECT p.id AS number FROM profile AS p ORDER BY {order}", ())]
    if sort not in _IN_GROUPS:
        return [(f"SELECT f.profile_id AS number FROM figure AS f ORDER BY {order}", ())]
    column = _IN_GROUPS[sort]
    sql = f"SELECT profile_id AS number FROM figure WHERE {column} IS ? ORDER BY revenue_12m DESC, profile_id DESC"
    values = _values(db, column)
    return [(sql, (value,)) for value in (*(reversed(values) if descending else values), None)]


def _values(db: Connection, column: str) -> list[str]:
    """Which values there are, upwards; the index is asked once for each."""
    found: list[str] = []
    (value,) = db.execute(f"SELECT min({column}) FROM figure").fetchone()
    while value is not None:
        found.append(value)
        (value,) = db.execute(f"SELECT min({column}) FROM figure WHERE {column} > ?", (value,)).fetchone()
    return found


def _numbers(db: Connection, part: Part) -> "array[int]":
    """All numbers in one text: row by row a million take three times as long, and the window's thread waits for each."""
    sql, named = part
    (text,) = db.execute(f"SELECT group_concat(number) FROM ({sql})", named).fetchone()
    return read_numbers(text)


def read_numbers(text: str | None) -> "array[int]":
    """What `group_concat` gives of numbers."""
    found, start = array("q"), 0
    while text and start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        found.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return found


def ordered(db: Connection, ids: Sequence[int], sort: str = "revenue_12m", descending: bool = True) -> list[int]:
    """A few ids in the order asked for; those of the whole list stand in `everybody`."""
    order = SORTS[sort][descending]
    rows = db.execute(
        "SELECT p.id FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value LEFT JOIN figure AS f ON f.profile_id = p.id"
        f" ORDER BY {order if sort == 'name' else f'f.profile_id IS NULL, {order}, p.sort_key, p.id'}",
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
        " p.email_ok, p.phone_ok, p.post_ok, f.db2, f.revenue_net, f.db1,"
        " p.customer_numbers, p.email, p.phone, p.city, coalesce(f.open_amount, 0),"
        " iif(f.first_purchase <= date(f.as_of, '-730 days'), f.revenue_12m_before, NULL), f.first_purchase"
        " FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value LEFT JOIN figure AS f ON f.profile_id = p.id"
        " ORDER BY wanted.key",
        (json.dumps(list(ids)),),
    )
    found = contracts.of_customers(db, contracts.scored_at(db, date.today().isoformat()), ids)
    return [ProfileLine(*row, *found.get(row[0], ())) for row in rows]


def count(db: Connection) -> int:
    return int(db.execute("SELECT count(*) FROM profile").fetchone()[0])


def count_mailable(db: Connection) -> int:
    """Who may be written to by mail: as many as the rule `email_ok is yes` finds, told by an index of them alone."""
    return int(db.execute("SELECT count(*) FROM profile WHERE email_ok = 'yes'").fetchone()[0])


def is_anybody(db: Connection) -> bool:
    return db.execute("SELECT 1 FROM profile LIMIT 1").fetchone() is not None


NO_SALES, TOLD, IN_PART, UNTOLD = range(4)  # what is known of a customer's revenue


def revenue(db: Connection, numbers: Sequence[int] | None = None) -> tuple[int, dict[int, int]]:
    """Twelve months' net revenue of these customers, or everybody, in cents; and of how many it is known how far (`TOLD` ..)."""
    whose = (
        "figure AS f" if numbers is None else "json_each(?) AS wanted JOIN figure AS f ON f.profile_id = wanted.value"
    )
    rows = db.execute(
        "SELECT iif(f.documents > 0, 1 + (f.unknown_net > 0) + (f.unknown_net = f.documents), 0), count(*), sum(f.revenue_12m)"
        f" FROM {whose} GROUP BY 1",
        () if numbers is None else (json.dumps(list(numbers)),),
    ).fetchall()
    return sum(cents for _kind, _n, cents in rows), {kind: n for kind, n, _cents in rows}


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
