"""Many rows at once: several to a statement, only the columns in which they say something, and links not checked one by one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from sqlite3 import Connection

from kmu_crm.store.transaction import transaction

ROWS_A_STATEMENT = 100


@contextmanager
def bulk(db: Connection) -> Iterator[Connection]:
    """A transaction that does not look each link up again, for writers that took the numbers from the store themselves.

    Inside a transaction that is already open links are checked as ever. `check` looks at all links of a file.
    """
    if db.in_transaction:
        with transaction(db):
            yield db
        return
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(db):
            yield db
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def insert(db: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes rows whose cells stand in the order of `columns`. A column in which no row says anything keeps its default."""
    if not rows:
        return
    columns_of_cells = enumerate(zip(*rows, strict=True))
    said = [place for place, cells in columns_of_cells if cells[0] is not None or cells.count(None) < len(rows)]
    if len(said) < 2:
        said = [0, 1]  # of a single place `itemgetter` would give no tuple
    pick, marks = itemgetter(*said), f"({', '.join('?' * len(said))})"
    start = f"INSERT INTO {table} ({', '.join(columns[place] for place in said)}) VALUES "
    whole = len(rows) - len(rows) % ROWS_A_STATEMENT
    cells = chain.from_iterable(map(pick, rows[:whole]))
    if whole:
        together = start + ", ".join([marks] * ROWS_A_STATEMENT)
        db.executemany(together, zip(*[cells] * (ROWS_A_STATEMENT * len(said)), strict=True))
    db.executemany(start + marks, map(pick, rows[whole:]))
