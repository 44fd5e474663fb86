"""The key table and what it gives: which records to compare with which."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

import numpy as np

from kmu_crm.identity import keys
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Ints
from kmu_crm.identity.words import Words

CHUNK = 200_000


def write(db: Connection, words: Iterable[Words], model: Model) -> None:
    """Adds the keys of these records, which must have none yet."""
    db.executemany(
        "INSERT INTO match_key VALUES (?, ?)",
        ((key, one.record) for one in words for key in sorted(keys.of(one, model))),
    )


@dataclass(frozen=True)
class Crowd:
    """Keys that too many records hold to compare each with each. `many`: their holders go by several names, and the key says
    next to nothing; `stars`: they go by one, and each is compared with the first, whose record number is the value."""

    many: frozenset[str]
    stars: dict[str, int]

    def __or__(self, other: "Crowd") -> "Crowd":
        return Crowd(self.many | other.many, self.stars | other.stars)


def crowded(db: Connection, model: Model, of: Iterable[int] | None = None, letters: str = "") -> Crowd:
    """Of all keys, or those of some records, of these kinds or all."""
    some = (
        ""
        if of is None
        else "WHERE key IN (SELECT key FROM match_key WHERE record_id IN (SELECT value FROM json_each(:of))"
        " AND (:letters = '' OR instr(:letters, substr(key, 1, 1))))"
    )
    wanted = {} if of is None else {"of": json.dumps(list(of)), "letters": letters}
    sql = f"SELECT key, min(record_id) FROM match_key {some} GROUP BY key HAVING count(*) > {model.block:d}"
    held = db.execute(sql, wanted).fetchall()
    firsts = {key: found for key, first in held if (found := first_of(db, key, first))}
    return Crowd(frozenset(key for key, _ in held if key not in firsts), firsts)


def first_of(db: Connection, key: str, first: int) -> int:
    """Of a crowded key whose holders go by one name the first that gives it, or 0. `first`: of all its holders."""
    if key.startswith(keys.NAMED):
        return first
    if key[0] not in keys.STRONG:
        return 0
    known = list(islice(_names(db, keys.named(key)), 2))
    if len(known) != 1:
        return 0 if known else first
    sql = "SELECT min(record_id) FROM match_key WHERE key >= ? AND key < ?"
    return int(db.execute(sql, (known[0], known[0] + keys.LAST)).fetchone()[0])


def _names(db: Connection, named: str) -> Iterator[str]:
    """What tells people or firms apart among those who hold a key, each once, as the beginning of their keys."""
    sql = "SELECT min(key) FROM match_key WHERE key >= ? AND key < ?"
    at = named
    while (key := db.execute(sql, (at, named + keys.LAST)).fetchone()[0]) is not None:
        found = f"{named}{keys.who(key)}|"
        if keys.who(key):
            yield found
        at = found + keys.LAST


def pairs(db: Connection, crowd: Crowd, of: Iterable[int] | None = None) -> Ints:
    """Pairs of record numbers (smaller first) that share a key which is not crowded, or a star with its first; each once;
    shape (n, 2).

    `of`: only pairs with at least one of these records.
    """
    lists = {"crowd": json.dumps([*crowd.many, *crowd.stars]), "stars": json.dumps(crowd.stars)}
    which, either = "a.record_id < b.record_id", ""
    if of is not None:
        some = "IN (SELECT value FROM json_each(:of))"
        which = f"a.record_id {some} AND a.record_id <> b.record_id"
        either = f"AND (record_id {some} OR value {some})"
        lists["of"] = json.dumps(list(of))
    rows = db.execute(
        "SELECT min(a.record_id, b.record_id) << 32 | max(a.record_id, b.record_id)"
        " FROM match_key AS a CROSS JOIN match_key AS b ON b.key = a.key"
        f" WHERE a.key NOT IN (SELECT value FROM json_each(:crowd)) AND {which}"
        " UNION ALL SELECT min(record_id, value) << 32 | max(record_id, value)"
        " FROM json_each(:stars) AS star CROSS JOIN match_key ON match_key.key = star.key"
        f" WHERE record_id <> value {either}",
        lists,
    )
    found = np.zeros(0, dtype=np.int64)
    for part in _parts(rows):
        found = np.union1d(found, part)
    return np.stack([found >> 32, found & 0xFFFFFFFF], axis=1)


def held(db: Connection, wanted: Sequence[str], model: Model) -> set[int]:
    """Who holds one of these keys; of one that is crowded only the first, where its holders go by one name."""
    found: set[int] = set()
    for key in wanted:
        rows = db.execute("SELECT record_id FROM match_key WHERE key = ? LIMIT ?", (key, model.block + 1)).fetchall()
        if len(rows) <= model.block:
            found.update(record for (record,) in rows)
        elif first := first_of(db, key, rows[0][0]):
            found.add(first)
    return found


def holders(db: Connection, crowd: Crowd, of: Iterable[int], letters: str) -> set[int]:
    """All who hold a key of these kinds that one of these records holds, unless it is crowded."""
    rows = db.execute(
        "SELECT b.record_id FROM match_key AS a CROSS JOIN match_key AS b ON b.key = a.key"
        " WHERE a.record_id IN (SELECT value FROM json_each(?)) AND instr(?, substr(a.key, 1, 1))"
        " AND a.key NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(of)), letters, json.dumps([*crowd.many, *crowd.stars])),
    )
    return {record for (record,) in rows}


def _parts(rows: Iterable[tuple[int]]) -> Iterator[Ints]:
    values = (value for (value,) in rows)
    while len(part := np.fromiter(islice(values, CHUNK), dtype=np.int64)):
        yield part
