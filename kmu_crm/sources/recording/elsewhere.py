"""Boxes that this list leaves unticked for somebody to whose address another list of one's own has a yes in force."""

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.consent.states import states
from kmu_crm.consent.words import Channel
from kmu_crm.sources.recording.shapes import Statement

_YES = """
    SELECT DISTINCT e.channel, e.address, e.source_id FROM consent_event AS e JOIN source AS s ON s.id = e.source_id
    WHERE e.address IN (SELECT value FROM json_each(?)) AND e.state IN ('given', 'confirmed') AND e.taken_back_at IS NULL
    AND s.system = 'list' AND s.id <> ?"""
# What is asked about as (row, address, the other list), and of it whatever bears that list's number for the address, too.
_SAME = """
    WITH asked AS (
        SELECT json_extract(value, '$[0]') AS row, json_extract(value, '$[1]') AS address, json_extract(value, '$[2]') AS source
        FROM json_each(:asked)
    ), named AS (
        SELECT record_id, row FROM party WHERE import_id = :this
        UNION SELECT p.record_id, c.row FROM confirmed AS c JOIN party AS p ON p.id = c.version_id
        WHERE c.import_id = :this AND c.kind = 'party'
    )
    SELECT DISTINCT a.row, a.address FROM asked AS a JOIN named AS n ON n.row = a.row JOIN record AS r ON r.id = n.record_id
    JOIN record AS o ON o.source_id = a.source AND o.key = r.key AND o.key NOT GLOB '~*'
    JOIN party AS p ON p.record_id = o.id AND p.current = 1
    WHERE a.address IN (p.email, p.phone)
    OR a.address IN (SELECT m.value FROM json_tree(p.more) AS m WHERE m.type = 'text')"""


class Unticked(NamedTuple):
    """`same`: for a customer with that number and address in the other list; `strangers`: for the address alone."""

    same: tuple[Statement, ...]
    strangers: tuple[Statement, ...]


def find(db: Connection, source: int, import_id: int, declined: Sequence[Statement]) -> Unticked:
    """Of the boxes of an own list that nobody ticked, those that stand against a yes. Each address once."""
    said = {(one.channel, one.address): one for one in declined}
    if not said:
        return Unticked((), ())
    rows = db.execute(_YES, (json.dumps([address for _channel, address in said]), source)).fetchall()
    agreed = _in_force(db, rows)
    asked = [(said[one].row, one[1], other) for one, other in agreed if one in said]
    found = set(db.execute(_SAME, {"asked": json.dumps(asked), "this": import_id}).fetchall()) if asked else set()
    against = [said[one] for one in dict.fromkeys(one for one, _other in agreed) if one in said]
    return Unticked(
        tuple(one for one in against if (one.row, one.address) in found),
        tuple(one for one in against if (one.row, one.address) not in found),
    )


def _in_force(db: Connection, rows: Sequence[tuple[Channel, str, int]]) -> list[tuple[tuple[Channel, str], int]]:
    """(channel, address) and the list that said yes, where nothing said since goes before it."""
    found: list[tuple[tuple[Channel, str], int]] = []
    for channel in {channel for channel, _address, _source in rows}:
        here = [(address, other) for way, address, other in rows if way == channel]
        now = states(db, channel, "advertising", [address for address, _other in here])
        found += [((channel, address), other) for address, other in here if now[address].state == "yes"]
    return sorted(found)
