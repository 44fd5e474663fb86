"""What a person decides on the import page before a file is taken over: choices, corrections, ranks."""

import pytest
from desk_window import PEOPLE
from import_page import ORDERS, opened_page, settled, take_over, written
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from kmu_crm.sources.choices import Mend
from kmu_crm.sources.mapping import sheets
from kmu_crm.ui import asking
from kmu_crm.ui.pages.importing.correcting import ProblemRows
from kmu_crm.ui.pages.importing.happening import Happening
from kmu_crm.ui.widgets import Button, Label, Note, Picker, Tile

BILLS = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Brutto\n7;03.04.2024;1;12,6o\n8;03.04.2024;1;5,00\n"


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def pickers(page):
    """The choices in the list of problems, by the words of their cause."""
    card = page.checking.problems
    return {one.accessibleName(): one for one in card.findChildren(Picker) if one.isVisibleTo(card)}


def choose(qtbot, page, cause, place):
    qtbot.waitUntil(lambda: any(cause in name for name in pickers(page)), timeout=10_000)
    (picker,) = (one for name, one in pickers(page).items() if cause in name)
    picker.setCurrentIndex(place)
    picker.activated.emit(place)
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready" and bool(pickers(page)), timeout=10_000)


def test_what_becomes_of_unreadable_cells_is_chosen_for_each_cause(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "b.csv", ORDERS)])
    settled(qtbot, page)
    qtbot.waitUntil(lambda: len(pickers(page)) == 3)
    assert {picker.currentText() for picker in pickers(page).values()} == {
        "Zeilen auslassen", "ohne E-Mail übernehmen", "Umsatz unbekannt lassen",
    }  # fmt: skip
    choose(qtbot, page, "Betrag", 1)
    assert page.tray.items[0].trial.left_out == 0
    choose(qtbot, page, "E-Mail", 0)
    assert page.tray.items[0].trial.left_out == 1
    qtbot.waitUntil(lambda: len(pickers(page)) == 2)  # its amount no longer matters
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT key, gross FROM fact ORDER BY key").fetchall() == [
        ("B1/2025", 141260), ("B3/2025", 8900),
    ]  # fmt: skip


def test_a_choice_can_be_taken_back(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "b.csv", ORDERS)])
    settled(qtbot, page)
    choose(qtbot, page, "E-Mail", 0)
    choose(qtbot, page, "E-Mail", 1)
    assert [cause.outcome for cause in page.tray.items[0].trial.causes if cause.code == "email_invalid"] == [
        "without_field"
    ]


def test_a_cell_is_corrected_in_the_list_of_its_problem_and_the_file_tried_anew(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", BILLS)])
    settled(qtbot, page)
    (cause,) = (one for one in page.tray.items[0].trial.causes if one.code == "amount_invalid")
    page.checking.problems.show_cause(cause)
    qtbot.waitUntil(lambda: page.window().findChild(ProblemRows) is not None, timeout=5_000)
    sheet = page.window().findChild(ProblemRows)
    sheet.edit(0)
    editor = sheet.table.findChild(QLineEdit)
    editor.setText("12,60")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.use.isVisible, timeout=5_000)
    qtbot.mouseClick(sheet.use, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    item = page.tray.items[0]
    assert [(one.row, one.column, one.text) for one in item.look.mends] == [(1, "Brutto", "12,60")]
    assert item.trial.left_out == 0 and "mended_by_hand" in {one.code for one in item.trial.causes}
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT gross FROM fact").fetchall() == [(1260,), (500,)]


def test_corrections_are_taken_back_all_at_once(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", BILLS)])
    settled(qtbot, page)
    page.checking.problems.corrected.emit([Mend(1, "Brutto", "12,60")])
    settled(qtbot, page)
    page.checking.problems.corrected.emit([])
    settled(qtbot, page)
    assert page.tray.items[0].look.mends == () and page.tray.items[0].trial.left_out == 1


def test_lost_zeros_are_put_back_and_that_is_told_with_a_way_back(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", "Kundennummer;Name;PLZ;Ort\n1;Ina Berg;1067;Dresden\n")])
    settled(qtbot, page)
    choose(qtbot, page, "Null", 0)
    (cause,) = (one for one in page.tray.items[0].trial.causes if one.code == "leading_zero_lost")
    assert (cause.outcome, cause.action, cause.count) == ("done", "repair", 1)
    choose(qtbot, page, "Null", 1)
    (cause,) = (one for one in page.tray.items[0].trial.causes if one.code == "leading_zero_lost")
    assert (cause.outcome, cause.action) == ("without_field", "keep")


def test_how_the_source_ranks_is_chosen_and_goes_in_with_the_file(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    modes = page.checking.outlook.modes
    assert modes.currentData() == "fill" and modes.count() == 3
    modes.activated.emit(modes.findData("update"))
    settled(qtbot, page)
    assert page.tray.items[0].trial.report.tally.new == 3
    take_over(qtbot, page)
    page.go_to([written(tmp_path, "b.csv", PEOPLE.replace("Am Hang 8", "Am Hang 9"))])
    settled(qtbot, page)
    assert modes.currentData() == "update"


def test_what_changes_is_told_and_listed_with_old_and_new_values(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    page.go_to([written(tmp_path, "b.csv", PEOPLE.replace("Am Hang 8", "Am Hang 9"))])
    settled(qtbot, page)
    outlook = page.checking.outlook
    assert "1 neue Adresse" in {label.text() for label in outlook.findChildren(Label)}
    (link,) = (one for one in outlook.findChildren(Button) if one.text() == "aktualisiert")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    table = page.window().findChild(Happening).table
    assert table.model().index(0, 2).data() == "Straße: Am Hang 8 → Am Hang 9"
    take_over(qtbot, page)
    assert "1 Adresse" in {tile.note.text() for tile in page.result.findChildren(Tile)}


def test_a_mapping_is_saved_as_a_format_sheet(qtbot, page, tmp_path, monkeypatch):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    monkeypatch.setattr(asking, "file_to_write", lambda *_how: tmp_path / "blatt.toml")
    page.mapping.open_menu()
    page.mapping.menu.actions()[0].trigger()
    qtbot.waitUntil((tmp_path / "blatt.toml").exists, timeout=5_000)
    assert sheets.read("blatt.toml", (tmp_path / "blatt.toml").read_text(encoding="utf-8"))


def test_the_vat_of_a_list_is_named_before_it_is_taken_over(qtbot, page, tmp_path):
    bills = "Rechnungsnummer;Datum;Kundennummer;Name;Betrag\nR1;03.03.2025;K1;Anna Berg;119,00\n"
    page.go_to([written(tmp_path, "r.csv", bills)])
    settled(qtbot, page)
    choose(qtbot, page, "Umsatzsteuer", 1)
    qtbot.waitUntil(lambda: len(pickers(page)) == 1, timeout=10_000)
    (picker,) = pickers(page).values()
    assert picker.currentText() == "mit 19 % USt."
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT net FROM fact").fetchall() == [(10000,)]


def test_in_the_menu_of_the_mapping_everybody_in_the_file_has_unsubscribed(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "liste.csv", "E-Mail;Vorname;Nachname\nanna@berg.example;Anna;Berg\n")])
    settled(qtbot, page)
    page.mapping.open_menu()
    (chosen,) = (one for one in page.mapping.menu.actions() if one.text().endswith("haben sich abgemeldet"))
    assert not chosen.isChecked()
    chosen.trigger()
    settled(qtbot, page)
    page.mapping.open_menu()
    assert [one.text() for one in page.mapping.menu.actions() if one.isChecked()] == [chosen.text()]
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT state FROM consent_event").fetchall() == [("withdrawn",)]


def test_columns_assigned_in_haste_all_hold_and_are_waited_for(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "b.csv", ORDERS)])
    settled(qtbot, page)
    (item,) = page.tray.items
    page.tray.assign(item, {"E-Mail": None})
    page.tray.assign(item, {"Kundennummer": None})
    assert not page.take.isEnabled()
    assert page.tray.parts() == []
    settled(qtbot, page)
    fields = {column.header: column.field for column in item.look.columns}
    assert (fields["E-Mail"], fields["Kundennummer"]) == (None, None)
    assert page.take.isEnabled()


def test_what_was_chosen_about_a_file_is_proposed_for_the_next_one_told_and_can_be_changed(qtbot, page, tmp_path):
    bills = "Rechnungsnummer;Datum;Kundennummer;Name;Betrag\nR1;03.03.2025;K1;Anna Berg;119,00\n"
    page.go_to([written(tmp_path, "maerz.csv", bills)])
    settled(qtbot, page)
    choose(qtbot, page, "Umsatzsteuer", 1)
    take_over(qtbot, page)
    page.go_to([written(tmp_path, "april.csv", bills + "R2;03.04.2025;K1;Anna Berg;238,00\n")])
    settled(qtbot, page)
    (item,) = page.tray.items
    assert (item.trial.report.tally.new, item.trial.report.tally.updated) == (1, 0)
    assert [one.outcome for one in item.trial.causes if one.code == "chosen_before"] == ["told"]
    qtbot.waitUntil(lambda: len(pickers(page)) == 1, timeout=10_000)
    (picker,) = pickers(page).values()
    assert picker.currentText() == "mit 19 % USt."
    choose(qtbot, page, "19", 0)
    assert "chosen_before" not in {one.code for one in item.trial.causes}
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT net FROM fact WHERE current = 1").fetchall() == [(None,), (None,)]


def test_an_invoice_that_may_be_the_one_of_another_year_is_one_where_a_person_says_so(qtbot, page, tmp_path):
    head = "Rechnungsnummer;Datum;Kundennummer;Name;Netto\n"
    page.go_to([written(tmp_path, "a.csv", head + "100;31.12.2025;K1;Anna Berg;100,00\n")])
    settled(qtbot, page)
    take_over(qtbot, page)
    page.go_to([written(tmp_path, "b.csv", head + "100;02.01.2026;K1;Anna Berg;100,00\n")])
    settled(qtbot, page)
    qtbot.waitUntil(lambda: len(pickers(page)) == 1, timeout=10_000)
    ((name, picker),) = pickers(page).items()
    assert "fehlt in dieser Datei" in name and picker.currentText() == "beide Belege behalten"
    choose(qtbot, page, "fehlt in dieser Datei", 1)
    (picker,) = pickers(page).values()
    assert picker.currentText() == "ein Beleg, neues Datum"
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT day FROM fact WHERE current = 1").fetchall() == [("2026-01-02",)]


ITEMS = (
    "Sale Date,Item Name,Buyer,Quantity,Price,Item Total,Currency,Transaction ID,Listing ID,Order ID,SKU\n"
    "03/15/25,Tasse,ina,2,10.00,20.00,EUR,9,8,1,T1\n"
)


def test_a_long_problem_is_shown_whole(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "etsy.csv", ITEMS)])
    settled(qtbot, page)
    card = page.checking.problems
    qtbot.waitUntil(lambda: any(one.wordWrap() and one.isVisible() for one in card.findChildren(Label)))
    label = max((one for one in card.findChildren(Label) if one.wordWrap()), key=lambda one: len(one.text()))
    assert label.heightForWidth(label.width()) > 40  # three lines
    qtbot.waitUntil(lambda: label.visibleRegion().boundingRect().height() >= label.heightForWidth(label.width()))


def test_whose_values_an_import_replaces_and_how_many_customers_are_new_is_told_before_and_after(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    db = page.desk.session.db
    street, mail = db.execute("SELECT street, email FROM profile WHERE street = 'Am Hang 8'").fetchone()
    page.go_to(
        [
            written(
                tmp_path, "neu.csv", f"E-Mail;Straße;PLZ;Ort\n{mail};Neue Gasse 9;80331;München\nzita@neu.example;;;\n"
            )
        ]
    )
    settled(qtbot, page)
    page.checking.outlook.ranked.emit("update")

    def links() -> list[Button]:
        return [
            one for one in page.checking.outlook.findChildren(Button) if one.isVisible() and "1 Kunde" in one.text()
        ]

    qtbot.waitUntil(lambda: len(links()) == 1, timeout=10_000)
    qtbot.mouseClick(links()[0], Qt.MouseButton.LeftButton)
    table = page.window().findChild(Happening).table
    changes = [table.model().index(row, 1).data() for row in range(table.model().rowCount())]
    assert f"Straße: {street} → Neue Gasse 9" in changes and len(changes) > 1, "each value has a line of its own"
    assert "1 neuer Kunde" in {one.text() for one in page.checking.outlook.findChildren(Label)}
    page.window().findChild(Happening).close_up()
    take_over(qtbot, page)
    (note,) = (one for one in page.result.findChildren(Note) if "andere Werte" in one.text.text())
    assert note.text.text() == "1 Kunde hat jetzt über alle Quellen gesehen andere Werte"
    (shown,) = note.findChildren(Button)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert page.window().findChildren(Happening)[-1].table.model().rowCount() == len(changes)


def test_documents_taken_without_an_amount_are_counted_in_the_result_and_can_be_looked_at(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "r.csv", f"{BILLS}9;03.04.2024;1;\n")])
    settled(qtbot, page)
    (item,) = page.tray.items
    qtbot.waitUntil(lambda: item.trial is not None, timeout=40_000)
    assert [(one.count, one.column) for one in item.trial.causes if one.code == "amount_missing"] == [(1, "Brutto")]
    take_over(qtbot, page)
    notes = [one for one in page.result.findChildren(Note) if "Belege ohne Betrag" in one.text.text()]
    assert [(len(one.findChildren(Button)), "(Brutto; Zeile 4)" in one.text.text()) for one in notes] == [(1, True)]
    qtbot.mouseClick(notes[0].findChild(Button), Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(Happening)
    assert [sheet.table.model().index(0, place).data() for place in (0, 1)] == ["4", "9"]
    sheet.close_up()
