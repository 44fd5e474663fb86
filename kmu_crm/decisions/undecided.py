"""Within a customer, who is one by what files say, and who only because people decided so: what is kept for good when a file goes
must not reach those whom only a decision holds, for decisions are taken back.

Asked before the file goes, while pairs and profiles are as they were with it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from sqlite3 import Connection

from kmu_crm.store.record_key import BORNE

# Parts of customers whom a decision holds together; all others hang together by themselves.
SAME = "coalesce((SELECT part FROM temp.part WHERE record_id = {0}), 0) = coalesce((SELECT part FROM temp.part WHERE record_id = {1}), 0)"

_HELD = """
    CREATE TEMP TABLE held AS SELECT DISTINCT m.profile_id
    FROM decision AS d CROSS JOIN json_each(json_array('left', 'right')) AS side
    CROSS JOIN json_each(d.what, '$.' || side.value) AS w CROSS JOIN membership AS m ON m.record_id = w.value
    WHERE d.kind IN ('one', 'split') AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)"""
_MEMBERS = "temp.held AS h CROSS JOIN membership AS m ON m.profile_id = h.profile_id"
# Links of the matching, those who fell silent and whom they were left with, and correspondents with whoever bears their address.
_TIES = f"""
    SELECT p.a, p.b FROM {_MEMBERS} CROSS JOIN pair AS p ON p.a = m.record_id AND p.band = 'one'
        CROSS JOIN membership AS o ON o.record_id = p.b AND o.profile_id = m.profile_id
    UNION ALL SELECT l.record_id, l.other_id FROM {_MEMBERS} CROSS JOIN left_with AS l ON l.record_id = m.record_id
        CROSS JOIN membership AS o ON o.record_id = l.other_id AND o.profile_id = m.profile_id
    UNION ALL SELECT c.record_id, k.record_id FROM {_MEMBERS}
        CROSS JOIN party AS c ON c.record_id = m.record_id AND c.kind = 'correspondent' AND c.current = 1
        CROSS JOIN match_key AS k ON k.key = {BORNE}
        CROSS JOIN membership AS o ON o.record_id = k.record_id AND o.profile_id = m.profile_id"""
_SOME = "WITH some AS MATERIALIZED (SELECT value AS record_id FROM json_each(:some))"
_LINKS = f"""
    {_SOME}, link AS (
        SELECT p.a, p.b FROM some AS s CROSS JOIN pair AS p ON p.a = s.record_id AND p.band = 'one'
        UNION ALL SELECT l.record_id, l.other_id FROM some AS s CROSS JOIN left_with AS l ON l.record_id = s.record_id)
    SELECT a, b FROM link CROSS JOIN membership AS m ON m.record_id = a CROSS JOIN membership AS o ON o.record_id = b
    WHERE o.profile_id = m.profile_id AND b IN (SELECT record_id FROM some)"""
_MERGED = f"""
    {_SOME} SELECT w.value, d.id, side.value FROM decision AS d CROSS JOIN json_each(json_array('left', 'right')) AS side
    CROSS JOIN json_each(d.what, '$.' || side.value) AS w
    WHERE d.kind = 'one' AND w.value IN (SELECT record_id FROM some)
    AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)"""


def part(db: Connection) -> None:
    """Fills the table `part` that `SAME`, for two record numbers of one customer, asks."""
    for table in ("held", "part"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
    db.execute(_HELD)
    db.execute("CREATE TEMP TABLE part (record_id INTEGER PRIMARY KEY, part INTEGER NOT NULL)")
    members = [record for (record,) in db.execute(f"SELECT m.record_id FROM {_MEMBERS}")]
    found = _hanging_together(members, db.execute(_TIES))
    db.executemany("INSERT INTO part VALUES (?, ?)", found.items())


def parts(db: Connection, records: Collection[int]) -> list[list[int]]:
    """These records of one customer, grouped by what files say. Of two whom a standing decision merged, files did not."""
    links = db.execute(_LINKS, {"some": json.dumps(sorted(records))}).fetchall()
    sides: defaultdict[int, dict[int, str]] = defaultdict(dict)  # record -> decision -> side
    linked = json.dumps(sorted({record for link in links for record in link}))
    for record, decision, side in db.execute(_MERGED, {"some": linked}) if links else ():
        sides[record][decision] = side
    links = [(a, b) for a, b in links if not _are_opposite(sides[a], sides[b])]
    found: defaultdict[int, list[int]] = defaultdict(list)
    for record, first in _hanging_together(sorted(records), links).items():
        found[first].append(record)
    return [sorted(group) for group in found.values()]


def _are_opposite(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    return any(side != other.get(decision, side) for decision, side in one.items())


def _hanging_together(records: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Record -> the first of those that ties lead to from it."""
    tied: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in ties:
        tied[a].add(b)
        tied[b].add(a)
    found: dict[int, int] = {}
    for record in records:
        edge = set() if record in found else {record}
        while edge:
            found.update(dict.fromkeys(edge, record))
            edge = {other for one in edge for other in tied[one]} - found.keys()
    return found
