"""The records of one customer that are a number and nothing else, each with the rows of that customer that bear the number.

Whoever takes such a row out means its documents as well. Where a row that stays bears the number too, it is open whose they
are: they stay, unless they are named themselves.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.store.record_key import NUMBER, plain

BARE = """
    FROM record AS r JOIN source AS s ON s.id = r.source_id
    WHERE s.system = 'list' AND r.key NOT LIKE '~%'
      AND NOT EXISTS (SELECT 1 FROM party WHERE record_id = r.id AND current = 1)
      AND EXISTS (SELECT 1 FROM fact WHERE record_id = r.id AND current = 1)"""

_COUNTED = f"""
    SELECT b.id, b.number, count(*), min(i.file) FROM (SELECT r.id AS id, {NUMBER} AS number {BARE}
        AND r.id IN (SELECT value FROM json_each(?))) AS b
    JOIN fact AS f ON f.record_id = b.id AND f.current = 1 JOIN import AS i ON i.id = f.import_id
    GROUP BY b.id ORDER BY b.id"""

_ROWS = f"""
    SELECT r.id, s.system = 'list', {NUMBER}, coalesce(p.customer_number, '')
    FROM record AS r JOIN source AS s ON s.id = r.source_id
    JOIN party AS p ON p.record_id = r.id AND p.current = 1 WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id"""


@dataclass(frozen=True)
class Bare:
    """`documents`: how many name the customer so; `file`: where the first of them stand; `rows`: the records of the same
    customer that bear the number."""

    record: int
    number: str
    documents: int
    file: str
    rows: frozenset[int]

    def goes_with(self, leaving: Collection[int]) -> bool:
        """Whether it leaves because of these: all that bear its number are among them."""
        return bool(self.rows) and self.rows.issubset(leaving)

    def is_left_by(self, leaving: Collection[int]) -> bool:
        """Whether a row of its number leaves, and another one and this record stay."""
        return self.record not in leaving and not self.rows.isdisjoint(leaving) and not self.goes_with(leaving)


def of(db: Connection, members: Iterable[int]) -> list[Bare]:
    """Those among the records of one customer, by record number."""
    wanted = json.dumps(sorted(members))
    found = db.execute(_COUNTED, (wanted,)).fetchall()
    rows = _bearers(db, wanted) if found else {}
    return [Bare(record, number, n, file, rows.get(plain(number), frozenset())) for record, number, n, file in found]


def along(found: Iterable[Bare], leaving: Collection[int]) -> list[int]:
    """Those that leave with these records, without those that are among them."""
    return [one.record for one in found if one.record not in leaving and one.goes_with(leaving)]


def _bearers(db: Connection, members: str) -> dict[str, frozenset[int]]:
    """Number -> the records that bear it: of lists of the business's own where any of these does, for other programs count by
    themselves; and whose key it is before those that only name it besides."""
    found: defaultdict[str, defaultdict[tuple[bool, bool], set[int]]] = defaultdict(lambda: defaultdict(set))
    for record, own, key, number in db.execute(_ROWS, (members,)):
        found[plain(key or number)][bool(own), bool(key)].add(record)
    return {number: frozenset(held[max(held)]) for number, held in found.items() if number}
