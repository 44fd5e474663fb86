"""A no at an address that was put right by hand stays the person's, whatever is put right after it."""

import sqlite3

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


@pytest.mark.parametrize("value", [NEW, ""])
def test_an_address_put_right_is_written_to_no_more_although_it_had_a_yes(town: Desk, value: str) -> None:
    town.imports("shop.csv", "E-Mail;Vorname;Nachname;Ort", "Otto@abc.de;Otto;Abel;Dresden")
    puts_right(town, "email", value)
    assert town.mails() == {"eva@abc.de"}
    assert town.json("show", 1)["permissions"]["email"] == ""
    assert town.json("rebuild")["identical"]


def test_taking_the_correction_back_or_putting_the_address_back_makes_it_one_again(town: Desk) -> None:
    puts_right(town, "email", NEW)
    puts_right(town, "email", "otto@abc.de")
    assert town.mails() == {"otto@abc.de", "eva@abc.de"}
    puts_right(town, "email", NEW)
    assert town.mails() == {"eva@abc.de"}
    assert town.ask("revoke", max(one["id"] for one in town.json("decisions")))[0] == 0
    assert town.mails() == {"otto@abc.de", "eva@abc.de"}


def test_a_no_at_the_address_that_was_put_right_holds_for_the_right_one(town: Desk) -> None:
    says_no(town, "otto@abc.de")
    puts_right(town, "email", NEW)
    town.imports("n.csv", "E-Mail;Vorname;Nachname;Status;Bestätigt am", f"{NEW};Otto;Abel;aktiv;2023-02-01")
    assert town.ask("merge", 1, max(one["profile_id"] for one in town.json("find", "Otto")))[0] == 0
    assert town.mails() == {"eva@abc.de"}


@pytest.mark.parametrize(("field", "value"), [("street", ""), ("postcode", "")])
def test_no_letter_goes_to_a_door_that_was_put_right(town: Desk, field: str, value: str) -> None:
    assert letters(town) == {"Weg 1", "Weg 2"}
    puts_right(town, field, value)
    assert letters(town) == {"Weg 2"}


def takes_back(desk: Desk) -> None:
    number = max(one["id"] for one in desk.json("decisions"))
    assert desk.ask("revoke", number)[0] == 0


def a_while_passes(desk: Desk) -> None:
    """All that was noted so far becomes older: moments are kept to the second."""
    with sqlite3.connect(desk.folder / "kunden.kmucrm") as db:
        for table, column in (
            ("decision", "at"), ("consent_event", "noted_at"), ("objection", "noted_at"), ("suppression", "at"),
            ("campaign", "at"),
        ):  # fmt: skip
            db.execute(f"UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '-1 minute')")
    db.close()


@pytest.mark.parametrize("no", ["hand", "block list", "objection"])
def test_the_address_of_somebody_who_refused_typed_by_mistake_leaves_nothing_behind(town: Desk, no: str) -> None:
    if no == "hand":
        says_no(town, "eva@abc.de")
    elif no == "block list":
        town.ask("suppress", "eva@abc.de")
    else:
        town.imports("w.csv", f"{PEOPLE};Werbesperre", f"{EVA};ja")
    a_while_passes(town)
    puts_right(town, "email", "eva@abc.de")
    assert town.mails() == set()
    a_while_passes(town)
    takes_back(town)
    assert town.mails() == {"otto@abc.de"}
    assert town.json("show", 1)["permissions"]["email"] == "yes"
    assert town.json("rebuild")["identical"]


def test_a_no_of_hers_that_comes_later_is_hers_alone(town: Desk) -> None:
    a_while_passes(town)  # since the last list
    puts_right(town, "email", "eva@abc.de")
    a_while_passes(town)
    takes_back(town)
    a_while_passes(town)
    says_no(town, "eva@abc.de")
    assert town.mails() == {"otto@abc.de"}
    assert town.json("rebuild")["identical"]


def test_a_no_that_answers_a_list_of_that_time_is_heard(town: Desk) -> None:
    town.imports("n.csv", "E-Mail;Vorname;Nachname;Status;Bestätigt am", f"{NEW};Rosa;Neu;aktiv;2024-02-01")
    puts_right(town, "email", NEW)
    assert NEW in town.mails()
    a_while_passes(town)
    takes_back(town)
    a_while_passes(town)
    says_no(town, NEW)
    assert town.mails() == {"eva@abc.de"}
    assert town.json("rebuild")["identical"]


def test_a_door_typed_by_mistake_leaves_nothing_behind_either(town: Desk) -> None:
    says_no(town, "post:1067|weg|2", "post")
    a_while_passes(town)
    puts_right(town, "street", "Weg 2")
    assert letters(town) == set()
    a_while_passes(town)
    takes_back(town)
    assert letters(town) == {"Weg 1"}
    assert town.json("rebuild")["identical"]
