"""A mapping made by hand is remembered under the header it was made for."""

import pytest

from kmu_crm.sources.importing import NotRecognised, import_file
from kmu_crm.sources.recognise import by_hand, recognise, remember
from kmu_crm.sources.tables import open_table
from tests.sources.intake_desk import PARTIES

LINES = ("Wer;Wo;Schreib an", "Anna Muster;Leipzig;anna@mail.example")
FIELDS = {"Wer": "full_name", "Wo": "city", "Schreib an": "email"}


def test_columns_assigned_by_hand_are_read_so(desk):
    path = desk.file("liste.csv", *LINES)
    with pytest.raises(NotRecognised, match=r"liste\.csv"):
        import_file(desk.db, path)
    table = open_table(path)
    report = import_file(desk.db, path, mapping=by_hand(table, recognise(table), FIELDS))
    assert (report.tally.new, desk.ask(PARTIES)[0][4:10]) == (
        1,
        ("Anna", "Muster", None, "anna@mail.example", None, "Leipzig"),
    )


def test_the_next_file_with_that_header_needs_no_hand(desk):
    table = open_table(desk.file("liste.csv", *LINES))
    remember(desk.db, table, by_hand(table, recognise(table), FIELDS), "2025-01-02T03:04:05Z")
    report = desk.imports("neue.csv", "Schreib an;Wer;Wo", "bernd@mail.example;Bernd Beispiel;Wien")
    assert (report.format, report.confidence) == ("remembered", 1.0)
    assert desk.ask(PARTIES)[0][4:10] == ("Bernd", "Beispiel", None, "bernd@mail.example", None, "Wien")


def test_a_column_taken_out_by_hand_is_not_read(desk):
    path = desk.file("liste.csv", "Vorname;Nachname;E-Mail;Ort", "Anna;Muster;anna@mail.example;Leipzig")
    table = open_table(path)
    import_file(desk.db, path, mapping=by_hand(table, recognise(table), {"E-Mail": None}))
    assert desk.ask(PARTIES)[0][7:10] == (None, None, "Leipzig")
