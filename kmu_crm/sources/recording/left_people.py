"""Customers whom only rows of documents name that were left out in the end: nothing of such rows stays."""

import json
from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.sources.recording import carried

# Those whom documents of this import name are asked for once: of each record alone that would be a search of the whole import.
_ONLY_THERE = """
    SELECT id FROM record WHERE source_id = :source AND key IN (SELECT value FROM json_each(:keys)) AND id NOT IN (
        SELECT record_id FROM fact WHERE import_id = :this AND record_id IS NOT NULL
        UNION SELECT f.record_id FROM confirmed AS c JOIN fact AS f ON f.id = c.version_id
        WHERE c.import_id = :this AND c.kind = 'fact' AND f.record_id IS NOT NULL)"""


def take_back(db: Connection, source_id: int, import_id: int, keys: Collection[str]) -> None:
    """Once an import is written. `keys`: of the records that the rows left out late had named; what earlier files said of
    them speaks again."""
    if not keys:
        return
    asked = {"source": source_id, "this": import_id, "keys": json.dumps(sorted(keys))}
    records = json.dumps([record for (record,) in db.execute(_ONLY_THERE, asked)])
    whose = "record_id IN (SELECT value FROM json_each(?))"
    gone = db.execute(f"SELECT DISTINCT record_id FROM party WHERE import_id = ? AND {whose}", (import_id, records))
    left = json.dumps([record for (record,) in gone])
    db.execute(f"DELETE FROM party WHERE import_id = ? AND {whose}", (import_id, left))
    newest = f"SELECT max(id) FROM party WHERE {whose} GROUP BY record_id"
    db.execute(f"UPDATE party SET current = 1 WHERE id IN ({newest})", (left,))
    carried.settle(db)
