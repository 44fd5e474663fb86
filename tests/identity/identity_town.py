"""A small store filled by direct inserts, as an importer would leave it."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.identity import match
from kmu_crm.store.store import Store


class Town:
    """Says records and takes them back; every change puts the record in line for matching."""

    def __init__(self, folder: Path):
        self.store = Store(folder / "town.kmucrm")
        self.db: Connection = self.store.db
        self._count = 0

    def source(self, name: str) -> int:
        self.db.execute("INSERT OR IGNORE INTO source (system, title) VALUES (?, ?)", (name, name))
        (source,) = self.db.execute("SELECT id FROM source WHERE system = ?", (name,)).fetchone()
        self.db.execute(
            "INSERT OR IGNORE INTO import (id, source_id, file, sha256, format, mapping, confidence, at, state, rows,"
            " new, updated, unchanged, refused, seconds)"
            " VALUES (:source, :source, 'f', '', '', '{}', 1, '', 'done', 0, 0, 0, 0, 0, 0)",
            {"source": source},
        )
        return int(source)

    def says(self, system: str, key: str = "", **words: object) -> int:
        """A record's current words; `emails` and `phones` may be lists. Without a key the row has no number."""
        self._count += 1
        source = self.source(system)
        more = {}
        for many, one in (("emails", "email"), ("phones", "phone")):
            if many in words:
                words[one], *more[many] = words.pop(many)  # type: ignore[misc]
        if more:
            words["more"] = json.dumps(more)
        key = key or f"~{self._count}"
        self.db.execute("INSERT OR IGNORE INTO record (source_id, key) VALUES (?, ?)", (source, key))
        sql = "SELECT id FROM record WHERE source_id = ? AND key = ?"
        (record,) = self.db.execute(sql, (source, key)).fetchone()
        self.db.execute("UPDATE party SET current = 0 WHERE record_id = ?", (record,))
        columns = "".join(f", {name}" for name in words)
        self.db.execute(
            f"INSERT INTO party (record_id, import_id, row, hash{columns}) VALUES (?, ?, ?, x'00'{', ?' * len(words)})",
            (record, source, self._count, *words.values()),
        )
        self._in_line(record)
        return int(record)

    def takes_back(self, record: int) -> None:
        self.db.execute("UPDATE party SET current = 0 WHERE record_id = ?", (record,))
        self._in_line(record)

    def buys(self, record: int, day: str) -> None:
        self._count += 1
        (source,) = self.db.execute("SELECT source_id FROM record WHERE id = ?", (record,)).fetchone()
        self.db.execute(
            "INSERT INTO fact (source_id, kind, key, import_id, row, hash, record_id, day)"
            " VALUES (:source, 'order', :key, :source, 1, x'00', :record, :day)",
            {"source": source, "key": str(self._count), "record": record, "day": day},
        )
        self._in_line(record)

    def _in_line(self, record: int) -> None:
        self.db.execute("INSERT OR IGNORE INTO changed_record VALUES (?)", (record,))

    def match(self) -> match.MatchReport:
        return match.update(self.db)

    def grows(self, steps: Iterable[Callable[[], object]]) -> None:
        """Takes the steps one by one; after each, what was drawn is what a rebuild draws."""
        for step in steps:
            step()
            self.match()
            grown = self.derived()
            match.rebuild(self.db)
            assert self.derived() == grown

    def profiles(self) -> list[list[int]]:
        """The groups of record numbers, smallest first, after matching."""
        self.match()
        found: dict[int, list[int]] = {}
        for record, profile in self.db.execute("SELECT record_id, profile_id FROM membership ORDER BY record_id"):
            found.setdefault(profile, []).append(record)
        assert all(profile == members[0] for profile, members in found.items())
        return sorted(found.values())

    def derived(self) -> tuple[list[tuple[object, ...]], ...]:
        """Everything that a rebuild must give again."""
        queries = ("SELECT * FROM match_key", "SELECT * FROM pair", "SELECT * FROM membership ORDER BY record_id")
        return tuple(self.db.execute(sql).fetchall() for sql in queries)
