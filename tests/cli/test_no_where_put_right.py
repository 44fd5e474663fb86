"""A no at an address that was put right by hand stays the person's, whatever is put right after it."""

import pytest
from consent_desk import Desk
from test_objections import EVA, OTTO, PEOPLE, letters

NEW = "otto.neu@abc.de"


@pytest.fixture
def town(desk: Desk) -> Desk:
    """Otto and Eva, both with a proven yes."""
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    yes = ("otto@abc.de;Otto;Abel;aktiv;2024-02-01", "eva@abc.de;Eva;Blau;aktiv;2024-02-01")
    desk.imports("d1.csv", "E-Mail;Vorname;Nachname;Status;Bestätigt am", *yes)
    assert desk.mails() == {"otto@abc.de", "eva@abc.de"}
    return desk


def says_no(desk: Desk, address: str, channel: str = "email") -> None:
    assert desk.ask("consent", "set", address, channel, "advertising", "withdrawn", "--basis", "mail")[0] == 0


def puts_right(desk: Desk, field: str, value: str) -> None:
    assert desk.ask("correct", 1, field, value)[0] == 0


def test_the_next_correction_does_not_forget_the_no(town: Desk) -> None:
    puts_right(town, "email", NEW)
    says_no(town, NEW)
    puts_right(town, "email", "otto@abc.de")
    assert town.mails() == {"eva@abc.de"}
    assert (NEW, "withdrawn") in {(one["address"], one["state"]) for one in town.json("consent", 1)}
    assert town.json("rebuild")["identical"]


def test_nor_does_a_correction_that_is_taken_back(town: Desk) -> None:
    puts_right(town, "email", NEW)
    says_no(town, NEW)
    number = max(one["id"] for one in town.json("decisions"))
    assert town.ask("revoke", number)[0] == 0
    assert town.mails() == {"eva@abc.de"}


@pytest.mark.parametrize("how", ["hand", "file", "block list"])
def test_a_no_that_comes_after_both_corrections_is_heard(town: Desk, how: str) -> None:
    puts_right(town, "email", NEW)
    puts_right(town, "email", "otto@abc.de")
    if how == "file":
        town.imports("n.csv", "E-Mail;Newsletter", "otto.neu+laden@abc.de;abgemeldet")
    elif how == "hand":
        says_no(town, NEW)
    else:
        town.ask("suppress", NEW)
    assert town.mails() == {"eva@abc.de"}
    assert town.json("rebuild")["identical"]


def test_a_no_at_a_door_that_was_put_right_stops_letters_to_the_next_door(town: Desk) -> None:
    puts_right(town, "street", "Weg 7")
    says_no(town, "post:1067|weg|7", "post")
    puts_right(town, "street", "Weg 8")
    assert letters(town) == {"Weg 2"}
    assert town.json("rebuild")["identical"]
