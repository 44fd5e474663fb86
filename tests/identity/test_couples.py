"""A couple in one row is not one of its people: at most a question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.desk.derive import derive
from kmu_crm.identity import given
from kmu_crm.identity.couples import taken_apart
from kmu_crm.identity.levels import Level as L
from tests.sources.intake_desk import Desk

HEAD = "Kundennr;Anrede;Vorname;Nachname;Straße;PLZ;Ort;Telefon;E-Mail"
HOME = "Dorfstr. 3;83022;Rosenheim;08031 1234"
WHOLE = "Kundennr;Name;Straße;PLZ;Ort;Telefon;E-Mail"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def customers(desk: Desk) -> list[tuple[str, ...]]:
    """Customer numbers of each profile."""
    derive(desk.db, as_of="2025-12-31")
    return sorted(tuple(sorted(numbers.split("|"))) for (numbers,) in desk.ask("SELECT customer_numbers FROM profile"))


@pytest.mark.parametrize("mail", ["", "huber@mail.example"])
@pytest.mark.parametrize("both", ["Max und Maria", "Maria u. Max", "Max & Maria", "Max/Maria", "Max + Maria"])
def test_a_couple_is_neither_of_its_people(desk, both, mail):
    desk.imports("k.csv", HEAD, f"1;Eheleute;{both};Huber;{HOME};huber@mail.example")
    desk.imports("l.csv", f"{HEAD};Geburtsdatum", f"7;Frau;Maria;Huber;{HOME};{mail};", f"8;Herr;Max;Huber;{HOME};;")
    assert customers(desk) == [("1",), ("7",), ("8",)]


@pytest.mark.parametrize(
    "name", ["Eheleute Max und Maria Huber", "Max & Maria Huber", "Herrn und Frau Max und Maria Huber"]
)
def test_nor_is_one_whose_name_stands_in_one_cell(desk, name):
    desk.imports("k.csv", WHOLE, f"1;{name};{HOME};huber@mail.example")
    desk.imports("l.csv", HEAD, f"7;Frau;Maria;Huber;{HOME};huber@mail.example")
    assert customers(desk) == [("1",), ("7",)]


def test_the_same_couple_is_one_customer_in_whichever_order(desk):
    desk.imports("k.csv", HEAD, f"1;Eheleute;Max und Maria;Huber;{HOME};huber@mail.example")
    desk.imports("l.csv", WHOLE, f"5;Maria & Max Huber;{HOME};huber@mail.example")
    assert customers(desk) == [("1", "5")]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("maria und max", "maria", L.CLOSE),
        ("maria und max", "m", L.CLOSE),
        ("maria und max", "maria und maximilian", L.VARIANT),
        ("maria und max", "maria und peter", L.PART),
        ("maria und max", "eva und udo", L.DIFFERENT),
    ],
)
def test_couples_are_graded_as_two(one: str, other: str, level: L) -> None:
    assert given.grade(one, other) == given.grade(other, one) == level


@pytest.mark.parametrize(
    ("first", "surname"),
    [("Anna Maria", "Huber"), ("Karl-Heinz", "Und"), ("", "Huber"), ("", "Müller und Partner"), ("", "Schmidt und Weber Kanzlei"),
     ("", "Max Huber und Maria Meier"), ("Anna U.", "Berg")],
)  # fmt: skip
def test_other_names_stay_as_they_are(first: str, surname: str) -> None:
    assert taken_apart(first, surname) == (first, surname)


@pytest.mark.parametrize("name", ["Max Huber", "Huber, Maria"])
def test_an_invoice_under_the_couples_number_is_theirs(desk, name):
    others = ("2;;Ina;Lang;Weg 2;80331;München;;ina@mail.example", "3;;Uwe;Kurz;Weg 3;80331;München;;uwe@mail.example")
    desk.imports("k.csv", HEAD, f"1;Eheleute;Max und Maria;Huber;{HOME};huber@mail.example", *others)
    invoices = (f"R1;01.02.2025;1;{name};100,00", "R2;01.02.2025;2;Ina Lang;50,00", "R3;02.02.2025;3;Uwe Kurz;50,00")
    desk.imports("r.csv", "Rechnungsnummer;Datum;Kundennummer;Kunde;Netto", *invoices)
    assert customers(desk) == [("1",), ("2",), ("3",)]
