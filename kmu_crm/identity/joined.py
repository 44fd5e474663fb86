"""What matching joined by itself, pair by pair, and who would go along if such a pair were taken apart."""

from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.identity import lines
from kmu_crm.identity.lines import Evidence
from kmu_crm.identity.verdicts import records_of


@dataclass(frozen=True)
class Joined:
    """Two records of one profile, `a` < `b`; the strongest pair that ties `b` to an earlier record."""

    profile: int
    a: int
    b: int
    probability: float
    evidence: list[Evidence]


# SQLite takes the other columns from the row with the greatest weight.
_JOINED = """
    SELECT ma.profile_id, p.a, p.b, p.probability, p.evidence, max(p.weight) AS best
    FROM pair AS p JOIN membership AS ma ON ma.record_id = p.a
    JOIN membership AS mb ON mb.record_id = p.b AND mb.profile_id = ma.profile_id
    WHERE p.band = 'one' GROUP BY p.b ORDER BY best, p.a, p.b LIMIT ?
"""


def joined(db: Connection, limit: int) -> list[Joined]:
    """At most `limit` of them, those with the least evidence first."""
    rows = db.execute(_JOINED, (limit,)).fetchall()
    return [Joined(profile, a, b, probability, lines.read(told)) for profile, a, b, probability, told, _best in rows]


def side_of(db: Connection, a: int, b: int) -> list[int]:
    """The records of their profile that are closer to `b` than to `a`, with `b` itself. Raises NoSuchRecord."""
    weight: dict[tuple[int, int], float] = {}
    sql = "SELECT a, b, weight FROM pair WHERE a IN (:a, :b) OR b IN (:a, :b)"
    for left, right, weighs in db.execute(sql, {"a": a, "b": b}):
        weight[left, right] = weight[right, left] = weighs
    rest = [one for one in records_of(db, b) if one not in (a, b)]
    return sorted([b, *(one for one in rest if weight.get((one, b), 0.0) > weight.get((one, a), 0.0))])
