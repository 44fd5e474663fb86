"""Opening the customer file: the right settings on every connection, the lock, and the checks that it is ours."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store import backup
from kmu_crm.store.lock import Lock
from kmu_crm.store.migrations import bring_up_to_date, refuse_newer, steps
from kmu_crm.store.patience import replace
from kmu_crm.store.trouble import CannotOpen, Damaged, plain, plainly

APPLICATION_ID = 0x4B4D5543  # "KMUC"
SUFFIX = ".kmucrm"
PRAGMAS = (
    "page_size = 8192",
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -32000",
    "temp_store = MEMORY",
)


class NoStore(KmuError):
    text = N_("There is no customer file {file} yet.")
    advice = N_("Import a file first, or try the sample business.")
    code = "no_store"


class NotOurs(KmuError):
    text = N_("{file} is not a customer file of this program. It was left untouched.")
    advice = N_("Choose a file that ends in .kmucrm, or restore a backup.")
    code = "not_ours"


class BadName(KmuError):
    text = N_("{file} cannot become a customer file: the name of a new one ends in .kmucrm.")
    advice = N_("Name it {right}.")
    code = "bad_name"


class Store:
    """One customer file. Writers hold the lock for as long as it is open; questions take none.

    One that is there opens whatever its name; a new one has our ending. Raises NoStore, BadName, NotOurs, StoreIsNewer,
    StoreIsLocked, UpdateFailed and the sentences of `trouble`, also for what goes wrong with the file inside a `with`
    block.
    """

    def __init__(self, file: Path, *, write: bool = True, create: bool = True):
        self.file = file
        self._lock: Lock | None = None
        if not _refuse_foreign(file):
            if not (write and create):
                raise NoStore(file=file.name)
            refuse_name(file)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotOpen(file=file.name) from error
        if not write:
            _update_for_questions(file)
        self._lock = Lock(file) if write else None
        try:
            self.db = self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> Connection:
        try:
            with plainly(self.file.name):
                if self._lock and not self.file.exists():
                    _make(self.file)
                db = connect(self.file, write=self._lock is not None)
                if self._lock:
                    bring_up_to_date(db, lambda: backup.before_update(self.file))
                return db
        except UnicodeDecodeError as error:
            raise Damaged(file=self.file.name) from error

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
        if known := plain(error, self.file.name):
            raise known from error


def connect(file: Path, *, write: bool) -> Connection:
    """A connection with the settings every one of ours has; autocommit, so that `transaction` alone begins and ends."""
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for pragma in (*PRAGMAS, f"query_only = {'OFF' if write else 'ON'}"):
        db.execute("PRAGMA " + pragma)
    return db


def identity(file: Path) -> tuple[int, int]:
    """Whose file it is and the state of its shape; the file is only read. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
        (who,) = db.execute("PRAGMA application_id").fetchone()
        (have,) = db.execute("PRAGMA user_version").fetchone()
    return who, have


def refuse_name(file: Path) -> None:
    """For a file that is to be made: one named `customers.xlsx` would be opened by other programs. Raises BadName."""
    if file.suffix.casefold() != SUFFIX:
        known = file.suffix[1:].isalnum() and not file.suffix[1:].isdigit()
        right = file.stem if known else file.name.rstrip(".")
        raise BadName(file=file.name, right=right + SUFFIX)


def _refuse_foreign(file: Path) -> bool:
    """Whether the file is there; raises NotOurs or StoreIsNewer before anything is written to it or beside it."""
    if not file.exists():
        return False
    if not file.is_file():
        raise CannotOpen(file=file.name)
    try:
        with plainly(file.name):
            who, have = identity(file)
    except KmuError as error:
        raise (NotOurs(file=file.name) if _has_other_head(file) else error) from error
    if who != APPLICATION_ID:
        raise NotOurs(file=file.name)
    refuse_newer(have, len(steps()), file.name)
    return True


def _has_other_head(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) != b"SQLite format 3\0"


def _update_for_questions(file: Path) -> None:
    """A file of an older version is brought up to date first, which only a writer may do."""
    if identity(file)[1] < len(steps()):
        Store(file).close()


def _make(file: Path) -> None:
    """A new file takes its name when it is whole: a program killed on the way leaves none that nobody can open."""
    part = file.with_name(file.name + ".new")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(":memory:")) as empty, closing(sqlite3.connect(part)) as db:
            empty.deserialize(_empty())
            empty.backup(db)  # and no plain writing of bytes: what SQLite says of disk and rights is known to `trouble`
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    for side in ("-wal", "-shm"):  # of a file that was taken away: they would be played into the new one
        left = file.with_name(file.name + side)
        if left.exists():
            left.replace(left.with_name(left.name + ".old"))
    replace(part, file)


@cache
def _empty() -> bytes:
    """A customer file with nothing in it; drawn once, as all begin alike."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute(f"PRAGMA {PRAGMAS[0]}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        bring_up_to_date(db, Path)
        return db.serialize()
