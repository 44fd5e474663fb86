"""Records are kept as versions: what an import brings is new, updates what stood, or confirms it. Nothing is ever edited."""

import json
import marshal
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from sqlite3 import Connection
from typing import Any, NamedTuple

from kmu_crm.sources.recording import registry
from kmu_crm.sources.recording.changes import Changes
from kmu_crm.sources.recording.shapes import Cell
from kmu_crm.store import bulk

_BEFORE = "INSERT OR IGNORE INTO changed_record SELECT record_id FROM fact WHERE id = ? AND record_id IS NOT NULL"
BASE = ("import_id", "row", "line", "hash", "current")


@dataclass
class Tally:
    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.rows, self.new = self.rows + other.rows, self.new + other.new
        self.updated, self.unchanged = self.updated + other.updated, self.unchanged + other.unchanged
        return self


Standing = dict[tuple[Cell, ...], tuple[int, bytes]]  # key -> id and hash of the version that speaks


class Coming(NamedTuple):
    """A version on its way in: its identity within the table, its content, where it stood in the file."""

    key: tuple[Cell, ...]
    content: tuple[Any, ...]
    values: tuple[Cell, ...]
    row: int
    line: int | None


def _digest(content: tuple[Any, ...]) -> bytes:
    """The same content has the same hash in every version of Python: format 2 knows no references between equal parts."""
    return blake2b(marshal.dumps(content, 2), digest_size=16).digest()


class Versions:
    """One versioned table, seen by one import."""

    def __init__(
        self, db: Connection, table: str, keys: Sequence[str], columns: Sequence[str], import_id: int, source_id: int
    ):
        self.db, self.table, self.import_id, self.source_id = db, table, import_id, source_id
        self.fixed = ("source_id",) if "source_id" in keys else ()
        self.keys = tuple(key for key in keys if key != "source_id")
        self._columns = ("id", *self.fixed, *self.keys, *BASE, *columns)
        self._next = registry.next_id(db, table)
        self._alone = self._is_empty()  # nothing stands but what this import said itself
        self._said: Standing = {}
        self.changes: Changes | None = None  # where what is changed is told

    def take(self, coming: Sequence[Coming]) -> tuple[Tally, list[int | None]]:
        """Writes what is new or changed, confirms what is not. Gives for each its version's id where one was written."""
        standing = self.standing(coming)
        written: dict[int, tuple[object, ...]] = {}
        replaced: list[int] = []
        pairs: list[tuple[int, Coming]] = []
        new: list[Coming] = []
        same: list[Coming] = []
        confirmed: list[tuple[object, ...]] = []
        ids: list[int | None] = []
        source = (self.source_id,) if self.fixed else ()
        for one in coming:
            key, content, values, row, line = one
            digest, before = _digest(content), standing.get(key)
            if before and before[1] == digest:
                confirmed.append((self.import_id, self.table, before[0], row, line))
                ids.append(None)
                same.append(one)
                continue
            if before:
                replaced.append(before[0])
                pairs.append((before[0], one))
            else:
                new.append(one)
            number, self._next = self._next, self._next + 1
            written[number] = (number, *source, *key, self.import_id, row, line, digest, 1, *values)
            standing[key] = (number, digest)
            ids.append(number)
        self._tell(new, [(number, one) for number, one in pairs if number not in written], same)
        self._write(written, replaced)
        self.db.executemany("INSERT OR IGNORE INTO confirmed VALUES (?, ?, ?, ?, ?)", confirmed)
        return Tally(len(coming), len(new), len(replaced), len(confirmed)), ids

    def _tell(self, new: Sequence[Coming], replaced: Sequence[tuple[int, Coming]], same: Sequence[Coming]) -> None:
        """For people, where somebody wants to know."""
        if self.changes is not None:
            self.changes.keep(self.table, "new", new)
            self.changes.keep(self.table, "unchanged", same)
            if replaced:
                self.changes.replaced(self.db, self.table, replaced)

    def _write(self, written: dict[int, tuple[object, ...]], replaced: Sequence[int]) -> None:
        """What is replaced falls silent first: of each key one version speaks."""
        for number in written.keys() & set(replaced):  # said twice in one file: the later row counts
            place = self._columns.index("current")
            written[number] = (*written[number][:place], 0, *written[number][place + 1 :])
        self.db.executemany(f"UPDATE {self.table} SET current = 0 WHERE id = ?", ((number,) for number in replaced))
        if self.table == "fact":  # whom the document belonged to before may have lost it
            self.db.executemany(_BEFORE, ((number,) for number in replaced))
        bulk.insert(self.db, self.table, self._columns, list(written.values()))

    def _is_empty(self) -> bool:
        where, bound = ("WHERE source_id = ?", (self.source_id,)) if self.fixed else ("", ())
        return self.db.execute(f"SELECT 1 FROM {self.table} {where} LIMIT 1", bound).fetchone() is None

    def standing(self, coming: Sequence[Coming]) -> Standing:
        """The versions that speak now, at least those for the keys that come."""
        if len(self._said) > registry.FORGET_AT:
            self._alone, self._said = False, {}
        if self._alone or not coming:
            return self._said
        wanted: list[str | int] = [
            json.dumps(list(set(cells))) for cells in zip(*(one.key for one in coming), strict=True)
        ]
        where = [f"{key} IN (SELECT value FROM json_each(?))" for key in self.keys]  # of all, so that an index serves
        if self.fixed:
            where.append("source_id = ?")
            wanted.append(self.source_id)
        rows = self.db.execute(
            f"SELECT {', '.join(self.keys)}, id, hash FROM {self.table} WHERE current = 1 AND {' AND '.join(where)}",
            wanted,
        )
        return {tuple(row[:-2]): (row[-2], row[-1]) for row in rows}
