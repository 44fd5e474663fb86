"""Whoever takes files over by keyboard goes on with the keyboard: the focus stays with the import and its result."""

import pytest
from import_page import ORDERS, opened_page, settled, written
from PySide6.QtCore import Qt

from kmu_crm.ui.widgets import Button


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def taken(qtbot, page, tmp_path):
    """Under way, begun with the keyboard."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.go_to([written(tmp_path, "a.csv", ORDERS)])
    settled(qtbot, page)
    page.take.setFocus()
    qtbot.keyClick(page.take, Qt.Key.Key_Space)


def test_the_focus_goes_to_the_way_out_and_then_to_the_result(qtbot, page, tmp_path):
    taken(qtbot, page, tmp_path)
    assert page.window().focusWidget() is page.running.stop
    with qtbot.waitSignal(page.running.finished, timeout=20_000):
        pass
    focused = page.window().focusWidget()
    assert isinstance(focused, Button) and page.result.isAncestorOf(focused)


def test_the_focus_stays_where_a_person_took_it_meanwhile(qtbot, page, tmp_path):
    taken(qtbot, page, tmp_path)
    elsewhere = next(
        one
        for one in page.window().findChildren(Button)
        if one.isVisible() and one.isEnabled() and not page.isAncestorOf(one)
    )
    elsewhere.setFocus()
    with qtbot.waitSignal(page.running.finished, timeout=20_000):
        pass
    assert page.window().focusWidget() is elsewhere
