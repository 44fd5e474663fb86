"""What has happened has no day in the future; what is to come may have one."""

from datetime import date

import pytest

TODAY = date(2026, 3, 15)
INVOICES = "Rechnungsnr;Datum;Kunde;Netto;MwSt;Brutto"


def invoice(number: str, day: str) -> str:
    return f"{number};{day};Öl AG;100,00;19,00;119,00"


def test_an_invoice_of_months_to_come_goes_in_and_is_told(desk):
    rows = [invoice("R1", "01.04.2026"), invoice("R2", "16.03.2026"), invoice("R3", "01.02.2027")]
    report = desk.imports("r.csv", INVOICES, *rows, today=TODAY)
    assert desk.ask("SELECT day FROM fact") == [("2026-03-16",), ("2026-04-01",), ("2027-02-01",)]
    assert [(one.code, one.column, one.rows) for one in report.warnings] == [("day_ahead", "Datum", (1, 3))]


def test_an_invoice_more_than_a_year_ahead_is_not_believed(desk):
    report = desk.imports("r.csv", INVOICES, invoice("R1", "01.12.2029"), invoice("R2", "01.03.2026"), today=TODAY)
    assert desk.ask("SELECT day FROM fact") == [("2026-03-01",)]
    assert [(one.row, one.code) for one in report.refusals] == [(1, "date_implausible")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("05.06.2030", None), ("15.03.26", "2026-03-15"), ("01.02.27", "1927-02-01"), ("01.02.49", "1949-02-01")],
)
def test_nobody_is_born_in_the_future(desk, written, kept):
    report = desk.imports("k.csv", "Name;Geburtsdatum;Ort", f"Hans Müller;{written};Ulm", today=TODAY)
    assert desk.ask("SELECT birth_date FROM party") == [(kept,)]
    assert [one.code for one in report.warnings] == ([] if kept else ["date_implausible"])


def test_a_call_has_happened_and_an_appointment_may_be_to_come(desk):
    head, row = "Datum;Kunde;Art;Betreff", "01.05.2026;Hans Müller;{};Angebot"
    desk.imports("c.csv", head, row.format("Anruf"), "01.03.2026;Hans Müller;Anruf;Frage", today=TODAY)
    assert desk.ask("SELECT day FROM fact") == [("2026-03-01",)]
    desk.imports("t.csv", head, row.format("Termin"), "01.03.2026;Hans Müller;Anruf;Lob", today=TODAY)
    assert ("2026-05-01",) in desk.ask("SELECT day FROM fact WHERE kind = 'appointment'")


def test_what_is_due_may_lie_ahead(desk):
    desk.imports(
        "r.csv", "Rechnungsnr;Datum;Fällig am;Kunde;Brutto", "R1;01.03.2026;01.03.2029;Öl AG;119,00", today=TODAY
    )
    assert desk.ask("SELECT due FROM fact") == [("2029-03-01",)]


def test_a_consent_of_a_day_to_come_has_no_day(desk):
    desk.imports(
        "k.csv", "Name;E-Mail;Newsletter;Einwilligung am", "Hans Müller;h@m.example;ja;01.01.2030", today=TODAY
    )
    assert "2030-01-01" not in str(desk.ask("SELECT * FROM consent_event"))


def test_a_key_date_further_ahead_is_the_day_of_the_run(desk):
    from kmu_crm import settings

    settings.write(desk.db, "figures.key_date", "2040-01-01")
    desk.imports("r.csv", INVOICES, invoice("R1", "01.12.2039"))
    assert desk.ask("SELECT day FROM fact") == [("2039-12-01",)]


def test_a_payment_some_days_ahead_is_of_this_century_and_not_believed(desk):
    head, rows = (
        "Rechnungsnummer;Zahlungsdatum;Kunde;Zahlbetrag",
        ("R1;05.04.26;Eva Öl;100,00", "R2;02.03.26;Al Bär;50,00"),
    )
    report = desk.imports("z.csv", head, *rows, today=TODAY)
    assert desk.ask("SELECT day FROM fact") == [("2026-03-02",)]
    assert [(one.row, one.code) for one in report.refusals] == [(1, "date_implausible")]


@pytest.mark.parametrize("day", ["01.12.27", "01.02.36"])
def test_an_invoice_years_ahead_is_of_this_century_and_not_believed(desk, day):
    report = desk.imports("r.csv", INVOICES, invoice("R1", day), invoice("R2", "01.03.26"), today=TODAY)
    assert desk.ask("SELECT day FROM fact") == [("2026-03-01",)]
    assert [(one.row, one.code) for one in report.refusals] == [(1, "date_implausible")]
