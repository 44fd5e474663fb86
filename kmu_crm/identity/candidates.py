"""The key table and what it gives: which records to compare with which."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

import numpy as np

from kmu_crm.identity import keys
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Ints

Run = Callable[[str, tuple[str]], object]
_WRITE = (
    "INSERT INTO match_key SELECT held.value, one.key FROM json_each(?) AS one, json_each(one.value) AS held ORDER BY 1"
)


def write(run: Run, held: Mapping[int, Collection[str]]) -> None:
    """Adds the keys of these records, which must have none yet; `run` runs a statement with what it is given."""
    run(_WRITE, (json.dumps(held, ensure_ascii=False),))


@dataclass(frozen=True)
class Crowd:
    """Keys that too many records hold to compare each with each. `many`: their holders go by several names, or by none from
    many places, and the key says next to nothing; `stars`: they go by one, and each is compared with the first, whose record
    number is the value."""

    many: frozenset[str]
    stars: dict[str, int]

    @classmethod
    def of(cls, db: Connection, held: Iterable[tuple[str, int]]) -> "Crowd":
        """`held`: keys that are crowded, each with the first who holds it."""
        stars = {key: found for key, first in held if (found := first_of(db, key, first))}
        return cls(frozenset(key for key, _ in held if key not in stars), stars)

    def __or__(self, other: "Crowd") -> "Crowd":
        return Crowd(self.many | other.many, self.stars | other.stars)


def crowded(db: Connection, model: Model, of: Iterable[int], letters: str = "") -> Crowd:
    """Of the keys of some records, of these kinds or all."""
    sql = (
        "SELECT key, min(record_id) FROM match_key"
        " WHERE key IN (SELECT key FROM match_key WHERE record_id IN (SELECT value FROM json_each(:of))"
        " AND (:letters = '' OR instr(:letters, substr(key, 1, 1))))"
        f" GROUP BY key HAVING count(*) > {model.block:d}"
    )
    return Crowd.of(db, db.execute(sql, {"of": json.dumps(list(of)), "letters": letters}).fetchall())


def first_of(db: Connection, key: str, first: int) -> int:
    """Of a crowded key whose holders go by one name the first that gives it, or 0. `first`: of all its holders."""
    if key.startswith(keys.NAMED):
        return first
    if key[0] not in keys.STRONG:
        return 0
    nobody = keys.named(key) + keys.NOBODY
    if len(list(islice(_names(db, nobody, nobody + keys.LAST), keys.NOBODIES + 1))) > keys.NOBODIES:
        return 0
    known = list(islice(_names(db, nobody + keys.LAST, keys.named(key) + keys.LAST), 2))
    if len(known) != 1:
        return 0 if known else first
    sql = "SELECT min(record_id) FROM match_key WHERE key >= ? AND key < ?"
    return int(db.execute(sql, (known[0], known[0] + keys.LAST)).fetchone()[0])


def _names(db: Connection, at: str, end: str) -> Iterator[str]:
    """What tells people or firms apart in keys with names from `at` to before `end`, each once, as the beginning of their keys."""
    sql = "SELECT min(key) FROM match_key WHERE key >= ? AND key < ?"
    while (key := db.execute(sql, (at, end)).fetchone()[0]) is not None:
        found = f"{key.rsplit('|', 2)[0]}|{keys.who(key)}|"
        if keys.who(key):
            yield found
        at = found + keys.LAST


def pairs(db: Connection, crowd: Crowd, of: Iterable[int]) -> Ints:
    """Pairs of record numbers (smaller first), at least one of them among `of`, that share a key which is not crowded, or a
    star with its first; each once; shape (n, 2)."""
    lists = {
        "crowd": json.dumps([*crowd.many, *crowd.stars]),
        "stars": json.dumps(crowd.stars),
        "of": json.dumps(list(of)),
    }
    some = "IN (SELECT value FROM json_each(:of))"
    rows = db.execute(
        "SELECT min(a.record_id, b.record_id) << 32 | max(a.record_id, b.record_id)"
        " FROM match_key AS a CROSS JOIN match_key AS b ON b.key = a.key"
        f" WHERE a.key NOT IN (SELECT value FROM json_each(:crowd)) AND a.record_id {some} AND a.record_id <> b.record_id"
        " UNION ALL SELECT min(record_id, value) << 32 | max(record_id, value)"
        " FROM json_each(:stars) AS star CROSS JOIN match_key ON match_key.key = star.key"
        f" WHERE record_id <> value AND (record_id {some} OR value {some})",
        lists,
    )
    return split(np.fromiter((both for (both,) in rows), dtype=np.int64))


def split(both: Ints) -> Ints:
    """Two record numbers out of one number, each; in order, once."""
    found = np.unique(both)
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
