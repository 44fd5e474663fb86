"""An import tells how many rows said no, and its undo that these stay: also where they name customers by number alone."""

import pytest
from consent_desk import Desk
from test_objections import EVA, OTTO, PEOPLE

NOES = ("Kundennummer;Werbesperre", "1;ja", "2;nein")


@pytest.fixture
def town(desk: Desk) -> Desk:
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    return desk


def undone(desk: Desk, number: int, *options: str) -> str:
    status, out, err = desk.ask("undo", number, *options)
    assert status == 0, err
    return out


def test_a_list_by_number_counts_its_noes_and_they_stay(town: Desk) -> None:
    file = town.file("n.csv", *NOES)
    before = town.ask("import", file, "--dry-run")[1]
    assert "dauerhaft vermerkt würden, auch nach einem Rückgängig: 1" in before
    told = town.ask("import", file)[1]
    assert "Widersprüche, Abmeldungen und Unzustellbare dauerhaft vermerkt: 1" in told
    stay = "Widersprüche, Abmeldungen und Unzustellbare, die bleiben: 1"
    assert stay in undone(town, 2, "--dry-run")
    assert stay in undone(town, 2)


def test_what_was_noted_before_is_not_noted_again(desk: Desk) -> None:
    file = desk.file("n.csv", "Name;E-Mail;Newsletter", "Ina Berg;ina@berg.example;nein", "Uwe Tal;uwe@tal.example;ja")
    first, again = desk.ask("import", file)[1], desk.ask("import", file)[1]
    assert "dauerhaft vermerkt: 1" in first and "dauerhaft vermerkt" not in again


@pytest.mark.parametrize(
    ("lines", "noes"),
    [
        (("E-Mail;Status", "otto@abc.de;abgemeldet", "eva@abc.de;abgemeldet"), 2),
        (("E-Mail;Status", "otto@abc.de;bounced", "eva@abc.de;aktiv"), 1),
        ((f"{PEOPLE};Werbesperre", f"{OTTO};ja", f"{EVA};ja"), 2),
        ((f"{PEOPLE};Werbesperre", f"{OTTO};", f"{EVA};"), 0),
    ],
)
def test_each_row_that_says_no_is_counted_once(town: Desk, lines: tuple[str, ...], noes: int) -> None:
    assert town.imports("n.csv", *lines)["noes"] == noes
    assert town.json("undo", 2, "--dry-run")["would"]["noes"] == noes
    assert town.json("undo", 2)["noes"] == noes


def test_nothing_is_said_where_nobody_said_no(town: Desk) -> None:
    assert "Widersprüche" not in undone(town, 1, "--dry-run") + undone(town, 1)


def test_the_same_file_once_more_tells_the_same(town: Desk) -> None:
    lines = f"{PEOPLE};Werbesperre", f"{OTTO};ja", f"{EVA};"
    town.imports("n.csv", *lines)
    assert town.imports("n.csv", *lines)["noes"] == 1


def test_a_customer_tells_which_words_a_list_waits_for(desk: Desk) -> None:
    desk.imports(
        "k.csv", "Vorname;Nachname;Straße;PLZ;Ort;Bemerkung", "Anna;Abel;Weg 1;10115;Berlin;Katalog bitte nicht mehr"
    )
    assert desk.json("show", 1)["unheard"] == ["Katalog bitte nicht mehr"]
    assert "Katalog bitte nicht mehr" in desk.ask("show", 1)[1]
    desk.json("consent", "looked", 1)
    assert desk.json("show", 1)["unheard"] == []


def test_words_beside_the_text_of_a_talk_hold_lists_back(desk: Desk) -> None:
    head = "Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am;Nachweis"
    desk.imports("k.csv", head, "1;Anna;Abel;anna@abel.example;ja;01.02.2024;Karte")
    assert desk.mails() == {"anna@abel.example"}
    talk = "01.04.2025;1;Anruf;Nachfrage;War nett und fragt nach neuen Sorten;bitte keine Mails mehr schicken"
    desk.imports("gespraeche.csv", "Datum;Kundennummer;Art;Betreff;Notiz;Wunsch des Kunden", talk)
    assert desk.json("show", 1)["unheard"] == ["bitte keine Mails mehr schicken"]
    assert desk.mails() == set()
