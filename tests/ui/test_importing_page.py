"""From dropped files to customers, and back, as a person does it."""

import pytest
from desk_window import CALLERS, PEOPLE, desk
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from kmu_crm.profiles import queries as profiles
from kmu_crm.sources import queries as sources
from kmu_crm.ui.pages.importing.result import Undoing
from kmu_crm.ui.work import wait_all


@pytest.fixture
def page(qtbot, tmp_path):
    made = desk(tmp_path)
    qtbot.addWidget(made.window)
    made.window.go("importing")
    made.window.show()
    found = made.window.page("importing")
    found.desk = made
    yield found
    wait_all()
    made.session.close()


def written(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def settled(qtbot, page):
    qtbot.waitUntil(
        lambda: all(one.state in ("ready", "unmapped", "refused") for one in page.tray.items), timeout=10_000
    )


def take_over(qtbot, page):
    with qtbot.waitSignal(page.running.finished, timeout=20_000):
        qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)


def test_dropped_files_are_taken_over_with_their_numbers_before_and_after(qtbot, page, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "a.csv", PEOPLE)))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    settled(qtbot, page)
    assert page.tray.items[0].trial.report.tally.new == 3 and sources.imports(page.desk.session.db) == []
    take_over(qtbot, page)
    assert profiles.count(page.desk.session.db) == 3 and not page.result.isHidden() and page.tray.items == []


def test_a_file_that_is_no_table_is_a_card_and_the_others_go_on(qtbot, page, tmp_path):
    scan = tmp_path / "scan.csv"
    scan.write_bytes(b"%PDF-1.4 something")
    page.go_to([scan, written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    assert [one.state for one in page.tray.items] == ["refused", "ready"]
    assert page.mapping.isHidden() and "1 " in page.take.text()


def test_an_unknown_list_waits_until_its_columns_are_assigned_in_place(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "messe.csv", "Wer;Kontakt über\nIna Berg;ina@berg.example\n")])
    settled(qtbot, page)
    assert page.tray.items[0].state == "unmapped" and not page.take.isEnabled()
    place = next(place for place, column in page.mapping._lines if column.header == "Kontakt über")
    page.mapping.choose_target(place)
    QTest.keyClicks(page.mapping.picker.search, "e-mail")
    chosen = page.mapping.picker.list
    wanted = next(
        chosen.item(n) for n in range(chosen.count()) if chosen.item(n).data(Qt.ItemDataRole.UserRole) == "email"
    )
    assert not wanted.isHidden()
    chosen.setCurrentItem(wanted)
    QTest.keyClick(page.mapping.picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready", timeout=10_000)
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT email FROM profile").fetchall() == [("ina@berg.example",)]


def test_a_remembered_mapping_is_known_the_next_time(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", "Wer;Wo;Kontakt\nIna;Ulm;ina@berg.example\n")])
    settled(qtbot, page)
    page.mapping.assigned.emit({"Kontakt": "email"})
    settled(qtbot, page)
    with qtbot.waitSignal(page.desk.session.changed, timeout=10_000):
        page.mapping.keep.click()
    page.go_to([written(tmp_path, "b.csv", "Wer;Wo;Kontakt\nUwe;Bonn;uwe@tal.example\n")])
    settled(qtbot, page)
    assert page.tray.items[1].look.recognised.sheet.id == "remembered"


def test_an_import_is_undone_after_saying_what_goes(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE), written(tmp_path, "b.csv", CALLERS)])
    settled(qtbot, page)
    take_over(qtbot, page)
    newest = sources.imports(page.desk.session.db)[0].id
    page.history.table.cell_clicked.emit(newest, "undo")
    dialog = page.window().findChild(Undoing)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=5_000)
    with qtbot.waitSignal(page.desk.session.changed, timeout=10_000):
        dialog.go.click()
    assert sources.imports(page.desk.session.db)[0].state == "undone"


def test_cancelling_all_leaves_everything_as_it_was(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    with qtbot.waitSignal(page.running.finished, timeout=10_000) as heard:
        page.take_over()
        page.running.cancel_all()
    assert heard.args[0].done == [] and sources.imports(page.desk.session.db) == []
