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


def test_a_small_import_needs_no_backup_and_a_quarter_of_the_rows_does(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(100))])
    assert take_in(store.db, [people(tmp_path / "b.csv", range(200, 210))]).backup is None
    delivery = take_in(store.db, [people(tmp_path / "c.csv", range(300, 340))])
    assert kept(store) == [delivery.backup]


def test_ten_thousand_rows_are_many_in_any_store_and_both_limits_can_be_set(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(100))])
    settings.write(store.db, "backup.large_percent", "1000")
    assert (is_due(store.db, 999), is_due(store.db, 10_000)) == (False, True)
    settings.write(store.db, "backup.large_rows", "500")
    assert is_due(store.db, 999)


def test_a_dry_run_writes_no_backup(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(10))])
    take_in(store.db, [people(tmp_path / "b.csv", range(100))], dry_run=True)
    assert kept(store) == []


def test_the_backup_holds_the_state_before_the_import(tmp_path: Path) -> None:
    with Store(tmp_path / "kunden.kmucrm") as store:
        take_in(store.db, [people(tmp_path / "a.csv", range(10))])
        backup = take_in(store.db, [people(tmp_path / "b.csv", range(100))]).backup
        assert (profiles.count(store.db), backup is not None) == (100, True)
    restore(tmp_path / "kunden.kmucrm", backup)  # type: ignore[arg-type]
    with Store(tmp_path / "kunden.kmucrm") as store:
        assert profiles.count(store.db) == 10


def test_without_a_backup_nothing_is_imported_unless_a_person_says_so(store: Store, tmp_path: Path) -> None:
    take_in(store.db, [people(tmp_path / "a.csv", range(10))])
    (store.file.parent / "backups").write_text("a file where the folder should be")
    files = [people(tmp_path / "b.csv", range(100))]
    with pytest.raises(NotBackedUp):
        take_in(store.db, files)
    assert profiles.count(store.db) == 10
    take_in(store.db, files, guarded=False)
    assert profiles.count(store.db) == 100


@faults.unix_only
def test_the_command_says_where_the_backup_lies_or_that_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "kunden.kmucrm"
    faults.run("--store", file, "import", people(tmp_path / "a.csv", range(10)))
    done = faults.run("--json", "--store", file, "import", people(tmp_path / "b.csv", range(100)))
    lies = Path(json.loads(done.stdout)["backup"])
    assert (lies.parent, lies.exists()) == (tmp_path / "backups", True)
    full = faults.no_file_above(lies.stat().st_size // 2)
    words = ("--store", file, "import", people(tmp_path / "c.csv", range(90, 200)))
    refused = faults.run(*words, preexec_fn=full)
    assert (refused.returncode, "--without-backup" in refused.stderr, refused.stderr.count("\n")) == (1, True, 1)
    assert str(lies.parent) in faults.run(*words).stdout
