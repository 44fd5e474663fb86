"""Records are kept as versions: what an import brings is new, updates what stood, or confirms it. Nothing is ever edited."""

import json
import marshal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from sqlite3 import Connection
from typing import Any, NamedTuple

from kmu_crm.sources.shapes import (
    ARTICLE_COLUMNS,
    FACT_COLUMNS,
    LINE_COLUMNS,
    PARTY_COLUMNS,
    ArticleRow,
    Cell,
    FactRow,
    PartyRow,
)

FORGET_AT = 200_000  # numbers a registry holds in memory before it asks the store again
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
        names = ("id", *self.fixed, *self.keys, *BASE, *columns)
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        self._next = _next_id(db, table)
        self._empty = self._is_empty()

    def take(self, coming: Sequence[Coming]) -> tuple[Tally, list[int | None]]:
        """Writes what is new or changed, confirms what is not. Gives for each its version's id where one was written."""
        tally, ids = Tally(rows=len(coming)), list[int | None]()
        standing = {} if self._empty else self._standing(coming)
        replaced: list[tuple[int]] = []
        confirmed: list[tuple[int, str, int, int, int | None]] = []
        written: dict[int, list[object]] = {}
        for one in coming:
            digest = _digest(one.content)
            before = standing.get(one.key)
            if before and before[1] == digest:
                tally.unchanged += 1
                confirmed.append((self.import_id, self.table, before[0], one.row, one.line))
                ids.append(None)
                continue
            if before:
                tally.updated += 1
                if before[0] in written:
                    written[before[0]][1 + len(self.fixed) + len(self.keys) + 4] = 0
                else:
                    replaced.append((before[0],))
            else:
                tally.new += 1
            number, self._next = self._next, self._next + 1
            source = (self.source_id,) if self.fixed else ()
            written[number] = [number, *source, *one.key, self.import_id, one.row, one.line, digest, 1, *one.values]
            standing[one.key] = (number, digest)
            ids.append(number)
        self._empty = self._empty and not written
        self.db.executemany(f"UPDATE {self.table} SET current = 0 WHERE id = ?", replaced)
        self.db.executemany(self._insert, written.values())
        self.db.executemany("INSERT OR IGNORE INTO confirmed VALUES (?, ?, ?, ?, ?)", confirmed)
        return tally, ids

    def _is_empty(self) -> bool:
        where, bound = ("WHERE source_id = ?", (self.source_id,)) if self.fixed else ("", ())
        return self.db.execute(f"SELECT 1 FROM {self.table} {where} LIMIT 1", bound).fetchone() is None

    def _standing(self, coming: Sequence[Coming]) -> dict[tuple[Cell, ...], tuple[int, bytes]]:
        """The versions that speak now for the keys that come: key -> (id, hash)."""
        wanted = json.dumps(list({one.key[-1] for one in coming}))
        names = ", ".join(self.keys)
        where, bound = ("AND source_id = ?", (wanted, self.source_id)) if self.fixed else ("", (wanted,))
        rows = self.db.execute(
            f"SELECT {names}, id, hash FROM {self.table} WHERE current = 1 AND {self.keys[-1]} IN (SELECT value FROM json_each(?)) {where}",
            bound,
        )
        return {tuple(row[:-2]): (row[-2], row[-1]) for row in rows}


class Registry:
    """Numbers for things that files name, in whatever order they come: records and documents."""

    def __init__(self, db: Connection, table: str, fixed: tuple[str, ...], bound: tuple[Cell, ...], name: str):
        self.db, self.table, self.fixed, self.bound, self.name = db, table, fixed, bound, name
        self._known: dict[str, int] = {}
        where = " AND ".join(f"{column} = ?" for column in fixed)
        self._where = where
        self._empty = db.execute(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", bound).fetchone() is None

    def numbers(self, names: Iterable[str | None]) -> dict[str, int]:
        """Gives each name its number, a new one where it has none yet."""
        if len(self._known) > FORGET_AT:
            self._known.clear()
        wanted = {name for name in names if name is not None} - self._known.keys()
        if wanted and not self._empty:
            found = self.db.execute(
                f"SELECT {self.name}, id FROM {self.table} WHERE {self._where} AND {self.name} IN (SELECT value FROM json_each(?))",
                (*self.bound, json.dumps(list(wanted))),
            )
            self._known.update(found)
            wanted -= self._known.keys()
        if wanted:
            self._empty = False
            first = _next_id(self.db, self.table)
            rows = [(first + place, *self.bound, name) for place, name in enumerate(sorted(wanted))]
            columns = ", ".join(("id", *self.fixed, self.name))
            self.db.executemany(
                f"INSERT INTO {self.table} ({columns}) VALUES ({', '.join('?' * (2 + len(self.bound)))})", rows
            )
            self._known.update((str(row[-1]), int(str(row[0]))) for row in rows)
        return self._known


class Ledger:
    """All versioned tables of one import."""

    def __init__(self, db: Connection, import_id: int, source_id: int, family: str):
        self.db = db
        self.parties = Versions(db, "party", ("record_id",), PARTY_COLUMNS, import_id, source_id)
        self.facts = Versions(db, "fact", ("source_id", "kind", "key"), FACT_COLUMNS, import_id, source_id)
        self.articles = Versions(db, "article", ("source_id", "key"), ARTICLE_COLUMNS, import_id, source_id)
        self.records = Registry(db, "record", ("source_id",), (source_id,), "key")
        self.documents = Registry(db, "document", ("source_id", "family"), (source_id, family), "number")
        self._said: set[str] = set()
        self._line_insert = (
            f"INSERT INTO line ({', '.join(LINE_COLUMNS)}) VALUES ({', '.join('?' * len(LINE_COLUMNS))})"
        )

    def take_parties(self, rows: Sequence[PartyRow], own: bool) -> Tally:
        """`own`: addresses inside documents; the same content speaks once an import, however many documents carry it."""
        if own:
            rows = list({row.key: row for row in reversed(rows) if row.key not in self._said}.values())[::-1]
            self._said.update(row.key for row in rows)
        numbers = self.records.numbers(row.key for row in rows)
        coming = [Coming((numbers[row.key],), row.values, row.values, row.row, row.line) for row in rows]
        tally, ids = self.parties.take(coming)
        self._line_up(one.key[0] for one, written in zip(coming, ids, strict=True) if written is not None)
        return tally

    def take_facts(self, rows: Sequence[FactRow]) -> Tally:
        records = self.records.numbers(row.customer for row in rows if not isinstance(row.customer, int))
        documents = self.documents.numbers(name for row in rows for name in (row.number, row.refers_to))
        coming = []
        for row in rows:
            links = (
                row.customer if row.customer is None or isinstance(row.customer, int) else records[row.customer],
                None if row.number is None else documents[row.number],
                None if row.refers_to is None else documents[row.refers_to],
            )
            lines = tuple(line[3:] for line in row.lines)  # not where they stand in the file: that is no content
            coming.append(
                Coming((row.kind, row.key), (links, row.values, lines), (*links, *row.values), row.row, row.line)
            )
        tally, ids = self.facts.take(coming)
        pairs = [(number, row) for number, row in zip(ids, rows, strict=True) if number is not None]
        self.db.executemany(self._line_insert, [(number, *line) for number, row in pairs for line in row.lines])
        self._line_up(
            one.values[0]
            for one, number in zip(coming, ids, strict=True)
            if number is not None and one.values[0] is not None
        )
        return tally

    def take_articles(self, rows: Sequence[ArticleRow]) -> Tally:
        return self.articles.take([Coming((row.key,), row.values, row.values, row.row, row.line) for row in rows])[0]

    def _line_up(self, records: Iterable[Cell]) -> None:
        self.db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", {(record,) for record in records})


def _next_id(db: Connection, table: str) -> int:
    """Numbers are never used twice, even where the row that had one is gone."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (row[0] if row else 0) + 1
