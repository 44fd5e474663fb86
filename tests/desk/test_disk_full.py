"""A disk without room: nothing is changed, the sentence says what is missing, and the program goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kmu_crm.desk.derive import derive, is_behind
from kmu_crm.desk.intake import take_in
from kmu_crm.sources.importing import import_file
from kmu_crm.store import backup, trouble
from kmu_crm.store.store import Store
from kmu_crm.store.transaction import transaction
from tests import faults

pytestmark = faults.unix_only
HEAD = "Kundennummer;Vorname;Nachname;E-Mail;PLZ;Ort\n"
on_a_disk_of_its_own = pytest.mark.skipif(not faults.can_mount(), reason="no disk can be mounted here")
FULL = """
import shutil
from pathlib import Path
from kmu_crm.desk.intake import take_in
from kmu_crm.store.store import Store
from kmu_crm import i18n
i18n.use("en")
folder = Path({folder!r})
said = lambda db: [line for line in db.iterdump() if "filler" not in line]
free = shutil.disk_usage(folder).free
(folder / "filler").write_bytes(bytes(free - {left}))
with Store(folder / "kunden.kmucrm") as store:
    before = said(store.db)
    delivery = take_in(store.db, [Path({file!r})], guarded=False)
    print(*(error for _path, error in delivery.refused), delivery.behind, sep="|")
    print(said(store.db) == before, store.db.in_transaction, sorted(one.name for one in folder.glob("*-import")))
    (folder / "filler").unlink()
    again = take_in(store.db, [Path({file!r})], guarded=False)
    print(again.done[0].tally.new, again.derived.profiles)
"""


def people(path: Path, numbers: range) -> Path:
    rows = (f"{n};Vor{n};Name{n};mail{n}@mail.example;04109;Leipzig\n" for n in numbers)
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A customer file with ten customers, closed."""
    (tmp_path / "daten").mkdir()
    with Store(tmp_path / "daten" / "kunden.kmucrm") as store:
        take_in(store.db, [people(tmp_path / "erste.csv", range(10))])
    return tmp_path / "daten" / "kunden.kmucrm"


def on_a_full_disk(filled: Path, file: Path, left: int) -> list[str]:
    """What `FULL` tells on a disk that has so many bytes left."""
    done = faults.on_small_disk(filled.parent, 8, FULL.format(folder=str(filled.parent), file=str(file), left=left))
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def said(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


def limited(store: Store, pages: int) -> None:
    (now,) = store.db.execute("PRAGMA page_count").fetchone()
    store.db.execute(f"PRAGMA max_page_count = {now + pages}")


def unlimited(store: Store) -> None:
    store.db.execute("PRAGMA max_page_count = 1000000")


@on_a_disk_of_its_own
def test_an_import_without_room_says_how_much_is_missing_and_goes_through_once_there_is(
    filled: Path, tmp_path: Path
) -> None:
    sentence, unchanged, after = on_a_full_disk(filled, people(tmp_path / "grosse.csv", range(2_000)), 250_000)
    assert sentence.startswith("The disk is full. Nothing was changed in kunden.kmucrm. Only ")
    assert "more are needed" in sentence
    assert (unchanged, after) == ("True False []", "1990 2000")


@on_a_disk_of_its_own
def test_where_the_files_have_room_and_their_profiles_have_not_both_is_said(filled: Path, tmp_path: Path) -> None:
    sentence, changed, after = on_a_full_disk(filled, people(tmp_path / "grosse.csv", range(2_000)), 1_000_000)
    assert sentence.startswith("The files are in, but customers and figures could not be brought up to date")
    assert (changed, after) == ("False False []", "0 2000")


@pytest.mark.parametrize("most", [200_000, 500_000])
def test_an_import_under_a_quota_changes_nothing_and_ends_with_a_sentence(
    filled: Path, tmp_path: Path, most: int
) -> None:
    before, big = said(filled), people(tmp_path / "grosse.csv", range(2_000))
    words = ("--json", "--store", filled, "import", "--without-backup", big)
    done = faults.run(*words, preexec_fn=faults.no_file_above(most))
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (1, 1, False)
    assert said(filled) == before
    with Store(filled) as store:
        done = take_in(store.db, [big], guarded=False).derived
        assert done is not None and done.profiles == 2_000


def test_what_is_derived_without_room_stays_as_it_was_and_is_made_up_for(filled: Path, tmp_path: Path) -> None:
    with Store(filled) as store:
        import_file(store.db, people(tmp_path / "zweite.csv", range(10, 1_000)))
        before = list(store.db.iterdump())
        limited(store, 8)
        with pytest.raises(trouble.DiskFull):
            derive(store.db)
        assert (list(store.db.iterdump()), store.db.in_transaction) == (before, False)
        assert is_behind(store.db)
        unlimited(store)
        assert derive(store.db).profiles == 1_000


def test_after_a_full_disk_nothing_is_written_behind_the_failed_transaction(filled: Path, tmp_path: Path) -> None:
    with Store(filled) as store:
        before = list(store.db.iterdump())
        for pages in (1, 5, 20):
            limited(store, pages)
            delivery = take_in(store.db, [people(tmp_path / "zweite.csv", range(1_200))], guarded=False)
            assert [error.code for _path, error in delivery.refused] == ["disk_full"]
            assert (list(store.db.iterdump()), store.db.in_transaction) == (before, False)
        unlimited(store)
        with transaction(store.db):
            store.db.execute("INSERT INTO setting VALUES ('a', 'b')")
        assert take_in(store.db, [tmp_path / "zweite.csv"], guarded=False).derived.profiles == 1_200  # type: ignore[union-attr]
        assert backup.check(store.db) == []
