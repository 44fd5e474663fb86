"""Money that went back: a payment below nothing, told by its key of which payment it is a part."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.recording.problems import GIVEN_BACK, Problem

MARK = "#refund"

# One that names nobody belongs to whoever paid, in whichever file and order the two came.
_PAID_BY = """
    SELECT paid.record_id, back.id FROM fact AS back
    JOIN fact AS paid ON paid.source_id = back.source_id AND paid.kind = 'payment' AND paid.current = 1
         AND paid.key = substr(back.key, 1, instr(back.key, :mark) - 1)
    WHERE back.source_id = :source AND back.kind = 'payment' AND back.current = 1 AND back.record_id IS NULL
      AND instr(back.key, :mark) > 0 AND paid.record_id IS NOT NULL"""

_NOBODYS = """
    UPDATE fact SET record_id = NULL
    WHERE source_id = :source AND kind = 'payment' AND current = 1 AND record_id IS NOT NULL AND instr(key, :mark) > 0
      AND NOT EXISTS (SELECT 1 FROM party WHERE record_id = fact.record_id AND current = 1)
      AND NOT EXISTS (SELECT 1 FROM fact AS paid WHERE paid.record_id = fact.record_id AND paid.current = 1
                      AND NOT (paid.kind = 'payment' AND instr(paid.key, :mark) > 0))"""


def key_of(payment: str, own: str = "") -> str:
    """The key of what went back of a payment; `own`: its own number, where there may be several."""
    return f"{payment}{MARK}{own and '#'}{own}"


def told(columns: Sequence[MappedColumn], heads: Block) -> Iterator[Problem]:
    """Of several columns that tell what was given back the one that speaks in that row."""
    said = [column.read(heads.columns[column.index]) for column in columns]
    for place, row in enumerate(heads.numbers if said else ()):
        speaks = (column.header for column, cents in zip(columns, said, strict=True) if cents[place])
        yield from ((GIVEN_BACK, header, row) for header in [next(speaks, None)] if header is not None)


def settle(db: Connection, source_id: int) -> None:
    """Once an import is written."""
    found = db.execute(_PAID_BY, {"source": source_id, "mark": MARK}).fetchall()
    db.executemany("UPDATE fact SET record_id = ? WHERE id = ?", found)
    db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", {(record,) for record, _ in found})


def release(db: Connection, source_id: int) -> None:
    """Once an import is taken back: what only its payments told the customer of belongs to nobody again."""
    db.execute(_NOBODYS, {"source": source_id, "mark": MARK})
