"""Within a customer, who is one by what files say, and who only because people decided so: what is kept for good when a file goes
must not reach those whom only a decision holds, for decisions are taken back.

Asked before the file goes, while pairs and profiles are as they were with it.
"""

from collections import defaultdict
from sqlite3 import Connection

# Parts of customers whom a decision holds together; all others hang together by themselves.
SAME = "coalesce((SELECT part FROM temp.part WHERE record_id = {0}), 0) = coalesce((SELECT part FROM temp.part WHERE record_id = {1}), 0)"

_HELD = """
    CREATE TEMP TABLE held AS SELECT DISTINCT m.profile_id
    FROM decision AS d CROSS JOIN json_each(json_array('left', 'right')) AS side
    CROSS JOIN json_each(d.what, '$.' || side.value) AS w CROSS JOIN membership AS m ON m.record_id = w.value
    WHERE d.kind IN ('one', 'split') AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)"""
_MEMBERS = "temp.held AS h CROSS JOIN membership AS m ON m.profile_id = h.profile_id"
# Links of the matching, those who fell silent and whom they were left with, and addresses out of mail and who bears them.
_TIES = f"""
    SELECT p.a, p.b FROM {_MEMBERS} CROSS JOIN pair AS p ON p.a = m.record_id AND p.band = 'one'
        CROSS JOIN membership AS o ON o.record_id = p.b AND o.profile_id = m.profile_id
    UNION ALL SELECT l.record_id, l.other_id FROM {_MEMBERS} CROSS JOIN left_with AS l ON l.record_id = m.record_id
        CROSS JOIN membership AS o ON o.record_id = l.other_id AND o.profile_id = m.profile_id
    UNION ALL SELECT c.record_id, k.record_id FROM {_MEMBERS}
        CROSS JOIN party AS c ON c.record_id = m.record_id AND c.kind = 'correspondent' AND c.current = 1
        CROSS JOIN match_key AS k ON k.key = 'm:' || c.email
        CROSS JOIN membership AS o ON o.record_id = k.record_id AND o.profile_id = m.profile_id"""


def part(db: Connection) -> None:
    """Fills the table `part` that `SAME`, for two record numbers of one customer, asks."""
    for table in ("held", "part"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
    db.execute(_HELD)
    db.execute("CREATE TEMP TABLE part (record_id INTEGER PRIMARY KEY, part INTEGER NOT NULL)")
    tied: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in db.execute(_TIES):
        tied[a].add(b)
        tied[b].add(a)
    found: dict[int, int] = {}
    for (record,) in db.execute(f"SELECT m.record_id FROM {_MEMBERS}").fetchall():
        edge = set() if record in found else {record}
        while edge:
            found.update(dict.fromkeys(edge, record))
            edge = {other for one in edge for other in tied[one]} - found.keys()
    db.executemany("INSERT INTO part VALUES (?, ?)", found.items())
