"""Workbooks of a size that is read piece by piece: whole, the right sheet, and with nothing left running."""

import multiprocessing
import zipfile
from random import Random

import openpyxl
import pytest
import xlsxwriter

from kmu_crm.errors import Cancelled
from kmu_crm.progress import Progress
from kmu_crm.sources.reading.tables import open_table

ROWS = 30_000


@pytest.fixture
def book(tmp_path):
    """Writes a workbook: name of a sheet -> its rows."""

    def written(**sheets):
        path = tmp_path / "liste.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            for name, rows in sheets.items():
                sheet = workbook.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return written


def customers(count):
    yield ["Nr", "Name", "Ort", "Umsatz"]
    for number in range(count):
        yield [10_000 + number, f"Müller {number}", "Köln" if number % 3 else "", number / 4]


def read(path):
    table = open_table(path)
    table.survey()
    return table, [row for batch in table.batches() for row in batch.rows]


def codes(table):
    return sorted(remark.code for remark in table.remarks)


def test_every_row_comes_in(book):
    table, rows = read(book(Kunden=customers(ROWS)))
    assert (len(rows), table.rows, codes(table)) == (ROWS, ROWS, [])
    assert rows[0] == ("10000", "Müller 0", "", "0")
    assert rows[-1] == ("39999", "Müller 29999", "Köln", "7499.75")


def test_the_fullest_sheet_is_read_and_the_others_named(book):
    table, rows = read(book(Klein=customers(20), Kunden=customers(3_000), Leer=[], Auch=customers(40)))
    assert (table.sheet, len(rows), table.other_sheets) == ("Kunden", 3_000, ["Klein", "Auch"])


def test_stray_cells_below_and_right_are_left_out(tmp_path):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(customers(2_500)):
            sheet.write_row(number, 0, row)
        sheet.write(3, 400, "x")
        sheet.write(9_000, 0, "y")
        sheet.write(9_001, 2, "z")
    table, rows = read(path)
    assert (len(rows), len(table.header), codes(table)) == (2_500, 4, ["sparse"])
    assert "OK4" in table.remarks[0].text and "A9001" in table.remarks[0].text and "C9002" in table.remarks[0].text


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576"])
def test_a_far_cell_at_the_end_of_much_text_does_no_harm(tmp_path, cell):
    path, random = tmp_path / "liste.xlsx", Random(1)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(customers(3_000)):
            sheet.write_row(number, 0, [*row, random.randbytes(2_000).hex() if number else "Notiz"])
        sheet.write(cell, "x")
    table, rows = read(path)
    assert (len(rows), len(table.header), codes(table)) == (3_000, 5, ["sparse"])
    assert multiprocessing.active_children() == []


def test_a_gap_that_more_than_stray_cells_follow_is_kept(book):
    rows = [*customers(5), *[[]] * 1_500, [1, "Anna", "Ulm", 2], [2, "Berta", "Ulm", 3]]
    assert len(read(book(Kunden=rows))[1]) == 7


def test_rows_know_where_they_stand(book):
    table = open_table(book(Kunden=[["Nr", "Name"], [1, "Anna"], [], [], [2, "Berta"]]))
    assert [line for batch in table.batches() for line in batch.lines] == [2, 5]


def test_formulas_with_values_errors_and_hollow_ones(tmp_path):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(customers(3_000)):
            sheet.write_row(number, 0, row)
            sheet.write_formula(number, 4, f"=D{number + 1}*2", None, "doppelt" if number == 0 else number / 2)
        sheet.write_formula(7, 4, "=1/0", None, "#DIV/0!")
        sheet.write_formula(8, 4, "=D9*2", None, "")
    table, rows = read(path)
    assert [row[4] for row in rows[4:10]] == ["2.5", "3", "", "", "4.5", "5"]
    assert [(remark.code, remark.rows) for remark in table.remarks if remark.code == "error_cell"] == [
        ("error_cell", (7,))
    ]


@pytest.mark.parametrize("far", [False, True], ids=["fast", "exact"])
def test_both_readers_say_the_same(tmp_path, far):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet, padded = workbook.add_worksheet(), workbook.add_format({"num_format": "00000"})
        sheet.write_row(0, 0, ["Nr", "Name", "PLZ", "Ja"])
        sheet.write_row(1, 0, [0.1 + 0.2, "a  b\u00ad", -0.0, True])
        sheet.write(1, 2, 1067, padded)
        sheet.write_row(2, 0, [1e15, " x ", 80331, False])
        if far:
            sheet.write(1_000_000, 9, "x")
    table, rows = read(path)
    assert rows == [("0.3", "a  b", "01067", "true"), ("1000000000000000", " x ", "80331", "false")]
    assert codes(table) == ["scientific", *["sparse"] * far]


def test_tags_with_a_prefix(tmp_path, book):
    path, prefixed = book(Kunden=customers(2_000)), tmp_path / "andere.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(prefixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"</", b"\0").replace(b"<", b"<x:").replace(b"\0", b"</x:")
                data = data.replace(b"<x:?xml", b"<?xml").replace(b"xmlns=", b"xmlns:x=")
            new.writestr(name, data)
    assert read(prefixed)[1] == read(path)[1]


def test_cells_that_do_not_say_where_they_stand(tmp_path):
    path = tmp_path / "liste.xlsx"
    workbook = openpyxl.Workbook()
    for row in (["Nr", "Name"], [1, "Anna"], [2, "Berta"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "alt.xlsx")
    with zipfile.ZipFile(tmp_path / "alt.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for place in (b"A", b"B"):
                for row in (b"1", b"2", b"3"):
                    data = data.replace(b' r="' + place + row + b'"', b"")
            new.writestr(name, data)
    assert read(path)[1] == [("1", "Anna"), ("2", "Berta")]


class Impatient(Progress):
    def report(self, done, total):
        if done:
            raise Cancelled


def test_cancelling_leaves_nothing_running(no_child_yet, book):
    with pytest.raises(Cancelled):
        open_table(book(Kunden=customers(ROWS)), progress=Impatient())
    assert multiprocessing.active_children() == []
