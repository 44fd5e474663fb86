"""Lists of calls that know a telephone number and no name, as telephone systems write them."""

import pytest

from kmu_crm.sources.importing import NotRecognised

LISTS = {
    "art": ("Datum;Art;Telefon;Ergebnis;Notiz", "01.03.2025;Anruf;044 668 18 03;erreicht;Angebot besprochen"),
    "anruf": ("Anrufdatum;Telefonnummer;Anrufergebnis;Gesprächsnotiz", "01.03.2025;+41446681803;erreicht;Angebot besprochen"),
    "english": ("Date,Phone number,Call outcome,Notes", "2025-03-01,+41446681803,erreicht,Angebot besprochen"),
    "system": ("Datum;Uhrzeit;Rufnummer;Dauer", "01.03.2025;10:15;+41446681803;00:03:12"),
}  # fmt: skip
CUSTOMERS = ("Kundennummer;Name;Ort;Telefon", "1;Eva Blau;Zürich;+41446681804")
PARTIES = "SELECT p.kind, p.phone, r.key FROM party AS p JOIN record AS r ON r.id = p.record_id WHERE p.current = 1"


def told(report):
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code == "caller_unknown"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_calls_by_number_is_known_as_one(desk, name):
    desk.imports("einstellungen.csv", *CUSTOMERS)
    desk.imports(f"{name}.csv", *(LISTS[name][0], LISTS[name][1].replace("044 668 18 03", "+41446681803")))
    said = desk.ask("SELECT f.kind, f.day, p.phone, p.kind FROM fact AS f JOIN party AS p ON p.record_id = f.record_id")
    assert said == [("call", "2025-03-01", "+41446681803", "correspondent")]


@pytest.mark.parametrize("name", ["art", "anruf", "english"])
def test_what_came_of_the_call_is_read_under_each_of_their_headings(desk, name):
    desk.imports(f"{name}.csv", *(LISTS[name][0], LISTS[name][1].replace("044 668 18 03", "+41446681803")))
    assert desk.ask("SELECT outcome FROM fact") == [("erreicht",)]


@pytest.mark.parametrize("head", ["Datum;Telefon;Betrag", "Datum;Telefon;Notiz", "Telefon;Mobil;Notiz"])
def test_a_list_of_numbers_that_speaks_of_no_call_waits_for_a_person(desk, head):
    with pytest.raises(NotRecognised):
        desk.imports("liste.csv", head, "01.03.2025;+41446681803;12,50")


def test_a_number_that_no_customer_has_is_told_with_its_rows(desk):
    desk.imports("kunden.csv", *CUSTOMERS)
    rows = (
        "01.03.2025;Anruf;+41446681804;erreicht;",
        "02.03.2025;Anruf;+41446681805;erreicht;",
        "03.03.2025;Anruf;;besetzt;",
    )
    report = desk.imports("anrufe.csv", "Datum;Art;Telefon;Ergebnis;Notiz", *rows)
    assert told(report) == [("caller_unknown", "Telefon", (2,))]


def test_a_no_of_a_number_that_nobody_has_is_not_called_lost(desk):
    report = desk.imports(
        "anrufe.csv", "Datum;Art;Telefon;Ergebnis;Notiz", "01.03.2025;Anruf;+41446681805;keine Werbung;"
    )
    assert "refusal_lost" not in [one.code for one in report.warnings]
    assert desk.ask("SELECT address, channel, state FROM consent_event") == [("+41446681805", "phone", "withdrawn")]


def test_the_same_number_in_two_files_of_a_list_is_one_record(desk):
    head = "Datum;Art;Telefon;Ergebnis;Notiz"
    desk.imports("maerz.csv", head, "01.03.2025;Anruf;+41446681805;erreicht;", "02.03.2025;Anruf;+41446681805;besetzt;")
    desk.imports("april.csv", head, "01.04.2025;Anruf;+41446681805;erreicht;")
    assert desk.ask(PARTIES) == [("correspondent", "+41446681805", "~@:+41446681805")]


def test_rows_with_a_name_a_mail_or_a_customer_number_are_what_they_were(desk):
    head = "Datum;Art;Kundennummer;Name;E-Mail;Telefon;Ergebnis"
    rows = ("01.03.2025;Anruf;;Eva Blau;;+41446681804;erreicht", "02.03.2025;Anruf;;;o@abel.example;+41446681805;erreicht",
            "03.03.2025;Anruf;7;;;+41446681806;erreicht")  # fmt: skip
    report = desk.imports("anrufe.csv", head, *rows)
    assert "correspondent" not in [kind for (kind,) in desk.ask("SELECT kind FROM party")]
    assert told(report) == []


def test_calls_of_customers_known_by_their_number_in_the_file_stay_theirs(desk):
    desk.imports("anrufe.csv", "Datum;Kundennummer;Telefon;Ergebnis", "01.03.2025;7;+41446681806;erreicht")
    assert desk.ask("SELECT r.key FROM fact AS f JOIN record AS r ON r.id = f.record_id") == [("7",)]
    assert desk.ask(PARTIES) == []


def test_orders_with_a_number_and_no_name_are_no_calls(desk):
    head = "Bestellnummer;Datum;Name;Telefon;Betrag"
    desk.imports(
        "bestellungen.csv", head, "B1;01.03.2025;Eva Blau;+41446681804;12,50", "B2;02.03.2025;;+41446681805;12,50"
    )
    assert "correspondent" not in [kind for (kind,) in desk.ask("SELECT kind FROM party")]
