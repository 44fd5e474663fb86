"""A program that is killed while it imports leaves the store as before or with the whole file, and the next start says which."""

import multiprocessing
import threading
import time
from pathlib import Path

import pytest
from killing import AS_OF, Bench, Moment, moments

from kmu_crm.desk import apart, preview
from kmu_crm.desk.delivering import Part, deliver
from kmu_crm.desk.derive import bring_to_today, is_behind
from kmu_crm.desk.intake import take_in
from kmu_crm.progress import SILENT
from kmu_crm.sources import unfinished
from kmu_crm.store import backup
from kmu_crm.store.store import Store
from tests.faults import unix_only

pytestmark = unix_only

TABLES = ("record", "party", "document", "fact", "line", "consent_event", "confirmed", "refused_row")
TABLES += ("membership", "pair", "profile", "counted", "open_item", "figure", "changed_record")
HEAD = "Kundennummer;Vorname;Nachname;E-Mail;PLZ;Ort;Newsletter\n"
NAMES = ("Anna Muster", "Bernd Beispiel", "Clara Probe", "Dora Özdemir", "Emil Groß")


def people(numbers: range, town: str) -> str:
    """Some of them twice under two numbers, one row without a name."""
    rows = []
    for n in numbers:
        given, family = NAMES[n % 5].split()
        rows.append(f"{n};{given};{family}{n // 2};{given.lower()}{n // 2}@mail.example;04109;{town};ja")
    return HEAD + "\n".join([*rows, ";;;;04109;Leipzig;"]) + "\n"


def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that files said and what follows from it, in full."""
    wanted = {  # without the moment of writing; the very same file imported once more tells its left out rows once more
        "consent_event": "id, address, channel, state, at, import_id, row, key FROM consent_event",
        "refused_row": "DISTINCT row, line, code, cells FROM refused_row",
    }
    return {
        table: sorted(store.db.execute(f"SELECT {wanted.get(table, f'* FROM {table}')}").fetchall(), key=repr)
        for table in TABLES
    }


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "erste.csv").write_text(people(range(50), "Leipzig"), encoding="utf-8")
    (folder / "zweite.csv").write_text(people(range(30, 110), "Halle"), encoding="utf-8")
    with Store(folder / "kunden.kmucrm") as store:
        take_in(store.db, [folder / "erste.csv"], as_of=AS_OF)
    return Bench(folder / "kunden.kmucrm", folder / "zweite.csv")


@pytest.fixture(scope="module")
def ends(bench: Bench) -> tuple[dict, dict]:
    """Before the import, and after one that nobody disturbed."""
    bench.run(Moment("clock", 0, 0.0))
    with Store(bench.store) as store:
        before = state(store)
        take_in(store.db, [bench.file], as_of=AS_OF)
        return before, state(store)


@pytest.mark.parametrize("moment", list(moments(seed=1, clock=24, stages=14, commits=12)), ids=str)
def test_killed_at_any_moment(bench: Bench, ends: tuple[dict, dict], moment: Moment) -> None:
    before, after = ends
    reached = bench.run(moment)
    with Store(bench.store) as store:
        assert backup.check(store.db) == []
        (imports,) = store.db.execute("SELECT count(*) FROM import").fetchone()
        told = unfinished.take(store.db)
        assert told is None or (imports == 1 and told.file == "zweite.csv")
        assert told or imports == 2 or not any("zweite.csv" in stage for stage in reached)
        bring_to_today(store.db, AS_OF)
        assert not is_behind(store.db, AS_OF)
        assert state(store) == (before if imports == 1 else after)
        take_in(store.db, [bench.file], as_of=AS_OF, guarded=False)
        assert state(store) == after
        assert unfinished.take(store.db) is None


def test_the_windows_helper_that_is_killed_leaves_the_store_as_before_and_a_note(store: Store, tmp_path: Path) -> None:
    (tmp_path / "grosse.csv").write_text(people(range(3_000), "Halle"), encoding="utf-8")
    look = preview.look(tmp_path / "grosse.csv")
    note = store.file.with_name(store.file.name + unfinished.SUFFIX)

    def kill() -> None:
        while not note.exists():
            time.sleep(0.002)
        (child,) = multiprocessing.active_children()
        child.kill()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    parts = [Part(look.table.file, look.recognised, look.rows)]
    with pytest.raises(apart.BrokenOff):
        apart.call(apart.on_store, store.file, deliver, (parts,), SILENT)
    killer.join()
    assert (store.db.execute("SELECT count(*) FROM import").fetchone(), backup.check(store.db)) == ((0,), [])
    told = unfinished.take(store.db)
    assert told is not None and told.file == "grosse.csv"
    assert unfinished.take(store.db) is None
    assert deliver(store.db, parts).new_profiles > 0
