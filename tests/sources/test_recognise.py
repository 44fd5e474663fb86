"""A mapping made by hand is remembered under the header it was made for."""

import pytest

from kmu_crm.sources.importing import NotRecognised, import_file
from kmu_crm.sources.mapping import sheet_file, sheets
from kmu_crm.sources.mapping.recognise import Recognised, by_hand, recognise, remember
from kmu_crm.sources.reading.tables import open_table
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


def test_a_mapping_goes_into_a_sheet_that_reads_the_same_file_alike(desk):
    table = open_table(desk.file("liste.csv", *LINES))
    text = sheet_file.text(by_hand(table, recognise(table), FIELDS), "Unsere „Liste“")
    (sheet,) = sheets.read("eigenes.toml", text)
    found = recognise(table, further=[sheet])
    assert (found.sheet.id, found.sheet.title, found.importable) == (sheet.id, "Unsere „Liste“", True)
    assert {header: field for header, field, _ in found.columns} == FIELDS


def test_what_an_own_sheet_makes_of_its_columns_decides_what_kind_of_list_it_is(desk):
    path = desk.file("v.csv", "Wann;Wer;Wieviel", "01.02.2025;Anna Muster;10,00")
    text = sheet_file.text(recognise(open_table(path)), "Verkauf")
    mended = text.replace('"Wann" = "attribute"', '"Wann" = "day"').replace(
        '"Wieviel" = "attribute"', '"Wieviel" = "gross"'
    )
    further = sheets.read("v.toml", mended.replace('"Wer" = "attribute"', '"Wer" = "full_name"'))
    report = import_file(desk.db, path, further=further)
    assert (report.title, desk.ask("SELECT kind, gross FROM fact")) == ("Verkauf", [("invoice", 1000)])


@pytest.mark.parametrize("sheet", sheets.bundled(), ids=lambda sheet: sheet.id)
def test_every_bundled_sheet_can_be_handed_on(sheet):
    columns = tuple((header, field, 1.0) for header, field in sheet.columns.items())
    (read,) = sheets.read("sheet.toml", sheet_file.text(Recognised(sheet, 1.0, columns), sheet.title))
    same = {
        "system",
        "kind",
        "fact_kind",
        "fact_kinds",
        "statuses",
        "line_kinds",
        "family",
        "skip",
        "dayfirst",
        "prices",
        "hook",
    }
    assert {name: getattr(read, name) for name in same} == {name: getattr(sheet, name) for name in same}
