"""Before the first import into a customer file and before each large one the state is kept, or the import is refused."""

import json
from pathlib import Path

import pytest

from kmu_crm import settings
from kmu_crm.desk import entry
from kmu_crm.desk.guarding import NotBackedUp, is_due
from kmu_crm.desk.intake import take_in
from kmu_crm.profiles import queries as profiles
from kmu_crm.store.restore import restore
from kmu_crm.store.store import Store
from tests import faults

MANY = range(1_000, 2_200)
HEAD = "Kundennummer;Vorname;Nachname;E-Mail\n"


def people(path: Path, numbers: range) -> Path:
    path.write_text(HEAD + "".join(f"{n};Vor{n};Name{n};m{n}@mail.example\n" for n in numbers), encoding="utf-8")
    return path


def kept(store: Store) -> list[Path]:
    return sorted((store.file.parent / "backups").glob("*before-import*"))


def test_an_empty_customer_file_needs_no_backup(store: Store, tmp_path: Path) -> None:
    assert take_in(store.db, [people(tmp_path / "a.csv", range(50))]).backup is None
    assert kept(store) == []


def test_what_people_typed_in_is_kept_before_the_first_import(store: Store, tmp_path: Path) -> None:
    entry.new(store.db, "customer", {"family_name": "Muster"})
    delivery = take_in(store.db, [people(tmp_path / "a.csv", range(3))])
    assert kept(store) == [delivery.backup]


def test_many_rows_that_are_a_tenth_of_the_stored_ones_are_kept_before_and_fewer_are_not(
    store: Store, tmp_path: Path
) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(100))])
    assert take_in(store.db, [people(tmp_path / "b.csv", range(200, 900))]).backup is None
    delivery = take_in(store.db, [people(tmp_path / "c.csv", MANY)])
    assert kept(store) == [delivery.backup]


def is_due_for(store: Store, rows: int) -> bool:
    return is_due(store.db, lambda: rows)


def test_large_is_a_number_and_a_share_and_both_can_be_set(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(100))])
    assert [is_due_for(store, n) for n in (999, 1_000)] == [False, True]
    settings.write(store.db, "backup.large_rows", "5")
    assert [is_due_for(store, n) for n in (9, 10)] == [False, True]
    settings.write(store.db, "backup.large_percent", "50")
    assert [is_due_for(store, n) for n in (49, 50)] == [False, True]


def test_files_that_are_refused_make_no_backup(store: Store, tmp_path: Path) -> None:
    entry.new(store.db, "customer", {"family_name": "Muster"})
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7\n" + b"x\n" * 5_000)
    (tmp_path / "prosa.txt").write_text("Sehr geehrte Damen und Herren,\nwie besprochen.\n" * 1_000, encoding="utf-8")
    delivery = take_in(store.db, [tmp_path / "brief.pdf", tmp_path / "prosa.txt", tmp_path / "fehlt.csv"])
    assert (len(delivery.refused), delivery.backup, kept(store)) == (3, None, [])


def test_a_refused_file_does_not_make_a_small_delivery_a_large_one(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(100))])
    (tmp_path / "b.txt").write_text("Sehr geehrte Damen und Herren,\nwie besprochen.\n" * 1_000, encoding="utf-8")
    assert take_in(store.db, [tmp_path / "b.txt", people(tmp_path / "c.csv", range(5))]).backup is None


def test_one_backup_is_made_of_a_delivery_and_it_holds_what_was_before_all_of_it(store: Store, tmp_path: Path) -> None:
    entry.new(store.db, "customer", {"family_name": "Muster"})
    files = [people(tmp_path / "a.csv", range(10)), people(tmp_path / "b.csv", MANY)]
    delivery = take_in(store.db, files)
    assert kept(store) == [delivery.backup]
    with Store(kept(store)[0], write=False) as copy:
        assert profiles.count(copy.db) == 1


def test_a_dry_run_writes_no_backup(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(10))])
    take_in(store.db, [people(tmp_path / "b.csv", MANY)], dry_run=True)
    assert kept(store) == []


def test_the_backup_holds_the_state_before_the_import(tmp_path: Path) -> None:
    with Store(tmp_path / "kunden.kmucrm") as store:
        take_in(store.db, [people(tmp_path / "a.csv", range(10))])
        backup = take_in(store.db, [people(tmp_path / "b.csv", MANY)]).backup
        assert (profiles.count(store.db), backup is not None) == (1210, True)
    restore(tmp_path / "kunden.kmucrm", backup)  # type: ignore[arg-type]
    with Store(tmp_path / "kunden.kmucrm") as store:
        assert profiles.count(store.db) == 10


def test_without_a_backup_nothing_is_imported_unless_a_person_says_so(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(10))])
    (store.file.parent / "backups").write_text("a file where the folder should be")
    files = [people(tmp_path / "b.csv", MANY)]
    with pytest.raises(NotBackedUp):
        take_in(store.db, files)
    assert profiles.count(store.db) == 10
    take_in(store.db, files, guarded=False)
    assert profiles.count(store.db) == 1210


@faults.unix_only
def test_the_command_says_where_the_backup_lies_or_that_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "kunden.kmucrm"
    with Store(file) as store:
        take_in(store.db, [people(tmp_path / "a.csv", range(10))])
    done = faults.run("--json", "--store", file, "import", people(tmp_path / "b.csv", MANY))
    lies = Path(json.loads(done.stdout)["backup"])
    assert (lies.parent, lies.exists()) == (tmp_path / "backups", True)
    full = faults.no_file_above(lies.stat().st_size // 2)
    words = ("--store", file, "import", people(tmp_path / "c.csv", range(3_000, 4_500)))
    refused = faults.run(*words, preexec_fn=full)
    assert (refused.returncode, "--without-backup" in refused.stderr, refused.stderr.count("\n")) == (1, True, 1)
    assert str(lies.parent) in faults.run(*words).stdout
