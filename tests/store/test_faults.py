"""The customer file where the disk, the rights or another program stand in the way."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kmu_crm.store import backup, patience, trouble
from kmu_crm.store.migrations import UpdateFailed, bring_up_to_date, steps
from kmu_crm.store.store import Store, connect
from tests import faults

pytestmark = faults.unix_only
on_a_disk_of_its_own = pytest.mark.skipif(not faults.can_mount(), reason="no disk can be mounted here")
OPENED_WITHOUT_ROOM = """
import shutil
from pathlib import Path
from kmu_crm.errors import KmuError
from kmu_crm.store.store import Store
folder = Path({folder!r})
filler = folder / "filler"
filler.write_bytes(bytes(shutil.disk_usage(folder).free))
for name in ("kunden.kmucrm", "neu.kmucrm"):
    try:
        with Store(folder / name) as store:
            store.db.execute("UPDATE setting SET value = 'x'")
    except KmuError as error:
        print(error.code)
filler.unlink()
with Store(folder / "kunden.kmucrm") as store:
    print(*store.db.execute("SELECT value FROM setting").fetchone())
print(*sorted(one.name for one in folder.iterdir() if not one.name.endswith("-lock")))
"""


def said(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


@on_a_disk_of_its_own
def test_a_full_disk_is_said_also_where_a_file_is_only_opened_or_made(file: Path) -> None:
    done = faults.on_small_disk(file.parent, 4, OPENED_WITHOUT_ROOM.format(folder=str(file.parent)))
    first, second, *after = done.stdout.splitlines()
    assert {first, second} <= {"disk_full", "disk_error", "cannot_open"}, done.stderr
    assert after == ["Muster", "kunden.kmucrm"]


def test_an_update_without_room_leaves_the_old_state(tmp_path: Path) -> None:
    file = tmp_path / "alt.kmucrm"
    with closing(connect(file, write=True)) as db:
        bring_up_to_date(db, lambda: backup.before_update(file), steps()[:1])
        before = list(db.iterdump())
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises((trouble.DiskFull, UpdateFailed)):
            bring_up_to_date(db, lambda: backup.before_update(file))
        assert (list(db.iterdump()), db.in_transaction) == (before, False)
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        db.execute("PRAGMA max_page_count = 100000")
        bring_up_to_date(db, lambda: backup.before_update(file))
        assert db.execute("PRAGMA user_version").fetchone() == (len(steps()),)


@pytest.mark.parametrize("question", [True, False])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder_is_said_at_the_start(file: Path, what: str, question: bool) -> None:
    held = file if what == "file" else file.parent
    (file.with_name(file.name + "-lock")).unlink()
    rights = held.stat().st_mode
    held.chmod(0o444 if what == "file" else 0o555)
    words = ("settings",) if question else ("settings", "set", "business.name", "Neu")
    done = faults.run("--store", file, *words, preexec_fn=faults.heed_rights)
    held.chmod(rights)
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    else:
        assert question
    with Store(file, write=False) as store:
        assert store.db.execute("SELECT value FROM setting").fetchone() == ("Muster",)


def test_a_file_that_is_held_for_a_moment_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "neu").write_text("neu")
    (tmp_path / "alt").write_text("alt")
    asked: list[Path] = []
    slept: list[float] = []
    replace = Path.replace

    def held(part: Path, target: Path) -> Path:
        asked.append(target)
        if len(asked) < 4:
            raise PermissionError(13, "held")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(patience.time, "sleep", slept.append)
    patience.replace(tmp_path / "neu", tmp_path / "alt")
    assert ((tmp_path / "alt").read_text(), len(asked), slept) == ("neu", 4, sorted(slept))


def test_a_backup_whose_place_stays_held_is_refused_and_the_older_one_stands(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kopie.kmucrm"
    target.write_text("ältere Kopie")
    slept: list[float] = []

    def held(*_: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(patience.time, "sleep", slept.append)
    with pytest.raises(backup.BackupFailed):
        backup.write(file, target)
    assert (target.read_text(), sum(slept), list(tmp_path.glob("*.part"))) == ("ältere Kopie", 2.5, [])


KILLED = """
import os, signal, sys
from pathlib import Path
from kmu_crm.store import backup
stage = int(sys.argv[3])
def trace(number):
    def stop(*_):
        os.kill(os.getpid(), signal.SIGKILL)
    return stop
if stage == 0:
    backup._copy = trace(0)
elif stage == 1:
    backup._settle = trace(1)
else:
    backup.replace = trace(2)
backup.write(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_a_backup_that_is_killed_leaves_the_older_one(file: Path, tmp_path: Path, stage: int) -> None:
    target = tmp_path / "kopie.kmucrm"
    backup.write(file, target)
    older, before = target.read_bytes(), said(file)
    done = subprocess.run([sys.executable, "-c", KILLED, file, target, str(stage)], cwd=faults.ROOT, env=os.environ)
    assert done.returncode == -9
    assert (target.read_bytes(), said(file)) == (older, before)
    backup.write(file, target)
    assert [one.name for one in tmp_path.glob("kopie*")] == ["kopie.kmucrm"]
    shutil.rmtree(file.parent)
