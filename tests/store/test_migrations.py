"""Steps run whole or not at all, after a backup, and only those a file has not seen."""

import sqlite3
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from kmu_crm.store import backup
from kmu_crm.store.migrations import Step, StoreIsNewer, UpdateFailed, bring_up_to_date, steps
from kmu_crm.store.store import connect


def makes(table: str) -> Step:
    def step(db: Connection) -> None:
        db.execute(f"CREATE TABLE {table} (id)")

    return step


def breaks(db: Connection) -> None:
    db.execute("INSERT INTO nowhere VALUES (1)")


PLAN = [makes("one"), makes("two"), makes("three")]


def state(file: Path) -> tuple[int, list[str]]:
    with closing(sqlite3.connect(file)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master ORDER BY rowid")]
    return version, tables


def update(file: Path, plan: list[Step]) -> None:
    with closing(connect(file, write=True)) as db:
        bring_up_to_date(db, lambda: backup.before_update(file), plan)


def backups(file: Path) -> list[Path]:
    return sorted((file.parent / "backups").glob("*before-update*"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that has seen the first step."""
    file = tmp_path / "alt.kmucrm"
    update(file, PLAN[:1])
    return file


def test_a_new_file_runs_every_step_and_needs_no_backup(old: Path) -> None:
    assert (state(old), backups(old)) == ((1, ["one"]), [])


def test_only_the_steps_not_yet_seen_run_after_a_backup(old: Path) -> None:
    update(old, PLAN)
    assert state(old) == (3, ["one", "two", "three"])
    assert [state(kept) for kept in backups(old)] == [(1, ["one"])]


def test_a_file_up_to_date_is_left_alone(old: Path) -> None:
    update(old, PLAN[:1])
    assert backups(old) == []


@pytest.mark.parametrize("place", [1, 2])
def test_a_step_that_fails_leaves_the_old_state_and_names_the_backup(old: Path, place: int) -> None:
    with pytest.raises(UpdateFailed) as failed:
        update(old, [*PLAN[:place], breaks, *PLAN[place:]])
    assert state(old) == (1, ["one"])
    assert [kept.name for kept in backups(old)] == [failed.value.facts["backup"]]
    update(old, PLAN)
    assert state(old) == (3, ["one", "two", "three"])


def test_without_a_backup_nothing_is_changed(old: Path) -> None:
    (old.parent / "backups").write_text("a file where the folder should be")
    with pytest.raises(backup.BackupFailed):
        update(old, PLAN)
    assert state(old) == (1, ["one"])


def test_a_newer_file_is_refused(old: Path) -> None:
    update(old, PLAN)
    with pytest.raises(StoreIsNewer):
        update(old, PLAN[:2])
    assert state(old) == (3, ["one", "two", "three"])


def test_objections_of_before_are_kept_as_those_to_every_way(tmp_path):
    file = tmp_path / "alt.kmucrm"
    update(file, steps()[:13])
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("INSERT INTO objection VALUES (7, 'a@x.example', '', '2025-01-02T00:00:00Z')")
    update(file, steps())
    with closing(sqlite3.connect(file)) as db:
        kept = db.execute("SELECT record_id, mailbox, channel, at, noted_at FROM objection").fetchall()
    assert kept == [(7, "a@x.example", "", "", "2025-01-02T00:00:00Z")]


def test_imports_of_before_know_how_many_of_their_rows_said_no(tmp_path):
    file = tmp_path / "alt.kmucrm"
    update(file, steps()[:17])
    with closing(sqlite3.connect(file)) as db, db:
        for number in (1, 2):
            db.execute(
                "INSERT INTO import (id, file, sha256, format, mapping, confidence, at, state, rows, new, updated, unchanged,"
                " refused, seconds) VALUES (?, 'f.csv', 'x', 'list', '{}', 1, '2025-01-01T00:00:00Z', 'done', 2, 2, 0, 0, 0, 0)",
                (number,),
            )
        for place, (row, state) in enumerate([(1, "withdrawn"), (1, "bounced"), (2, "withdrawn"), (3, "given")]):
            db.execute(
                "INSERT INTO consent_event (address, channel, purpose, state, noted_at, author, import_id, row, key, mailbox)"
                " VALUES ('a@x.example', 'email', 'advertising', ?, '2025-01-01T00:00:00Z', 'x', 1, ?, ?, 'a@x.example')",
                (state, row, str(place)),
            )
    update(file, steps())
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT id, noes FROM import ORDER BY id").fetchall() == [(1, 2), (2, 0)]
