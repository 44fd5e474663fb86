"""Copies that were opened and checked before anyone calls them a backup."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store import backup_ages
from kmu_crm.store.patience import replace
from kmu_crm.store.trouble import UNREADABLE


class BackupFailed(KmuError):
    text = N_("The backup {file} could not be written or did not pass its check.")
    advice = N_("Check that there is space and that the folder can be written to. The customer file is untouched.")
    code = "backup_failed"


class BackupIsTheStore(KmuError):
    text = N_("{file} is the customer file itself. It was left untouched.")
    advice = N_("Choose another name for the backup.")
    code = "backup_is_the_store"


def write(store: Path, target: Path) -> str:
    """Copies `store` as it is now to `target` through SQLite, checks the copy, and only then gives it its name.

    Returns the SHA-256 of the copy. Raises BackupFailed; an older file of that name then still stands. The folder of
    `target` is made where it is missing.
    """
    if target.exists() and target.samefile(store):
        raise BackupIsTheStore(file=target.name)
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy(store, part)
        digest = _settle(part)
        replace(part, target)
    except (OSError, *UNREADABLE) as error:
        _remove(part)
        raise BackupFailed(file=target.name) from error
    except BaseException:
        _remove(part)
        raise
    return digest


def _copy(store: Path, part: Path) -> None:
    source, copy = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True), sqlite3.connect(part)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
    finally:
        source.close()
        copy.close()


def _settle(part: Path) -> str:
    """On the disk, not only on its way there; read back once for the hash."""
    import hashlib  # loads OpenSSL: not before the first paint

    with part.open("r+b") as file:
        os.fsync(file.fileno())
        digest: str = hashlib.file_digest(file, "sha256").hexdigest()
    return digest


def _remove(part: Path) -> None:
    for side in ("", "-journal", "-wal", "-shm"):
        try:
            part.with_name(part.name + side).unlink(missing_ok=True)
        except NotADirectoryError:  # the folder named is a file: nothing was begun there
            return


def before_update(store: Path) -> Path:
    return dated(store, "before-update")


def dated(store: Path, occasion: str) -> Path:
    """A backup in the folder `backups` beside the store, named after the moment and the occasion; old ones make room."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d_%H%M%S_%f")
    target = store.parent / "backups" / f"{store.stem}_{moment}_{occasion}{store.suffix}"
    write(store, target)
    backup_ages.prune(target)
    return target


def check(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the file, in SQLite's words; empty when it is sound."""
    try:
        found = [text for (text,) in db.execute("PRAGMA integrity_check(20)") if text != "ok"]
        return found + [
            f"{table} {rowid}: link to {parent} leads nowhere"
            for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check")
        ]
    except UNREADABLE as error:  # so damaged that even the check cannot go on
        return [str(error)]
