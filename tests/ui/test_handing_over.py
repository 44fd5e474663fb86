"""Another language or customer file takes the window's place: what was typed or done there is not lost."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kmu_crm import i18n
from kmu_crm.desk import intake
from kmu_crm.profiles import queries
from kmu_crm.store import backup
from kmu_crm.store.store import Store
from kmu_crm.ui import menus, work
from kmu_crm.ui.main import Desk
from kmu_crm.ui.still_working import StillWorking

PEOPLE = (
    "Kundennummer;Vorname;Nachname;E-Mail;Ort\n"
    "1001;Anja;Seidel;anja@morgenrot.example;Leipzig\n1002;Uwe;Özdemir;uwe@post.example;Dresden\n"
)


@pytest.fixture
def desk(qtbot, tmp_path):
    """On a file with two customers; other files may be opened, too."""
    i18n.use("de")
    (tmp_path / "liste.csv").write_text(PEOPLE, encoding="utf-8")
    with Store(tmp_path / "kunden.kmucrm") as store:
        intake.take_in(store.db, [tmp_path / "liste.csv"])
    made = Desk(tmp_path / "kunden.kmucrm")
    made.window.show()
    qtbot.waitUntil(made.window.has_page)
    yield made
    made.leave()
    made.window.close()
    made.window.deleteLater()
    work.wait_all()
    i18n.use("de")


def at(qtbot, desk: Desk, name: str):
    """The customer on the whole page."""
    number = next(one for one in (1, 2) if queries.lines(desk.session.db, [one])[0].display_name == name)
    desk.window.go("customers", number)
    whole = desk.window.page("customers").whole
    qtbot.waitUntil(lambda: whole.of is not None and whole.of.name == name)
    return whole


def corrected(qtbot, desk: Desk, name: str, city: str) -> None:
    whole = at(qtbot, desk, name)
    whole.master.edit()
    whole.master.fields["city"].field.setText(city)
    with qtbot.waitSignal(desk.session.undoable):
        whole.master.keep.click()


def city(desk: Desk) -> str:
    whole = desk.window.page("customers").whole
    return whole.of.choices["city"].value


def resting(qtbot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.session.is_busy(), timeout=20_000)


def test_a_note_waits_in_the_window_of_another_language(qtbot, desk):
    at(qtbot, desk, "Anja Seidel").head.form.text.setPlainText("Ruft am Montag zurück")
    desk.speak("en")
    whole = at(qtbot, desk, "Anja Seidel")
    assert (whole.head.form.text.toPlainText(), whole.head.form.isVisible()) == (
        "Ruft am Montag zurück",
        True,
    )


def test_one_stays_at_the_customer_one_was_at(qtbot, desk):
    at(qtbot, desk, "Uwe Özdemir")
    desk.speak("en")
    qtbot.waitUntil(desk.window.has_page)
    assert desk.window.current_page() is desk.window.page("customers")
    whole = desk.window.current_page().whole
    qtbot.waitUntil(lambda: whole.of is not None and whole.of.name == "Uwe Özdemir")


def test_and_in_the_list_with_what_was_sought_there(qtbot, desk):
    desk.window.go("customers")
    desk.window.current_page().list.search.setText("Dresden")
    desk.speak("en")
    qtbot.waitUntil(desk.window.has_page)
    found = desk.window.current_page().list
    qtbot.waitUntil(lambda: found.listing is not None and list(found.listing.ids) == [2])


def test_so_does_it_where_the_page_was_not_opened_in_between(qtbot, desk):
    at(qtbot, desk, "Anja Seidel").head.form.text.setPlainText("Ruft am Montag zurück")
    desk.speak("en")
    desk.speak("de")
    assert at(qtbot, desk, "Anja Seidel").head.form.text.toPlainText() == "Ruft am Montag zurück"


def test_so_do_open_forms(qtbot, desk):
    whole = at(qtbot, desk, "Anja Seidel")
    whole.master.edit()
    whole.master.fields["city"].field.setText("Halle")
    page = desk.window.page("customers")
    page.form.kind.set_value("person")
    page.form.rows["given_name"].field.setText("Rosa")
    desk.speak("en")
    whole = at(qtbot, desk, "Anja Seidel")
    assert whole.master.fields["city"].field.text() == "Halle"
    page = desk.window.page("customers")
    page.open_form()
    assert (page.form.kind.value(), page.form.rows["given_name"].field.text()) == ("person", "Rosa")


def test_so_does_a_segment_that_is_being_built(qtbot, desk):
    desk.window.go("segments")
    page = desk.window.page("segments")
    qtbot.waitUntil(lambda: page.builder.rule() is not None)
    page.text.put("city is Halle")
    page.head.name.setText("Hallenser")
    desk.speak("en")
    desk.window.go("segments")
    page = desk.window.page("segments")
    qtbot.waitUntil(lambda: page.head.name.text() == "Hallenser")
    assert page.place() == 'city is "Halle"' or page.place() == "city is Halle"
    assert page.is_changed()


def test_so_do_the_answers_of_a_mailing_list(qtbot, desk):
    desk.window.go("mailing", "kind is person")
    desk.window.page("mailing").questions.channel.picked.emit("post")
    desk.speak("en")
    desk.window.go("mailing")
    answers = desk.window.page("mailing").questions.answers
    assert (answers.segment, answers.channel) == ("kind is person", "post")


def test_files_that_are_being_checked_stay_on_the_page_of_imports(qtbot, desk, tmp_path):
    more = tmp_path / "weitere.csv"
    more.write_text(PEOPLE.replace("Leipzig", "Halle"), encoding="utf-8")
    desk.window.go("importing", [more])
    tray = desk.window.page("importing").tray
    qtbot.waitUntil(lambda: tray.items[0].look is not None)
    tray.assign(tray.items[0], {"Ort": None})
    qtbot.waitUntil(lambda: tray.items[0].look is not None and tray.items[0].state == "ready", timeout=20_000)
    desk.speak("en")
    desk.window.go("importing")
    page = desk.window.page("importing")
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready", timeout=20_000)
    assert [item.path for item in page.tray.items] == [more]
    assert {one.header: one.field for one in page.tray.items[0].look.columns}["Ort"] is None


def test_so_does_what_the_last_delivery_brought(qtbot, desk, tmp_path):
    more = tmp_path / "weitere.csv"
    more.write_text(PEOPLE.replace("1001", "1003"), encoding="utf-8")
    desk.window.go("importing", [more])
    page = desk.window.page("importing")
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready", timeout=20_000)
    page.take_over()
    desk.window.language_chosen.emit("en")
    before = desk.window
    qtbot.waitUntil(lambda: desk.window is not before, timeout=60_000)
    desk.window.go("importing")
    page = desk.window.page("importing")
    assert (page.result.isHidden(), page.result.header.note.text()) == (False, "1 file taken over")


def test_what_was_done_can_be_taken_back_in_another_language(qtbot, desk):
    corrected(qtbot, desk, "Anja Seidel", "Halle")
    desk.speak("en")
    desk.window.undo_last()
    resting(qtbot, desk)
    at(qtbot, desk, "Anja Seidel")
    assert city(desk) == "Leipzig"


def test_it_belongs_to_its_customer_file(qtbot, desk, tmp_path):
    corrected(qtbot, desk, "Anja Seidel", "Halle")
    at(qtbot, desk, "Uwe Özdemir").head.form.text.setPlainText("Ruft zurück")
    desk.open_on(tmp_path / "zweite.kmucrm")
    desk.window.undo_last()
    assert desk.window.undo_bar.text() == "Nichts mehr zurückzunehmen"
    desk.open_on(tmp_path / "kunden.kmucrm")
    assert at(qtbot, desk, "Uwe Özdemir").head.form.text.toPlainText() == "Ruft zurück"
    desk.window.undo_last()
    resting(qtbot, desk)
    at(qtbot, desk, "Anja Seidel")
    assert city(desk) == "Leipzig"


def test_a_form_that_was_left_comes_back_in_the_window_that_stands_then(qtbot, desk):
    whole = at(qtbot, desk, "Anja Seidel")
    whole.master.edit()
    whole.master.fields["city"].field.setText("Halle")
    qtbot.keyClick(whole, Qt.Key.Key_Escape)
    desk.speak("en")
    desk.window.undo_last()
    whole = desk.window.page("customers").whole
    qtbot.waitUntil(lambda: bool(whole.master.fields))
    assert (desk.window.current_page(), whole.master.fields["city"].field.text()) == (
        desk.window.page("customers"),
        "Halle",
    )


def test_with_the_state_of_a_backup_there_is_nothing_to_take_back(qtbot, desk, tmp_path):
    backup.write(desk.file, tmp_path / "sicherung.kmucrm")
    corrected(qtbot, desk, "Anja Seidel", "Halle")
    resting(qtbot, desk)
    desk.try_to(lambda: menus.restore(desk, tmp_path / "sicherung.kmucrm"))
    desk.window.undo_last()
    assert desk.window.undo_bar.text() == "Nichts mehr zurückzunehmen"


class Change:
    """A change that takes until `end` is set, or until it is cancelled."""

    def __init__(self) -> None:
        self.end, self.outcome = threading.Event(), ""

    def __call__(self, _db, progress) -> None:
        self.outcome = "cancelled"
        while not self.end.wait(0.01):
            progress.report(0, 0)
        self.outcome = "done"


def question(desk: Desk) -> StillWorking:
    (asked,) = desk.window.findChildren(StillWorking)
    return asked


def test_a_change_under_way_is_waited_for(qtbot, desk):
    change, before = Change(), desk.window
    desk.session.run(change)
    desk.window.language_chosen.emit("en")
    assert question(desk).isVisible() and desk.window is before
    change.end.set()
    qtbot.waitUntil(lambda: desk.window is not before)
    assert (change.outcome, i18n.language()) == ("done", "en")


def test_or_cancelled_where_somebody_says_so(qtbot, desk):
    change, before = Change(), desk.window
    desk.session.run(change)
    desk.window.language_chosen.emit("en")
    question(desk).cut.click()
    qtbot.waitUntil(lambda: desk.window is not before)
    assert (change.outcome, i18n.language()) == ("cancelled", "en")


def test_who_stays_keeps_both(qtbot, desk):
    change, before = Change(), desk.window
    desk.session.run(change)
    desk.session.open_file.emit(Path(desk.file.with_name("zweite.kmucrm")))
    question(desk).stay.click()
    change.end.set()
    resting(qtbot, desk)
    qtbot.wait(50)
    assert (change.outcome, desk.window) == ("done", before)


def test_what_failed_meanwhile_is_said_before_the_window_goes(qtbot, desk):
    change, before, failed = Change(), desk.window, []

    def fails(db, progress) -> None:
        change(db, progress)
        raise ValueError("so nicht")

    desk.session.run(fails, None, failed.append)
    desk.window.language_chosen.emit("en")
    change.end.set()
    qtbot.waitUntil(lambda: bool(failed))
    qtbot.wait(50)
    assert desk.window is before and not desk.window.findChildren(StillWorking)
