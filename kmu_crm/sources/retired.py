"""What a person typed in and took back: it rests with the versions that do not speak, and comes back under its own number."""

import json
from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.consent import former, objections
from kmu_crm.decisions import undecided
from kmu_crm.sources import remaining

_TYPED = "import_id IN (SELECT id FROM import WHERE format = 'entry')"
_THESE = "id IN (SELECT value FROM json_each(:these))"


def speaking(db: Connection, facts: Collection[int], parties: Collection[int]) -> tuple[list[int], list[int]]:
    """Those of these typed facts and party versions that speak."""
    found = (_those(db, table, these, 1) for table, these in (("fact", facts), ("party", parties)))
    return next(found), next(found)


def resting(db: Connection, facts: Collection[int], parties: Collection[int]) -> tuple[list[int], list[int]]:
    """Those of these typed facts and party versions that rest and may speak again: nothing else took their place."""
    found = (_those(db, table, these, 0) for table, these in (("fact", facts), ("party", parties)))
    return next(found), next(found)


def _those(db: Connection, table: str, these: Collection[int], current: int) -> list[int]:
    rows = db.execute(
        f"SELECT id FROM {table} WHERE {_THESE} AND {_TYPED} AND current = :current ORDER BY id",
        {"these": json.dumps(list(these)), "current": current},
    )
    return [number for (number,) in rows]


def retire(db: Connection, facts: Collection[int], parties: Collection[int], *, needed: bool) -> set[int]:
    """They speak no more; the records they were about, which stand in line. `needed`: something else names a customer who is gone,
    and stays with who was one with them; so does a no that they said."""
    undecided.part(db)
    if parties:
        former.keep_of(db, parties)
        objections.keep_of(db, parties)
    records = _turn(db, facts, parties, 0)
    if needed:
        remaining.settle(db)
    return records


def revive(db: Connection, facts: Collection[int], parties: Collection[int]) -> set[int]:
    """They speak again; the records they are about, which stand in line."""
    return _turn(db, facts, parties, 1)


def _turn(db: Connection, facts: Collection[int], parties: Collection[int], current: int) -> set[int]:
    records: set[int] = set()
    for table, these in (("fact", facts), ("party", parties)):
        rows = db.execute(
            f"UPDATE {table} SET current = :current WHERE {_THESE} AND {_TYPED} AND current <> :current RETURNING record_id",
            {"these": json.dumps(list(these)), "current": current},
        ).fetchall()
        records |= {record for (record,) in rows}
    db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", [(record,) for record in sorted(records)])
    return records


def drop(db: Connection, facts: Collection[int], parties: Collection[int]) -> None:
    """What rests will not be asked for again, and goes; a customer who stays with somebody else keeps former words, as others do."""
    asked = {"these": json.dumps(list(facts))}
    db.execute(f"DELETE FROM fact WHERE {_THESE} AND {_TYPED} AND current = 0", asked)
    db.execute(
        f"DELETE FROM party WHERE {_THESE} AND {_TYPED} AND current = 0"
        " AND record_id NOT IN (SELECT record_id FROM membership)",
        {"these": json.dumps(list(parties))},
    )


def are_alone(db: Connection, parties: Collection[int]) -> bool:
    """Whether nobody of whom a source speaks is one with one of these customers."""
    row = db.execute(
        f"SELECT 1 FROM party AS p WHERE p.{_THESE} AND NOT EXISTS ("
        " SELECT 1 FROM membership AS own JOIN membership AS o ON o.profile_id = own.profile_id AND o.record_id <> own.record_id"
        " JOIN party AS other ON other.record_id = o.record_id AND other.current = 1 WHERE own.record_id = p.record_id) LIMIT 1",
        {"these": json.dumps(list(parties))},
    )
    return row.fetchone() is not None


def with_left(db: Connection, parties: Collection[int]) -> set[int]:
    """The records of these versions, and those that are with them because no file speaks of them any more."""
    own = f"SELECT record_id FROM party WHERE {_THESE}"
    rows = db.execute(
        f"{own} UNION SELECT record_id FROM left_with WHERE other_id IN ({own})", {"these": json.dumps(list(parties))}
    )
    return {record for (record,) in rows}


def is_spoken_of(db: Connection, records: Collection[int], but: Collection[int]) -> bool:
    """Whether anything happened with one of them, apart from these facts, or a list was made with them."""
    these = {"these": json.dumps(list(records)), "but": json.dumps(list(but))}
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM fact WHERE current = 1 AND record_id IN (SELECT value FROM json_each(:these))"
        "               AND id NOT IN (SELECT value FROM json_each(:but)))"
        " OR EXISTS (SELECT 1 FROM recipient WHERE record_id IN (SELECT value FROM json_each(:these)))",
        these,
    )
    return bool(found.fetchone()[0])
