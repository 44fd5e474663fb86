"""Puts profiles in line to be drawn anew where something new was said about an address of theirs."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.consent import addresses


def touch_main(db: Connection, emails: Sequence[str]) -> None:
    """Profiles whose main mail address is among `emails`; an index makes this cheap for whole imports.

    Other addresses of an import come with rows of that import, which stand in line for themselves.
    """
    db.execute(
        "INSERT OR IGNORE INTO changed_record"
        " SELECT p.id FROM json_each(?) AS w JOIN profile AS p ON p.email = w.value",
        (json.dumps(list(emails)),),
    )


def touch(db: Connection, address: str) -> None:
    """Every record that knows this one address (normal form), on any channel. Reads all records once."""
    if address.startswith("post:"):
        _touch_door(db, address)
        return
    db.execute(
        "INSERT OR IGNORE INTO changed_record SELECT record_id FROM party AS a WHERE current = 1 AND (email = :address"
        " OR phone = :address OR more IS NOT NULL AND EXISTS (SELECT 1 FROM json_tree(a.more) AS t"
        " WHERE t.atom = :address))",
        {"address": address},
    )


def _touch_door(db: Connection, key: str) -> None:
    rows = db.execute("SELECT record_id, street, postcode FROM party WHERE current = 1 AND street IS NOT NULL")
    found = [(record,) for record, street, postcode in rows if addresses.post(street, postcode) == key]
    db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", found)
