"""Puts profiles in line to be drawn anew where something new was said about an address of theirs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.consent import addresses
from kmu_crm.consent.words import Channel

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
    UNION SELECT r.record_id FROM wanted AS w JOIN refused_address AS r ON r.address = w.address
    UNION SELECT r.value FROM decision AS d, json_each(d.what, '$.records') AS r
    WHERE d.kind = 'correct' AND json_extract(d.what, '$.value') IN (SELECT address FROM wanted)"""
_PUT_RIGHT = """
    INSERT OR IGNORE INTO changed_record
    SELECT r.value FROM decision AS d, json_each(d.what, '$.records') AS r WHERE d.kind = 'correct'
    AND (json_extract(d.what, '$.value') = :address
        OR :address LIKE 'post:%' AND json_extract(d.what, '$.field') IN ('street', 'postcode'))"""
_KEPT = "INSERT OR IGNORE INTO changed_record SELECT record_id FROM refused_address WHERE address = ?"

_OF_NUMBERS = """
    INSERT OR IGNORE INTO changed_record
    WITH wanted AS MATERIALIZED (SELECT value AS number FROM json_each(?))
    SELECT record_id FROM party WHERE phone IN (SELECT number FROM wanted)
    UNION SELECT id FROM profile WHERE phone IN (SELECT number FROM wanted)
    UNION SELECT p.record_id FROM party AS p, json_each(p.more, '$.phones') AS further
    WHERE p.more IS NOT NULL AND further.value IN (SELECT number FROM wanted)"""
_DOORS = """
    WITH said AS (
        SELECT record_id, street, postcode FROM party WHERE street IS NOT NULL
        UNION SELECT id, street, postcode FROM profile WHERE street IS NOT NULL
        UNION SELECT p.record_id, json_extract(further.value, '$.street'), json_extract(further.value, '$.postcode')
        FROM party AS p, json_each(p.more, '$.addresses') AS further WHERE p.more IS NOT NULL AND further.type = 'object')
    SELECT record_id, street, postcode FROM said
    WHERE ltrim(replace(lower(postcode), ' ', ''), '0') IN (SELECT value FROM json_each(?))
       OR postcode GLOB '*[^0-9A-Za-z ]*'"""
_GIVEN = """
    SELECT DISTINCT json_extract(d.what, '$.value') FROM decision AS d
    WHERE d.kind = 'correct' AND json_extract(d.what, '$.field') = ? AND json_extract(d.what, '$.value') <> ''
    AND EXISTS (SELECT 1 FROM json_each(d.what, '$.records') AS r JOIN changed_record AS c ON c.record_id = r.value)"""
_PLACES_PUT_RIGHT = """
    INSERT OR IGNORE INTO changed_record
    SELECT r.value FROM decision AS d, json_each(d.what, '$.records') AS r
    WHERE d.kind = 'correct' AND json_extract(d.what, '$.field') IN ('phone', 'street', 'postcode')"""

_VARIES = "{0} LIKE '%+%' OR {0} LIKE '%@gmail.com' OR {0} LIKE '%@googlemail.com'"  # word by word that of the index
_SPELLED = f"""
    SELECT email FROM party INDEXED BY party_spelled WHERE {_VARIES.format("email")}
    UNION ALL SELECT further.value FROM party AS p, json_each(p.more, '$.emails') AS further
    WHERE p.more IS NOT NULL AND ({_VARIES.format("further.value")})
    UNION ALL SELECT email FROM profile WHERE {_VARIES.format("email")}
    UNION ALL SELECT address FROM refused_address WHERE channel = 'email'
    UNION ALL SELECT json_extract(what, '$.value') FROM decision
    WHERE kind = 'correct' AND json_extract(what, '$.field') = 'email'"""


def spellings(db: Connection, refused: Sequence[str]) -> list[str]:
    """These addresses, and every other spelling of their mailboxes that a record names: a no holds for them, too."""
    boxes = {addresses.mailbox(one) for one in refused}
    if not any("@" in box for box in boxes):
        return list(refused)
    known = {one for (one,) in db.execute(_SPELLED) if addresses.mailbox(one) in boxes}
    return sorted({*refused, *boxes, *known})


def touch_main(db: Connection, emails: Sequence[str]) -> None:
    """Every record that knows or knew one of these mail addresses, and profiles whose address was put right by hand; indexes
    make this cheap for whole imports."""
    db.execute(_HOLDERS, (json.dumps(list(emails)),))


def touch_bearers(db: Connection) -> None:
    """Where somebody waits whose address was put right: whoever else bears it, for a no goes with it."""
    for field, touch_all in (("email", touch_main), ("phone", touch_places)):
        if given := [value for (value,) in db.execute(_GIVEN, (field,))]:
            touch_all(db, spellings(db, given))


def touch_places(db: Connection, places: Iterable[str]) -> None:
    """Every record that has or had one of these telephone numbers or doors: an office, a household. Reads all records once."""
    wanted = set(places)
    doors = {place for place in wanted if place.startswith("post:")}
    if wanted:
        db.execute(_PLACES_PUT_RIGHT)  # few, and told by what stood there before as well
        db.execute(_OF_NUMBERS, (json.dumps(sorted(wanted - doors)),))
    if doors:
        found = [(record,) for record, door in _doors(db, _codes(doors)) if door in doors]
        db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", found)


def _codes(doors: Iterable[str]) -> set[str]:
    """The postcodes of these doors, without leading zeros."""
    return {door.removeprefix("post:").partition("|")[0] for door in doors}


def touch(db: Connection, address: str) -> None:
    """Every record that knows or knew this one address (normal form), on any channel. Reads all records once."""
    for spelled in spellings(db, [address]):
        db.execute(_KEPT, (spelled,))
        db.execute(_PUT_RIGHT, {"address": spelled})
        if spelled.startswith("post:"):
            touch_places(db, [spelled])
        else:
            _touch_record(db, spelled)


def _touch_record(db: Connection, address: str) -> None:
    db.execute(
        "INSERT OR IGNORE INTO changed_record SELECT record_id FROM party AS a WHERE (email = :address"
        " OR phone = :address OR more IS NOT NULL AND EXISTS (SELECT 1 FROM json_tree(a.more) AS t"
        " WHERE t.atom = :address)) UNION SELECT id FROM profile WHERE email = :address OR phone = :address",
        {"address": address},
    )


def _doors(db: Connection, codes: Iterable[str]) -> Iterator[tuple[int, str | None]]:
    """(record, key) of every postal address with one of these postcodes (no leading zeros) that a record has or had."""
    rows = db.execute(_DOORS, (json.dumps(sorted(codes)),))
    return ((record, addresses.post(street, postcode)) for record, street, postcode in rows)


_NUMBERS = """
    SELECT phone FROM party WHERE phone IS NOT NULL UNION SELECT phone FROM profile WHERE phone IS NOT NULL
    UNION SELECT further.value FROM party AS p, json_each(p.more, '$.phones') AS further WHERE p.more IS NOT NULL
    UNION SELECT address FROM refused_address WHERE channel = 'phone'"""
_MAILS = """
    SELECT email FROM party WHERE email IS NOT NULL UNION SELECT email FROM profile WHERE email IS NOT NULL
    UNION SELECT further.value FROM party AS p, json_each(p.more, '$.emails') AS further WHERE p.more IS NOT NULL
    UNION SELECT address FROM refused_address WHERE channel = 'email'"""


def held(db: Connection, channel: Channel, wanted: Sequence[str]) -> set[str]:
    """Those of the addresses (normal forms) that any record of this file has or had. Reads all records once."""
    if channel == "post":
        kept = {one for (one,) in db.execute("SELECT address FROM refused_address WHERE channel = 'post'")}
        return {one for one in wanted if one in kept} | {
            key for _record, key in _doors(db, _codes(wanted)) if key and key in wanted
        }
    boxes = {addresses.mailbox(one): one for one in wanted}
    known = db.execute(_NUMBERS if channel == "phone" else _MAILS)
    return {boxes[box] for (one,) in known if one and (box := addresses.mailbox(one)) in boxes}
