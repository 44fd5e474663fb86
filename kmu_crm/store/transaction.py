"""All or nothing: every write runs inside one of these."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.store.trouble import plainly


@contextmanager
def transaction(db: Connection) -> Iterator[Connection]:
    """Joins a transaction that is already open; else begins one and commits or rolls back.

    After a full disk SQLite has already rolled back by itself, so a block must end at its first error.
    Raises the sentences of `trouble` where the disk, the rights or the file are at fault.
    """
    if db.in_transaction:
        yield db
        return
    with plainly(name_of(db)):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # also after a COMMIT that was refused: it leaves the transaction open
                db.execute("ROLLBACK")
            raise


def name_of(db: Connection) -> str:
    """The bare name of the customer file behind a connection."""
    return next((Path(file).name for _, name, file in db.execute("PRAGMA database_list") if name == "main"), "")
