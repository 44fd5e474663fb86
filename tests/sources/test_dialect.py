"""Which separator a table uses, also where it has only a few rows."""

import pytest

from kmu_crm.sources.reading.dialect import detect
from tests.sources.nasty import cells

HEAD = ["Kundennr", "Name", "Ort", "Umsatz"]
ANNA = ["10001", "Anna Kranz", "Köln", "12,50"]


def lines(*rows: list[str], mark: str = ";") -> list[str]:
    return [mark.join(f'"{cell}"' if mark in cell else cell for cell in row) + "\r\n" for row in rows]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "rows",
    [
        [HEAD],
        [HEAD, ANNA],
        [HEAD[:2], ANNA[:2]],
        [HEAD, [*ANNA, ""]],
        [[*HEAD, ""], ANNA],
        [["Kundenliste"], ["Stand 2024"], HEAD, ANNA],
    ],
    ids=["names only", "one row", "two columns", "mark after the row", "mark after the names", "lines before"],
)
def test_a_table_of_few_rows_is_a_table(rows: list[list[str]], mark: str) -> None:
    assert detect(lines(*rows, mark=mark)).delimiter == mark


@pytest.mark.parametrize("count", range(4))
def test_a_datev_file_of_any_length_is_cut_at_its_semicolons(count: int) -> None:
    first = ['"EXTF"', "700", "20", '"Kontenbeschriftungen"', *[""] * 27]
    names = ["Konto", "Kontobeschriftung", "SprachId", "Kontobeschriftung lang"]
    rows = [["8400", '"Erlöse, 19 % USt"', '"de-DE"', ""]] * count
    assert detect([";".join(row) + "\r\n" for row in (first, names, *rows)]).delimiter == ";"


@pytest.mark.parametrize(
    "written",
    [
        ["Anna Kranz", "Berger, Ina", "Uwe Ortmann", "Auerfels, Klaus"],
        ["12,50", "1.312,00", "7,90"],
        ["anna@gmx.example", "ina@gmx.example"],
    ],
)
def test_a_single_column_stays_one(written: list[str]) -> None:
    assert detect([f"{line}\n" for line in written]).delimiter is None


NAMES = ["Anna Müller", "Vogel; Otto", "Groß, Ina", 'Firma "Rose" GmbH', "Max", "", "a | b", "Öhler"]


@pytest.mark.parametrize("always", [True, False], ids=["all in quotes", "some in quotes"])
@pytest.mark.parametrize("between", ["{}", " {}", "{} ", " {} ", "  {}   "])
@pytest.mark.parametrize("mark", [";", ",", "|", "\t"])
def test_blanks_around_separators_are_no_part_of_quoted_cells(read, mark: str, between: str, always: bool) -> None:
    def quoted(cell: str) -> str:
        needed = always or mark in cell or '"' in cell
        return '"' + cell.replace('"', '""') + '"' if needed else cell

    rows = [["Nr", "Name", "Ort"], *([str(n), name, "Köln"] for n, name in enumerate(NAMES))]
    table = read("".join(between.format(mark).join(map(quoted, row)) + "\n" for row in rows))
    assert (table.header, table.bad_rows) == (["Nr", "Name", "Ort"], [])
    assert [name.strip() for name in cells(table, "Name")] == NAMES
    assert {city.strip() for city in cells(table, "Ort")} == {"Köln"}


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("told", [";", ",", "\t", "\\t", "|", "^"])
def test_a_first_line_that_names_another_separator_than_the_file_has_is_no_separator(
    read, mark: str, told: str
) -> None:
    rows = [HEAD, *([str(n), "Anna, Berta; Cäsar | Dora", "Köln", "12,50"] for n in range(9))]
    table = read(f"sep={told}\r\n" + "".join(lines(*rows, mark=mark)))
    assert (table.header, table.delimiter, table.header_line) == (HEAD, mark, 2)
    assert set(cells(table, "Umsatz")) == {"12,50"}


def test_a_first_line_that_names_the_separator_speaks_for_a_file_with_others_in_its_cells(read) -> None:
    table = read("sep=;\n\nName;Anschrift\n" + "Anna;Weg 1, 01067, Köln\n" * 9)
    assert (table.header, set(cells(table, "Anschrift"))) == (["Name", "Anschrift"], {"Weg 1, 01067, Köln"})


@pytest.mark.parametrize("mark", ["^", "~", ":"])
def test_rare_separators_are_known_where_they_cut_every_line_alike(read, mark: str) -> None:
    table = read("".join(lines(HEAD, *([str(n), *ANNA[1:]] for n in range(9)), mark=mark)))
    assert (table.header, table.delimiter, table.rows) == (HEAD, mark, 9)


@pytest.mark.parametrize(
    "written",
    [
        ["Name: Anna", "Ort: Köln", "Tel.: 0341"],
        ["Uhrzeit", "10:15:20", "11:20:10", "12:00:00"],
        ["Datum: Uhrzeit: Name", "10:15:20", "11:20:10:5"],
        ["Adresse", "https://a.example:8080/x", "https://b.example:8080/x"],
        ["Name~Ort~Land", "~~~", "Anna~Ulm"],
    ],
)
def test_what_also_stands_in_texts_is_no_separator(written: list[str]) -> None:
    assert detect([f"{line}\n" for line in written]).delimiter is None
