"""Boxes that this list leaves unticked for somebody to whose address another list or a program has a yes in force."""

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.consent.states import states
from kmu_crm.consent.words import Channel
from kmu_crm.sources.recording.shapes import Statement

_YES = """
    SELECT DISTINCT e.channel, e.address, iif(s.system = 'list', e.source_id, NULL)
    FROM consent_event AS e JOIN source AS s ON s.id = e.source_id
    WHERE e.address IN (SELECT value FROM json_each(?)) AND e.state IN ('given', 'confirmed') AND e.taken_back_at IS NULL
    AND s.id <> ?"""
# The numbers that rows of this import give their customers.
_NUMBERS = """
    SELECT n.row, r.key FROM (
        SELECT row, record_id FROM party WHERE import_id = :this
        UNION ALL SELECT c.row, p.record_id FROM confirmed AS c CROSS JOIN party AS p ON p.id = c.version_id
        WHERE c.import_id = :this AND c.kind = 'party') AS n
    CROSS JOIN record AS r ON r.id = n.record_id WHERE r.key NOT GLOB '~*'"""
# Of [row, address, the other list of one's own, number] those whose number bears that address there; each is looked up by its key.
_SAME = """
    SELECT DISTINCT json_extract(a.value, '$[0]'), json_extract(a.value, '$[1]') AS address FROM json_each(?) AS a
    CROSS JOIN record AS o ON o.source_id = json_extract(a.value, '$[2]') AND o.key = json_extract(a.value, '$[3]')
    CROSS JOIN party AS p ON p.record_id = o.id AND p.current = 1
    WHERE json_extract(a.value, '$[1]') IN (p.email, p.phone)
    OR json_extract(a.value, '$[1]') IN (SELECT m.value FROM json_tree(p.more) AS m WHERE m.type = 'text')"""


class Unticked(NamedTuple):
    """`same`: for a customer with that number and address in another list of one's own; `strangers`: for the address alone,
    or against a program, which asks in its own way."""

    same: tuple[Statement, ...]
    strangers: tuple[Statement, ...]


def find(db: Connection, source: int, import_id: int, declined: Sequence[Statement]) -> Unticked:
    """Of the boxes of an own list that nobody ticked, those that stand against a yes. Each address once."""
    said = {(one.channel, one.address): one for one in declined}
    if not said:
        return Unticked((), ())
    rows = db.execute(_YES, (json.dumps([address for _channel, address in said]), source)).fetchall()
    agreed = _in_force(db, rows)
    numbers = dict(db.execute(_NUMBERS, {"this": import_id})) if agreed else {}
    asked = [(said[one].row, one[1], other, numbers.get(said[one].row)) for one, other in agreed if one in said]
    found = set(db.execute(_SAME, (json.dumps(asked),))) if asked else set()
    against = [said[one] for one in dict.fromkeys(one for one, _other in agreed) if one in said]
    return Unticked(
        tuple(one for one in against if (one.row, one.address) in found),
        tuple(one for one in against if (one.row, one.address) not in found),
    )


def _in_force(
    db: Connection, rows: Sequence[tuple[Channel, str, int | None]]
) -> list[tuple[tuple[Channel, str], int | None]]:
    """(channel, address) and the list that said yes, None for a program, where nothing said since goes before it."""
    found: list[tuple[tuple[Channel, str], int | None]] = []
    for channel in {channel for channel, _address, _source in rows}:
        here = [(address, other) for way, address, other in rows if way == channel]
        now = states(db, channel, "advertising", [address for address, _other in here])
        found += [((channel, address), other) for address, other in here if now[address].state == "yes"]
    return sorted(found, key=str)
