"""Tab leads through a segment's rule in the order in which one reads it."""

from itertools import pairwise

import pytest
import speaking_shop
from PySide6.QtCore import QPoint, QRect, Qt

from kmu_crm.segments.parser import parse
from kmu_crm.ui.pages.segments.page import make
from kmu_crm.ui.pages.segments.pickers import FieldPicker


@pytest.fixture
def page(qtbot, tmp_path):
    opened = speaking_shop.desk(qtbot, speaking_shop.store(tmp_path), segments=make)
    window = opened.window
    window.resize(1440, 900)
    window.show()
    window.go("segments")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.page("segments").builder.rule() is not None)
    yield window.page("segments")
    speaking_shop.close(opened)


def tabbed(qtbot, page, first, last):
    """What Tab leads through, from one to the other."""
    window, found = page.window(), [first]
    first.setFocus()
    while found[-1] is not last and len(found) < 60:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        found.append(window.focusWidget())
    return found


def test_tab_goes_through_the_conditions_as_one_reads(qtbot, page):
    page.builder.set_rule(
        parse("city is Leipzig and (revenue_12m between 10 and 20 or not (last_purchase older than 30 days))")
    )
    page.builder.edited()
    page.builder.box.add_line()
    qtbot.waitUntil(lambda: len(page.builder.box.children_shown) == 3)
    operator = page.builder.box.children_shown[0].operator
    operator.setCurrentIndex(1)
    operator.activated.emit(1)  # the field for its value is made anew
    qtbot.wait(10)
    stops = tabbed(qtbot, page, page.head.name, page.text.fold)
    assert stops[-1] is page.text.fold and page.builder.box.line_button in stops
    assert [one for one in stops if isinstance(one, FieldPicker)] != []
    places = [QRect(one.mapTo(page.window(), QPoint()), one.size()) for one in stops]
    for before, after in pairwise(places):
        assert after.top() > before.bottom() or after.left() > before.right()
