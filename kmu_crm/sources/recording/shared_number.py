"""A document whose number others bear, too, is told from them by its day and customer: where that changes from one file of a
list to the next it comes under another key, and is the same one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.sources.recording import renaming
from kmu_crm.sources.recording.changes import Changes

_APART = "*#*|*"  # how `documents.apart` writes a key
_EARLIER = "SELECT 1 FROM import WHERE source_id = ? AND id <> ? AND state = 'done' LIMIT 1"
_ANY = "SELECT 1 FROM fact WHERE source_id = ? AND current = 1 AND key GLOB ? AND key NOT LIKE '~%' LIMIT 1"
# What this import brought, and what stands and was not in it, of numbers that some document bears apart. Kind and key as
# one text: pairs that are NOT IN are looked for from the first to the last.
_FACTS = """
    WITH here AS (
        SELECT id FROM fact WHERE import_id = :this AND current = 1
        UNION SELECT version_id FROM confirmed WHERE import_id = :this AND kind = 'fact'),
    before AS (SELECT kind || ' ' || key FROM fact WHERE source_id = :source AND import_id <> :this),
    shared AS (SELECT DISTINCT document_id FROM fact WHERE source_id = :source AND current = 1 AND key GLOB :apart)
    SELECT f.id, f.kind, f.key, f.document_id, f.record_id, f.day, f.gross, f.net, f.currency, f.row, f.id IN here, f.import_id = :this,
        f.import_id = :this AND f.kind || ' ' || f.key NOT IN before
    FROM fact AS f WHERE f.source_id = :source AND f.current = 1 AND f.key NOT LIKE '~%'
      AND (f.document_id IN shared OR f.import_id = :this)"""


# Told apart from others of which none is left; what was paid or given back of a document has no number, and goes with it.
_ALONE = """
    SELECT f.kind, f.key FROM fact AS f
    WHERE f.source_id = :source AND f.current = 1 AND f.key GLOB :apart AND f.key NOT LIKE '~%' AND f.document_id IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM fact AS o WHERE o.source_id = f.source_id AND o.kind = f.kind AND o.current = 1 AND o.id <> f.id
          AND o.key >= substr(f.key, 1, instr(f.key, '#') - 1) AND o.key < substr(f.key, 1, instr(f.key, '#') - 1) || '$'
          AND (o.key = substr(f.key, 1, instr(f.key, '#') - 1) OR o.key GLOB :apart))"""


class _Fact(NamedTuple):
    id: int
    kind: str
    key: str
    document: int | None
    customer: int | None
    day: str | None
    gross: int | None
    net: int | None
    currency: str | None
    row: int
    here: bool  # in this import's file
    told: bool  # it brought it, or something new of it
    new: bool  # and under no such key before

    @property
    def content(self) -> tuple[object, ...]:
        return self.kind, self.customer, self.day, self.gross, self.net, self.currency

    @property
    def number(self) -> tuple[object, ...]:
        """Which may begin anew each year."""
        return self.kind, self.document, (self.day or "")[:4]


def settle(db: Connection, source_id: int, import_id: int, changes: Changes) -> int:
    """Once an import is written: how many of its documents stood under another key before."""
    if not (
        db.execute(_EARLIER, (source_id, import_id)).fetchone() and db.execute(_ANY, (source_id, _APART)).fetchone()
    ):
        return 0
    facts = [_Fact(*row) for row in db.execute(_FACTS, {"this": import_id, "source": source_id, "apart": _APART})]
    told, gone = [one for one in facts if one.told], [one for one in facts if not one.here]
    if not (told and gone):
        return 0
    pairs = list(_pairs(gone, told, facts))
    changes.moved(db, [(old.id, renaming.coming(db, now.id)) for old, now in pairs])
    db.executemany(
        "INSERT OR IGNORE INTO changed_record VALUES (?)", [(old.customer,) for old, _now in pairs if old.customer]
    )
    renaming.rename(db, source_id, {(old.kind, old.key): now.key for old, now in pairs})
    return sum(now.new for _old, now in pairs)


def release(db: Connection, source_id: int) -> None:
    """Once an import is taken back: who alone bears a number again is told from nobody."""
    moves = {
        (kind, key): key.partition("#")[0] for kind, key in db.execute(_ALONE, {"source": source_id, "apart": _APART})
    }
    renaming.rename(db, source_id, moves)


def _pairs(gone: Sequence[_Fact], told: Sequence[_Fact], facts: Sequence[_Fact]) -> Iterator[tuple[_Fact, _Fact]]:
    """(what stood, what it is now): of one number, customer and day; or with all that a file says but the number, where the
    file shows that the number is no longer its own. Each only where it is the only one. The same sum of another day is
    another document: the number may be that of a contract, and the file be about other months."""
    numbers = {one.number for one in facts if one.here}
    stale = [one for one in gone if one.number in numbers]
    taken: set[int] = set()
    for name in (
        lambda one: (one.number, one.customer, one.day),
        lambda one: one.content,
    ):
        left, right = ([one for one in some if one.id not in taken] for some in (stale, told))
        before, after = Counter(map(name, left)), Counter(map(name, right))
        now = {name(one): one for one in right}
        for one in left:
            said = name(one)
            if before[said] == 1 == after[said]:
                taken |= {one.id, now[said].id}
                yield one, now[said]
