"""Two customers that no question was asked about, joined by hand."""

import cafe_shop
import pytest
from cafe_shop import number
from PySide6.QtCore import Qt

from kmu_crm.desk import deciding
from kmu_crm.profiles import queries
from kmu_crm.ui.pages.customers.merging import MergeByHand
from tests.taking_back import take_back


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def names(page) -> list[str]:
    return [line.display_name for line in queries.lines(page.session.db, page.list.model.ids())]


def test_two_ticked_customers_are_merged_by_hand_and_that_can_be_undone(qtbot, page):
    bar, two = page.list.ticked, ("Café Morgenrot", "Uwe Özdemir")
    page.list.model.set_checked([number(page, "Café Morgenrot")])
    assert not bar.merge_button.isVisible()
    page.list.model.set_checked([number(page, name) for name in two])
    qtbot.mouseClick(bar.merge_button, Qt.MouseButton.LeftButton)
    (sheet,) = page.window().findChildren(MergeByHand)
    qtbot.waitUntil(sheet.join.isEnabled)
    assert {sheet.fields.rows[0].left.label.text(), sheet.fields.rows[0].right.label.text()} == {"Anja Seidel", two[1]}
    with qtbot.waitSignal(page.session.undoable) as told:
        qtbot.mouseClick(sheet.join, Qt.MouseButton.LeftButton)
        assert not sheet.join.isEnabled()  # one press, one decision
    assert told.args[0] == "Verbunden: Café Morgenrot / Uwe Özdemir"
    qtbot.waitUntil(lambda: names(page) == ["Hotel Bergblick", "Café Morgenrot", "Lisbeth Pfäffli"])
    assert not bar.isVisible()
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def begun(qtbot, page) -> MergeByHand:
    page.list.model.set_checked([number(page, name) for name in ("Café Morgenrot", "Uwe Özdemir")])
    qtbot.mouseClick(page.list.ticked.merge_button, Qt.MouseButton.LeftButton)
    (sheet,) = page.window().findChildren(MergeByHand)
    qtbot.waitUntil(sheet.join.isEnabled)
    return sheet


def test_the_sheet_stays_until_the_customers_are_one(qtbot, page):
    sheet = begun(qtbot, page)
    with qtbot.captureExceptions() as wrong:
        with qtbot.waitSignal(page.session.undoable), page.session._writing:  # a large file takes its time
            sheet.settle()
            qtbot.keyClick(sheet, Qt.Key.Key_Escape)
            assert not sheet.cancel.isEnabled() and sheet.isVisible()
        qtbot.waitUntil(lambda: not page.window().findChildren(MergeByHand))
    assert wrong == [] and not page.list.ticked.isVisible()


def test_a_merge_undone_elsewhere_is_passed_over(qtbot, page):
    sheet = begun(qtbot, page)
    with qtbot.waitSignal(page.session.undoable):
        sheet.settle()
    (made,) = deciding.last(page.session.db)
    with qtbot.waitSignal(page.session.changed):
        page.session.run(lambda db, _p: take_back(db, made.id, "Eva"))
    page.window().commands.run("edit.undo")
    assert page.window().undo_bar.text() == "Nichts mehr zurückzunehmen"
