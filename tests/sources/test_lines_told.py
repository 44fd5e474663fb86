"""What people are told of a file names the lines that stand in it, not its data rows."""

import openpyxl
import pytest

from kmu_crm import i18n
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.reading.tables import open_table


def told(report, code):
    return [(one.rows, one.lines) for one in report.warnings if one.code == code]


@pytest.mark.parametrize("above", [[], ["Kundenliste vom 1.3.2025;;", ";;"]], ids=["header first", "words above it"])
def test_a_remark_names_the_line_of_the_file(desk, above):
    rows = ["Kundennummer;Name;E-Mail", '1;"Ina\nBerg";ina@abc.de', ";;", "2;Udo Tal;udo@"]
    report = desk.imports("k.csv", *above, *rows)
    assert told(report, "email_invalid") == [((2,), (len(above) + 5,))]


def test_a_row_that_cannot_be_used_is_counted_on_the_way_to_the_next(desk):
    report = desk.imports("k.csv", "Kundennummer;Name;E-Mail", "1;Ina", "2;Udo Tal;udo@", "3;Eva Blau;eva@abc.de")
    assert told(report, "ragged") == [((1,), (2,))] and told(report, "email_invalid") == [((2,), (3,))]
    assert "(line 2)" in next(one.text for one in report.warnings if one.code == "ragged")


def test_a_remark_of_a_workbook_names_the_row_of_its_sheet(desk):
    book = openpyxl.Workbook()
    for row in (["Kundennummer", "Name", "E-Mail"], [], ["1", "Ina Berg", "ina@"]):
        book.active.append(row)
    book.active.insert_rows(1, 2)
    book.save(desk.folder / "k.xlsx")
    assert told(import_file(desk.db, desk.folder / "k.xlsx"), "email_invalid") == [((1,), (5,))]


def test_the_proof_of_a_consent_names_the_line(desk):
    desk.imports("n.csv", "E-Mail;Name;Newsletter;Bestätigt am", "otto@abc.de;Otto;ja;01.02.2024")
    assert desk.ask("SELECT evidence FROM consent_event") == [("n.csv, line 2",)]


def test_the_same_file_again_names_its_lines_also_where_only_rows_were_kept(desk):
    lines = ("Kundennummer;Name;E-Mail", "1;Ina Berg;ina@abc.de", "2;Udo Tal;udo@")
    desk.imports("k.csv", *lines)
    assert told(desk.imports("k.csv", *lines), "email_invalid") == [((2,), (3,))]
    desk.db.execute("UPDATE import SET warnings = json_remove(warnings, '$[0].lines')")
    assert told(desk.imports("k.csv", *lines), "email_invalid") == [((2,), (3,))]


def test_several_formulas_of_a_row_are_one_row(desk):
    book = openpyxl.Workbook()
    for row in (["Nr", "Name", "Netto", "Brutto"], ["1", "Ina", "=A2+1", "=A2+2"], ["2", "Udo", "=A3+1", "5"]):
        book.active.append(row)
    book.save(desk.folder / "k.xlsx")
    i18n.use("de")
    table = open_table(desk.folder / "k.xlsx")
    table.survey()
    (remark,) = (one for one in table.remarks if one.code == "formula_without_value")
    assert (remark.count, remark.lines, "(Zeile 2, 3)" in remark.text) == (2, (2, 3), True)
