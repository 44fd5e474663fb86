"""The whole key table at once: which records to compare with which where everything is drawn from nothing."""

from collections.abc import Iterator
from sqlite3 import Connection, Cursor

import numpy as np

from kmu_crm.identity import within
from kmu_crm.identity.candidates import Crowd, split
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Ints

CHUNK = 50_000  # keys
_HELD = """
    SELECT count(*), CASE WHEN count(*) > :most THEN key ELSE group_concat(record_id) END, min(record_id)
    FROM match_key GROUP BY key HAVING count(*) > 1"""


def of(db: Connection, model: Model) -> tuple[Crowd, Ints]:
    """The crowded keys, and the pairs of record numbers (smaller first) that share a key which is not, or a star with its
    first; each once, in order; shape (n, 2)."""
    held: dict[str, int] = {}
    found = list(_pairs(db.execute(_HELD, {"most": model.block}), model.block, held))
    crowd = Crowd.of(db, held.items())
    found += [_star(db, key, first) for key, first in crowd.stars.items()]
    return crowd, split(np.concatenate(found)) if found else split(np.zeros(0, dtype=np.int64))


def _pairs(rows: Cursor, most: int, crowded: dict[str, int]) -> Iterator[Ints]:
    """Both numbers of a pair in one; notes the crowded keys, each with the first who holds it."""
    while part := rows.fetchmany(CHUNK):
        crowded.update((text, first) for count, text, first in part if count > most)
        counts = np.array([count for count, _, _ in part if count <= most], dtype=np.int64)
        texts = ",".join([text for count, text, _ in part if count <= most])
        records = np.fromstring(texts, dtype=np.int64, sep=",") if texts else np.zeros(0, dtype=np.int64)
        yield from (one << 32 | other for one, other in within.pairs(records, counts))


def _star(db: Connection, key: str, first: int) -> Ints:
    rows = db.execute("SELECT record_id FROM match_key WHERE key = ? AND record_id <> ?", (key, first))
    others = np.array([record for (record,) in rows], dtype=np.int64)
    return np.minimum(others, first) << 32 | np.maximum(others, first)
