"""Puts profiles in line to be drawn anew where something new was said about an address of theirs."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.consent import addresses

_HOLDERS = """
    INSERT OR IGNORE INTO changed_record
    WITH wanted AS MATERIALIZED (SELECT DISTINCT value AS address FROM json_each(?))
    SELECT p.record_id FROM wanted AS w JOIN party AS p ON p.email = w.address AND p.current = 1
    UNION SELECT p.record_id FROM wanted AS w JOIN party AS p ON p.email = w.address AND p.current = 0
    UNION SELECT p.id FROM wanted AS w JOIN profile AS p ON p.email = w.address
    UNION SELECT p.record_id FROM party AS p, json_each(p.more, '$.emails') AS further
    WHERE p.current = 1 AND p.more IS NOT NULL AND further.value IN (SELECT address FROM wanted)
    UNION SELECT p.record_id FROM party AS p, json_each(p.more, '$.emails') AS further
    WHERE p.current = 0 AND p.more IS NOT NULL AND further.value IN (SELECT address FROM wanted)
    UNION SELECT r.record_id FROM wanted AS w JOIN refused_address AS r ON r.address = w.address"""
_KEPT = "INSERT OR IGNORE INTO changed_record SELECT record_id FROM refused_address WHERE address = ?"


def touch_main(db: Connection, emails: Sequence[str]) -> None:
    """Every record that knows or knew one of these mail addresses, and profiles whose address was put right by hand; indexes
    make this cheap for whole imports."""
    db.execute(_HOLDERS, (json.dumps(list(emails)),))


def touch(db: Connection, address: str) -> None:
    """Every record that knows or knew this one address (normal form), on any channel. Reads all records once."""
    db.execute(_KEPT, (address,))
    if address.startswith("post:"):
        _touch_door(db, address)
        return
    db.execute(
        "INSERT OR IGNORE INTO changed_record SELECT record_id FROM party AS a WHERE (email = :address"
        " OR phone = :address OR more IS NOT NULL AND EXISTS (SELECT 1 FROM json_tree(a.more) AS t"
        " WHERE t.atom = :address)) UNION SELECT id FROM profile WHERE email = :address OR phone = :address",
        {"address": address},
    )


def _touch_door(db: Connection, key: str) -> None:
    rows = db.execute(
        "SELECT record_id, street, postcode FROM party WHERE street IS NOT NULL"
        " UNION SELECT id, street, postcode FROM profile WHERE street IS NOT NULL"
    )
    found = [(record,) for record, street, postcode in rows if addresses.post(street, postcode) == key]
    db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", found)
