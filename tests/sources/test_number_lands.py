"""Numbers without a prefix in files that name no country: what else stands there may tell it."""

import pytest

SWISS = [
    ("E-Mail;PLZ;Handy", "a@muster.ch;8001;079 123 45 67", "b@mail.ch;;078 234 56 78"),
    ("E-Mail;Handy", "a@muster.ch;079 123 45 67", "b@mail.ch;078 234 56 78"),
    ("Telefon;Handy", "+41 44 123 45 67;079 123 45 67", "+41 44 234 56 78;078 234 56 78"),
    ("Rechnungsnr;Datum;Betrag CHF;Handy", "1;03.02.2025;100.00;079 123 45 67", "2;03.02.2025;90.00;078 234 56 78"),
]
NUMBERS = "SELECT coalesce(json_extract(more, '$.phones[0]'), phone) FROM party"


@pytest.mark.parametrize(("head", "one", "other"), SWISS)
def test_a_swiss_number_is_one_where_all_that_tells_a_country_is_swiss(desk, head, one, other):
    desk.imports("kunden.csv", f"Vorname;Nachname;{head}", f"Anna;Muster;{one}", f"Beat;Huber;{other}")
    assert desk.ask(NUMBERS) == [("+41782345678",), ("+41791234567",)]


@pytest.mark.parametrize(
    ("mail", "number"),
    [("a@muster.de", "079 123 45 67"), ("a@mail.example", "0171 2345678"), ("a@mail.example", "+49 171 2345678")],
)
def test_one_swiss_customer_among_germans_tells_nothing_of_their_numbers(desk, mail, number):
    desk.imports(
        "kunden.csv",
        "Vorname;Nachname;E-Mail;Handy",
        "Beat;Huber;b@huber.ch;+41 79 123 45 67",
        f"Anna;Muster;{mail};{number}",
    )
    assert [phone[:3] for (phone,) in desk.ask(NUMBERS)] == ["+41", "+49"]


def test_the_only_customer_of_a_file_tells_of_themselves(desk):
    desk.imports("kunde.csv", "Vorname;Nachname;E-Mail;Handy", "Anna;Muster;a@muster.at;0664 1234567")
    assert desk.ask(NUMBERS) == [("+436641234567",)]


DOUBTED = [("E-Mail;PLZ;Ort;Handy", "b@bluewin.ch;79539;Lörrach;0762 345678", "a@mail.ch;79098;Freiburg;0761 234567"),
           ("E-Mail;Ort;Handy", "b@gmx.at;Freilassing;08654 34567", "a@mail.example;Bad Reichenhall;08651 234567"),
           ("E-Mail;PLZ Ort;Handy", "b@bluewin.ch;8001 Zürich;", "a@mail.ch;70173 Stuttgart;0711 234567"),
           ("E-Mail;Handy", ";+41 44 6681800", "a@mail.example;0761 234567")]  # fmt: skip


@pytest.mark.parametrize(("head", "one", "other"), DOUBTED)
def test_one_sign_or_german_postcodes_leave_a_number_german(desk, head, one, other):
    desk.imports("kunden.csv", f"Vorname;Nachname;{head}", f"Beat;Huber;{one}", f"Anna;Muster;{other}")
    assert "+49" in {phone[:3] for (phone,) in desk.ask(NUMBERS) if phone}
