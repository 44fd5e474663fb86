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


@pytest.mark.parametrize(
    "lines",
    [
        ("Kundennummer;Newsletter", "1001;nein", "1002;ja"),
        ("Kundennummer;Newsletter", "1001;abgemeldet"),
        ("Kundennr;Bemerkung", "1001;keine Werbung", "1002;VIP"),
        ("Kundennr;Status", "1001;Werbesperre", "1002;aktiv"),
        ("Kundennr;Status", "1001;verstorben", "1002;aktiv"),
        ("Kundennr;Gruppe", "1001;keine Werbung", "1002;Stammkunde"),
    ],
)
def test_a_no_in_a_cell_reaches_who_bears_the_number(agreed, lines):
    report = agreed.imports("liste.csv", *lines)
    assert (reachable(agreed), report.refusals) == (["bert@abel.example"], [])
    assert "refusal_lost" not in warned(report)


def test_a_no_of_letters_or_calls_by_number_is_of_these_alone(agreed):
    agreed.imports("liste.csv", "Kundennummer;Post;Telefon", "1001;nein;nein")
    assert reachable(agreed) == ["anna@berg.example", "bert@abel.example"]
    assert agreed.ask("SELECT DISTINCT channel FROM objection ORDER BY 1") == [("phone",), ("post",)]


def test_a_yes_or_an_unticked_box_by_number_is_told(agreed):
    report = agreed.imports("liste.csv", "Kundennummer;Newsletter", "1001;nein", "1002;ja", "1002;0")
    told = {one.code: (one.column, one.rows) for one in report.warnings}
    assert told == {"yes_by_number": ("Newsletter", (2,)), "refusal_lost": ("Newsletter", (3,))}
    assert reachable(agreed) == ["bert@abel.example"]


@pytest.mark.parametrize("lines", [("Kundennummer;Newsletter", "1001;ja"), ("Kundennummer;Bemerkung", "1001;VIP")])
def test_numbers_of_which_none_refuses_are_no_list_of_refusals(agreed, lines):
    with pytest.raises(NotRecognised):
        agreed.imports("liste.csv", *lines)


def test_a_remark_that_may_be_a_no_is_told_with_its_row(agreed):
    report = agreed.imports("liste.csv", "Kundennummer;Bemerkung", "1002;VIP", "1001;Newsletter: aus")
    assert ("refusal_in_text", (2,)) in [(one.code, one.rows) for one in report.warnings]
    assert len(reachable(agreed)) == 2


def test_what_is_not_taken_over_of_such_a_list_is_told_with_its_rows(agreed):
    report = agreed.imports("liste.csv", "Kundennummer;Kundengruppe;Rabatt", "1001;keine Werbung;0", "1002;B;5", "77;;")
    found = [(one.code, one.column, one.rows) for one in report.warnings]
    told = [
        ("refusal_taken", "Kundengruppe", (1,)),
        ("only_refusals", "Kundengruppe", (2,)),
        ("only_refusals", "Rabatt", (2,)),
    ]
    assert found == told
    assert reachable(agreed) == ["bert@abel.example"]


def test_a_remark_of_a_number_that_nobody_bears_does_not_hold_and_is_told_once(agreed):
    report = agreed.imports("liste.csv", "Kundennr;Bemerkung", "1001;keine Werbung", "77;keine Werbung")
    assert [(one.row, one.code) for one in report.refusals] == [(2, "number_unknown")]
    assert [(one.code, one.rows) for one in report.warnings] == [("refusal_taken", (1,))]


def test_a_row_that_reaches_nobody_is_not_told_to_hold_as_well(agreed):
    report = agreed.imports("liste.csv", "Nachname;Ort;Bemerkung", "Berg;Ulm;VIP", ";;keine Werbung")
    assert warned(report) == ["refusal_lost"]


@pytest.mark.parametrize("head", ["Kundennummer;Nachname;Newsletter", "Kundennummer;Nachname;Newsletter;Telefon"])
def test_a_no_in_a_list_without_any_address_is_kept_for_the_person(agreed, head):
    report = agreed.imports("liste.csv", head, "1001;Berg;nein")
    assert warned(report) == ["refusal_of_person"]


def warned(report):
    return [one.code for one in report.warnings]
