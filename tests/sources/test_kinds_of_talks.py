"""What the rows of a list of contacts are, where no column says so: mails, calls, appointments, or notes of what was said."""

import pytest

from kmu_crm.sources.mapping.recognise import by_hand, recognise
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE
from kmu_crm.sources.reading.tables import open_table


@pytest.mark.parametrize(
    ("name", "head", "row", "kind"),
    [
        ("liste.csv", "Datum;E-Mail;Betreff;Notiz", "e@holz.example;Ihre Anfrage;Angebot geschickt", "email"),
        ("liste.csv", "Date;Email;Subject", "e@holz.example;Hello again", "email"),
        ("liste.csv", "Datum;E-Mail;Telefon;Betreff", "e@holz.example;0351 1234567;Preise", "call"),
        ("liste.csv", "Datum;E-Mail;Betreff;Ergebnis", "e@holz.example;Preise;nicht erreicht", "call"),
        ("Anrufe 2025.csv", "Datum;E-Mail;Betreff;Notiz", "e@holz.example;Preise;Frau Stein ist im Urlaub", "call"),
        ("Termine.csv", "Datum;E-Mail;Betreff", "e@holz.example;Preise", "appointment"),
        ("liste.csv", "Datum;Kunde;Notiz", "Eva Stein;war im Laden", "note"),
        ("liste.csv", "Datum;Kundennummer;Betreff;Notiz", "K1;Neue Preise;war im Laden", "note"),
        ("liste.csv", "Datum;Kunde;Telefon;Notiz", "Eva Stein;0351 1234567;ruft wieder an", "call"),
        ("liste.csv", "Datum;Kunde;Dauer;Notiz", "Eva Stein;5 min;ruft wieder an", "call"),
        ("liste.csv", "Datum;E-Mail;Betreff;Art", "e@holz.example;Preise;Anruf", "call"),
    ],
)
def test_headings_and_the_name_tell_what_was(desk, name, head, row, kind):
    desk.imports(name, head, f"03.02.2025;{row}")
    assert desk.ask("SELECT kind FROM fact") == [(kind,)]


@pytest.mark.parametrize(("name", "kind"), [("Termine.csv", "appointment"), ("liste.csv", "email")])
def test_they_stay_that_where_a_column_is_assigned_by_hand(desk, name, kind):
    lines = "Datum;E-Mail;Betreff;Quark", "03.02.2025;e@holz.example;Preise;x"
    table = open_table(desk.file(name, *lines))
    desk.imports(name, *lines, mapping=by_hand(table, recognise(table), {"Quark": ATTRIBUTE}))
    assert desk.ask("SELECT kind FROM fact") == [(kind,)]
