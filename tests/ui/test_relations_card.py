"""Relations on the page of one customer: seen, followed, denied and told by hand."""

import cafe_shop
import pytest
from cafe_shop import number, open_whole
from PySide6.QtCore import Qt

from kmu_crm.desk import related
from kmu_crm.ui.pages.customers.relating import RelationEntry


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def told(page) -> list[str]:
    return [button.accessibleName() for button in page.whole.relations.links]


def entry(qtbot, page) -> RelationEntry:
    page.whole.relations.add.click()
    (opened,) = [one for one in page.window().findChildren(RelationEntry) if one.isVisible()]
    return opened


def test_one_is_told_by_typing_and_taken_back_by_undo(qtbot, page):
    open_whole(qtbot, page, "Uwe Özdemir")
    sheet = entry(qtbot, page)
    assert not sheet.keep.isEnabled()
    qtbot.keyClicks(sheet.search, "morgenrot")
    qtbot.waitUntil(lambda: sheet.found.count() == 1)
    assert sheet.kind.currentText() == "arbeitet bei"
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told(page) == ["Café Morgenrot öffnen"])
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: told(page) == [])


def test_a_name_leads_to_the_other_and_a_cross_ends_the_relation(qtbot, page):
    a, b = number(page, "Uwe Özdemir"), number(page, "Lisbeth Pfäffli")
    page.session.run(lambda db, _progress: related.relate(db, a, "lives_with", b, "Sie"))
    open_whole(qtbot, page, "Uwe Özdemir")
    qtbot.waitUntil(lambda: told(page) == ["Lisbeth Pfäffli öffnen"])
    page.whole.relations.links[0].click()
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.name == "Lisbeth Pfäffli")
    assert told(page) == ["Uwe Özdemir öffnen"]
    page.whole.relations.denials[0].click()
    qtbot.waitUntil(lambda: told(page) == [])


def test_what_cannot_be_found_is_said(qtbot, page):
    open_whole(qtbot, page, "Uwe Özdemir")
    sheet = entry(qtbot, page)
    qtbot.keyClicks(sheet.search, "uwe")  # nobody is related with himself
    qtbot.waitUntil(lambda: sheet.problem.text() == "Nichts gefunden.")
    assert not sheet.keep.isEnabled()
