"""A workbook with a password on the import page: asked for, and opened where it fits."""

import pytest
from import_page import opened_page, settled, take_over
from PySide6.QtCore import Qt

from kmu_crm.profiles import queries as profiles
from tests.sources.test_unlocking import locked_workbook


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def test_the_password_of_a_workbook_is_asked_for_until_it_fits(qtbot, page, tmp_path):
    file = locked_workbook(tmp_path / "kunden.xlsx")
    page.go_to([file])
    settled(qtbot, page)
    refused = page.checking.refused
    assert refused.password.isVisible() and page.window().focusWidget() is refused.password
    qtbot.keyClicks(refused.password, "falsch")
    qtbot.keyClick(refused.password, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert refused.what.text() == "Das ist nicht das Kennwort von kunden.xlsx." and not refused.password.text()
    qtbot.keyClicks(refused.password, "Geheim 1")
    qtbot.mouseClick(refused.open, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    (item,) = page.tray.items
    assert (item.name, item.state, refused.isHidden()) == ("kunden.xlsx", "ready", True)
    take_over(qtbot, page)
    assert profiles.count(page.desk.session.db) == 1
