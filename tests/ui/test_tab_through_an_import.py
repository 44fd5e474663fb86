"""Tab leads through the files of an import, their problems and figures in the order in which one reads them."""

import pytest
from import_page import ORDERS, opened_page, settled, written
from PySide6.QtCore import Qt

from kmu_crm.ui.pages.importing.cards import FileCard
from kmu_crm.ui.widgets import Picker


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def tabbed(qtbot, window, first, last):
    """What Tab leads through, from one to the other."""
    found = [first]
    first.setFocus()
    while found[-1] is not last and len(found) < 60:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        found.append(window.focusWidget())
    return found


def test_tab_goes_through_files_problems_and_figures_as_one_reads(qtbot, page, tmp_path):
    window = page.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.go_to([written(tmp_path, f"{name}.csv", ORDERS.replace("B1", name)) for name in "abcd"])
    settled(qtbot, page)
    page.show_check(page.tray.items[2])
    qtbot.waitUntil(lambda: all(one.isVisible() for one in page.checking.outlook.links))
    stops = tabbed(qtbot, window, page.files.add, page.take)
    assert stops[-1] is page.take
    assert [one for one in stops if isinstance(one, FileCard)] == page.files.cards()
    assert stops[1:9:2] == page.files.cards() and stops[2:10:2] == [card.cross for card in page.files.cards()]
    choices = [one for one in stops if isinstance(one, Picker)]
    assert len(choices) == 4 and choices[-1] is page.checking.outlook.modes
    links = page.checking.outlook.links
    assert (
        links and [one for one in stops if one in links] == links and stops.index(links[0]) > stops.index(choices[-1])
    )
