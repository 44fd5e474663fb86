"""The customer file: ours and only ours, with the same settings on every connection."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kmu_crm.store import store as module
from kmu_crm.store import trouble
from kmu_crm.store.migrations import StoreIsNewer
from kmu_crm.store.restore import restore
from kmu_crm.store.store import BadName, NoStore, NotOurs, Store
from kmu_crm.store.transaction import transaction


def name(file: Path) -> str:
    with Store(file, write=False) as store:
        return str(store.db.execute("SELECT value FROM setting").fetchone()[0])


def test_every_connection_has_the_same_settings(file: Path) -> None:
    wanted = {"page_size": 8192, "busy_timeout": 5000, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with Store(file) as store:
        further = [store.another(), store.another(write=True)]
        for db in (store.db, *further):
            assert {key: db.execute(f"PRAGMA {key}").fetchone()[0] for key in wanted} == wanted
        assert [db.execute("PRAGMA query_only").fetchone()[0] for db in (store.db, *further)] == [0, 1, 0]
        for db in further:
            db.close()


def test_a_new_file_says_whose_it_is(file: Path) -> None:
    assert module.identity(file) == (module.APPLICATION_ID, len(module.steps()))


def test_questions_do_not_make_a_file(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="kunden"):
        Store(tmp_path / "kunden.kmucrm", write=False)
    assert list(tmp_path.iterdir()) == []


def test_questions_cannot_write(file: Path) -> None:
    with pytest.raises(trouble.ReadOnly), Store(file, write=False) as store:
        store.db.execute("DELETE FROM setting")
    assert name(file) == "Muster"


def test_questions_work_while_a_writer_writes(file: Path) -> None:
    with Store(file) as writer, transaction(writer.db):
        writer.db.execute("UPDATE setting SET value = 'Neu'")
        assert name(file) == "Muster"
    assert name(file) == "Neu"


def foreign(kind: str, file: Path) -> None:
    if kind == "another program's":
        with closing(sqlite3.connect(file)) as db:
            db.execute("CREATE TABLE mail (id)")
    else:
        file.write_bytes(
            {"empty": b"", "text": b"Name;Ort\r\nAnna;Wien\r\n" * 99, "picture": b"\x89PNG\r\n" * 999}[kind]
        )


@pytest.mark.parametrize("kind", ["empty", "text", "picture", "another program's"])
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_not_ours_is_left_untouched(tmp_path: Path, kind: str, write: bool) -> None:
    file = tmp_path / "fremd.kmucrm"
    foreign(kind, file)
    before = file.read_bytes()
    with pytest.raises(NotOurs):
        Store(file, write=write)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (before, [file])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("kunden.xlsx", "kunden.kmucrm"),
        ("kunden.csv", "kunden.kmucrm"),
        ("kunden.db", "kunden.kmucrm"),
        ("kunden", "kunden.kmucrm"),
        ("kunden 31.12.2025", "kunden 31.12.2025.kmucrm"),
    ],
)
def test_a_new_file_has_our_ending_or_is_not_made(tmp_path: Path, file: Path, wrong: str, right: str) -> None:
    place = tmp_path / "neu" / wrong
    with pytest.raises(BadName, match=re.escape(right)):
        Store(place)
    with pytest.raises(BadName, match=re.escape(right)):
        restore(place, file)
    assert not place.parent.exists()
    Store(tmp_path / "KUNDEN.KMUCRM").close()


def test_a_file_that_is_ours_opens_whatever_its_name(file: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "kunden.xlsx"
    renamed.write_bytes(file.read_bytes())
    with Store(renamed) as store:
        assert store.db.execute("SELECT count(*) FROM setting").fetchone() is not None
    (tmp_path / "tabelle.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 600)
    with pytest.raises(NotOurs, match="tabelle"):
        Store(tmp_path / "tabelle.xlsx")
    assert (tmp_path / "tabelle.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_file_is_refused_and_left_untouched(file: Path, write: bool) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 999")
        db.execute("PRAGMA journal_mode = DELETE")
    before = file.read_bytes()
    with pytest.raises(StoreIsNewer, match="999"):
        Store(file, write=write)
    assert file.read_bytes() == before


def test_a_folder_where_the_file_should_be_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(trouble.CannotOpen):
        Store(tmp_path)


def test_a_file_where_the_folder_should_be_is_a_clear_sentence(file: Path) -> None:
    with pytest.raises(trouble.CannotOpen):
        Store(file / "kunden.kmucrm")


def test_side_files_of_a_file_that_was_taken_away_do_not_meet_the_new_one(file: Path) -> None:
    wal = file.with_name(file.name + "-wal")
    with Store(file) as store:
        store.db.execute("UPDATE setting SET value = 'Alt'")
        left = wal.read_bytes()
    file.unlink()
    wal.write_bytes(left)
    with Store(file) as store:
        assert store.db.execute("SELECT count(*) FROM setting").fetchone() == (0,)
    assert wal.with_name(wal.name + ".old").read_bytes() == left
