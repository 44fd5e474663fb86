"""Lists of refusals that name people by their numbers alone hold for the customers who bear them."""

import pytest

from kmu_crm.desk.derive import derive
from kmu_crm.sources.importing import NotRecognised

CUSTOMERS = (
    "Kundennr;Vorname;Nachname;Ort;E-Mail",
    "1001;Anna;Berg;Ulm;anna@berg.example",
    "1002;Bert;Abel;Köln;bert@abel.example",
)
NEWSLETTER = (
    "E-Mail;Vorname;Nachname;Status;Angemeldet am;Bestätigt am",
    "anna@berg.example;Anna;Berg;aktiv;01.02.2024 10:00;01.02.2024 10:05",
    "bert@abel.example;Bert;Abel;aktiv;01.02.2024 10:00;01.02.2024 10:05",
)


@pytest.fixture
def agreed(desk):
    desk.imports("kunden.csv", *CUSTOMERS)
    desk.imports("newsletter.csv", *NEWSLETTER)
    assert reachable(desk) == ["anna@berg.example", "bert@abel.example"]
    return desk


def reachable(desk):
    derive(desk.db, as_of="2025-01-01")
    return [mail for (mail,) in desk.ask("SELECT email FROM profile WHERE email_ok = 'yes'")]


@pytest.mark.parametrize(
    "lines",
    [
        ("Kundennr;Werbesperre", "1001;ja", "1002;nein"),
        ("Kundennr;Werbesperre", "01001;x", "1002;"),
        ("Kundennummer;abgemeldet am", "1001;01.02.2025"),
        ("Kd-Nr.;Opt-out;Bemerkung", "1001;ja;am Telefon"),
        ("Kundennr;Keine Werbung;Ort", "1001;ja;Ulm"),
    ],
)
def test_who_bears_the_number_refuses(agreed, lines):
    report = agreed.imports("liste.csv", *lines)
    assert (reachable(agreed), report.refusals) == (["bert@abel.example"], [])
    assert len(agreed.ask("SELECT id FROM profile")) == 2


def test_a_file_of_numbers_may_say_it_by_its_name(agreed):
    agreed.imports("Werbesperre.csv", "Kundennummer", "1001")
    assert reachable(agreed) == ["bert@abel.example"]


def test_a_file_of_numbers_that_says_nothing_is_refused(agreed):
    with pytest.raises(NotRecognised):
        agreed.imports("Nummern.csv", "Kundennummer", "1001")


def test_numbers_that_nobody_bears_are_told(agreed):
    report = agreed.imports("liste.csv", "Kundennr;Werbesperre", "1001;ja", "77;ja", "78;nein")
    assert [(one.row, one.code, one.value) for one in report.refusals] == [(2, "number_unknown", "77")]
    assert reachable(agreed) == ["bert@abel.example"]


def test_the_file_can_come_again_once_its_customers_are_there(desk):
    lines = ("Kundennr;Werbesperre", "1001;ja")
    assert len(desk.imports("liste.csv", *lines).refusals) == 1
    desk.imports("kunden.csv", *CUSTOMERS)
    desk.imports("newsletter.csv", *NEWSLETTER)
    assert desk.imports("liste.csv", *lines).refusals == []
    assert reachable(desk) == ["bert@abel.example"]


def test_taking_the_file_back_takes_no_refusal_back(agreed):
    agreed.undoes(agreed.imports("liste.csv", "Kundennr;Werbesperre", "1001;ja"))
    assert reachable(agreed) == ["bert@abel.example"]


def test_of_two_customers_with_the_number_both_are_meant(agreed):
    agreed.imports("alt.csv", "Kundennummer;Firma;Ort;E-Mail", "1001;Cohn GmbH;Bonn;info@cohn.example")
    agreed.imports("nl.csv", NEWSLETTER[0], "info@cohn.example;;Cohn;aktiv;01.02.2024 10:00;01.02.2024 10:05")
    agreed.imports("liste.csv", "Kundennr;Werbesperre", "1001;ja")
    assert reachable(agreed) == ["bert@abel.example"]


def test_a_yes_by_number_alone_is_none(desk):
    desk.imports("kunden.csv", *CUSTOMERS)
    desk.imports("liste.csv", "Kundennr;Werbesperre;Newsletter", "1001;nein;ja")
    assert reachable(desk) == []
