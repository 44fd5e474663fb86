"""Back to a backup: checked before it takes the place, and what stood there is kept beside it."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store import backup
from kmu_crm.store.lock import Lock
from kmu_crm.store.migrations import refuse_newer, steps
from kmu_crm.store.patience import replace
from kmu_crm.store.store import APPLICATION_ID, NotOurs, identity, refuse_name
from kmu_crm.store.trouble import UNREADABLE, CannotOpen

SIDES = ("-wal", "-shm")


class NoBackup(KmuError):
    text = N_("{file} cannot be restored: it is missing or damaged.")
    advice = N_("Choose another backup. The customer file was left as it is.")
    code = "no_backup"


def restore(store: Path, file: Path) -> Path | None:
    """Puts a checked copy of `file` in the place of `store`; returns where the former state was put, None where there
    was none. Raises BadName, NoBackup, NotOurs, StoreIsNewer, StoreIsLocked, BackupFailed; the store then is as before.
    """
    if not store.exists():
        refuse_name(store)
    _check(file)
    part = store.with_name(store.name + ".restoring")
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(file=store.name) from error
    lock = Lock(store)
    try:
        backup.write(file, part)
        kept = _keep(store) if store.exists() else None
        replace(part, store)
        return kept
    except OSError as error:
        raise backup.BackupFailed(file=store.name) from error
    finally:
        part.unlink(missing_ok=True)
        lock.release()


def _check(file: Path) -> None:
    try:
        who, have = identity(file)
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            problems = backup.check(db)
    except UNREADABLE as error:
        raise NoBackup(file=file.name) from error
    if who != APPLICATION_ID:
        raise NotOurs(file=file.name)
    refuse_newer(have, len(steps()), file.name)
    if problems:
        raise NoBackup(file=file.name)


def _keep(store: Path) -> Path:
    """A copy of the present state, sound or not. Its side files must not meet the restored file, they would be played
    into it: folded in where the state is sound, else taken away once they are copied.
    """
    with suppress(*UNREADABLE), closing(sqlite3.connect(store)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    moment = datetime.now(UTC).strftime("%Y-%m-%d_%H%M%S_%f")
    kept = store.with_name(f"{store.stem}_{moment}_before-restore{store.suffix}")
    sides = [side for side in SIDES if store.with_name(store.name + side).exists()]
    for side in ("", *sides):
        shutil.copy2(store.with_name(store.name + side), kept.with_name(kept.name + side))
    for side in sides:
        store.with_name(store.name + side).unlink()
    return kept
