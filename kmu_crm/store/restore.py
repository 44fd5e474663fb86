"""Back to a backup: checked before it takes the place, and what stood there is kept beside it."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store import backup
from kmu_crm.store.lock import Lock
from kmu_crm.store.store import APPLICATION_ID, NotOurs


class NoBackup(KmuError):
    text = N_("{file} cannot be restored: it is missing or damaged.")
    advice = N_("Choose another backup. The customer file was left as it is.")
    code = "no_backup"


def restore(store: Path, file: Path) -> Path | None:
    """Puts a checked copy of `file` in the place of `store`. Returns where the former state was put, None where there was none."""
    _check(file)
    store.parent.mkdir(parents=True, exist_ok=True)
    lock = Lock(store)
    try:
        part = store.with_name(store.name + ".restoring")
        backup.write(file, part)
        kept = _put_aside(store) if store.exists() else None
        part.replace(store)
        return kept
    finally:
        lock.release()


def _check(file: Path) -> None:
    try:
        with sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True) as db:
            (identity,) = db.execute("PRAGMA application_id").fetchone()
            problems = backup.check(db)
        db.close()
    except sqlite3.Error as error:
        raise NoBackup(file=file.name) from error
    if identity != APPLICATION_ID:
        raise NotOurs(file=file.name)
    if problems:
        raise NoBackup(file=file.name)


def _put_aside(store: Path) -> Path:
    """Side files of the former state must not meet the restored one: the state is folded into one file first."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d_%H%M%S")
    kept = store.with_name(f"{store.stem}_{moment}_before-restore{store.suffix}")
    for side in ("", "-wal", "-shm"):
        present = store.with_name(store.name + side)
        if present.exists():
            present.replace(kept.with_name(kept.name + side))
    return kept
