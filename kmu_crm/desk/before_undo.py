"""What customers would be once imports are taken back, found out by doing it and taking that back in turn."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.desk import customers_after
from kmu_crm.identity import match
from kmu_crm.profiles import build
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.undo import undo
from kmu_crm.store.transaction import size, transaction

MOST_COPIED = 200_000_000  # bytes of a customer file: so much memory is left beside whatever else runs

_SAID = """
    SELECT count(*) FROM (
        SELECT 1 FROM party WHERE import_id IN (SELECT value FROM json_each(:ids))
        UNION ALL SELECT 1 FROM fact WHERE import_id IN (SELECT value FROM json_each(:ids)) LIMIT :most)"""

_WITH_DOCUMENTS = """
    SELECT DISTINCT m.profile_id FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value
    JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1
    JOIN import AS i ON i.id = f.import_id AND i.format <> 'entry'"""


_HOMES = """
    SELECT m.profile_id, m.record_id FROM json_each(?) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
    ORDER BY m.profile_id, m.record_id"""


@dataclass(frozen=True)
class Rehearsed:
    """`gone`: customers of whom no file says anything any more; `earlier`: those who stay, with the values they had before;
    `joined`: those who become one with another who stays."""

    gone: int
    earlier: int
    joined: int = 0


class _TakenBack(Exception):
    pass


def rehearse(db: Connection, import_ids: Sequence[int], progress: Progress = SILENT) -> Rehearsed | None:
    """Needs a connection that may write; it is rolled back. None where too much was imported to wait for the answer.
    Raises NoSuchImport."""
    if _is_too_much(db, import_ids):
        return None
    found = None
    with suppress(_TakenBack), transaction(db):
        for number in import_ids:
            undo(db, number, progress)
        once = dict(db.execute("SELECT record_id, profile_id FROM membership"))
        touched = match.update(db, progress=progress).touched
        before = customers_after.values(db, touched)
        build.refresh(db, touched, progress)
        after = _somebody(db, customers_after.values(db, touched))
        homes = _homes(db, once, before, after)
        stay = {home: before[home if home in before else number] for number, home in homes.items()}
        changed = customers_after.compared(stay, after).changed
        found = Rehearsed(len(before.keys() - homes.keys()), changed, len(homes) - len(stay))
        raise _TakenBack
    return found


def rehearse_beside(db: Connection, import_ids: Sequence[int], progress: Progress = SILENT) -> Rehearsed | None:
    """As `rehearse`, for a connection that only reads, be it beside somebody who writes. None also where the customer file is
    too large for a copy."""
    if _is_too_much(db, import_ids) or size(db) > MOST_COPIED:
        return None
    with closing(
        sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    ) as copy:  # on the disk it would stay behind if killed
        db.backup(copy)
        return rehearse(copy, import_ids, progress)


def _is_too_much(db: Connection, import_ids: Sequence[int]) -> bool:
    most = customers_after.MOST + 1
    found: int = db.execute(_SAID, {"ids": json.dumps(list(import_ids)), "most": most}).fetchone()[0]
    return found == most


def _homes(db: Connection, once: Mapping[int, int], before: Collection[int], after: Collection[int]) -> dict[int, int]:
    """Customer of `before` -> who they are `after`: under their number where it stays theirs, else where the first of their
    records is. Without those of whom nothing is left. `once`: record -> the customer it was of."""
    found: dict[int, int] = {}
    for home, record in db.execute(_HOMES, (json.dumps(sorted(after)),)):
        number = once.get(record)
        if number is not None and number in before and (number not in found or home == number):
            found[number] = home
    return found


def _somebody(db: Connection, after: customers_after.Values) -> customers_after.Values:
    """Without those of whom nothing is left but what was typed in later; documents of other files name a customer."""
    bare = [number for number, now in after.items() if not any(now[1:])]
    named = {number for (number,) in db.execute(_WITH_DOCUMENTS, (json.dumps(bare),))}
    return {number: now for number, now in after.items() if any(now[1:]) or number in named}
