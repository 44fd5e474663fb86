"""What an import makes of the customers that are there: who is new, and whose values become others. Told before it is done and
after, for only the comparison of all sources shows which row is which customer and which value goes first."""

import json
from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.identity import match
from kmu_crm.profiles import build
from kmu_crm.sources.recording.changes import OfCustomers, Sample

MOST = 1_000  # records in line: with more the answer would keep people waiting for seconds
MOST_DONE = 20_000  # customers: once it is done, only their values are compared
SHOWN = 200
_SEEN = (
    "salutation", "title", "given_name", "family_name", "company", "email", "phone", "street", "address_extra", "postcode", "city",
    "country", "birth_date", "vat_id",
)  # fmt: skip
_VALUES = f"""
    SELECT id, display_name, {", ".join(_SEEN)} FROM profile WHERE id IN (SELECT value FROM json_each(?)) ORDER BY sort_key, id"""

Values = dict[int, tuple[str | None, ...]]


def of(db: Connection) -> OfCustomers | None:
    """To be asked within a transaction that is taken back. None where nobody is there yet, or too many came."""
    (waiting,) = db.execute("SELECT count(*) FROM changed_record").fetchone()
    if waiting > MOST or not db.execute("SELECT 1 FROM profile LIMIT 1").fetchone():
        return None
    touched = match.update(db).touched
    before = values(db, touched)
    build.refresh(db, touched)
    return compared(before, values(db, touched))


def before(db: Connection, touched: Collection[int]) -> Values | None:
    """What these customers show before they are drawn anew, to be `compared`; None where nobody is there yet, or too many."""
    if len(touched) > MOST_DONE or not db.execute("SELECT 1 FROM profile LIMIT 1").fetchone():
        return None
    return values(db, touched)


def compared(before: Values, after: Values) -> OfCustomers:
    changed = [
        Sample("customers", number, None, str(now[0]), changes)
        for number, now in after.items()
        if number in before and (changes := _changes(before[number], now))
    ]
    new = len(after.keys() - before.keys())
    return OfCustomers(new, len(changed), tuple(changed[:SHOWN]))


def values(db: Connection, numbers: Collection[int]) -> Values:
    rows = db.execute(_VALUES, (json.dumps(sorted(numbers)),))
    return {row[0]: tuple(row[1:]) for row in rows}


def _changes(
    before: tuple[str | None, ...], now: tuple[str | None, ...]
) -> tuple[tuple[str, str | None, str | None], ...]:
    pairs = zip(_SEEN, before[1:], now[1:], strict=True)
    return tuple((field, old, new) for field, old, new in pairs if (old or "") != (new or ""))
