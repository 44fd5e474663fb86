"""Keys are quicker than a page: what is done before the customer is there is for that one, and never for who was there before."""

import cafe_shop
import pytest
from cafe_shop import number, stand_on
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement

CAFE, HOTEL = "Café Morgenrot", "Hotel Bergblick"


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


@pytest.fixture
def dialled(monkeypatch):
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


def phone(page, name: str) -> str:
    found = page.session.store.db.execute("SELECT phone FROM profile WHERE display_name = ?", (name,)).fetchone()
    return str(found[0])


def allow(page, name: str) -> None:
    said = Statement(phone(page, name), "phone", "given", "advertising", "form", "Ordner 3", "2025-10-02")
    ledger.note(page.session.store.db, said, "Lena")


def run(page, command: str) -> None:
    page.window().commands.run(f"customers.{command}")


def is_there(page, name: str):
    return lambda: page.whole.of is not None and page.whole.of.number == number(page, name)


def test_nobody_is_seen_on_the_whole_page_before_who_was_opened(qtbot, page):
    page.open_whole(number(page, CAFE))
    assert page.whole.isVisible() and not page.whole.head.isVisible()
    qtbot.waitUntil(is_there(page, CAFE))
    assert page.whole.head.isVisible() and page.whole.head.name.text() == CAFE
    page.leave_whole()
    page.open_whole(number(page, HOTEL))
    assert not page.whole.head.isVisible()
    qtbot.waitUntil(is_there(page, HOTEL))
    assert page.whole.head.name.text() == HOTEL


def test_a_note_that_is_begun_at_once_is_for_who_was_opened(qtbot, page):
    page.open_whole(number(page, CAFE))
    qtbot.waitUntil(is_there(page, CAFE))
    page.leave_whole()
    page.open_whole(number(page, HOTEL))
    run(page, "note")
    qtbot.waitUntil(is_there(page, HOTEL))
    form = page.whole.head.form
    assert form.isVisible()
    form.text.setPlainText("will Angebot")
    with qtbot.waitSignal(page.session.changed):
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    notes = page.session.store.db.execute(
        "SELECT record_id FROM fact WHERE kind = 'note' AND text = 'will Angebot'"
    ).fetchall()
    assert len(notes) == 1
    (holder,) = page.session.store.db.execute(
        "SELECT profile_id FROM membership WHERE record_id = ?", notes[0]
    ).fetchone()
    assert holder == number(page, HOTEL)


def test_who_was_there_before_is_not_dialled(qtbot, page, dialled):
    allow(page, CAFE)
    page.open_whole(number(page, CAFE))
    qtbot.waitUntil(is_there(page, CAFE))
    page.leave_whole()
    page.open_whole(number(page, HOTEL))
    run(page, "call")
    qtbot.waitUntil(is_there(page, HOTEL))
    assert dialled == []  # nobody says that the hotel may be called
    page.leave_whole()
    page.open_whole(number(page, CAFE))
    run(page, "call")
    qtbot.waitUntil(lambda: dialled == [f"tel:{phone(page, CAFE)}"])


def test_beside_the_list_it_is_for_the_row_one_stands_on(qtbot, page, dialled):
    allow(page, CAFE)
    stand_on(qtbot, page, CAFE)
    page.list.choose(number(page, HOTEL))
    run(page, "call")
    qtbot.waitUntil(lambda: page.panel.of is not None and page.panel.of.number == number(page, HOTEL))
    assert dialled == []
    page.list.choose(number(page, CAFE))
    run(page, "call")
    qtbot.waitUntil(lambda: dialled == [f"tel:{phone(page, CAFE)}"])


def test_who_goes_back_before_anybody_came_stands_where_they_were(qtbot, page):
    stand_on(qtbot, page, CAFE)
    page.open_whole(number(page, HOTEL))
    page.leave_whole()
    qtbot.wait(300)
    assert page.splitter.isVisible() and page.list.table.current_id() == number(page, CAFE)
    assert page.panel.of.number == number(page, CAFE)
