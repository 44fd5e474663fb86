"""A merge is taken back out of its turn: it is that one which goes, and the list tells which one it is."""

import pytest
from consent_desk import Desk
from test_no_of_a_merge import FREDI, HEAD, RETO

VRENI = "Vreni;Ochsner;vreni@gmx.ch;;Hof 9;8841;Gross"


@pytest.fixture
def merged(desk: Desk) -> Desk:
    desk.imports("z1.csv", HEAD, f"Z1;{RETO};ja", f"Z2;{FREDI};nein", f"Z3;{VRENI};")
    for other in (2, 3):
        assert desk.ask("merge", 1, other)[0] == 0
    return desk


def families(desk: Desk) -> list[list[str]]:
    """Who is one, by their customer numbers."""
    assert desk.json("rebuild")["identical"]
    shown = (desk.json("show", number) for number in (1, 2, 3))
    found = {one["profile_id"]: one["customer_numbers"] for one in shown}
    return list(found.values())


@pytest.mark.parametrize(("words", "back"), [(("revoke", 1), "undo"), (("steps", "undo", 1), "redo")])
def test_the_first_of_two_goes_and_comes_back(merged: Desk, words: tuple[object, ...], back: str) -> None:
    assert families(merged) == [["Z1", "Z2", "Z3"]]
    assert merged.ask(*words)[0] == 0
    assert families(merged) == [["Z1", "Z3"], ["Z2"]]
    assert merged.ask("steps", back)[0] == 0
    assert families(merged) == [["Z1", "Z2", "Z3"]]
