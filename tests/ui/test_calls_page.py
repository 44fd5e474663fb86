"""An afternoon of calls without the mouse: whom to call, what came of it, and on to the next."""

import re
from collections.abc import Iterator
from pathlib import Path

import calls_shop
import pytest
from calls_shop import BLOCKED, DAY, NAMES, calls_of, name, press, save
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from kmu_crm.consent import ledger, suppression
from kmu_crm.consent.statements import Statement
from kmu_crm.decisions import tasks
from kmu_crm.desk import calling, entry, permitting
from kmu_crm.desk.permitting import Address
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store
from kmu_crm.ui import asking
from kmu_crm.ui.pages.calls.outcome import Typed
from kmu_crm.ui.pages.calls.page import CallsPage


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return calls_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store: Store) -> Iterator[CallsPage]:
    with calls_shop.page(qtbot, store) as shown:
        yield shown


def test_the_list_says_whom_to_call_and_why_and_keeps_the_blocked_in_sight(page):
    told = {one.name: one for one in page.queue.calls}
    assert set(told) == {*NAMES, BLOCKED}
    assert told["Anna Muster"].reason == "Angebot für Anna" and told["Anna Muster"].allowed
    assert not told[BLOCKED].allowed and told[BLOCKED].phone == ""
    who = next(column for column in page.queue.list.model().columns if column.name == "who")
    assert (who.value(told[BLOCKED]).note_icon, who.value(told[BLOCKED]).note_ink) == ("phone-off", "danger")
    assert page.queue._done.text() == "0 von 6 erledigt" and page.queue._blocked.text() == "1 gesperrt"


def test_all_calls_are_kept_without_the_mouse_and_each_leads_to_the_next(qtbot, page, store):
    met = []
    for place in range(len(NAMES)):
        met.append((page.current, str(place % 5 + 1)))
        press(qtbot, page, str(place % 5 + 1), "n")
        press(qtbot, page, f"Talk {place}")
        save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert len({profile for profile, _key in met}) == len(NAMES)
    codes = ("reached", "not_reached", "call_back", "ordered", "no_interest")
    for place, (profile, key) in enumerate(met):
        assert calls_of(store, profile) == [(codes[int(key) - 1], f"Talk {place}")]
    qtbot.waitUntil(lambda: page.queue._done.text() == "6 von 6 erledigt")


def test_a_follow_up_is_a_task_on_its_day_and_the_one_of_today_is_done(qtbot, page, store):
    who = page.current
    press(qtbot, page, "1", "w")
    press(qtbot, page, "28.11.2025")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    records = [
        record for (record,) in store.db.execute("SELECT record_id FROM membership WHERE profile_id = ?", (who,))
    ]
    assert [(one.text, one.due) for one in tasks.due(store.db, tasks.ALWAYS, records)] == [
        (f"Angebot für {queries.profile(store.db, who)['given_name']}", "2025-11-28")
    ]


def test_a_day_that_is_none_is_told_and_nothing_is_kept(qtbot, page, store):
    who = page.current
    press(qtbot, page, "1", "w")
    press(qtbot, page, "irgendwann")
    save(qtbot, page)
    assert page.outcome.problem.text() and page.current == who and calls_of(store, who) == []


def test_without_an_outcome_nothing_is_kept(qtbot, page, store):
    who = page.current
    save(qtbot, page)
    assert page.outcome.problem.text() == "Erst ein Ergebnis wählen, 1 bis 6." and page.current == who


def test_no_more_calls_bars_the_number_at_once(qtbot, page, store):
    who = page.current
    press(qtbot, page, "6")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    number = str(queries.profile(store.db, who)["phone"])
    assert ledger.history(store.db, [number])[0].state == "withdrawn"


@pytest.mark.parametrize("way", ["the button of the bar", "the command"])
def test_who_takes_back_no_more_calls_is_told_that_the_objection_stays(qtbot, page, store, way):
    name = queries.profile(store.db, page.current)["display_name"]
    press(qtbot, page, "6")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    bar = page.window().undo_bar
    assert bar.text() == f"Nicht mehr anrufen: {name}"
    if way == "the command":
        page.window().undo_last()
    else:
        bar.button.click()
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert bar.isVisible() and bar.text() == f"Zurückgenommen, der Widerspruch bleibt: Nicht mehr anrufen: {name}"


def test_an_outcome_is_taken_back_with_its_tasks(qtbot, page, store):
    who, before = page.current, [one.id for one in tasks.due(store.db, DAY)]
    press(qtbot, page, "4")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert len(tasks.due(store.db, DAY)) == len(before) - 1
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert calls_of(store, who) == [] and [one.id for one in tasks.due(store.db, DAY)] == before


def test_what_is_typed_waits_with_the_customer_it_is_about(qtbot, page):
    who = page.current
    press(qtbot, page, "2", "n")
    press(qtbot, page, "spaeter")
    press(qtbot, page, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert page.current != who and page.outcome.typed() == Typed()
    press(qtbot, page, Qt.Key.Key_Up)
    assert page.current == who and page.outcome.typed() == Typed("not_reached", "spaeter")


def test_who_said_no_cannot_be_dialled(qtbot, page, monkeypatch):
    dialled = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: dialled.append(url.toString()))
    page.choose(next(one.profile for one in page.queue.calls if not one.allowed))
    qtbot.waitUntil(lambda: page.talk.of is not None and page.talk.of.name == BLOCKED)
    assert not page.talk.call.isEnabled()
    page.call()
    assert dialled == []
    page.choose(page.queue.next_open(None))
    qtbot.waitUntil(lambda: page.talk.of is not None and page.talk.of.name != BLOCKED)
    page.call()
    assert dialled == [f"tel:{page.talk.of.phone}"]


@pytest.mark.parametrize("way", ["no", "block", "words", "other number"])
def test_what_was_said_since_the_sheet_was_shown_holds_when_one_dials(qtbot, page, store, monkeypatch, way):
    dialled = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: dialled.append(url.toString()))
    db, number = store.db, page.talk.of.phone
    if way == "no":
        ledger.note(db, Statement(number, "phone", "withdrawn", at="2025-11-20"), "Lena")
    elif way == "block":
        suppression.suppress(db, number, "am Telefon", "Lena")
    elif way == "words":
        db.execute("UPDATE consent_event SET noted_at = '2025-01-02T08:00:00Z'")
        entry.new(db, "note", {"profile": str(page.current), "text": "Möchte keine Anrufe mehr, hat er gesagt"})
    else:
        ledger.note(db, Statement("0171 9876001", "phone", "given", "advertising", "form", "7", "2025-11-20"), "Lena")
        entry.correct(db, page.current, "phone", "0171 9876001", "Lena")
    page.call()
    assert dialled == [] and page.talk.call.isEnabled() == (way == "other number")
    told = {"words": "Vielleicht ein Nein: ansehen", "block": "Steht auf der Sperrliste"}.get(way, "")
    assert told in page.talk.head.may.text()


def test_a_list_made_by_hand_holds_whom_one_chose(qtbot, page):
    chosen = [one.profile for one in page.queue.calls[:2]]
    page.go_to(("customers", chosen))
    qtbot.waitUntil(lambda: [one.profile for one in page.queue.calls] == chosen)
    assert page.queue._title.text() == "Von Hand gewählt"


@pytest.mark.parametrize("sheets", [False, True])
def test_the_list_is_saved_as_a_pdf_with_or_without_the_sheets(qtbot, page, tmp_path, monkeypatch, sheets):
    file = tmp_path / "liste.pdf"
    monkeypatch.setattr(asking, "file_to_write", lambda *_asked: file)
    page.queue.save_wanted.emit(sheets)
    qtbot.waitUntil(lambda: page.window().undo_bar.text() == "Gespeichert: liste.pdf", timeout=60_000)
    written = file.read_bytes()
    assert written.startswith(b"%PDF") and len(re.findall(rb"/Type /Page\b", written)) == (
        1 + len(NAMES) if sheets else 1
    )


def test_enter_at_the_follow_up_keeps_the_call_and_stays_in_calls(qtbot, page, store):
    who = page.current
    press(qtbot, page, "1", "w")
    press(qtbot, page, "28.11.2025", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert calls_of(store, who) == [("reached", None)]
    assert page.window().current_page() is page and page.current != who


def test_enter_at_a_day_that_is_none_stays_in_calls(qtbot, page):
    who = page.current
    press(qtbot, page, "1", "w")
    press(qtbot, page, "irgendwann", Qt.Key.Key_Return)
    assert page.window().current_page() is page and page.current == who and page.outcome.problem.text()


def test_enter_after_the_reason_of_a_call_notes_it_and_stays_in_calls(qtbot, page):
    told = []
    field = page.talk.head.reason
    field.ask("Warum?", "Notieren", told.append)
    press(qtbot, page, Qt.Key.Key_Return)
    assert told == [] and page.window().current_page() is page
    press(qtbot, page, "Auftraege", Qt.Key.Key_Return)
    assert told == ["Auftraege"] and page.window().current_page() is page


@pytest.mark.parametrize("other", ["1", "6", "3"])
def test_the_day_that_call_back_filled_in_goes_with_it(qtbot, page, other):
    press(qtbot, page, "3")
    assert page.outcome.typed().follow_up == "25.11.2025"
    press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_Up, other)
    assert page.outcome.typed().follow_up == ""
    press(qtbot, page, "3")
    assert page.outcome.typed().follow_up == "25.11.2025"


def test_a_day_changed_by_hand_stays_with_another_outcome(qtbot, page):
    press(qtbot, page, "3", "w", Qt.Key.Key_Backspace)
    press(qtbot, page, "5", Qt.Key.Key_Escape, "1")
    assert page.outcome.typed() == Typed("reached", "", "25.11.2025")


def leave_the_list(qtbot, page: CallsPage, store: Store, *, but: bool = False) -> int:
    """What the current customer was to be called for is done elsewhere; `but`: so are all the others."""
    who, name_ = page.current, name(page)
    for task in tasks.due(store.db, DAY):
        if but or task.text.endswith(name_.split()[0]):
            tasks.finish(store.db, task, "test")
    store.db.commit()
    page.refresh()
    qtbot.waitUntil(lambda: page.queue.place_of(who) is None)
    return who


@pytest.mark.parametrize("but", [False, True])
def test_whoever_one_writes_about_stays_in_front_when_their_line_goes(qtbot, page, store, but):
    press(qtbot, page, "1", "n")
    press(qtbot, page, "Will Muster")
    who = leave_the_list(qtbot, page, store, but=but)
    assert page.current == who and page.outcome.typed() == Typed("reached", "Will Muster")
    assert page.outcome.note.hasFocus() and page.work.isVisible() and page.talk.head.gone.isVisible()
    press(qtbot, page, "!")
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert calls_of(store, who) == [("reached", "Will Muster!")]
    qtbot.waitUntil(lambda: page.queue.place_of(who) is not None)
    assert not page.talk.head.gone.isVisible()


def test_whoever_left_the_list_is_left_with_an_arrow_and_the_draft_is_kept(qtbot, page, store):
    press(qtbot, page, "1", "n")
    press(qtbot, page, "Will Muster")
    who = leave_the_list(qtbot, page, store)
    press(qtbot, page, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert page.current != who and page.drafts[who] == Typed("reached", "Will Muster")
    assert page.outcome.typed() == Typed() and not page.talk.head.gone.isVisible()
    page.go_to(who)
    assert page.outcome.typed() == Typed("reached", "Will Muster")


@pytest.mark.parametrize(("key", "kept"), [("1", False), ("6", True)])
def test_of_whoever_left_the_list_and_must_not_be_called_only_that_they_say_so_is_kept(qtbot, page, store, key, kept):
    press(qtbot, page, key, "n")
    press(qtbot, page, "Will Muster")
    permitting.refuse(
        store.db, Address("phone", str(queries.profile(store.db, page.current)["phone"]), ""), "Brief", "", "test"
    )
    who = leave_the_list(qtbot, page, store)
    qtbot.waitUntil(lambda: page.talk.of is not None and not page.talk.of.allowed)
    save(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    assert bool(calls_of(store, who)) is kept
    if not kept:
        assert page.current == who and page.outcome.typed().note == "Will Muster"
        assert page.outcome.problem.text() == page.talk.of.allowed_why


def test_the_day_is_done_when_the_last_line_goes_and_nothing_is_typed(qtbot, page, store):
    leave_the_list(qtbot, page, store, but=True)
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.current is None


@pytest.mark.parametrize("since", ["", "Neues"])
def test_what_could_not_be_saved_of_the_last_call_is_back_in_the_card(qtbot, page, store, monkeypatch, since):
    only = page.current
    page.go_to(("customers", [only]))
    qtbot.waitUntil(lambda: [one.profile for one in page.queue.calls] == [only])

    def broken(*_asked: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(calling, "finish", broken)
    monkeypatch.setattr(page.session, "show_error", lambda _error: None)
    press(qtbot, page, "1", "n")
    press(qtbot, page, "Will Muster")
    save(qtbot, page)
    page.outcome.note.setPlainText(since)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    told = Typed("reached", "\n".join(filter(None, ("Will Muster", since))))
    assert page.current == only and page.outcome.typed() == told
    page.setFocus()
    press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert page.outcome.typed() == told
    qtbot.wait(300)
    assert page.outcome.typed() == told and not page.queue.line_of(only).done
