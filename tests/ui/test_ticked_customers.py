"""What can be made of the customers that are ticked in the list."""

from pathlib import Path

import cafe_shop
import pytest

from kmu_crm.segments import store as segments
from kmu_crm.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def test_ticked_customers_become_a_call_list_in_the_order_shown(qtbot, page):
    wanted = []
    page.go.disconnect()  # there is no page of calls here
    page.go.connect(lambda where, place: wanted.append((where, place)))
    shown = list(page.list.model.ids())
    page.list.model.set_checked(shown[1:3])
    page.list.ticked.calls_button.click()
    assert wanted == [("calls", ("customers", shown[1:3]))]


def test_ticked_customers_become_a_segment_that_can_be_taken_back(qtbot, page, store):
    page.list.model.set_checked(list(page.list.model.ids())[:2])
    page.list.ticked.segment_button.click()
    page.list.ticked.naming.field.setText("Messe")
    page.list.ticked.naming.button.click()
    qtbot.waitUntil(lambda: [one.name for one in segments.segments(store.db)] == ["Messe"])
    qtbot.waitUntil(lambda: page.window().undo_bar.isVisibleTo(page.window()))
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: not segments.segments(store.db))
