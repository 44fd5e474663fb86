"""Who stands on the list of calls twice, or not at all, is kept like all others."""

from collections.abc import Iterator
from pathlib import Path

import calls_shop
import pytest
from calls_shop import NAMES, calls_of, press, save
from PySide6.QtCore import Qt

from kmu_crm.desk import entry
from kmu_crm.store.store import Store
from kmu_crm.ui.pages.calls.page import CallsPage


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return calls_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store: Store) -> Iterator[CallsPage]:
    with calls_shop.page(qtbot, store) as shown:
        yield shown


def test_whoever_is_to_be_called_again_today_stands_there_twice_and_the_arrows_pass_by_both(qtbot, page, store):
    who = page.current
    press(qtbot, page, "2", "w")
    press(qtbot, page, "24.11.2025", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.queue.calls) == len(NAMES) + 2)
    assert [one.done for one in page.queue.calls if one.profile == who] == [True, False]
    assert page.queue._done.text() == "1 von 7 erledigt"
    met = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        for _step in page.queue.calls:
            press(qtbot, page, key)
            met.append(page.current)
    assert set(met) == {one.profile for one in page.queue.calls}
    page.choose(who)
    press(qtbot, page, "1")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy() and page.queue._done.text() == "1 von 6 erledigt")
    assert [outcome for outcome, _text in calls_of(store, who)] == ["reached", "not_reached"]


def test_whoever_no_list_led_to_is_kept_as_well(qtbot, page, store):
    made = entry.new(store.db, "customer", {"given_name": "Ida", "family_name": "Neu", "phone": "+41446680000",
                                            "country": "CH"})["record_id"]  # fmt: skip
    store.db.commit()
    page.go_to(made)
    qtbot.waitUntil(lambda: page.talk.of is not None and page.talk.of.profile == made)
    assert page.talk.head.gone.isVisible() and page.talk.head.gone.text() == "Nicht auf der Liste"
    press(qtbot, page, "1")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert [outcome for outcome, _text in calls_of(store, made)] == ["reached"]
