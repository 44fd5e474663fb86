"""What may be the same customer, and why customers are one: questions, answered from pairs and decisions."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from kmu_crm.decisions import journal
from kmu_crm.identity import correspondents, held, honest, lines, silent, verdicts
from kmu_crm.identity.lines import Evidence


@dataclass(frozen=True)
class ReviewPair:
    """Two profile numbers, `a` < `b`, how likely they are one, and the evidence of their most probable pair of records. `score`: how far
    the best pair of their records agrees, which the thresholds are about."""

    a: int
    b: int
    probability: float
    weight: float
    evidence: list[Evidence]
    score: float = 0.0


@dataclass(frozen=True)
class Bond:
    """What holds two records of a profile together: a pair found by matching, or a decision."""

    a: int
    b: int
    probability: float
    weight: float
    evidence: list[Evidence]
    decision: int | None
    author: str


# Pairs of records of two profiles. What speaks for them is looked up for these alone: the many within a profile are fat.
_PARTED = """
    SELECT p.a, p.b, ma.profile_id AS left, mb.profile_id AS right
    FROM pair AS p JOIN membership AS ma ON ma.record_id = p.a JOIN membership AS mb ON mb.record_id = p.b
    WHERE ma.profile_id <> mb.profile_id
"""
# One line for each pair of profiles; SQLite takes the other columns from the row with the greatest probability.
_ASKED = f"""
    WITH parted AS MATERIALIZED ({_PARTED})
    SELECT min(left, right), max(left, right), max((p.band = 'one') * 10000 + p.probability * 1000 + p.weight / 1000) AS best,
           p.probability, p.weight, p.evidence, left > right AS turned, p.band = 'one' AS fits, p.score,
           sum(p.probability < {honest.SAYS_TWO}) AS opposed, count(*) AS agreeing, p.a, p.b
    FROM parted CROSS JOIN pair AS p USING (a, b)
    GROUP BY 1, 2
"""
_COUNTED = f"SELECT DISTINCT min(left, right), max(left, right) FROM ({_PARTED})"
_SIZES = f"""
    SELECT profile_id, count(*) FROM membership
    WHERE profile_id IN (SELECT value FROM json_each(?)) AND record_id NOT IN ({correspondents.RECORDS})
    AND record_id NOT IN ({silent.RECORDS}) GROUP BY profile_id"""
_Line = tuple[int, int, float, float, float, str, int, int, float, int, int, int, int]
_FITS_TWO = Evidence("fits", "", "", 0.0, "fits.two")  # plainly one, but for what else is of the two customers

UNLIKELY = 0.05  # what is hardly ever one is asked about last, however much the customers are worth

Ranked = Callable[[list[int]], Sequence[int]]


def review(db: Connection, limit: int, order: Ranked | None = None) -> list[ReviewPair]:
    """At most `limit` pairs of profiles worth a look, the most probable first.

    `order` puts profile numbers in order, the most valuable first: pairs of those go first, by the place of the better one.
    In any order those that are `UNLIKELY` come last.
    """
    lines = _asked(db, _ASKED)
    ranked = order(sorted({number for line in lines for number in line[:2]})) if order else ()
    place = {profile: rank for rank, profile in enumerate(ranked)}
    last = len(place)
    likely = _likely(db, lines)
    likely.sort(
        key=lambda line: (
            line[0] < UNLIKELY,
            min(place.get(line[1][0], last), place.get(line[1][1], last)), -line[0], -line[1][2], line[1][:2],
        )
    )  # fmt: skip
    found = []
    for probability, (a, b, _, _, weight, told, turned, fits, score, *_more) in likely[:limit]:
        evidence = [*_evidence(told, bool(turned)), *([_FITS_TWO] if fits else [])]
        found.append(ReviewPair(a, b, probability, weight, evidence, score))
    return found


def _likely(db: Connection, lines: Sequence[_Line]) -> list[tuple[float, _Line]]:
    """How likely each of these pairs of profiles is one: that of its best pair, as far as the others between them agree. Of
    several whom a record fits as well, it can only be one."""
    profiles = json.dumps(sorted({profile for line in lines for profile in line[:2]}))
    size = dict(db.execute(_SIZES, (profiles,)))
    fits = Counter(record for line in lines if line[7] for record in line[-2:])
    found = []
    for line in lines:
        a, b, _, alone, *_more, opposed, agreeing, one, other = line
        if line[7]:
            alone = min(alone, honest.OPPOSED if opposed else honest.TWICE, 1 / max(fits[one], fits[other]))
        found.append((round(honest.between(alone, agreeing, size.get(a, 1) * size.get(b, 1)), 4), line))
    return found


@dataclass(frozen=True)
class Counts:
    records: int
    profiles: int
    merged_pairs: int
    review_pairs: int


def counts(db: Connection) -> Counts:
    """Of the whole store: looks through all of it."""
    records, profiles = db.execute("SELECT count(*), count(DISTINCT profile_id) FROM membership").fetchone()
    (merged,) = db.execute("SELECT count(*) FROM pair WHERE band = 'one'").fetchone()
    return Counts(records, profiles, merged, count_review(db))


def count_review(db: Connection) -> int:
    return len(_asked(db, _COUNTED))


def merged_safely(db: Connection) -> int:
    """How many records joined a profile by themselves: records less profiles, and less what a person joined. Addresses out
    of mail are no customers."""
    sql = "SELECT count(*) - count(DISTINCT profile_id) FROM membership"
    known = f"record_id NOT IN ({correspondents.RECORDS}) AND record_id NOT IN ({silent.RECORDS})"
    (joined,) = db.execute(f"{sql} WHERE {known}").fetchone()
    return max(int(joined) - _joined_by_hand(db), 0)


def _joined_by_hand(db: Connection) -> int:
    """Decisions that made one customer of two, and still do; one that says what earlier ones said already is none."""
    decisions = journal.standing(db, ("one",))
    named = json.dumps(sorted({record for one in decisions for record in journal.records_of(one.what)}))
    sql = f"""SELECT record_id, profile_id FROM membership WHERE record_id IN (SELECT value FROM json_each(?))
        AND record_id NOT IN ({correspondents.RECORDS}) AND record_id NOT IN ({silent.RECORDS})"""
    profile = dict(db.execute(sql, (named,)))
    sides: dict[int, int] = {}  # record -> another of its group
    by_hand = 0
    together = held.standing(db).by
    for decision in decisions:
        meant = profile.keys() & together[decision.id][0]
        left, right = ([record for record in decision.what[side] if record in meant] for side in ("left", "right"))
        if not left or not right or profile[left[0]] != profile[right[0]]:
            continue  # taken apart since
        for group in (left, right):
            _tie(sides, group)
        by_hand += _name(sides, left[0]) != _name(sides, right[0])
        _tie(sides, [left[0], right[0]])
    return by_hand


def _name(sides: dict[int, int], record: int) -> int:
    while sides.get(record, record) != record:
        record = sides[record]
    return record


def _tie(sides: dict[int, int], records: Sequence[int]) -> None:
    for record in records[1:]:
        sides[_name(sides, record)] = _name(sides, records[0])


def why_one(db: Connection, profile: int) -> list[Bond]:
    """The pairs and decisions within a profile: decisions first, then the strongest pairs."""
    members = verdicts.records_of(db, profile)
    bonds = list(_decided(db, set(members)))
    rows = db.execute(
        "SELECT a, b, probability, weight, evidence FROM pair"
        " WHERE a IN (SELECT value FROM json_each(:members)) AND b IN (SELECT value FROM json_each(:members))"
        " ORDER BY weight DESC, a, b",
        {"members": json.dumps(members)},
    )
    bonds += [Bond(a, b, probability, weight, _evidence(told), None, "") for a, b, probability, weight, told in rows]
    for record, holder, mail, number in correspondents.known_by(db, profile):
        a, b = sorted((record, holder))
        same = (
            Evidence("email", mail, mail, 0.0, "mail.same")
            if mail
            else Evidence("phone", number, number, 0.0, "phone.same")
        )
        bonds.append(Bond(a, b, 1.0, 0.0, [same], None, ""))
    return bonds


def _asked(db: Connection, sql: str) -> list[tuple[Any, ...]]:
    """Lines of profile numbers and more, without those that a standing decision keeps apart, or makes one before long."""
    apart, joined = kept_apart(db), verdicts.Joined(db)
    return [
        line
        for line in db.execute(sql).fetchall()
        if (line[0], line[1]) not in apart and not (joined and joined.of(line[0]) == joined.of(line[1]))
    ]


def kept_apart(db: Connection) -> set[tuple[int, int]]:
    """Pairs of profiles that hold records which people said are not one."""
    decisions = journal.standing(db, ("apart", "split"))
    named = json.dumps(sorted({record for one in decisions for record in journal.records_of(one.what)}))
    sql = "SELECT record_id, profile_id FROM membership WHERE record_id IN (SELECT value FROM json_each(?))"
    profile = dict(db.execute(sql, (named,)))
    return parted(decisions, profile)


def parted(decisions: Iterable[journal.Decision], profile: Mapping[int, int]) -> set[tuple[int, int]]:
    """As record -> `profile` has it, the smaller number first."""
    found = set()
    for decision in decisions:
        left = {profile[record] for record in decision.what["left"] if record in profile}
        right = {profile[record] for record in decision.what["right"] if record in profile}
        found |= {(min(a, b), max(a, b)) for a in left for b in right if a != b}
    return found


def _decided(db: Connection, members: set[int]) -> Iterable[Bond]:
    together = held.standing(db).by
    for decision in journal.standing(db, held.KINDS):
        for tied in together[decision.id]:
            here = sorted(members.intersection(tied))
            if len(here) > 1:
                yield Bond(here[0], here[-1], 1.0, 0.0, [], decision.id, decision.author)


def _evidence(told: str, turned: bool = False) -> list[Evidence]:
    found = lines.read(told)
    if not turned:
        return found
    return [Evidence(one.field, one.right, one.left, one.weight, one.reason) for one in found]
