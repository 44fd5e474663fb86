"""Below merged cells the rows of a document name neither number nor day nor customer: what they come to is part of it."""

import openpyxl
import pytest

from kmu_crm.desk.derive import derive
from kmu_crm.sources.importing import import_file
from tests.sources.intake_desk import Desk

HEAD = ["Rechnungsnr", "Datum", "Kunde", "Artikel"]


def merged(desk: Desk, amount: str, *rows: list[object]) -> None:
    """A workbook whose cells of number, day and customer are merged over the rows of a document."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([*HEAD, amount], *rows):
        sheet.append(row)
    for place, row in enumerate(rows, start=2):
        if row[0] is None and rows[place - 3][0] is not None:
            for column in (1, 2, 3):
                sheet.merge_cells(start_row=place - 1, end_row=place, start_column=column, end_column=column)
    book.save(desk.folder / "pos.xlsx")
    import_file(desk.db, desk.folder / "pos.xlsx")


def revenue(desk: Desk) -> dict[str, int]:
    derive(desk.db, as_of="2025-12-31")
    found = desk.db.execute(
        "SELECT display_name, revenue_net FROM figure AS f JOIN profile AS p ON p.id = f.profile_id"
    )
    return dict(found.fetchall())


@pytest.mark.parametrize("second", [5, 10])
@pytest.mark.parametrize("amount", ["Netto", "Betrag netto"])
def test_each_row_adds_to_the_document_above(desk, amount, second):
    merged(desk, amount, ["R1", "01.02.2025", "Ina Lang", "A", 10], [None, None, None, "B", second],
           ["R2", "02.02.2025", "Uwe Kurz", "C", 7])  # fmt: skip
    assert revenue(desk) == {"Ina Lang": 1000 + 100 * second, "Uwe Kurz": 700}
    assert desk.ask("SELECT invoices FROM figure") == [(1,), (1,)]


def test_gross_amounts_add_up_as_well(desk):
    merged(desk, "Brutto", ["R1", "01.02.2025", "Ina Lang", "A", 10], [None, None, None, "B", 5])
    assert desk.ask("SELECT gross FROM fact") == [(1500,)]


def test_such_a_row_far_below_is_no_part_of_the_document_above_and_is_told(desk):
    """What a column is of is decided by the first thousand rows."""
    many = [f"{n};01.02.2025;Ina Lang;A;10,00" for n in range(1, 1_101)]
    report = desk.imports("pos.csv", "Rechnungsnr;Datum;Kunde;Artikel;Netto", *many, ";;;B;5,00")
    assert desk.ask("SELECT sum(net) FROM fact") == [(1_100_500,)]
    told = [(one.code, one.rows) for one in report.warnings]
    assert told == [("day_missing", (1_101,))]  # nothing else: what stands in no revenue does not count for nobody


def test_cells_left_empty_below_say_the_same(desk):
    book, below = openpyxl.Workbook(), [None, None, None]
    twice = [[number, "02.02.2025", "Uwe Kurz", "A", 20] for number in ("R2", "R3")]
    rows = [[*HEAD, "Netto"], ["R1", "01.02.2025", "Ina Lang", "A", 10], [*below, "B", 5], [*below, "C", 3], *twice]
    for row in rows:
        book.active.append(row)
    book.save(desk.folder / "pos.xlsx")
    import_file(desk.db, desk.folder / "pos.xlsx")
    assert revenue(desk) == {"Ina Lang": 1800, "Uwe Kurz": 4000}
