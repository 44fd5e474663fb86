"""What is to be done for a customer stands on top, and goes with “Done”, and comes back with an undo."""

from pathlib import Path

import cafe_shop
import pytest
from cafe_shop import number, stand_on

from kmu_crm.desk import entry
from kmu_crm.store.store import Store
from kmu_crm.ui.widgets import Button, ElidedLabel


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def told(page) -> list[str]:
    return [one.text() for one in page.panel.todo.findChildren(ElidedLabel)][::2]


def test_complaints_and_follow_ups_stand_there_until_they_are_done(qtbot, page, store):
    who = number(page, "Hotel Bergblick")
    entry.new(store.db, "complaint", {"profile": str(who), "text": "Mühle <b>laut</b>", "day": "2025-11-20"})
    entry.task(store.db, who, "Ersatzteil senden", "2025-11-30", "test")
    page.refresh()
    stand_on(qtbot, page, "Hotel Bergblick")
    qtbot.waitUntil(lambda: told(page) == ["Reklamation vom 20.11.2025: Mühle <b>laut</b>", "Ersatzteil senden"])
    page.panel.todo.findChildren(Button)[0].click()
    qtbot.waitUntil(lambda: told(page) == ["Ersatzteil senden"])
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: len(told(page)) == 2)


def test_who_has_nothing_to_do_shows_no_block(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    assert page.panel.todo.isHidden()
