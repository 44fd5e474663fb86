"""Who stands on the list of calls twice, or not at all, is kept like all others."""

from collections.abc import Iterator
from pathlib import Path

import calls_shop
import pytest
from calls_shop import NAMES, calls_of, press, save
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kmu_crm.desk import deciding, entry
from kmu_crm.desk.deciding import Wish
from kmu_crm.identity.verdicts import profile_of
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


def test_a_follow_up_is_also_read_in_words_and_never_before_today(qtbot, page, store):
    press(qtbot, page, "2", "w")
    press(qtbot, page, "01.01.1990", Qt.Key.Key_Return)
    assert page.outcome.problem.text().startswith("Dieser Tag ist vorbei") and page.outcome.follow_up.hasFocus()
    who = page.current
    press(qtbot, page, "morgen", Qt.Key.Key_Return)  # what stood there was selected
    qtbot.waitUntil(lambda: page.current != who and not page.session.is_busy())
    (what,) = store.db.execute(
        "SELECT what ->> '$.due' FROM decision WHERE kind = 'task' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert what == "2025-11-25"


def test_a_link_to_nobody_says_so(qtbot, page):
    page.go_to(4711)
    qtbot.waitUntil(lambda: "4.711" in said(page))
    assert page.current == page.queue.calls[0].profile


def test_a_link_to_whoever_was_merged_leads_to_the_one_they_are_now(qtbot, page, store):
    one, other = page.queue.calls[0].profile, page.queue.calls[1].profile
    deciding.carry_out(store.db, [Wish(one, other, one=True)], "Lena")
    store.db.commit()
    gone, kept = (other, one) if profile_of(store.db, other) == one else (one, other)
    page.go_to(gone)
    qtbot.waitUntil(lambda: page.current == kept)
    assert "ist jetzt ein Kunde mit" in said(page)


def said(page) -> str:
    return " ".join(one.text() for one in page.window().undo_bar.findChildren(QLabel))
