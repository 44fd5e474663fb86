"""Opening the customer file: the right settings on every connection, the lock, and the checks that it is ours."""

import sqlite3
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store import backup
from kmu_crm.store.lock import Lock
from kmu_crm.store.migrations import StoreIsNewer, bring_up_to_date, steps

APPLICATION_ID = 0x4B4D5543  # "KMUC"
SUFFIX = ".kmucrm"


class NoStore(KmuError):
    text = N_("There is no customer file {file} yet.")
    advice = N_("Import a file first, or try the sample business.")
    code = "no_store"


class NotOurs(KmuError):
    text = N_("{file} is not a customer file of this program. It was left untouched.")
    advice = N_("Choose a file that ends in .kmucrm, or restore a backup.")
    code = "not_ours"


class Damaged(KmuError):
    text = N_("{file} is damaged and cannot be read.")
    advice = N_("Restore the newest backup; it lies in the folder “backups” beside the file.")
    code = "damaged"


class Store:
    """One customer file. Writers hold the lock for as long as it is open; questions take none."""

    def __init__(self, file: Path, *, write: bool = True, create: bool = True):
        self.file = file
        fresh = not file.exists()
        if fresh and not (write and create):
            raise NoStore(file=file.name)
        if fresh:
            file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(file) if write else None
        try:
            self.db = self._open(fresh)
        except BaseException:
            self.close()
            raise

    def _open(self, fresh: bool) -> Connection:
        try:
            self._refuse_foreign(fresh)
            db = connect(self.file, write=self._lock is not None)
            if self._lock:
                db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
                bring_up_to_date(db, lambda: backup.before_migration(self.file))
            else:
                (have,) = db.execute("PRAGMA user_version").fetchone()
                if have != len(steps()):
                    db.close()
                    raise (
                        StoreIsNewer(have=have, known=len(steps()))
                        if have > len(steps())
                        else NoStore(file=self.file.name)
                    )
            return db
        except sqlite3.DatabaseError as error:
            raise (NotOurs if "not a database" in str(error) else Damaged)(file=self.file.name) from error

    def _refuse_foreign(self, fresh: bool) -> None:
        if fresh:
            return
        with sqlite3.connect(f"{self.file.resolve().as_uri()}?mode=ro", uri=True) as look:
            (identity,) = look.execute("PRAGMA application_id").fetchone()
        look.close()
        if identity != APPLICATION_ID:
            raise NotOurs(file=self.file.name)

    def another(self, *, write: bool = False) -> Connection:
        """A further connection for another thread; only the holder of the lock may ask for a writing one."""
        return connect(self.file, write=write and self._lock is not None)

    def close(self) -> None:
        if hasattr(self, "db"):
            self.db.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(file: Path, *, write: bool) -> Connection:
    """A connection with the settings every one of ours has; autocommit, so that `transaction` alone begins and ends."""
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for pragma in (
        "page_size = 8192",
        "busy_timeout = 5000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -32000",
        "temp_store = MEMORY",
        f"query_only = {'OFF' if write else 'ON'}",
    ):
        db.execute("PRAGMA " + pragma)
    return db
