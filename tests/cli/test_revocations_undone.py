"""Undoing that somebody took something back: what was undone itself stays so, whichever of the two steps goes first."""

import pytest
from consent_desk import Desk
from test_merges_out_of_order import VRENI, families
from test_no_of_a_merge import FREDI, HEAD, RETO

APART = [["Z1"], ["Z2"], ["Z3"]]
ONE = [["Z1", "Z2", "Z3"]]
WORDS = {"1": ("undo", 1), "2": ("undo", 2), "last": ("undo",), "again": ("redo",)}


@pytest.fixture
def three(desk: Desk) -> Desk:
    """All merged in one go, and the first of these decisions taken back."""
    desk.imports("z1.csv", HEAD, f"Z1;{RETO};ja", f"Z2;{FREDI};nein", f"Z3;{VRENI};")
    assert desk.ask("merge", 1, 2, 3)[0] == 0
    assert desk.ask("revoke", 1)[0] == 0
    return desk


def expected(desk: Desk) -> list[list[str]]:
    """By which of the two steps is done."""
    undone = {one["id"] for one in desk.json("steps") if one["undone"]}
    return APART if 1 in undone else ONE if 2 in undone else [["Z1", "Z3"], ["Z2"]]


def test_undoing_it_after_what_it_took_back_changes_nothing(three: Desk) -> None:
    assert families(three) == expected(three)
    for number in (1, 2):
        assert three.ask("steps", "undo", number)[0] == 0
        assert families(three) == APART
    assert three.json("steps", "undo")["step"] is None
    assert three.json("steps", "redo")["step"] == 2
    assert families(three) == APART
    assert three.json("steps", "redo")["step"] == 1
    assert families(three) == expected(three) != APART


@pytest.mark.parametrize(
    "order",
    [
        "1 2 again again last",
        "2 1 again again",
        "1 2 again 2 last",
        "2 again 1 2",
        "last last again last again again 1",
    ],
)
def test_who_is_one_follows_from_the_steps_that_are_done(three: Desk, order: str) -> None:
    for one in order.split():
        three.ask("steps", *WORDS[one])
        assert families(three) == expected(three)
