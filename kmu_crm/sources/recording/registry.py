"""Numbers for things that files name, in whatever order they come: records and documents."""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from kmu_crm.sources.recording.shapes import Cell
from kmu_crm.store import bulk

FORGET_AT = 100_000  # numbers a registry holds in memory before it asks the store again


class Registry:
    """The names of one source. A number is given once and never again, even where the row that had it is gone."""

    def __init__(self, db: Connection, table: str, fixed: tuple[str, ...], bound: tuple[Cell, ...], name: str):
        self.db, self.table, self.fixed, self.bound, self.name = db, table, fixed, bound, name
        self._known: dict[str, int] = {}
        self._where = " AND ".join(f"{column} = ?" for column in fixed)
        found = db.execute(f"SELECT 1 FROM {table} WHERE {self._where} LIMIT 1", bound).fetchone()
        self._all_known = found is None  # so that the store need not be asked

    def numbers(self, names: Iterable[str | None]) -> Mapping[str, int]:
        """Gives each name its number, a new one where it has none yet."""
        if len(self._known) > FORGET_AT:
            self._known.clear()
            self._all_known = False
        wanted = {name for name in set(names).difference(self._known) if name is not None}
        if wanted and not self._all_known:
            found = self.db.execute(
                f"SELECT {self.name}, id FROM {self.table} WHERE {self._where} AND {self.name} IN (SELECT value FROM json_each(?))",
                (*self.bound, json.dumps(list(wanted))),
            )
            self._known.update(found)
            wanted.difference_update(self._known)
        if wanted:
            given = {name: number for number, name in enumerate(sorted(wanted), next_id(self.db, self.table))}
            rows = [(number, *self.bound, name) for name, number in given.items()]
            bulk.insert(self.db, self.table, ("id", *self.fixed, self.name), rows)
            self._known.update(given)
        return self._known


def next_id(db: Connection, table: str) -> int:
    """Numbers are never used twice, even where the row that had one is gone."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (row[0] if row else 0) + 1
