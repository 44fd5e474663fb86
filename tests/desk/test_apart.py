"""Long work in another process: its answer, errors, progress and end are as if it were done here."""

import multiprocessing
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apart_verbs as verbs
import pytest

from kmu_crm import i18n, settings
from kmu_crm.desk import apart
from kmu_crm.errors import Cancelled
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.refusals import Refused
from kmu_crm.store import place
from kmu_crm.store.store import NoStore, Store, connect

ROOT = Path(__file__).resolve().parents[2]
ORPHAN = """
import sys
from pathlib import Path
import apart_verbs
from kmu_crm.desk import apart
from kmu_crm.progress import SILENT
from kmu_crm.store.store import Store
if __name__ == "__main__":
    with Store(Path(sys.argv[1])) as store:
        apart.call(apart.on_store, store.file, apart_verbs.write_for_ever, (Path(sys.argv[2]),), SILENT)
"""


class Heard(Progress):
    def __init__(self, stop_at: int | None = None) -> None:
        self.titles: list[str] = []
        self.counts: list[int] = []
        self.stop_at = stop_at

    def stage(self, title: str) -> None:
        self.titles.append(title)

    def report(self, done: int, total: int) -> None:
        self.counts.append(done)
        if self.stop_at is not None and done >= self.stop_at:
            raise Cancelled()


def test_the_work_is_done_elsewhere_in_the_language_in_use():
    i18n.use("de")
    process, language = apart.call(verbs.where, language=True)
    assert process != os.getpid() and language == "de"


def test_work_that_follows_is_done_by_the_same_process_in_the_language_and_place_of_then(tmp_path, monkeypatch):
    i18n.use("de")
    first = apart.call(verbs.where, language=True)
    i18n.use("en")
    monkeypatch.setenv("KMU_CRM_HOME", str(tmp_path))
    assert apart.call(verbs.where, language=True) == (first[0], "en")
    assert apart.call(place.data_folder) == tmp_path


def test_a_process_that_ended_while_it_waited_is_replaced():
    waiting, _ = apart.call(verbs.where)
    child = next(child for child in multiprocessing.active_children() if child.pid == waiting)
    child.kill()
    child.join()
    assert apart.call(verbs.where)[0] != waiting


def test_work_at_the_same_time_is_done_by_two_processes_and_one_of_them_is_kept(tmp_path):
    with ThreadPoolExecutor() as both:
        numbers = list(both.map(lambda _n: apart.call(verbs.where_two_meet, tmp_path), range(2)))
    assert len(set(numbers)) == 2
    assert {child.pid for child in multiprocessing.active_children()} & set(numbers) == {apart.call(verbs.where)[0]}


def test_no_process_waits_for_ever_nor_beyond_the_end(no_child_yet, monkeypatch):
    monkeypatch.setattr(apart, "KEPT_SECONDS", 0.05)
    waiting, _ = apart.call(verbs.where)
    wait_for(lambda: waiting not in [child.pid for child in multiprocessing.active_children()])
    monkeypatch.setattr(apart, "KEPT_SECONDS", 60)
    waiting, _ = apart.call(verbs.where)
    apart.end_waiting()
    assert waiting not in [child.pid for child in multiprocessing.active_children()]


@pytest.mark.parametrize(("of_its_own", "kind"), [(False, NoStore), (True, Refused)])
def test_an_error_comes_back_with_its_sentence(of_its_own, kind):
    with pytest.raises(kind) as here:
        verbs.refuse(of_its_own)
    with pytest.raises(kind) as there:
        apart.call(verbs.refuse, of_its_own)
    assert str(there.value) == str(here.value) and there.value.code == here.value.code


def test_a_bug_comes_back_with_the_place_where_it_lies():
    before, _ = apart.call(verbs.where)
    with pytest.raises(apart.Mistake, match=r"stumble(.|\n)*ZeroDivisionError: by nothing"):
        apart.call(verbs.stumble)
    assert apart.call(verbs.where)[0] != before  # who knows in what state it is


def test_a_process_that_vanishes_is_told():
    with pytest.raises(apart.BrokenOff):
        apart.call(verbs.vanish)


def test_each_progress_hears_its_own_part():
    heard = [Heard(), Heard()]
    assert apart.call(verbs.count_up, heard, 20_000) == 20_000
    for one in heard:
        assert one.titles == ["begun"] and one.counts[-1] == 20_000
        assert len(one.counts) < 50  # a pipe for words, not for rows


def test_a_change_made_elsewhere_stands_in_the_store(store):
    heard = Heard()
    assert apart.call(apart.on_store, store.file, verbs.rename, ("Rösterei",), heard) == "Rösterei"
    assert settings.read(store.db, "business.name") == "Rösterei" and heard.counts == [1]


def test_cancelling_takes_effect_within_a_second_and_leaves_nothing(store, tmp_path):
    before = settings.read(store.db, "business.name")
    began: list[float] = []

    class Stopped(Progress):
        def report(self, done: int, total: int) -> None:
            began.append(time.monotonic())
            raise Cancelled()

    with pytest.raises(Cancelled):
        apart.call(apart.on_store, store.file, verbs.write_for_ever, (tmp_path / "sign",), Stopped())
    assert time.monotonic() - began[0] < 1
    assert settings.read(store.db, "business.name") == before


def test_killing_the_program_ends_the_work_and_undoes_it(tmp_path):
    file, sign, script = tmp_path / "kunden.kmucrm", tmp_path / "sign", tmp_path / "orphan.py"
    Store(file).close()
    script.write_text(ORPHAN, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(verbs.__file__).parent)))}
    program = subprocess.Popen([sys.executable, str(script), str(file), str(sign)], env=env)
    wait_for(lambda: sign.exists() and sign.read_text(encoding="utf-8"))
    program.kill()
    program.wait()
    wait_for(lambda: can_write(file))
    with Store(file) as store:
        assert settings.read(store.db, "business.name") != "Halb getan"


def wait_for(holds) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def can_write(file: Path) -> bool:
    """Whether nobody has a change under way any more."""
    import sqlite3

    db = connect(file, write=True)
    try:
        db.execute("PRAGMA busy_timeout = 0")
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        db.close()
    return True


def test_words_not_heard_by_anybody_do_no_harm():
    assert apart.call(verbs.count_up, [SILENT], 5) == 5
