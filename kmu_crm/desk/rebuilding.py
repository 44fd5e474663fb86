"""The program's best test: everything derived from nothing must equal what was derived step by step."""

import time
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.desk.derive import key_date
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction

DERIVED = {
    "membership": "record_id, profile_id",
    "pair": "a, b, round(weight, 6), round(probability, 6), band, evidence, round(score, 6)",
    "profile": "*",
    "counted": "*",
    "figure": "*",
    "sold_day": "*",
}


@dataclass(frozen=True)
class Rebuilt:
    identical: bool
    profiles: int
    differences: tuple[str, ...]  # tables in which something differed
    seconds: float


def rebuild(db: Connection, progress: Progress = SILENT) -> Rebuilt:
    """Derives anew under the same match model and key date, compares table by table, and keeps what was derived now."""
    from kmu_crm.identity import match
    from kmu_crm.profiles import build
    from kmu_crm.value import base

    began = time.perf_counter()
    row = db.execute("SELECT as_of FROM figure LIMIT 1").fetchone()
    with transaction(db):
        for table, columns in DERIVED.items():
            db.execute(f"DROP TABLE IF EXISTS temp.before_{table}")
            db.execute(f"CREATE TEMP TABLE before_{table} AS SELECT {columns} FROM {table}")
        match.rebuild(db, progress)
        build.refresh(db, None, progress)
        base.refresh(db, row[0] if row else key_date(db), progress)
        differences = tuple(table for table, columns in DERIVED.items() if _differs(db, table, columns))
        for table in DERIVED:
            db.execute(f"DROP TABLE temp.before_{table}")
    (profiles,) = db.execute("SELECT count(*) FROM profile").fetchone()
    return Rebuilt(not differences, profiles, differences, round(time.perf_counter() - began, 3))


def _differs(db: Connection, table: str, columns: str) -> bool:
    now, before = f"SELECT {columns} FROM {table}", f"SELECT * FROM temp.before_{table}"
    return any(
        db.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone() is not None
        for one, other in ((now, before), (before, now))
    )
