"""What an undo is said to do before it is done is what it does: who goes, who becomes one with another, what was decided."""

import pytest
from consent_desk import Desk
from test_no_of_a_merge import HEAD

RETO = "Reto;Kälin;reto.k@bluewin.ch;{phone};Weidweg 1;8840;Einsiedeln"
PHONE = RETO.format(phone="079 111 22 33")
BARE = RETO.format(phone="")
REST = (
    "102;Vreni;Ochsner;vreni@gmx.ch;;Hof 9;8841;Gross;",
    "103;Vreni;Ochsner-Kälin;;079 111 22 33;Weidweg 1;8840;Einsiedeln;",
)


@pytest.fixture
def lists(desk: Desk) -> Desk:
    """A list that came again with other values, and another between the two, on which people decided."""
    desk.imports("y1.csv", HEAD, f"100;{PHONE};ja", f"101;{BARE};", *REST)
    assert desk.ask("split", 1, 2)[0] == 0
    desk.imports("y2.csv", HEAD, f"K-7;{PHONE};", "K-8;R.;Kaelin;reto.k@bluewin.ch;;Weidweg 1;8840;Einsiedeln;")
    moved = "101;Reto;Kälin;reto.neu@bluewin.ch;;Neuweg 5;8840;Einsiedeln;nein"
    desk.imports("y1b.csv", HEAD, f"100;{PHONE};ja", moved, *REST)
    assert desk.ask("merge", 1, 3)[0] == 0
    return desk


def customers(desk: Desk) -> int:
    target = desk.folder / "p.csv"
    desk.json("profiles", "--csv", target)
    return len(target.read_text("utf-8-sig").splitlines()) - 1


def test_nobody_is_said_to_go_who_becomes_one_with_another(lists: Desk) -> None:
    would = lists.json("undo", 1, "--dry-run")["would"]
    before = customers(lists)
    text = lists.ask("undo", 1, "--dry-run")[1]
    assert lists.ask("undo", 1)[0] == 0
    assert before - customers(lists) == would["customers"] + would["joined"]
    assert (would["customers"], would["joined"]) == (0, 2)
    assert "nur dieser Import sie brachte: 0" in text and "Kunden, die mit einem anderen einer werden: 2" in text


def test_decisions_on_whom_other_files_name_too_are_counted(lists: Desk) -> None:
    assert lists.json("undo", 1, "--dry-run")["would"]["merges"] == 2


def test_who_goes_goes(desk: Desk) -> None:
    desk.imports("y1.csv", HEAD, f"100;{PHONE};ja", *REST)
    would = desk.json("undo", 1, "--dry-run")["would"]
    assert (would["customers"], would["joined"]) == (customers(desk), 0) == (3, 0)
    desk.ask("undo", 1)
    assert customers(desk) == 0
