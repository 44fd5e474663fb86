"""Rows that stand in quotation marks as a whole: a spreadsheet had them in one column and saved them so."""

import pytest

from kmu_crm.sources.reading.tables import open_table
from tests.sources.nasty import cells, codes

NAMES = ["Anna Müller", "Vogel; Otto", "Groß, Ina", 'Firma "Rose" GmbH', "Max", "", "a | b", "Öhler"]


def row(cells: list[str], mark: str) -> str:
    return mark.join('"' + c.replace('"', '""') + '"' if mark in c or '"' in c else c for c in cells)


def wrapped(line: str) -> str:
    return '"' + line.replace('"', '""') + '"'


def lines(mark: str) -> list[str]:
    rows = [["Nr", "Name", "Ort"], *([str(n), name, "Köln"] for n, name in enumerate(NAMES))]
    return [row(cells, mark) for cells in rows]


@pytest.mark.parametrize("mark", [";", ",", "|", "\t"])
@pytest.mark.parametrize(
    ("which", "count"),
    [
        pytest.param(lambda n, line: True, len(NAMES), id="all"),
        pytest.param(lambda n, line: n > 0, len(NAMES), id="all but the names"),
        pytest.param(lambda n, line: n % 3 == 1, 3, id="some"),
        pytest.param(lambda n, line: '"' in line, None, id="those with marks of their own"),
    ],
)
def test_whole_rows_in_quotation_marks_are_read_cell_by_cell(read, mark: str, which, count: int | None) -> None:
    table = read("".join((wrapped(line) if which(n, line) else line) + "\r\n" for n, line in enumerate(lines(mark))))
    assert (table.header, table.bad_rows, codes(table)) == (["Nr", "Name", "Ort"], [], ["wrapped_rows"])
    assert (cells(table, "Name"), set(cells(table, "Ort"))) == (NAMES, {"Köln"})
    assert count is None or table.remarks[0].count == count


def test_a_wrapped_row_may_hold_several_lines(read) -> None:
    table = read('Nr,Notiz,Ort\n1,a,Ulm\n"2,""b\nc"",Ulm"\n"3,""d, e"",Ulm"\n4,f,Ulm\n')
    assert (cells(table, "Notiz"), table.bad_rows) == (["a", "b\nc", "d, e", "f"], [])
    assert table.remarks[0].lines == (3, 5)


def test_a_wrapped_row_with_too_few_cells_is_listed(read) -> None:
    table = read('"Nr,Name,Ort,PLZ"\n"1,Anna,Ulm,89073"\n"2,Ulm"\n"3,Ina,Ulm,89073"\n"4,I\nda,Ulm,89073"\n')
    assert (cells(table, "Name"), [bad.line for bad in table.bad_rows]) == (["Anna", "Ina"], [3, 5])


@pytest.mark.parametrize("cell", ["Müller, Anna", "Weg 1, 89073 Ulm, Deutschland", "Anna"])
def test_a_single_column_in_quotation_marks_stays_one(tmp_path, cell: str) -> None:
    (tmp_path / "namen.csv").write_text('"Name"\n' + f'"{cell}"\n' * 20, encoding="utf-8")
    table = open_table(tmp_path / "namen.csv")
    assert (table.header, set(cells(table, "Name"))) == (["Name"], {cell})


def test_a_cell_with_separators_is_no_row(read) -> None:
    table = read('Nr;Name;Ort\n"1;2;3";Anna;Ulm\n4;"5;6;7";Bonn\n8;Ina;"a;b;c"\n')
    assert (cells(table, "Nr"), codes(table)) == (["1;2;3", "4", "8"], [])
