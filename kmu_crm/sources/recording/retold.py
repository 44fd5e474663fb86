"""One document that two files of a list call by different kinds: a sale in the one, in the other what takes one back.

What a row of another document tells (“Gutschrift-Nr.” beside the invoice) is missing in a file of a shorter period. To be told
is knowledge, not to be told is none: the credit note speaks, whichever file comes last.
"""

import json
from collections.abc import Collection, Iterable
from sqlite3 import Connection

from kmu_crm.sources.mapping.cells import MappedColumn

# Of the same day and amount, out of another file: two rows of one file are two documents.
_HIDDEN = """
    SELECT sale.id, sale.record_id FROM retold AS r
    JOIN fact AS back ON back.source_id = r.source_id AND back.kind = r.kind AND back.key = r.key AND back.current = 1
    JOIN fact AS sale ON sale.source_id = r.source_id AND sale.kind IN ('invoice', 'order') AND sale.key = r.key AND sale.current = 1
    WHERE sale.day IS back.day AND sale.import_id <> back.import_id
    AND abs(coalesce(sale.gross, sale.net)) = abs(coalesce(back.gross, back.net))"""
_GONE = """
    SELECT source_id, kind, key FROM retold AS r WHERE NOT EXISTS (
        SELECT 1 FROM fact AS f WHERE f.source_id = r.source_id AND f.kind = r.kind AND f.key = r.key AND f.current = 1)"""
_AGAIN = """
    SELECT max(f.id) FROM temp.gone AS g JOIN fact AS f ON f.source_id = g.source_id AND f.kind IN ('invoice', 'order') AND f.key = g.key
    GROUP BY f.source_id, f.kind, f.key"""

_THERE = """
    SELECT d.number FROM document AS d WHERE d.source_id = ? AND d.number IN (SELECT value FROM json_each(?))
    AND EXISTS (SELECT 1 FROM fact AS f WHERE f.document_id = d.id AND f.current = 1)"""


def find_elsewhere(db: Connection, source_id: int, columns: Iterable[MappedColumn]) -> None:
    """Columns that name what took a document's place: it may have come in another file of the list."""
    for column in columns:
        if not column.unknown:
            continue
        cells = dict(zip(map(str, column.read(list(column.unknown))), column.unknown, strict=True))
        found = db.execute(_THERE, (source_id, json.dumps(list(cells)))).fetchall()
        column.named = {**column.named, **{cells[number]: number for (number,) in found}}


def note(db: Connection, source_id: int, documents: Collection[tuple[str, str]]) -> None:
    """`documents`: kind and key of those that were told to take back."""
    db.executemany("INSERT OR IGNORE INTO retold VALUES (?, ?, ?)", [(source_id, *one) for one in documents])


def settle(db: Connection) -> None:
    """Once an import is written, or taken back."""
    if not db.execute("SELECT 1 FROM retold LIMIT 1").fetchone():
        return
    db.execute("DROP TABLE IF EXISTS temp.gone")
    db.execute(f"CREATE TEMP TABLE gone AS {_GONE}")
    db.execute("DELETE FROM retold WHERE (source_id, kind, key) IN (SELECT source_id, kind, key FROM temp.gone)")
    db.execute(f"UPDATE fact SET current = 1 WHERE id IN ({_AGAIN})")
    db.execute(
        f"INSERT OR IGNORE INTO changed_record SELECT record_id FROM fact WHERE id IN ({_AGAIN}) AND record_id IS NOT NULL"
    )
    hidden = db.execute(_HIDDEN).fetchall()
    db.executemany("UPDATE fact SET current = 0 WHERE id = ?", [(number,) for number, _ in hidden])
    db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", {(record,) for _, record in hidden if record})
