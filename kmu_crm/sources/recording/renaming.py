"""Documents that go on under another key: their day, or whether others bear their number, is another than before."""

from collections.abc import Iterator, Mapping
from sqlite3 import Connection

from kmu_crm.sources.recording import given_back
from kmu_crm.sources.recording.shapes import FACT_COLUMNS, PAID_ON, PART_PAID
from kmu_crm.sources.recording.versions import Coming

Key = tuple[str, str]  # kind and key


def coming(db: Connection, fact: int) -> Coming:
    kind, key, row, line, *values = db.execute(
        f"SELECT kind, key, row, line, {', '.join(FACT_COLUMNS)} FROM fact WHERE id = ?", (fact,)
    ).fetchone()
    return Coming((kind, key), (), tuple(values), row, line)


def rename(db: Connection, source_id: int, moves: Mapping[Key, str]) -> None:
    """All versions of a document go on under another key, with what was paid and given back of it; the newest of each key speaks."""
    if not moves:
        return
    db.execute("DROP TABLE IF EXISTS temp.renamed")
    db.execute("CREATE TEMP TABLE renamed (kind TEXT, old TEXT, new TEXT, PRIMARY KEY (kind, old)) WITHOUT ROWID")
    db.executemany("INSERT OR IGNORE INTO temp.renamed VALUES (?, ?, ?)", _with_payments(moves))
    both = "SELECT kind, old FROM temp.renamed UNION SELECT kind, new FROM temp.renamed"
    new = "(SELECT new FROM temp.renamed AS r WHERE r.kind = {0}.kind AND r.old = {0}.key)"
    db.execute(
        f"UPDATE fact SET current = 0 WHERE source_id = ? AND current = 1 AND (kind, key) IN ({both})", (source_id,)
    )
    for change, table in (("UPDATE", "fact"), ("UPDATE OR REPLACE", "retold")):
        db.execute(
            f"{change} {table} SET key = {new.format(table)}"
            " WHERE source_id = ? AND (kind, key) IN (SELECT kind, old FROM temp.renamed)",
            (source_id,),
        )
    db.execute(
        "UPDATE fact SET current = 1 WHERE id IN (SELECT max(id) FROM fact WHERE source_id = ?"
        " AND (kind, key) IN (SELECT kind, new FROM temp.renamed) GROUP BY kind, key)",
        (source_id,),
    )


def _with_payments(moves: Mapping[Key, str]) -> Iterator[tuple[str, str, str]]:
    for (kind, old), new in moves.items():
        yield kind, old, new
        if kind in ("order", "invoice"):
            yield "credit_note", given_back.key_of(old), given_back.key_of(new)
            for mark in (PART_PAID, PAID_ON):
                yield "payment", f"{old}{mark}", f"{new}{mark}"
