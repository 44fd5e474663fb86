"""The key table and what it gives: which records to compare with which."""

import json
from collections.abc import Iterable, Iterator
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


def crowded(db: Connection, model: Model, of: Iterable[int] | None = None, letters: str = "") -> list[str]:
    """Keys that too many records hold to compare them all; of all keys, or those of some records, of these kinds or all."""
    some = (
        ""
        if of is None
        else "WHERE key IN (SELECT key FROM match_key WHERE record_id IN (SELECT value FROM json_each(:of))"
        " AND (:letters = '' OR instr(:letters, substr(key, 1, 1))))"
    )
    wanted = {} if of is None else {"of": json.dumps(list(of)), "letters": letters}
    sql = f"SELECT key FROM match_key {some} GROUP BY key HAVING count(*) > {model.block:d}"
    return [key for (key,) in db.execute(sql, wanted)]


def pairs(db: Connection, crowd: Iterable[str], of: Iterable[int] | None = None) -> Ints:
    """Pairs of record numbers (smaller first) that share a key which is not crowded, each once; shape (n, 2).

    `of`: only pairs with at least one of these records.
    """
    lists = {"crowd": json.dumps(list(crowd))}
    which = "a.record_id < b.record_id"
    if of is not None:
        which = "a.record_id IN (SELECT value FROM json_each(:of)) AND a.record_id <> b.record_id"
        lists["of"] = json.dumps(list(of))
    rows = db.execute(
        "SELECT min(a.record_id, b.record_id) << 32 | max(a.record_id, b.record_id)"
        " FROM match_key AS a CROSS JOIN match_key AS b ON b.key = a.key"
        f" WHERE a.key NOT IN (SELECT value FROM json_each(:crowd)) AND {which}",
        lists,
    )
    found = np.zeros(0, dtype=np.int64)
    for part in _parts(rows):
        found = np.union1d(found, part)
    return np.stack([found >> 32, found & 0xFFFFFFFF], axis=1)


def holders(db: Connection, crowd: Iterable[str], of: Iterable[int], letters: str) -> set[int]:
    """All who hold a key of these kinds that one of these records holds, unless it is crowded."""
    rows = db.execute(
        "SELECT b.record_id FROM match_key AS a CROSS JOIN match_key AS b ON b.key = a.key"
        " WHERE a.record_id IN (SELECT value FROM json_each(?)) AND instr(?, substr(a.key, 1, 1))"
        " AND a.key NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(of)), letters, json.dumps(list(crowd))),
    )
    return {record for (record,) in rows}


def _parts(rows: Iterable[tuple[int]]) -> Iterator[Ints]:
    values = (value for (value,) in rows)
    while len(part := np.fromiter(islice(values, CHUNK), dtype=np.int64)):
        yield part
