"""A saved file is whole or as it was before; one that is open elsewhere is waited for."""

import csv
from pathlib import Path

import pytest
from desk_town import Town, customer

from kmu_crm.desk import leftovers
from kmu_crm.desk.whole import whole
from kmu_crm.store import patience
from tests import faults


@pytest.mark.parametrize(("times", "saved"), [(0, True), (4, True), (99, False)])
def test_a_list_that_is_open_elsewhere_is_waited_for(
    town: Town, monkeypatch: pytest.MonkeyPatch, times: int, saved: bool
) -> None:
    town.customers(customer("K1", "Anna", "Muster"), customer("", "", "", city="Wien"))
    out, refused, replace = town.folder / "rest.csv", [], Path.replace
    out.write_text("alt")

    def held(part: Path, to: Path) -> Path:
        refused.append(to)
        if len(refused) <= times:
            raise PermissionError(13, "held")
        return replace(part, to)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(patience.time, "sleep", lambda _seconds: None)
    try:
        leftovers.write(town.store.db, 1, out)
    except PermissionError:
        assert not saved
    monkeypatch.undo()
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == (2 if saved else 1)
    assert not list(town.folder.glob(".*.part"))


@faults.unix_only
def test_what_fails_midway_leaves_the_file_before(tmp_path: Path) -> None:
    out = tmp_path / "liste.csv"
    out.write_text("alt")
    with pytest.raises(OSError, match="No space"), whole(out) as part, part.open("w") as file:
        file.write("halb")
        file.flush()
        Path("/dev/full").write_text("x")  # what a full disk says
    assert (out.read_text(), [one.name for one in tmp_path.iterdir()]) == ("alt", ["liste.csv"])
