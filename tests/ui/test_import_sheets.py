"""Of a workbook each sheet that comes in is a file of its own on the import page; the others are told and can be chosen."""

import pytest
from import_page import opened_page, settled, take_over
from PySide6.QtCore import Qt

from kmu_crm.profiles import queries as profiles
from kmu_crm.ui.pages.importing import words


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def cancelled_at_once(page):
    """While the import waits for its turn to write, so that it cannot have begun."""
    with page.desk.session._writing:
        page.take_over()
        page.running.cancel_all()


def workbook(folder):
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / "messe.xlsx")) as book:
        for title, people in (("Leipzig", ("Ina", "Uwe")), ("Graz", ("Eva",))):
            sheet = book.add_worksheet(title)
            rows = [("Vorname", "Nachname", "E-Mail"), *((one, "Berg", f"{one}@berg.example") for one in people)]
            for place, cells in enumerate(rows):
                sheet.write_row(place, 0, cells)
        sheet = book.add_worksheet("Helfer")
        sheet.write_row(0, 0, ("Vorname", "Nachname", "E-Mail", "Einsatz"))
        sheet.write_row(1, 0, ("Max", "Tal", "max@tal.example", "Aufbau"))
    return folder / "messe.xlsx"


def test_sheets_of_one_header_are_files_of_their_own_and_the_others_are_told(qtbot, page, tmp_path):
    page.go_to([workbook(tmp_path)])
    settled(qtbot, page)
    assert [item.name for item in page.tray.items] == ["messe.xlsx", "messe.xlsx · Graz"]
    assert {words.file_icon(item.name) for item in page.tray.items} == {"table"}
    ((told, rows),) = [(one.text, one.count) for one in page.tray.items[0].trial.causes if one.code == "sheets_unread"]
    assert rows == 0  # a sheet is no row
    assert "„Helfer“ (1 Zeile: Vorname, Nachname, E-Mail, Einsatz)" in told
    page.checking.reading.sheet_chosen.emit("Graz")
    assert page.files.current is page.tray.items[1]
    take_over(qtbot, page)
    assert profiles.count(page.desk.session.db) == 3 and page.tray.items == []


def test_another_sheet_of_a_workbook_is_read(qtbot, page, tmp_path):
    page.go_to([workbook(tmp_path)])
    settled(qtbot, page)
    reading = page.checking.reading
    assert reading.sheets.currentText() == "Leipzig" and reading.sheets.isVisible()
    reading.sheets.setCurrentText("Helfer")
    reading.sheets.activated.emit(reading.sheets.currentIndex())
    qtbot.waitUntil(lambda: page.tray.items[0].look is not None and page.tray.items[0].look.table.sheet == "Helfer")
    settled(qtbot, page)
    assert page.tray.items[0].trial.report.tally.new == 1


def test_all_sheets_of_a_workbook_are_taken_one_by_one(qtbot, page, tmp_path):
    page.go_to([workbook(tmp_path)])
    settled(qtbot, page)
    qtbot.mouseClick(page.checking.reading.every, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert {item.name for item in page.tray.items} == {f"messe.xlsx{one}" for one in ("", " · Graz", " · Helfer")}
    take_over(qtbot, page)
    assert profiles.count(page.desk.session.db) == 4 and page.tray.items == []


def test_a_file_left_out_comes_back_with_what_was_chosen(qtbot, page, tmp_path):
    page.go_to([workbook(tmp_path)])
    settled(qtbot, page)
    page.tray.read_sheet(page.tray.items[0], "Helfer")
    settled(qtbot, page)
    with qtbot.waitSignal(page.running.finished, timeout=10_000):
        cancelled_at_once(page)
    assert [item.sheet for item in page.tray.items] == ["Helfer", "Graz"]
