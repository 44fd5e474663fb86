"""A no in a note, whatever the column of notes is called."""

import pytest

from kmu_crm.sources.mapping.headings import synonyms
from kmu_crm.sources.mapping.recognise import by_hand, recognise
from kmu_crm.sources.reading.tables import open_table

NOTES = [heading for heading, fields in synonyms().items() if "note" in fields]
FREE = [*NOTES, "Bem", "Bem. 2", "Kundenbem.", "Customer Note", "Remarks"]
PEOPLE = "Kundennummer;Vorname;Nachname;E-Mail"
CALLS = "Datum;Kundennummer;Kunde;Telefon"


def told(report):
    codes = ("refusal_in_text", "refusal_taken")
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in codes]


def noted(desk, heading):
    return desk.imports(
        "kunden.csv",
        f"{PEOPLE};{heading}",
        "1;Anna;Abel;anna@abc.de;keine Werbung!",
        "2;Berta;Blau;berta@abc.de;hat sich vom Newsletter abgemeldet",
        "3;Clara;Cron;clara@abc.de;kauft gern",
    )


def called(desk, heading):
    return desk.imports(
        "anrufe.csv",
        f"{CALLS};{heading}",
        "01.03.2025;1;Anna Abel;0351 4567891;keine Werbung!",
        "02.03.2025;2;Berta Blau;0351 4567892;hat sich vom Newsletter abgemeldet",
        "03.03.2025;3;Clara Cron;0351 4567893;kauft gern",
    )


@pytest.mark.parametrize("heading", FREE)
def test_a_clear_no_in_a_note_about_a_person_holds_and_a_likely_one_is_told(desk, heading):
    assert sorted(told(noted(desk, heading))) == [("refusal_in_text", heading, (2,)), ("refusal_taken", heading, (1,))]
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]


@pytest.mark.parametrize("heading", FREE)
def test_so_does_one_in_a_note_about_a_call(desk, heading):
    assert sorted(told(called(desk, heading))) == [
        ("refusal_in_text", heading, (2,)),
        ("refusal_taken", heading, (1,)),
    ]


def test_a_column_that_a_person_made_a_note_is_heard_as_one(desk):
    table = open_table(desk.file("liste.csv", *(rows := ("Kd-Nr;E-Mail;Quxi", "1;anna@abc.de;keine Werbung!"))))
    report = desk.imports("liste.csv", *rows, mapping=by_hand(table, recognise(table), {"Quxi": "note"}))
    assert told(report) == [("refusal_taken", "Quxi", (1,))]
