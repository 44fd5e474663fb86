"""What is typed in at a customer, or about a new one, is kept once, not lost, and can be taken back."""

from dataclasses import replace

import cafe_shop
import pytest
from cafe_shop import number, open_whole, stand_on
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kmu_crm.decisions import journal
from kmu_crm.desk import deciding, entry
from kmu_crm.ui.undoing import Undos
from tests.taking_back import take_back


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def names(page) -> list[str]:
    return [page.list.model.line(row).display_name for row in range(page.list.model.rowCount())]


def focus(page) -> QWidget | None:
    return page.window().focusWidget()


def test_a_note_is_kept_in_the_timeline(qtbot, page):
    page.window().commands.run("customers.note")
    form = page.panel.head.form
    assert focus(page) is form.text
    qtbot.keyClicks(form.text, "Fragt nach Wartung")
    with qtbot.waitSignal(page.session.changed):
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said = page.panel.latest.list.entries
    qtbot.waitUntil(
        lambda: any("Fragt nach Wartung" in str(said.index(row, 0).data()) for row in range(said.rowCount()))
    )


def test_a_kept_note_can_be_taken_back_at_the_foot(qtbot, page):
    page.window().commands.run("customers.note")
    form = page.panel.head.form
    form.text.setPlainText("Fragt nach Wartung")
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.session.changed):
        page.window().undo_last()
    assert page.session.db.execute("SELECT count(*) FROM fact WHERE kind = 'note' AND current = 1").fetchone() == (0,)


def test_a_new_customer_is_typed_in_place(qtbot, page):
    page.window().commands.run("customers.new")
    form = page.form
    assert focus(page) is form.rows["company"].field
    form.rows["email"].field.setText("kaputt@")
    qtbot.keyClick(form.rows["email"].field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.rows["email"].field.property("invalid") is True)
    form.rows["email"].field.setText("neu@laden.example")
    form.rows["company"].field.setText("Neuer Laden GmbH")
    form.save.click()
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.name == "Neuer Laden GmbH")
    assert page.places.currentWidget() is page.whole


def test_who_a_new_customer_may_already_be_is_shown_while_one_types_and_opens(qtbot, page):
    known = page.list.model.line(0)
    page.window().commands.run("customers.new")
    form = page.form
    form.rows["company"].field.setText("Laden, den es nicht gibt")
    assert not form.alike.isVisible()
    mail = page.session.db.execute("SELECT email FROM profile WHERE id = ?", (known.id,)).fetchone()[0]
    form.rows["email"].field.setText(mail)
    qtbot.waitUntil(lambda: form.alike.isVisible() and bool(form.alike.buttons))
    form.alike.buttons[0].click()
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.number == known.id)
    assert form.typed()["email"] == mail


def test_a_new_customer_is_added_once_however_often_one_presses(qtbot, page):
    before = len(names(page))
    page.window().commands.run("customers.new")
    form = page.form
    form.rows["company"].field.setText("Neuer Laden GmbH")
    form.save.click()
    assert not form.save.isEnabled() and form.save.text() == "Wird angelegt …"
    form.save.click()
    qtbot.keyClick(form.rows["company"].field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.name == "Neuer Laden GmbH")
    qtbot.waitUntil(lambda: not page.session.is_busy() and len(names(page)) > before)
    assert page.session.db.execute("SELECT count(*) FROM profile").fetchone() == (before + 1,) == (len(names(page)),)
    page.open_form()
    assert form.save.isEnabled() and form.save.text() == "Kunden anlegen"


def test_a_note_is_kept_once_and_its_form_says_so(qtbot, page):
    page.open_note()
    form = page.panel.head.form
    form.text.setPlainText("Fragt nach Wartung")
    form.save.click()
    assert not form.save.isEnabled() and form.save.text() == "Wird gesichert …" and form.isVisible()
    form.save.click()
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not form.isVisible() and not page.session.is_busy())
    (count,) = page.session.db.execute("SELECT count(*) FROM fact WHERE kind = 'note'").fetchone()
    assert count == 1
    page.open_note()
    assert form.save.isEnabled() and form.text.toPlainText() == ""


def test_a_note_that_cannot_be_kept_stays_in_its_form(qtbot, page):
    page.open_note()
    form = page.panel.head.form
    form.text.setPlainText("Fragt nach Wartung")
    page.panel.head._of = replace(page.panel.of, number=99_999)  # gone meanwhile
    form.save.click()
    qtbot.waitUntil(form.save.isEnabled)
    assert form.isVisible() and form.text.toPlainText() == "Fragt nach Wartung"
    assert form.save.text() == "Notiz sichern"


def test_ctrl_z_takes_back_step_by_step_what_was_done_at_customers(qtbot, page):
    window, session = page.window(), page.session

    def standing() -> list[str]:
        return [one.kind for one in journal.standing(session.db)]

    for name in ("Hotel Bergblick", "Café Morgenrot"):
        page.list.model.set_checked([number(page, name)])
        with qtbot.waitSignal(session.undoable):
            page.list.ticked._tag("Messe")
    window.undo_bar.hide()  # its eight seconds are over
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: standing() == ["tag"])
    qtbot.waitUntil(lambda: window.undo_bar.text() == "Zurückgenommen: Schlagwort „Messe“ an 1 Kunden vergeben")
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: standing() == [])


def test_what_was_taken_back_comes_back_by_the_bar_or_the_keys_and_the_menu_says_what_is_next(qtbot, page):
    window, session = page.window(), page.session
    said = "Schlagwort „Messe“ an 1 Kunden vergeben"

    def tags() -> int:
        return len(journal.standing(session.db, ("tag",)))

    def entries() -> list[str]:
        return [window.commands.action(f"edit.{one}").text() for one in ("undo", "redo")]

    page.list.model.set_checked([number(page, "Hotel Bergblick")])
    with qtbot.waitSignal(session.undoable):
        page.list.ticked._tag("Messe")
    for way in ("bar", Qt.Key.Key_Y, Qt.Key.Key_Z):
        qtbot.waitUntil(lambda: entries() == [f"Rückgängig: {said}", "Wiederholen"])
        window.commands.run("edit.undo")
        qtbot.waitUntil(lambda: window.undo_bar.text() == f"Zurückgenommen: {said}")
        assert tags() == 0 and entries() == ["Rückgängig", f"Wiederholen: {said}"]
        if way == "bar":
            window.undo_bar.button.click()
        else:
            shift = Qt.KeyboardModifier.ShiftModifier if way == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier
            page.list.table.setFocus()
            qtbot.keyClick(page.list.table, way, Qt.KeyboardModifier.ControlModifier | shift)
        qtbot.waitUntil(lambda: window.undo_bar.text() == f"Wieder da: {said}")
        assert tags() == 1
    window.redo_last()
    qtbot.waitUntil(lambda: window.undo_bar.text() == "Nichts zu wiederholen")


def test_what_was_done_before_the_program_was_closed_is_undone_too(qtbot, page):
    window, session = page.window(), page.session
    with qtbot.waitSignal(session.undoable):
        session.record(
            "Notiz von gestern", lambda db, _p: entry.tag(db, number(page, "Hotel Bergblick"), "Messe", "Eva")
        )
    window._remains.undos = window.undos = Undos(lambda: session)  # as a program that was started anew
    window.commands.run("edit.undo")
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: window.undo_bar.text() == "Zurückgenommen: Notiz von gestern")
    assert journal.standing(session.db) == []


def test_a_customer_of_whom_more_was_noted_is_not_undone_and_it_is_said_why(qtbot, page, monkeypatch):
    window, session = page.window(), page.session
    told = []
    monkeypatch.setattr(session, "show_error", told.append)
    with qtbot.waitSignal(session.undoable):
        session.record("Neuer Kunde: Ole Neu", lambda db, _p: entry.new(db, "customer", {"full_name": "Ole Neu"}))
    (ole,) = session.db.execute("SELECT id FROM profile WHERE display_name = 'Ole Neu'").fetchone()
    with qtbot.waitSignal(session.changed):
        session.run(lambda db, _p: entry.tag(db, ole, "Messe", "Eva"))
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: bool(told))
    assert "„Neuer Kunde: Ole Neu“ lässt sich nicht rückgängig machen" in str(told[0])
    assert window.undos.last().text == "Neuer Kunde: Ole Neu"


def test_what_the_bar_took_back_is_not_taken_back_again(qtbot, page):
    page.list.model.set_checked([number(page, "Hotel Bergblick")])
    with qtbot.waitSignal(page.session.undoable):
        page.list.ticked._tag("Messe")
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: journal.standing(page.session.db) == [])
    page.window().commands.run("edit.undo")
    assert page.window().undo_bar.text() == "Nichts mehr zurückzunehmen"


def test_a_split_is_taken_back_with_ctrl_z_wherever_it_was_not_before(qtbot, page):
    of = page.panel.of
    values = {"company": "Hotel Bergblick", "email": "info@bergblick.example", "street": "Talweg 9", "postcode": "82467",
              "city": "Garmisch"}  # fmt: skip
    with qtbot.waitSignal(page.session.changed):
        page.session.run(lambda db, _p: entry.new(db, "customer", values))
    page.open_whole(of.number)
    qtbot.waitUntil(lambda: page.whole.of is not None and "kmu_crm" in page.whole.of.row["systems"])
    count = len(page.whole.of.words)
    origin = page.whole.origin
    for again in (False, True):
        origin.choose_records()
        origin.boxes[max(origin.boxes)].setChecked(True)
        with qtbot.waitSignal(page.session.undoable):
            origin.split()
        (made,) = deciding.last(page.session.db)
        assert made.text.startswith("Getrennt: Hotel Bergblick")
        if again:  # elsewhere, such as in the list of decisions made lately
            with qtbot.waitSignal(page.session.changed):
                page.session.run(lambda db, _p, number=made.id: take_back(db, number, "Eva"))
        page.window().commands.run("edit.undo")
        qtbot.waitUntil(lambda: journal.standing(page.session.db) == [] and not page.session.is_busy())
        qtbot.waitUntil(lambda: len(page.whole.of.words) == count)
    assert page.window().undo_bar.text() == "Nichts mehr zurückzunehmen"


def test_a_half_written_note_is_there_again_with_its_customer(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.open_note()
    form = page.panel.head.form
    qtbot.keyClicks(form.text, "Fragt nach")
    stand_on(qtbot, page, "Uwe Özdemir")
    assert not form.isVisible() and form.text.toPlainText() == ""
    stand_on(qtbot, page, "Café Morgenrot")
    assert form.isVisible() and form.text.toPlainText() == "Fragt nach"
    qtbot.keyClick(form.text, Qt.Key.Key_Escape)
    assert not form.isVisible()
    page.open_note()
    assert form.text.toPlainText() == "Fragt nach"
    open_whole(qtbot, page, "Café Morgenrot")
    large = page.whole.head.form
    assert large.isVisible() and large.text.toPlainText() == "Fragt nach"
    qtbot.keyClick(page.whole, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.whole.of.name == "Uwe Özdemir")
    assert not large.isVisible()
    qtbot.keyClick(page.whole, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.whole.of.name == "Café Morgenrot")
    large.save.click()
    qtbot.waitUntil(lambda: not large.isVisible())
    page.leave_whole()
    qtbot.waitUntil(lambda: not form.isVisible() and form.text.toPlainText() == "")


def test_a_note_left_on_purpose_is_gone(qtbot, page):
    page.open_note()
    form = page.panel.head.form
    qtbot.keyClicks(form.text, "Fragt nach")
    form.leave.click()
    page.open_note()
    assert form.text.toPlainText() == ""


def test_a_note_being_kept_leaves_the_form_of_the_next_customer_alone(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    form = page.panel.head.form
    page.open_note()
    form.text.setPlainText("Erste")
    form.save.click()
    stand_on(qtbot, page, "Uwe Özdemir")
    page.open_note()
    qtbot.keyClicks(form.text, "Zweite")
    assert form.save.isEnabled() and form.save.text() == "Notiz sichern"
    qtbot.waitUntil(lambda: not page.session.is_busy())
    qtbot.wait(50)
    assert form.isVisible() and form.text.toPlainText() == "Zweite"


def test_master_data_half_typed_are_there_again_with_their_customer(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    master = page.whole.master
    master.edit()
    master.fields["city"].field.setText("Halle")
    page._step(1)
    qtbot.waitUntil(lambda: page.whole.of.name == "Uwe Özdemir")
    assert master.fields == {}
    page._step(-1)
    qtbot.waitUntil(lambda: page.whole.of.name == "Café Morgenrot")
    assert master.fields["city"].field.text() == "Halle" and focus(page) is page.whole
    qtbot.keyClick(page.whole, Qt.Key.Key_Escape)
    assert master.fields == {}
    page.window().commands.run("edit.undo")
    qtbot.waitUntil(lambda: "city" in master.fields)
    assert master.fields["city"].field.text() == "Halle"
    with qtbot.waitSignal(page.session.undoable):
        master._keep()
    page._step(1)
    qtbot.waitUntil(lambda: page.whole.of.name == "Uwe Özdemir")
    page._step(-1)
    qtbot.waitUntil(lambda: page.whole.of.name == "Café Morgenrot")
    assert master.fields == {}


def test_the_bar_shows_a_new_name_without_marks_that_turn_it(qtbot, page):
    page.open_form()
    page.form.rows["company"].field.setText("Laden\u202e Nord\u0007 GmbH")
    with qtbot.waitSignal(page.session.undoable):
        page.form.save.click()
    assert page.window().undo_bar.text() == "Neuer Kunde: Laden Nord GmbH"
    page.session.undoable.emit("Segment\u202e weg", lambda _session: None)
    assert page.window().undo_bar.text() == "Segment weg" == page.window().undos.last().text


def test_a_new_customer_left_with_esc_is_there_again(qtbot, page):
    page.open_form()
    page.form.rows["company"].field.setText("Neuer Laden GmbH")
    qtbot.keyClick(page.form, Qt.Key.Key_Escape)
    page.open_form()
    assert page.form.rows["company"].field.text() == "Neuer Laden GmbH"
    page.form.leave.click()
    page.open_form()
    assert page.form.rows["company"].field.text() == ""


def test_master_data_are_kept_once_however_often_one_presses(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    master = page.whole.master
    master.edit()
    master.fields["city"].field.setText("Halle")
    with page.session._writing:  # a large file takes its time
        master.keep.click()
        assert not master.keep.isEnabled() and master.keep.text() == "Wird gesichert …"
        master.keep.click()
        qtbot.keyClick(master.fields["city"].field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not master.fields and not page.session.is_busy())
    assert len(journal.standing(page.session.db)) == 1
    page.window().commands.run("edit.undo")
    qtbot.waitUntil(lambda: page.whole.of.row["city"] == "Leipzig")


def test_the_form_of_the_next_customer_stays_when_the_one_before_is_kept(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    master = page.whole.master
    master.edit()
    master.fields["city"].field.setText("Halle")
    with page.session._writing:
        master.keep.click()
        page._step(1)
        qtbot.waitUntil(lambda: page.whole.of.name == "Uwe Özdemir")
        master.edit()
        master.fields["company"].field.setText("Özdemir Obst")
        assert master.keep.isEnabled()
    qtbot.waitUntil(lambda: not page.session.is_busy())
    qtbot.wait(50)
    assert master.fields["company"].field.text() == "Özdemir Obst"
    page._step(-1)
    qtbot.waitUntil(lambda: page.whole.of.name == "Café Morgenrot" and page.whole.of.row["city"] == "Halle")
    assert master.fields == {}
