"""All or nothing, also when the disk has no room; and then one sentence."""

import sqlite3
from pathlib import Path

import pytest

from kmu_crm.store import trouble
from kmu_crm.store.store import Store, connect
from kmu_crm.store.transaction import transaction

BIG = "x" * 100_000


def test_a_full_disk_changes_nothing_and_says_so(file: Path) -> None:
    with Store(file) as store:
        (pages,) = store.db.execute("PRAGMA page_count").fetchone()
        store.db.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(trouble.DiskFull, match="kunden"), transaction(store.db):
            store.db.execute("INSERT INTO setting VALUES ('a', 'small')")
            store.db.execute("INSERT INTO setting VALUES ('b', ?)", (BIG,))
        assert store.db.execute("SELECT key FROM setting").fetchall() == [("business.name",)]
        assert not store.db.in_transaction
        with transaction(store.db):  # the program stays usable
            store.db.execute("INSERT INTO setting VALUES ('a', 'small')")


def test_an_inner_transaction_belongs_to_the_outer(file: Path) -> None:
    with Store(file) as store:
        with pytest.raises(ZeroDivisionError), transaction(store.db):
            with transaction(store.db):
                store.db.execute("DELETE FROM setting")
            raise ZeroDivisionError
        assert store.db.execute("SELECT count(*) FROM setting").fetchone() == (1,)


def test_a_commit_that_is_refused_is_rolled_back(file: Path) -> None:
    with Store(file) as store:
        store.db.execute("CREATE TABLE child (of REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED)")
        with pytest.raises(sqlite3.IntegrityError), transaction(store.db):
            store.db.execute("INSERT INTO child VALUES (99)")
        assert not store.db.in_transaction
        assert store.db.execute("SELECT count(*) FROM child").fetchone() == (0,)


def test_a_writer_that_waits_too_long_is_told_in_a_sentence(file: Path) -> None:
    with Store(file) as store:
        other = connect(file, write=True)
        other.execute("PRAGMA busy_timeout = 1")
        with transaction(store.db), pytest.raises(trouble.Busy), transaction(other):
            pass
        other.close()
