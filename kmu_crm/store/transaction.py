"""All or nothing: every write runs inside one of these."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection


@contextmanager
def transaction(db: Connection) -> Iterator[Connection]:
    """Joins a transaction that is already open; else begins one and commits or rolls back.

    After a full disk SQLite has already rolled back by itself, so a block must end at its first error.
    """
    if db.in_transaction:
        yield db
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # also after a COMMIT that was refused: it leaves the transaction open
            db.execute("ROLLBACK")
        raise
