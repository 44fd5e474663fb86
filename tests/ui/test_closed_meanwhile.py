"""The window is closed, or much is typed, while something else is being written: nothing that people typed is lost."""

import threading
import time

import pytest
from PySide6.QtWidgets import QApplication

from kmu_crm import i18n
from kmu_crm.decisions import journal
from kmu_crm.desk import steps
from kmu_crm.progress import Progress
from kmu_crm.store.store import Store
from kmu_crm.ui.main import Desk
from kmu_crm.ui.still_working import StillWorking


@pytest.fixture
def desk(tmp_path, qtbot):
    i18n.use("de")
    made = Desk(tmp_path / "town.kmucrm")
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(made.window.has_page)
    yield made
    made.leave()


def noted(file) -> list[str]:
    with Store(file, write=False) as store:
        return [one.what["text"] for one in journal.everything(store.db)]


def note(text: str, seconds: float = 0.0):
    def written(db, _progress: Progress) -> None:
        time.sleep(seconds)
        journal.decide(db, "note", {"records": [], "text": text}, "test")

    return written


def test_what_was_typed_is_written_where_the_window_is_closed_at_once(desk):
    desk.session.record("first", note("first", 0.4))
    desk.session.record("second", note("second"))
    desk.window.close()
    assert not desk.window.isVisible()
    desk.leave()
    assert noted(desk.file) == ["first", "second"]


def test_what_is_typed_in_quick_succession_is_written_in_its_order(qtbot, desk):
    texts = [str(number) for number in range(12)]
    for number, text in enumerate(texts):
        desk.session.record(text, note(text, 0.03 if number % 3 == 0 else 0.0))
    qtbot.waitUntil(lambda: not desk.session.is_busy(), timeout=20_000)
    assert noted(desk.file) == texts
    assert steps.last(desk.session.db, set()).text == "11"


def test_questions_are_answered_however_much_waits_to_be_written(qtbot, desk):
    may_go_on = threading.Event()
    desk.session.run(lambda _db, _progress: may_go_on.wait(20))
    for number in range(8):
        desk.session.record(str(number), note(str(number)))
    answers = []
    desk.session.ask(lambda db: db.execute("SELECT 1").fetchone(), answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    assert desk.session.is_busy() and noted(desk.file) == []
    may_go_on.set()
    qtbot.waitUntil(lambda: not desk.session.is_busy(), timeout=20_000)
    assert len(noted(desk.file)) == 8


def test_people_are_asked_before_the_window_closes_over_an_import(qtbot, desk):
    may_go_on = threading.Event()
    desk.session.run(lambda _db, _progress: may_go_on.wait(20))
    desk.window.close()
    desk.window.close()
    assert desk.window.isVisible()
    (asked,) = [one for one in desk.window.findChildren(StillWorking) if one.isVisible()]
    assert asked.cut.text() == "Abbrechen und schließen"
    may_go_on.set()
    qtbot.waitUntil(lambda: not desk.window.isVisible(), timeout=10_000)
    QApplication.processEvents()
