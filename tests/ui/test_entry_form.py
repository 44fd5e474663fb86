"""One form for all that is noted of a customer, and what then stands on their page: to be done, taken off and opened."""

import cafe_shop
import pytest
from cafe_shop import open_whole, stand_on
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from kmu_crm import settings
from kmu_crm.decisions import journal
from kmu_crm.desk import entry, noted
from kmu_crm.ui.pages.customers import masterdata


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def form(page):
    return (page.whole if page.places.currentWidget() is page.whole else page.panel).head.form


def keep(qtbot, page, kind, **lines):
    page.open_note(kind)
    for name, text in lines.items():
        if name == "text":
            form(page).text.setPlainText(text)
        else:
            form(page).lines[name].setText(text)
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(form(page).text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_call_is_noted_with_time_outcome_minutes_and_follow_up(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    keep(
        qtbot,
        page,
        "call",
        text="Rückruf",
        day="19.11.2025",
        time="14:30",
        outcome="erreicht",
        minutes="6",
        follow_up="26.11.2025",
    )
    row = page.session.db.execute(
        "SELECT at, outcome, minutes, author FROM fact WHERE kind = 'call' AND text = 'Rückruf'"
    ).fetchone()
    assert tuple(row) == ("2025-11-19T14:30:00", "reached", 6, page.session.author)
    assert [one.what["due"] for one in journal.standing(page.session.db, ("task",))] == ["2025-11-26"]
    assert page.window().undo_bar.text() == "Anruf notiert: Café Morgenrot"
    qtbot.waitUntil(lambda: not form(page).isVisible())


@pytest.mark.parametrize("kind", ["note", "email", "appointment", "visit", "complaint"])
def test_every_kind_of_contact_is_noted_in_the_same_form(qtbot, page, kind):
    stand_on(qtbot, page, "Café Morgenrot")
    keep(qtbot, page, kind, text="Siebträger", day="03.06.2025", author="Lena")
    found = page.session.db.execute("SELECT kind, day, author FROM fact WHERE text = 'Siebträger'").fetchall()
    assert [tuple(one) for one in found] == [(kind, "2025-06-03", "Lena")]


def test_only_what_the_kind_asks_for_is_shown(qtbot, page):
    page.open_note("note")
    shown = form(page)

    def visible():
        return {name for name, line in shown.lines.items() if line.isVisible()}

    assert visible() == {"day", "author"}
    page.open_note("call")
    assert visible() == {"day", "time", "outcome", "minutes", "author", "follow_up"}
    page.open_note("interest")
    assert visible() == {"day", "origin"}
    page.open_note("link")
    assert visible() == {"path"} and shown.lines["path"].hasFocus()


def test_the_day_that_counts_where_none_is_typed_is_shown(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.open_note("complaint")
    day = form(page).lines["day"]
    assert day.placeholderText() == "24.11.2025"
    page.open_note("task")
    assert day.placeholderText() == "fällig am"
    with qtbot.waitSignal(page.session.changed):
        page.session.run(lambda db, _progress: settings.write(db, "figures.key_date", ""))
    stand_on(qtbot, page, "Uwe Özdemir")
    page.open_note("visit")
    assert day.placeholderText() == "heute"


def test_what_cannot_be_read_is_said_at_its_field_and_stays_typed(qtbot, page):
    page.open_note("call")
    shown = form(page)
    shown.text.setPlainText("Rückruf")
    shown.lines["day"].setText("neulich")
    shown.save.click()
    qtbot.waitUntil(lambda: shown.problem.text() != "")
    assert shown.lines["day"].property("invalid") is True and shown.text.toPlainText() == "Rückruf"
    shown.lines["day"].setText("")
    shown.lines["time"].setText("halb drei")
    shown.save.click()
    qtbot.waitUntil(lambda: shown.lines["time"].property("invalid") is True)
    assert page.session.db.execute("SELECT count(*) FROM fact WHERE text = 'Rückruf'").fetchone() == (0,)


def test_the_letters_open_the_form_at_a_customer_and_stay_letters_in_the_list(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    page.whole.setFocus()
    for key, kind in ((Qt.Key.Key_A, "call"), (Qt.Key.Key_R, "complaint"), (Qt.Key.Key_N, "note")):
        qtbot.keyClick(page.whole, key)
        qtbot.waitUntil(lambda kind=kind: form(page).isVisible() and form(page).kind.currentData() == kind)
        qtbot.keyClick(form(page).text, Qt.Key.Key_Escape)
        page.whole.setFocus()
    page.leave_whole()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_B)
    assert not form(page).isVisible()


def test_a_half_typed_call_waits_with_all_its_fields(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.open_note("call")
    form(page).lines["outcome"].setText("erreicht")
    stand_on(qtbot, page, "Uwe Özdemir")
    assert not form(page).isVisible()
    stand_on(qtbot, page, "Café Morgenrot")
    assert form(page).isVisible() and form(page).typed() == {"kind": "call", "outcome": "erreicht"}


def test_a_task_stands_among_what_is_open_until_it_is_done_and_comes_back_with_an_undo(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    keep(qtbot, page, "task", text="Wartung anbieten", day="31.12.2025")
    qtbot.waitUntil(lambda: len(page.panel.todo.done) == 1)
    with qtbot.waitSignal(page.session.undoable):
        page.panel.todo.done[0].click()
    qtbot.waitUntil(lambda: page.panel.todo.done == [])
    assert page.window().undo_bar.text() == "Erledigt: Wartung anbieten"
    page.window().undo_last()
    qtbot.waitUntil(lambda: len(page.panel.todo.done) == 1)


def test_interests_tell_their_origin_and_are_taken_off(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    keep(qtbot, page, "interest", text="Siebträger", origin="Messe", day="19.11.2025")
    card = page.whole.noted
    qtbot.waitUntil(lambda: len(card.removals) == 1)
    (one,) = noted.of(page.session.db, page.whole.of.number)
    assert (one.text, one.origin, one.day) == ("Siebträger", "Messe", "2025-11-19")
    with qtbot.waitSignal(page.session.undoable):
        card.removals[one.id].click()
    qtbot.waitUntil(lambda: card.removals == {})


def test_a_tag_is_given_and_taken_off_on_the_page(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    card = page.whole.noted
    had = set(card.chips)
    card.add_tag.click()
    card.naming.field.setText("Messe")
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(card.naming.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: set(card.chips) == had | {"Messe"})
    with qtbot.waitSignal(page.session.undoable):
        card.chips["Messe"].removed.emit()
    qtbot.waitUntil(lambda: set(card.chips) == had)
    page.window().undo_last()
    qtbot.waitUntil(lambda: set(card.chips) == had | {"Messe"})


def test_an_attachment_is_opened_by_a_click_alone_and_a_dead_one_says_so(qtbot, page, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    letter, program = tmp_path / "Angebot 12.pdf", tmp_path / "Angebot.pdf.exe"
    for file in (letter, program):
        file.write_bytes(b"x")
    open_whole(qtbot, page, "Café Morgenrot")
    card = page.whole.noted
    for n, file in enumerate((letter, program, tmp_path / "weg.pdf"), start=1):
        keep(qtbot, page, "link", path=str(file))
        qtbot.waitUntil(lambda n=n: len(card.links) == n)
    assert opened == []
    first, second, third = card.links.values()
    first.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    second.click()
    qtbot.waitUntil(lambda: len(opened) == 2)
    third.click()
    qtbot.waitUntil(lambda: page.window().undo_bar.text().endswith("weg.pdf ist nicht mehr da"))
    assert opened == [str(letter), str(tmp_path)]  # what a system would run is only shown where it lies


def test_a_value_tells_what_it_was_before_and_may_be_it_again(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    number, master = page.whole.of.number, page.whole.master
    city = page.whole.of.row["city"]
    with qtbot.waitSignal(page.session.changed):
        page.session.run(lambda db, _p: entry.correct(db, number, "city", "Halle", "Lena"))
    qtbot.waitUntil(lambda: "street" in master.histories)
    (before,) = master.histories["street"].menu().actions()
    assert before.text().startswith(f"Ort: war „{city}“ bis ") and "aus " in before.text() and "Zeile" in before.text()
    with qtbot.waitSignal(page.session.undoable):
        before.trigger()
    qtbot.waitUntil(lambda: page.whole.of.row["city"] == city)
    told = [
        masterdata.former_text("city", one, "city") for one in page.whole.of.history["city"] if one.author == "Lena"
    ]
    assert len(told) == 1 and told[0].startswith("war „Halle“ bis ") and told[0].endswith("von Lena")
