"""The store's shape grows by numbered steps, whole or not at all, after a backup; a newer file is refused."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store.transaction import name_of, transaction

Step = Callable[[Connection], None]


class StoreIsNewer(KmuError):
    text = N_("{file} was written by a newer version of the program (state {have}, this program knows {known}).")
    advice = N_("Update the program to open it.")
    code = "newer"


class UpdateFailed(KmuError):
    text = N_("{file} could not be brought to the shape this version needs. It was left as it was.")
    advice = N_("The version before still opens it. A backup was made: {backup}")
    code = "update_failed"


def steps() -> list[Step]:
    """One step for each numbered file beside this module, in their order."""
    files = sorted(Path(__file__).with_name("steps").glob("*.sql"), key=lambda file: file.name)
    return [_step(file.read_text(encoding="utf-8")) for file in files]


def _step(script: str) -> Step:
    def run(db: Connection) -> None:
        for statement in _statements(script):
            db.execute(statement)

    return run


def _statements(script: str) -> list[str]:
    """`executescript` would commit behind our back, so statements run one by one; none here holds a `;` inside."""
    bare = "\n".join(text.split("--")[0] for text in script.splitlines())
    return [statement for statement in bare.split(";") if statement.strip()]


def refuse_newer(have: int, known: int, file: str) -> None:
    if have > known:
        raise StoreIsNewer(file=file, have=have, known=known)


def bring_up_to_date(db: Connection, backup: Callable[[], Path], plan: Sequence[Step] | None = None) -> None:
    """Runs the steps this file has not seen yet, all in one transaction, so that the version before still opens it
    when one of them fails. Raises StoreIsNewer where the file knows more than we do, UpdateFailed, BackupFailed.
    """
    plan = steps() if plan is None else plan
    (have,) = db.execute("PRAGMA user_version").fetchone()
    refuse_newer(have, len(plan), name_of(db))
    if have == len(plan):
        return
    kept = backup() if have else None
    try:
        with transaction(db):
            for step in plan[have:]:
                step(db)
            db.execute(f"PRAGMA user_version = {len(plan):d}")
    except sqlite3.Error as error:
        raise UpdateFailed(file=name_of(db), backup=kept.name if kept else "–") from error
