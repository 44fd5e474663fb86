"""All or nothing: every write runs inside one of these."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection, Error

from kmu_crm.store import room
from kmu_crm.store.trouble import DiskFull, plainly

TIGHT = 1 << 30  # bytes


@contextmanager
def transaction(db: Connection) -> Iterator[Connection]:
    """Joins a transaction that is already open; else begins one and commits or rolls back.

    After a full disk SQLite has already rolled back by itself, so a block must end at its first error.
    Raises the sentences of `trouble` where the disk, the rights or the file are at fault.
    """
    if db.in_transaction:
        yield db
        return
    try:
        with plainly(name_of(db)):
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # also after a COMMIT that was refused: it leaves the transaction open
                    db.execute("ROLLBACK")
                raise
    except DiskFull as full:
        _give_back(db, full)
        raise


def _give_back(db: Connection, full: DiskFull) -> None:
    """Room that the failed work took stays taken until the side file is cut; then the sentence says what is free."""
    with suppress(Error):
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = file_of(db)
    free = room.free(file.parent) if file else None
    if free is not None and free < TIGHT:  # else not the disk was full, but a limit was set
        full.tell_room(free)


def file_of(db: Connection) -> Path | None:
    """The customer file behind a connection, None where it is in memory only."""
    found = next((file for _, name, file in db.execute("PRAGMA database_list") if name == "main"), "")
    return Path(found) if found else None


def size(db: Connection) -> int:
    """Bytes of the customer file with what the open transaction has written."""
    (pages,), (each,) = db.execute("PRAGMA page_count").fetchone(), db.execute("PRAGMA page_size").fetchone()
    return int(pages * each)


def name_of(db: Connection) -> str:
    """The bare name of the customer file behind a connection."""
    file = file_of(db)
    return file.name if file else ""
