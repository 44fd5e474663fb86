"""Which relations a profile has, asked of the key table when somebody looks: nothing is kept that could fall behind."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

from kmu_crm.identity import model, words
from kmu_crm.profiles.relations import said, side
from kmu_crm.profiles.relations.rules import Kind, between
from kmu_crm.profiles.relations.side import Side

KEYS = "ampdc"  # kinds of matching keys by which two may be found: place, mail, phone, host, a firm's name
DOOR = "a"
MOST = 40  # records under one key: a high-rise, a market place, a switchboard say nothing of a relation
AT_ONCE = 2_000  # profiles whose words are looked at together


@dataclass(frozen=True)
class Relation:
    """`kind` is read from `a` to `b`. `why`: codes of `rules`; `decision`, `author`: who said so, where nothing but a person did."""

    a: int
    b: int
    kind: Kind
    why: tuple[str, ...] = ()
    decision: int | None = None
    author: str = ""

    def other(self, profile: int) -> int:
        return self.b if profile == self.a else self.a


def of(db: Connection, profile: int) -> list[Relation]:
    """Of one profile number, what people said first."""
    return sorted(among(db, [profile]), key=lambda one: (one.decision is None, one.kind, one.other(profile)))


def households(db: Connection, profiles: Collection[int]) -> dict[int, int]:
    """Those of these profiles who live with another of them -> the smallest number in their household."""
    wanted, home = set(profiles), dict[int, int]()
    for one in among(db, profiles, DOOR, within=True):
        if one.kind == "lives_with" and {one.a, one.b} <= wanted:
            _join(home, one.a, one.b)
    return {number: _root(home, number) for number in home}


def among(db: Connection, profiles: Collection[int], keys: str = KEYS, within: bool = False) -> list[Relation]:
    """Relations of these profiles with anybody; `within`: with each other."""
    by_hand = said.of(db, set(profiles))
    told = {(min(one.a, one.b), max(one.a, one.b)): one for one in by_hand}
    found = [Relation(one.a, one.b, one.kind, (), one.decision, one.author) for one in by_hand if one.kind]
    pairs = sorted(pair for pair in _pairs(db, profiles, keys, within) if pair not in told)
    for start in range(0, len(pairs), AT_ONCE):
        part = pairs[start : start + AT_ONCE]
        sides = _sides(db, {number for pair in part for number in pair})
        for a, b in part:
            if a in sides and b in sides and (tie := between(sides[a], sides[b])):
                found.append(Relation(*((b, a) if tie.turned else (a, b)), tie.kind, tie.why))
    return found


def _pairs(db: Connection, profiles: Collection[int], keys: str, within: bool) -> set[tuple[int, int]]:
    """Profiles that share a key which not too many hold."""
    wanted = {"profiles": json.dumps(sorted(profiles)), "keys": keys, "most": MOST}
    if within:  # all of them stand side by side in the key table
        rows = db.execute(
            "SELECT k.key, m.profile_id FROM membership AS m JOIN match_key AS k ON k.record_id = m.record_id"
            " WHERE m.profile_id IN (SELECT value FROM json_each(:profiles)) AND instr(:keys, substr(k.key, 1, 1))"
            " AND substr(k.key, 2, 1) = ':' ORDER BY k.key",
            {name: wanted[name] for name in ("profiles", "keys")},
        )
        groups = ({number for _key, number in group} for _key, group in groupby(rows, itemgetter(0)))
        return {(a, b) for group in groups if len(group) <= MOST for a in group for b in group if a < b}
    rows = db.execute(
        "WITH own AS MATERIALIZED (SELECT DISTINCT k.key, m.profile_id FROM membership AS m"
        " JOIN match_key AS k ON k.record_id = m.record_id WHERE m.profile_id IN (SELECT value FROM json_each(:profiles))"
        " AND instr(:keys, substr(k.key, 1, 1)) AND substr(k.key, 2, 1) = ':')"
        " SELECT DISTINCT own.profile_id, m.profile_id FROM own CROSS JOIN match_key AS k ON k.key = own.key"
        " JOIN membership AS m ON m.record_id = k.record_id WHERE m.profile_id <> own.profile_id"
        " AND (SELECT count(*) FROM (SELECT 1 FROM match_key WHERE key = own.key LIMIT :most + 1)) <= :most",
        wanted,
    )
    return {(min(a, b), max(a, b)) for a, b in rows}


def _sides(db: Connection, profiles: Iterable[int]) -> Mapping[int, Side]:
    public = model.public_hosts(db)
    if public is None:
        return {}
    rows = db.execute(
        "SELECT record_id, profile_id FROM membership WHERE profile_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(profiles)),),
    )
    profile, grouped = dict(rows), defaultdict[int, list[words.Words]](list)
    for one in words.of(db, profile, public, before=False):
        grouped[profile[one.record]].append(one)
    return {number: side.of(number, spoken, public) for number, spoken in grouped.items()}


def _root(home: dict[int, int], number: int) -> int:
    while home.get(number, number) != number:
        number = home[number]
    return number


def _join(home: dict[int, int], a: int, b: int) -> None:
    first, last = sorted((_root(home, a), _root(home, b)))
    home[a], home[b] = home.get(a, a), home.get(b, b)
    home[last] = home[first] = first
