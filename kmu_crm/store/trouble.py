"""What SQLite says when the disk, the rights or the file itself are at fault, in sentences with a way out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store.room import megabytes


class DiskFull(KmuError):
    text = N_("The disk is full. Nothing was changed in {file}.")
    advice = N_("Free some space and try again.")
    advice_free = N_("Only {free} are free there. Free some space and try again.")
    advice_missing = N_("Only {free} are free there, about {missing} more are needed. Free some space and try again.")
    code = "disk_full"
    free: int | None = None  # bytes, where the system tells

    def tell_room(self, free: int, needed: int = 0) -> None:
        """Says how many bytes are free, and where it is known how many the work needs, how many are missing."""
        self.facts |= {"free": megabytes(free), "missing": megabytes(needed - free)}
        self.free = free
        self.advice = self.advice_missing if needed > free else self.advice_free  # type: ignore[misc]  # of this one


class ReadOnly(KmuError):
    text = N_("{file} cannot be written to.")
    advice = N_("Check your rights to the file and its folder, and whether the disk is write-protected.")
    code = "read_only"


class Busy(KmuError):
    text = N_("Another program is writing to {file}.")
    advice = N_("Wait until it has finished and try again.")
    code = "busy"


class DiskTrouble(KmuError):
    text = N_("The disk reported an error while {file} was read or written. Nothing was changed.")
    advice = N_("Check that the disk is connected and has space, then try again.")
    code = "disk_error"


class CannotOpen(KmuError):
    text = N_("{file} cannot be opened.")
    advice = N_("Check that its folder exists and that you may read and write there.")
    code = "cannot_open"


class Damaged(KmuError):
    text = N_("{file} is damaged and cannot be read.")
    advice = N_("Restore the newest backup; it lies in the folder “backups” beside the file.")
    code = "damaged"


# Where damage has reached the words of the schema, Python stumbles over SQLite's message about it.
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
_SENTENCES: dict[int, type[KmuError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_IOERR: DiskTrouble,
    sqlite3.SQLITE_CANTOPEN: CannotOpen,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
}


def plain(error: BaseException | None, file: str) -> KmuError | None:
    """The sentence for an error of SQLite's that a user can do something about; None where it is our bug."""
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    if code is None:
        return None
    kind = _SENTENCES.get(code & 0xFF)  # the low byte tells the kind, the rest the particulars
    return kind(file=file) if kind else None


@contextmanager
def plainly(file: str) -> Iterator[None]:
    """Turns what `plain` knows into its sentence; everything else passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        if known := plain(error, file):
            raise known from error
        raise
