"""Who objects to all advertising does so as a person: on every channel, at every address, whichever file knows it."""

from pathlib import Path

import openpyxl
import pytest
from consent_desk import Desk

PEOPLE = "Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort"
OTTO = "1;Otto;Abel;otto@abc.de;Weg 1;01067;Dresden"
EVA = "2;Eva;Blau;eva@abc.de;Weg 2;01067;Dresden"
OBJECTS = "E-Mail;Vorname;Nachname;Werbewiderspruch"
OTTO_OBJECTS = "otto@abc.de;Otto;Abel;ja"


def letters(desk: Desk) -> set[str]:
    """The streets that a letter to everybody would go to."""
    target = desk.folder / "briefe.xlsx"
    target.unlink(missing_ok=True)
    status, _out, err = desk.export(target.name, channel="post")
    assert status == 0, err
    return streets(target) if target.exists() else set()


def streets(written: Path) -> set[str]:
    sheet = openpyxl.load_workbook(written).active
    assert sheet is not None
    return {str(cell.value) for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("Weg ")}


@pytest.mark.parametrize("street_comes", ["before", "after"])
def test_an_objection_beside_a_mail_address_stops_letters_to_that_person(desk: Desk, street_comes: str) -> None:
    files = [("o1.csv", PEOPLE, OTTO, EVA), ("o2.csv", OBJECTS, OTTO_OBJECTS)]
    for file in files if street_comes == "before" else reversed(files):
        desk.imports(*file)
    assert letters(desk) == {"Weg 2"}
    assert desk.json("rebuild")["identical"]


@pytest.mark.parametrize("head", ["Werbesperre", "Keine Werbung", "Kontaktsperre", "Newsletter"])
def test_so_does_any_other_word_for_it(desk: Desk, head: str) -> None:
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    word = "keine Werbung" if head == "Newsletter" else "x"
    desk.imports("o2.csv", OBJECTS.replace("Werbewiderspruch", head), OTTO_OBJECTS.replace("ja", word))
    assert letters(desk) == {"Weg 2"}


def test_who_unsubscribed_from_the_newsletter_still_gets_letters(desk: Desk) -> None:
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    desk.imports("o2.csv", OBJECTS.replace("Werbewiderspruch", "Newsletter"), OTTO_OBJECTS.replace("ja", "abgemeldet"))
    assert letters(desk) == {"Weg 1", "Weg 2"}


def test_another_person_at_that_door_keeps_their_mail(desk: Desk) -> None:
    desk.imports("o1.csv", PEOPLE, OTTO, "3;Ida;Abel;ida@abc.de;Weg 1;01067;Dresden")
    desk.imports("yes.csv", "E-Mail;Vorname;Nachname;Status;Bestätigt am", "ida@abc.de;Ida;Abel;aktiv;2024-02-01")
    desk.imports("o3.csv", PEOPLE + ";Werbesperre", OTTO + ";ja")
    assert desk.mails() == {"ida@abc.de"}


LOCK = "Kundennummer;Vorname;Nachname;E-Mail;Briefsperre"
LOCKED = "1;Otto;Abel;otto@abc.de;ja"


@pytest.mark.parametrize("street_comes", ["before", "after"])
@pytest.mark.parametrize("row", [LOCKED, "1;Otto;Abel;;ja"])
def test_a_lock_of_letters_beside_no_street_holds_for_the_street_of_another_file(
    desk: Desk, street_comes: str, row: str
) -> None:
    files = [("o1.csv", PEOPLE, OTTO, EVA), ("o2.csv", LOCK, row)]
    for file in files if street_comes == "before" else reversed(files):
        desk.imports(*file)
    if ";;" in row:  # nothing tells that these are one, but the person at the desk
        otto, other = (1, 3) if street_comes == "before" else (1, 2)
        desk.ask("merge", otto, other)
    assert letters(desk) == {"Weg 2"}
    assert desk.mails() == set()  # nobody has agreed
    assert desk.json("rebuild")["identical"]


@pytest.mark.parametrize("said", [(OBJECTS, OTTO_OBJECTS), (LOCK, LOCKED)], ids=["all advertising", "letters"])
def test_it_outlives_the_undo_of_its_file_and_of_every_file(desk: Desk, said: tuple[str, str]) -> None:
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    desk.imports("o2.csv", *said)
    desk.ask("undo", 2)
    assert letters(desk) == {"Weg 2"}
    desk.ask("undo", 1)
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    assert letters(desk) == {"Weg 2"}


@pytest.mark.parametrize("heading", ["Werbesperre", "Briefsperre"])
def test_it_follows_a_record_without_any_mail_address_that_is_joined_by_hand(desk: Desk, heading: str) -> None:
    people = f"Vorname;Nachname;Telefon;{heading}"
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    desk.imports("o2.csv", people, "Otto;Abel;0351 4567890;ja")
    assert desk.ask("merge", 1, 3)[0] == 0
    assert letters(desk) == {"Weg 2"}
    desk.ask("undo", 2)
    assert letters(desk) == {"Weg 2"}
    desk.imports("o2.csv", people, "Otto;Abel;0351 4567890;nein")
    assert letters(desk) == {"Weg 2"}


def test_a_lock_of_calls_beside_no_number_stops_no_letters(desk: Desk) -> None:
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    desk.imports("o2.csv", LOCK.replace("Briefsperre", "Telefonsperre"), LOCKED)
    assert letters(desk) == {"Weg 1", "Weg 2"}
