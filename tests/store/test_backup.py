"""A backup is checked before it has its name; restoring keeps what stood there."""

import hashlib
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kmu_crm.errors import KmuError
from kmu_crm.store import backup, trouble
from kmu_crm.store.lock import StoreIsLocked
from kmu_crm.store.migrations import StoreIsNewer
from kmu_crm.store.restore import NoBackup, restore
from kmu_crm.store.store import NotOurs, Store

QUOTA = """
import resource, signal, sys
from pathlib import Path
from kmu_crm.store import backup
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    backup.write(Path(sys.argv[1]), Path(sys.argv[2]))
except backup.BackupFailed as error:
    print("failed", error.facts)
"""


def says(file: Path, name: str) -> None:
    with Store(file) as store:
        store.db.execute("UPDATE setting SET value = ?", (name,))


def said(file: Path) -> str:
    with Store(file, write=False) as store:
        return str(store.db.execute("SELECT value FROM setting").fetchone()[0])


def damage(file: Path, seed: int = 1) -> None:
    """Bytes flipped in pages behind the first."""
    data, dice = bytearray(file.read_bytes()), random.Random(seed)
    for _ in range(200):
        data[dice.randrange(8192, len(data))] ^= 0xFF
    file.write_bytes(data)


def test_a_backup_of_an_open_file_is_a_whole_file(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "copy.kmucrm"
    with Store(file) as store:
        store.db.execute("UPDATE setting SET value = 'Im WAL'")
        digest = backup.write(file, target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest
    assert [found.name for found in target.parent.iterdir()] == ["copy.kmucrm"]
    assert said(target) == "Im WAL"


@pytest.mark.skipif(sys.platform == "win32", reason="quotas of Unix")
def test_without_room_the_older_backup_stands_and_no_part_is_left(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.kmucrm"
    target.write_text("older backup")
    done = subprocess.run([sys.executable, "-c", QUOTA, file, target], capture_output=True, text=True)
    assert done.stdout == "failed {'file': 'copy.kmucrm'}\n", done.stderr
    assert (target.read_text(), list(tmp_path.glob("*.part*"))) == ("older backup", [])


def test_a_damaged_file_never_takes_the_place_of_a_good_backup(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.kmucrm"
    digest = backup.write(file, target)
    damage(file)
    with pytest.raises(backup.BackupFailed):
        backup.write(file, target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest


def test_a_backup_does_not_replace_the_file_itself(file: Path) -> None:
    with pytest.raises(backup.BackupIsTheStore):
        backup.write(file, file)
    assert said(file) == "Muster"


def test_a_damaged_file_is_found_by_the_check_or_said_to_be_damaged(file: Path) -> None:
    whole = file.read_bytes()
    for seed in range(20):
        file.write_bytes(whole)
        damage(file, seed)
        try:
            with Store(file, write=False) as store:
                assert backup.check(store.db) != []
        except KmuError as error:
            assert isinstance(error, trouble.Damaged)


def test_a_sound_file_has_no_problems(file: Path) -> None:
    with Store(file, write=False) as store:
        assert backup.check(store.db) == []


def test_a_link_that_leads_nowhere_is_found(file: Path) -> None:
    with Store(file) as store:
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.db.execute("INSERT INTO record (source_id, key) VALUES (99, 'K1')")
        assert backup.check(store.db) == ["record 1: link to source leads nowhere"]


def test_restoring_brings_the_backup_back_and_keeps_the_present_state(file: Path, tmp_path: Path) -> None:
    backup.write(file, tmp_path / "copy.kmucrm")
    says(file, "Danach")
    kept = restore(file, tmp_path / "copy.kmucrm")
    assert kept is not None
    assert (said(file), said(kept)) == ("Muster", "Danach")


def test_a_restored_file_meets_no_side_files_of_the_state_before(file: Path, tmp_path: Path) -> None:
    backup.write(file, tmp_path / "copy.kmucrm")
    with Store(file) as store:
        store.db.execute("UPDATE setting SET value = 'Danach'")
        sides = {side: file.with_name(file.name + side).read_bytes() for side in ("-wal", "-shm")}
        main = file.read_bytes()
    file.write_bytes(main)
    for side, content in sides.items():  # as a killed program leaves them
        file.with_name(file.name + side).write_bytes(content)
    kept = restore(file, tmp_path / "copy.kmucrm")
    assert kept is not None
    assert (said(file), said(kept)) == ("Muster", "Danach")


def test_a_damaged_state_is_kept_too(file: Path, tmp_path: Path) -> None:
    backup.write(file, tmp_path / "copy.kmucrm")
    damage(file)
    broken = file.read_bytes()
    kept = restore(file, tmp_path / "copy.kmucrm")
    assert kept is not None
    assert (said(file), kept.read_bytes()) == ("Muster", broken)


def test_a_backup_restores_where_there_was_no_file(file: Path, tmp_path: Path) -> None:
    backup.write(file, tmp_path / "copy.kmucrm")
    assert restore(tmp_path / "other" / "neu.kmucrm", tmp_path / "copy.kmucrm") is None
    assert said(tmp_path / "other" / "neu.kmucrm") == "Muster"


def unusable(kind: str, file: Path, copy: Path) -> type[KmuError]:
    backup.write(file, copy)
    if kind == "missing":
        copy.unlink()
    elif kind == "damaged":
        damage(copy)
    elif kind == "text":
        copy.write_text("Name;Ort\n" * 100)
    else:
        with sqlite3.connect(copy) as db:
            db.execute(f"PRAGMA {'user_version' if kind == 'newer' else 'application_id'} = 999")
        db.close()
    return {"newer": StoreIsNewer, "foreign": NotOurs}.get(kind, NoBackup)


@pytest.mark.parametrize("kind", ["missing", "damaged", "text", "newer", "foreign"])
def test_what_is_no_backup_leaves_the_file_as_it_is(file: Path, tmp_path: Path, kind: str) -> None:
    error = unusable(kind, file, tmp_path / "copy.kmucrm")
    before = file.read_bytes()
    with pytest.raises(error):
        restore(file, tmp_path / "copy.kmucrm")
    assert file.read_bytes() == before
    assert not list(file.parent.glob("*before-restore*"))


def test_nothing_is_restored_under_an_open_window(file: Path, tmp_path: Path) -> None:
    backup.write(file, tmp_path / "copy.kmucrm")
    with Store(file), pytest.raises(StoreIsLocked):
        restore(file, tmp_path / "copy.kmucrm")
