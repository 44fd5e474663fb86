"""A workbook knows which cells are numbers: none of them is doubtful, whatever stands beside it as text."""

import openpyxl
import pytest

from kmu_crm.sources.importing import import_file

HEAD = ["Rechnungsnr", "Datum", "Kunde", "Betrag"]


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        ([1234.5, "99,90", 12.5, "1.234,50", 7], [123450, 9990, 1250, 123450, 700]),
        ([12.5, "99,90"], [1250, 9990]),
        ([1.125, 2.5, 100], [113, 250, 10000]),
        ([12.345, "1.234,50", -3.25], [1235, 123450, -325]),
        (["12.50", "99.90", 1234.5], [1250, 9990, 123450]),
        ([0.1 + 0.2, "1.500", "2,50"], [30, 150000, 250]),
    ],
)
def test_numbers_beside_texts_are_read_to_the_cent(desk, cells, cents):
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for number, cell in enumerate(cells, start=1):
        book.active.append([f"R{number}", "2026-01-13", "Öl AG", cell])
    book.save(desk.folder / "r.xlsx")
    report = import_file(desk.db, desk.folder / "r.xlsx")
    found = dict(desk.ask("SELECT d.number, f.gross FROM fact AS f JOIN document AS d ON d.id = f.document_id"))
    assert [found[f"R{number}"] for number in range(1, len(cells) + 1)] == cents
    assert "amount_ambiguous" not in [one.code for one in report.warnings]


def test_a_text_that_may_be_thousands_stays_doubtful_beside_numbers(desk):
    book = openpyxl.Workbook()
    for row in (HEAD, ["R1", "2026-01-13", "Öl AG", 12.5], ["R2", "2026-01-13", "Öl AG", "1.500"]):
        book.active.append(row)
    book.save(desk.folder / "r.xlsx")
    report = import_file(desk.db, desk.folder / "r.xlsx")
    assert [(one.code, one.rows) for one in report.warnings if one.code == "amount_ambiguous"] == [
        ("amount_ambiguous", (2,))
    ]
