"""What is derived is derived whole or not at all, and what waits is made up for."""

import pytest

from kmu_crm.desk.derive import bring_to_today, derive, is_behind
from kmu_crm.errors import Cancelled
from kmu_crm.profiles import queries as profiles
from kmu_crm.progress import Progress
from kmu_crm.sources.importing import import_file

PEOPLE = "Kundennummer;Vorname;Nachname;E-Mail\n1;Ina;Özdemir;ina@berg.example\n2;Uwe;Kranz;uwe@tal.example\n"


class StoppedAt(Progress):
    """Stops the work at its `stage`-th stage, as somebody does who pulls the plug there."""

    def __init__(self, stage: int) -> None:
        self._left = stage

    def stage(self, title: str) -> None:
        self._left -= 1
        if self._left == 0:
            raise Cancelled()


@pytest.fixture
def imported(store, tmp_path):
    (tmp_path / "kunden.csv").write_text(PEOPLE, encoding="utf-8")
    import_file(store.db, tmp_path / "kunden.csv")
    return store.db


def state(db):
    tables = ("membership", "profile", "figure", "pair", "changed_record")
    return [db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.parametrize("stage", [1, 2])
def test_a_stop_on_the_way_leaves_everything_as_it_was(imported, stage):
    before = state(imported)
    with pytest.raises(Cancelled):
        derive(imported, progress=StoppedAt(stage))
    assert state(imported) == before and is_behind(imported)


def test_what_was_left_waiting_is_made_up_for(imported):
    assert bring_to_today(imported, "2025-11-23")
    assert profiles.count(imported) == 2
    assert not is_behind(imported, "2025-11-23") and not bring_to_today(imported, "2025-11-23")
