"""Refusals as people hand them on: a number as it is dialled at home, a door as it stands on the envelope."""

import pytest
from consent_desk import Desk

HEADER = "Vorname;Nachname;Telefon;Straße;PLZ;Ort;Land"
URS = "Urs;Muster;079 123 45 67;Weg 1;8001;Zürich;CH"


def swiss(desk: Desk, phone: str = "079 123 45 67") -> None:
    desk.ask("settings", "set", "business.country", "CH")
    desk.imports("kunden.csv", HEADER, URS.replace("079 123 45 67", phone))


def called(desk: Desk) -> int:
    asked = ("--purpose", "advertising", "--channel", "phone", "--preset", "calls", "--dry-run")
    return int(desk.json("export", "kind is person", desk.folder / "x.csv", *asked)["written"])


def letters(desk: Desk) -> int:
    asked = ("--purpose", "advertising", "--channel", "post", "--preset", "letter", "--dry-run")
    return int(desk.json("export", "kind is person", desk.folder / "x.pdf", *asked)["written"])


def test_a_swiss_number_is_blocked_as_it_is_dialled_there(desk: Desk) -> None:
    swiss(desk)
    assert called(desk) == 1
    status, out, _err = desk.ask("suppress", "079 123 45 67")
    assert (status, "nicht mehr angeschrieben" in out, called(desk)) == (0, True, 0)
    assert desk.json("show", 1)["fields"]


def test_a_swiss_customer_of_a_german_business_is_blocked_too(desk: Desk) -> None:
    desk.imports("kunden.csv", HEADER, URS.replace("079 123 45 67", "+41 44 668 18 00"))
    assert called(desk) == 1
    assert desk.json("suppress", "044 668 18 00") == {"suppressed": True, "known": True, "addresses": ["+41446681800"]}
    assert called(desk) == 0


def test_an_objection_to_calls_is_noted_for_the_swiss_number(desk: Desk) -> None:
    swiss(desk)
    status, out, _err = desk.ask(
        "consent", "set", "079 123 45 67", "phone", "advertising", "withdrawn", "--basis", "Anruf"
    )
    assert (status, "Niemand" in out, called(desk)) == (0, False, 0)


@pytest.mark.parametrize(
    "written", ["Weg 1, 8001 Zürich", "Weg 1\n8001 Zürich", "post:08001|Weg|1", "post:8001|Weg 1|"]
)
def test_no_letter_goes_to_a_door_that_objected(desk: Desk, written: str) -> None:
    swiss(desk)
    assert letters(desk) == 1
    status, out, err = desk.ask("suppress", written)
    assert (status, err, "Niemand" in out, letters(desk)) == (0, "", False, 0)


def test_an_objection_to_letters_is_noted_for_the_door(desk: Desk) -> None:
    swiss(desk)
    said = ("Weg 1, 8001 Zürich", "post", "advertising", "withdrawn", "--basis", "Brief")
    assert desk.json("consent", "set", *said)["known"] and letters(desk) == 0


@pytest.mark.parametrize("written", ["079 765 43 21", "Weg 2, 8001 Zürich", "anna@muster.example"])
def test_an_address_that_nobody_has_is_kept_and_told(desk: Desk, written: str) -> None:
    swiss(desk)
    status, out, _err = desk.ask("suppress", written)
    assert (status, "Niemand in dieser Datei hat" in out, "Sperrliste" in out) == (0, True, True)
    channel = {"0": "phone", "W": "post", "a": "email"}[written[0]]
    status, out, _err = desk.ask("consent", "set", written, channel, "advertising", "withdrawn", "--basis", "Brief")
    assert (status, "Niemand in dieser Datei hat" in out) == (0, True)


def test_an_existing_customer_is_noted_with_all_conditions_and_taken_back(desk: Desk) -> None:
    desk.imports("kunden.csv", "Vorname;Nachname;E-Mail", "Anna;Muster;anna@muster.example")
    said = ("consent", "set", "anna@muster.example", "email", "existing-customers", "given", "--basis", "sale")
    sale = (*said, "--at", "2026-01-05", "--goods", "Kaffee", "--told-at-collection")
    assert desk.ask(*sale)[0] == 1
    entry = desk.json(*sale, "--told-in-each-mail")["id"]

    def written() -> int:
        asked = ("--purpose", "existing-customers", "--channel", "email", "--preset", "brevo", "--dry-run")
        return int(desk.json("export", "kind is person", desk.folder / "x.csv", *asked)["written"])

    assert written() == 1
    assert desk.json("consent", "undo", entry) == {"undone": entry} and written() == 0
    assert desk.ask("consent", "undo", entry)[0] == 1
