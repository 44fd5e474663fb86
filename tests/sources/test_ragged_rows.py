"""Rows with more or fewer cells than the table has columns: listed or taken as they stand, never shifted."""

import pytest

from tests.sources.nasty import HEADER, cells, codes, people, text


def test_short_and_long_rows_are_listed_and_never_shifted(read):
    rows = people()
    rows[3] = rows[3][:4]
    rows[7][3] = "Weg 1; Hinterhaus"
    table = read(text(rows))
    assert (codes(table), table.rows) == (["ragged"], 12)
    assert [(bad.row, bad.line, bad.code) for bad in table.bad_rows] == [(4, 5, "ragged"), (8, 9, "ragged")]
    assert len(cells(table, "PLZ")) == 10 and set(cells(table, "PLZ")) == {"01067"}


@pytest.mark.parametrize("ending", [";", ";;"])
def test_a_separator_within_a_text_shifts_no_row_whose_last_cells_are_empty(read, ending):
    header = [*HEADER[:7], "Telefon", "Bemerkung"]
    rows = [[*row[:7], f"030 123456{i % 10}", "Stammkunde" if i % 2 else ""] for i, row in enumerate(people())]
    rows[3][3], rows[3][8] = "Weg 2; Hinterhaus", ""
    content = text(rows, header).splitlines(keepends=True)
    content[4] = content[4].rstrip("\r\n").rstrip(";") + ending + "\r\n"
    table = read("".join(content))
    assert (codes(table), [(bad.row, bad.code) for bad in table.bad_rows]) == (["ragged"], [(4, "ragged")])
    assert set(cells(table, "PLZ")) == {"01067"}


def test_a_longer_row_that_fits_its_columns_is_taken_as_it_stands(read):
    rows = people()
    rows[3] += ["", ""]
    rows[5][4:7] = ["unbekannt", "", "fehlt"]
    table = read(text(rows))
    assert (codes(table), table.rows, len(cells(table, "Ort"))) == ([], 12, 12)


@pytest.mark.parametrize("ending", ["", ";", ";;"])
@pytest.mark.parametrize("place", [4, 6, 7, 8])
def test_an_empty_cell_before_one_of_its_kind_shifts_nothing(read, ending, place):
    header = [*HEADER, "E-Mail 2", "Geburtsdatum", "Kunde seit", "Netto", "Brutto"]
    rows = [
        [*row, f"zwei{i}@b.example", "01.02.1980", "05.03.2019", "100,00", "119,00"] for i, row in enumerate(people())
    ]
    for empty in (6, 10, 12):
        rows[place][empty] = ""
    rows[9][12] = "auf Anfrage"
    lines = text(rows, header).splitlines()
    table = read("\r\n".join([lines[0], *(line + ending for line in lines[1:])]) + "\r\n")
    assert (codes(table), len(cells(table, "Brutto"))) == ([], 12)


def test_decimal_commas_in_a_comma_file_are_not_shifted(read):
    rows = [["1", "Anna", "12,50", "Köln"], ["2", "Max", "7,20", "Bonn"], ["3", "Ute", "18,99", "Wien"]]
    table = read(text(rows, ["Nr", "Name", "Betrag", "Ort"], ","))
    assert (codes(table), len(table.bad_rows), cells(table, "Ort")) == (["ragged"], 3, [])


@pytest.mark.parametrize("end", ["1", "100", "10006;Max;Mai", "10006;Max;", "Jürgen;Mü"])
def test_of_a_file_that_may_be_cut_in_its_last_row_the_others_are_read(read, end):
    table = read(text([*people(5)]) + end)
    told = [(one.code, one.rows) for one in table.remarks if one.code == "row_maybe_cut"]
    assert (told, cells(table, "Vorname"), [one.row for one in table.bad_rows]) == (
        [("row_maybe_cut", (6,))], [row[1] for row in people(5)], [6],
    )  # fmt: skip


@pytest.mark.parametrize("beneath", ["(Zahl);(Text);[Text]", "---;:---:;---", ";(Text);(Text)"])
def test_a_row_that_belongs_to_the_names_is_no_data(read, beneath):
    table = read(f"Nr;Name;Ort\n{beneath}\n1;Anna;Ulm\n2;(Max);Ulm\n")
    assert (table.header, cells(table, "Name"), len(table.preamble)) == (["Nr", "Name", "Ort"], ["Anna", "(Max)"], 1)
