"""What rail and start page both show is worked out once, and anew when data have changed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sqlite3 import Connection

import pytest

from kmu_crm.desk import entry
from kmu_crm.store.store import Store
from kmu_crm.ui.session import Session
from kmu_crm.ui.waiting import Shared


class Counted:
    """A question that takes a while, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked, self._counting = 0, threading.Lock()

    def __call__(self, db: Connection) -> int:
        time.sleep(0.02)
        with self._counting:
            self.asked += 1
        return int(db.execute("SELECT count(*) FROM profile").fetchone()[0])


@pytest.fixture
def session(qtbot, tmp_path: Path):
    made = Session(Store(tmp_path / "laden.kmucrm"))
    yield made
    made.close()


def ask(session: Session, shared: Shared[int]) -> int:
    db = session.store.another()
    try:
        return shared(db)
    finally:
        db.close()


def test_who_asks_while_it_is_worked_out_gets_the_same_answer(session):
    question, version = Counted(), [0]
    shared = Shared(question, lambda: version[0])
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _n: ask(session, shared), range(4)))
    assert (answers, question.asked) == ([0] * 4, 1)
    version[0] += 1
    assert (ask(session, shared), question.asked) == (0, 2)


def test_once_data_have_changed_it_is_asked_anew_by_those_who_hear_of_it_first(qtbot, session):
    question, heard = Counted(), []
    shared = Shared(question, lambda: session._version)
    session.changed.connect(lambda: heard.append(ask(session, shared)))
    assert ask(session, shared) == ask(session, shared) == 0
    with qtbot.waitSignal(session.changed):
        session.run(lambda db, _progress: entry.new(db, "customer", {"company": "Abel"}))
    assert (heard, ask(session, shared), question.asked) == ([1], 1, 2)


def test_an_empty_file_leaves_nothing_to_do(session):
    db = session.store.another()
    found = session.to_do(db)
    db.close()
    assert (found.duplicates, found.calls) == (0, 0) and session.to_do is session.to_do
