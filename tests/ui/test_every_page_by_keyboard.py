"""Every page is reached by a key, and all that takes the focus there tells a screen reader what it is."""

from pathlib import Path

import figures_shop
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kmu_crm.ui import areas, work

CORNER = "QTableCornerButton"  # Qt's own, out of everybody's reach


def nameless(page: QWidget) -> list[str]:
    stops = [one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    reached = [
        one for one in stops if one.isVisibleTo(page) or isinstance(one, QAbstractItemView)
    ]  # or opened as a list
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in reached
        if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) and type(one).__name__ != CORNER
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_that_takes_the_focus_has_a_name_on_every_page(qtbot, tmp_path: Path, language: str) -> None:
    desk = figures_shop.desk(qtbot, figures_shop.cafes(tmp_path))
    found = {}
    for place, spec in enumerate(areas.specs(lambda: desk.session), 1):
        qtbot.keyClick(desk.window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
        if spec.group:  # what stands at the foot has keys of its own
            qtbot.waitUntil(lambda id=spec.id: desk.window.current_page() is desk.window.page(id), timeout=20_000)
        else:
            desk.window.go(spec.id)
        qtbot.wait(150)
        if missing := nameless(desk.window.page(spec.id)):
            found[spec.id] = missing
    work.wait_all()
    assert found == {}
