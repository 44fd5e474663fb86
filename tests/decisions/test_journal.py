"""The journal only grows; what is taken back stays on record."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from kmu_crm.decisions import journal
from kmu_crm.store.store import Store


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    with Store(tmp_path / "journal.kmucrm") as store:
        yield store.db


def in_line(db: Connection) -> list[int]:
    found = [number for (number,) in db.execute("SELECT record_id FROM changed_record ORDER BY 1")]
    db.execute("DELETE FROM changed_record")
    return found


def test_a_decision_is_kept_with_time_and_author(db: Connection) -> None:
    number = journal.decide(db, "tag", {"records": [1], "tag": "Übung"}, "anna")
    (kept,) = journal.standing(db)
    assert (kept.id, kept.author, kept.kind, kept.what) == (number, "anna", "tag", {"records": [1], "tag": "Übung"})
    assert kept.at.endswith("Z")


def test_its_records_stand_in_line_to_be_drawn_anew(db: Connection) -> None:
    number = journal.decide(db, "one", {"left": [3, 1], "right": [2]}, "anna")
    assert in_line(db) == [1, 2, 3]
    journal.revoke(db, number, "bernd")
    assert in_line(db) == [1, 2, 3]


def test_taking_back_is_a_further_entry(db: Connection) -> None:
    number = journal.decide(db, "tag", {"records": [1], "tag": "x"}, "anna")
    entry = journal.revoke(db, number, "bernd")
    assert journal.standing(db) == []
    assert [(one.id, one.kind, one.revoked_by) for one in journal.everything(db)] == [
        (number, "tag", entry), (entry, "revoke", None),
    ]  # fmt: skip


def test_kinds_narrow_what_stands(db: Connection) -> None:
    for kind in ("tag", "one", "tag"):
        journal.decide(db, kind, {"records": [1]}, "anna")
    assert [one.id for one in journal.standing(db, ["tag"])] == [1, 3]


@pytest.mark.parametrize("number", [99, 2, 1])
def test_only_what_stands_can_be_taken_back(db: Connection, number: int) -> None:
    journal.revoke(db, journal.decide(db, "tag", {"records": [1]}, "anna"), "anna")
    with pytest.raises(journal.NoSuchDecision):
        journal.revoke(db, number, "anna")
    assert len(journal.everything(db)) == 2
