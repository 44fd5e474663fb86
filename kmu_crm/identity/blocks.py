"""The keys of everybody at once: which records to compare with which where everything is drawn from nothing."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

import numpy as np

from kmu_crm.identity import candidates, keys, within
from kmu_crm.identity.candidates import Crowd
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Ints
from kmu_crm.identity.words import Words

AT_ONCE = 20_000  # records


class Blocks:
    """Of each key a number in place of its text, and who holds it; two texts share one as good as never, and would lead to a
    pair looked at in vain."""

    def __init__(self, words: Sequence[Words], model: Model, run: candidates.Run):
        """Writes the keys, too: `run` runs a statement with what it is given."""
        self._words, self._model = words, model
        parts = list(self._written(run))
        empty = np.zeros(0, dtype=np.int64)
        key, record = (np.concatenate([empty, *side]) for side in zip(*parts, strict=True)) if parts else (empty, empty)
        order = np.argsort(key, kind="stable")
        self._keys, self._starts, self._counts = np.unique(key[order], return_index=True, return_counts=True)
        self._records = record[order]

    def _written(self, run: candidates.Run) -> Iterator[tuple[Ints, Ints]]:
        for start in range(0, len(self._words), AT_ONCE):
            held = {one.record: list(keys.of(one, self._model)) for one in self._words[start : start + AT_ONCE]}
            candidates.write(run, held)
            counts = [len(found) for found in held.values()]
            yield (
                np.fromiter((hash(key) for found in held.values() for key in found), np.int64, sum(counts)),
                np.repeat(np.fromiter(held, np.int64, len(held)), counts),
            )

    def crowd(self, db: Connection) -> Crowd:
        """Of all keys, which must be in the table by now."""
        return Crowd.of(db, [self._text(place) for place in np.flatnonzero(self._counts > self._model.block).tolist()])

    def _text(self, place: int) -> tuple[str, int]:
        """A key, and the first who holds it."""
        first, number = int(self._records[self._starts[place]]), int(self._keys[place])
        one = self._words[bisect_left(self._words, first, key=lambda one: one.record)]
        return next(key for key in keys.of(one, self._model) if hash(key) == number), first

    def pairs(self, db: Connection, crowd: Crowd) -> Ints:
        """Pairs of record numbers (smaller first) that share a key which is not crowded, or a star with its first; each once,
        in order; shape (n, 2)."""
        few = self._counts <= self._model.block
        blocks = within.pairs(self._records[np.repeat(few, self._counts)], self._counts[few])
        found = [one << 32 | other for one, other in blocks]
        found += [_star(db, key, first) for key, first in crowd.stars.items()]
        return candidates.split(np.concatenate([np.zeros(0, dtype=np.int64), *found]))


def _star(db: Connection, key: str, first: int) -> Ints:
    rows = db.execute("SELECT record_id FROM match_key WHERE key = ? AND record_id <> ?", (key, first))
    others = np.array([record for (record,) in rows], dtype=np.int64)
    return np.minimum(others, first) << 32 | np.maximum(others, first)
