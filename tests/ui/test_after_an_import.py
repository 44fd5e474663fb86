"""On the way from problems to the result, and on from there, as a person does it with the keyboard."""

import pytest
from import_page import ORDERS, opened_page, settled, take_over, written
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kmu_crm.ui.pages.importing.correcting import ProblemRows
from kmu_crm.ui.widgets import Button, Chip


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def test_the_rows_shown_are_those_counted_on_the_card(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "b.csv", f"{ORDERS}B4;06.02.2025;20;auch-keins;7,00\n")])
    settled(qtbot, page)
    assert page.tray.items[0].trial.problem_rows == 2 and len(page.tray.items[0].trial.report.refusals) == 1
    assert "2 Zeilen mit Problem" in [one.text() for one in page.files.findChildren(Chip)]
    (every,) = (one for one in page.checking.problems.findChildren(Button) if one.text() == "Alle 2 Zeilen zeigen")
    every.click()
    qtbot.waitUntil(lambda: page.window().findChild(ProblemRows) is not None)
    assert {one.row for one in page.window().findChild(ProblemRows).model.rows} == {2, 4}


def test_tab_comes_to_the_result_before_what_lies_below_it_and_what_was_saved_is_told_there_alone(
    qtbot, page, tmp_path, monkeypatch
):
    window = page.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.go_to([written(tmp_path, "b.csv", ORDERS)])
    settled(qtbot, page)
    take_over(qtbot, page)
    stops = [one for one in page.result.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    found = []
    stops[0].setFocus()
    while window.focusWidget() is not page.history.table and len(found) < 40:
        found.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert set(found[: len(stops)]) == set(stops), found

    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: tmp_path / "rest.csv")
    page.result.save_left()
    qtbot.waitUntil(lambda: not window.undo_bar.isHidden())
    page.go_to([written(tmp_path, "c.csv", ORDERS)])
    assert window.undo_bar.isHidden()
    settled(qtbot, page)
