"""Many rows at once are the rows one by one."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kmu_crm.store.bulk import ROWS_A_STATEMENT, bulk, insert
from kmu_crm.store.store import connect

CELL = some.one_of(some.none(), some.integers(-9, 9), some.text(max_size=3))


@given(
    some.lists(some.tuples(some.integers(1, 9), CELL, CELL, CELL), max_size=3), some.integers(0, 2 * ROWS_A_STATEMENT)
)
def test_every_row_is_written_as_it_is(rows, times):
    rows = rows * times
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (a NOT NULL, b, c, d)")
        insert(db, "t", ("a", "b", "c", "d"), rows)
        assert db.execute("SELECT * FROM t ORDER BY rowid").fetchall() == rows


def test_a_column_in_which_nothing_is_said_keeps_its_default():
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (a, b, c DEFAULT 'product')")
        insert(db, "t", ("a", "b", "c"), [(1, 2, None), (3, None, None)])
        assert db.execute("SELECT * FROM t").fetchall() == [(1, 2, "product"), (3, None, "product")]


@pytest.mark.parametrize("breaks", [False, True])
def test_links_are_checked_again_after_a_bulk(tmp_path, breaks):
    with closing(connect(tmp_path / "a.kmucrm", write=True)) as db:
        db.execute("CREATE TABLE t (a REFERENCES s (id))")
        db.execute("CREATE TABLE s (id INTEGER PRIMARY KEY)")
        try:
            with bulk(db):
                insert(db, "t", ("a", "rowid"), [(1, 1)])
                if breaks:
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        assert db.execute("SELECT count(*) FROM t").fetchone() == (0 if breaks else 1,)
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("INSERT INTO t VALUES (2)")
