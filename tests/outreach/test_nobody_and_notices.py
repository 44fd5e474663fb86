"""A list for nobody is no list, and a notice is one only with its reason."""

from pathlib import Path

import pytest
from outreach_shop import Shop

from kmu_crm.outreach import log, place
from kmu_crm.outreach.export import NobodyLeft, NoReason, write
from kmu_crm.outreach.plan import ForAll
from kmu_crm.store import patience


def test_a_list_for_nobody_is_neither_written_nor_logged(shop: Shop, tmp_path: Path) -> None:
    shop.profile(1, "anja@x.example")
    with pytest.raises(NobodyLeft) as told:
        write(shop.db, shop.plan(1), tmp_path / "liste.csv", "Lena")
    assert told.value.plan.funnel.loss("no_consent").n == 1
    assert (log.campaigns(shop.db), [one.name for one in tmp_path.glob("*liste*")]) == ([], [])


def test_a_list_all_of_whom_are_held_back_is_none_either(shop: Shop, tmp_path: Path) -> None:
    shop.profile(1, "anja@x.example")
    shop.consents("anja@x.example")
    held = next(seed for seed in range(99) if not shop.plan(1, control=0.5, seed=seed).written)
    with pytest.raises(NobodyLeft):
        write(shop.db, shop.plan(1, control=0.5, seed=held), tmp_path / "liste.csv", "Lena")


def test_an_older_list_that_may_be_replaced_goes_when_nobody_is_left(shop: Shop, tmp_path: Path) -> None:
    """It names people who have withdrawn since, and would be sent once more by whoever takes it for today's."""
    shop.profile(1, "anja@x.example")
    target = tmp_path / "liste.csv"
    target.write_text("alt", "utf-8")
    with pytest.raises(NobodyLeft, match=r"liste\.csv") as told:
        write(shop.db, shop.plan(1), target, "Lena", overwrite=True)
    assert (told.value.removed, list(tmp_path.glob("*liste*")), log.campaigns(shop.db)) == (target, [], [])


def test_an_older_list_that_is_open_elsewhere_is_said(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.profile(1, "anja@x.example")
    target = tmp_path / "liste.csv"
    target.write_text("alt", "utf-8")
    monkeypatch.setattr(patience, "PAUSES", ())
    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(place.StillThere, match=r"liste\.csv"):
        write(shop.db, shop.plan(1), target, "Lena", overwrite=True)


def held(path: Path, missing_ok: bool = False) -> None:
    if path.name == "liste.csv":
        raise PermissionError(13, "held")


def test_a_file_that_may_not_be_replaced_stays_when_nobody_is_left(shop: Shop, tmp_path: Path) -> None:
    shop.profile(1, "anja@x.example")
    target = tmp_path / "liste.csv"
    target.write_text("alt", "utf-8")
    with pytest.raises(place.AlreadyThere):
        write(shop.db, shop.plan(1), target, "Lena")
    assert target.read_text("utf-8") == "alt"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_notice_without_its_reason_is_not_written(shop: Shop, tmp_path: Path, reason: str) -> None:
    shop.profile(1, "anja@x.example")
    planned = shop.plan(1, purpose="notice", reason=reason)
    assert planned.written == 1  # who would get it may be asked
    with pytest.raises(NoReason):
        write(shop.db, planned, tmp_path / "liste.csv", "Lena")
    assert (log.campaigns(shop.db), (tmp_path / "liste.csv").exists()) == ([], False)


def test_the_reason_of_a_notice_is_kept_in_the_log(shop: Shop, tmp_path: Path) -> None:
    shop.profile(1, "anja@x.example")
    write(shop.db, shop.plan(1, purpose="notice", reason=" Rückruf Charge 12 "), tmp_path / "liste.csv", "Lena")
    assert [one.reason for one in log.campaigns(shop.db)] == ["Rückruf Charge 12"]


@pytest.mark.parametrize("groups", [{"control": 0.1}, {"arms": 2}])
def test_a_notice_is_kept_from_nobody_and_has_one_wording(shop: Shop, groups: dict[str, float]) -> None:
    shop.profile(1, "anja@x.example")
    with pytest.raises(ForAll):
        shop.plan(1, purpose="notice", reason="Rückruf Charge 12", **groups)
