"""The sample business stands anew each time; the self test of a frozen program really does what it says."""

from pathlib import Path

import pytest

from kmu_crm.desk import demo
from kmu_crm.desk.selftest import selftest
from kmu_crm.store.lock import StoreIsLocked
from kmu_crm.store.store import Store


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files of the sample instead of all, for speed."""
    told, files = demo.about()
    chosen = [file for file in files if "newsletter" in file.name or "customers_export" in file.name]
    monkeypatch.setattr(demo, "about", lambda: (told, chosen))


def test_its_own_store_is_made_anew_each_time(small: None, tmp_path: Path) -> None:
    target = tmp_path / "beispiel.kmucrm"
    made = [demo.make(target, fresh=True) for _ in range(2)]
    assert (made[0], made[0].imports) == (made[1], 2)
    with Store(target, write=False) as store:
        assert store.db.execute("SELECT count(*) FROM import").fetchone() == (2,)


def test_a_sample_that_is_open_elsewhere_stays_as_it_is(small: None, tmp_path: Path) -> None:
    target = tmp_path / "beispiel.kmucrm"
    demo.make(target, fresh=True)
    with Store(target) as store:
        with pytest.raises(StoreIsLocked):
            demo.make(target, fresh=True)
        store.db.execute("INSERT INTO setting VALUES ('still', 'here')")
    with Store(target, write=False) as store:
        assert store.db.execute("SELECT value FROM setting WHERE key = 'still'").fetchone() == ("here",)


def test_a_file_that_a_user_named_is_never_replaced(small: None, tmp_path: Path) -> None:
    target = tmp_path / "meine.kmucrm"
    target.write_text("meins")
    with pytest.raises(demo.StoreExists):
        demo.make(target, fresh=False)
    assert target.read_text() == "meins"


def test_every_file_of_the_sample_is_there() -> None:
    assert [file.name for file in demo.about()[1] if not file.exists()] == []


def test_the_self_test_imports_draws_exports_and_rebuilds_in_another_process(small: None) -> None:
    done = selftest()
    assert done["ok"] and done["profiles"] > 100 and done["recipients"] > 0
