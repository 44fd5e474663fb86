import subprocess
import sys
import threading

from PySide6.QtCore import QThread

from kmu_crm.errors import Cancelled
from kmu_crm.ui import work
from kmu_crm.ui.work import Work

EMIT_MANY = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Many(QObject):
    came = Signal(int, bool)
app = QCoreApplication([])
many, seen = Many(), []
many.came.connect(lambda n, on: seen.append(n))
for n in range(5000):
    many.came.emit(n, True)
assert len(seen) == 5000
"""


def test_five_thousand_signals_do_not_end_the_program():
    assert subprocess.run([sys.executable, "-c", EMIT_MANY], timeout=60).returncode == 0


def test_the_result_arrives_on_the_window_s_thread(qtbot):
    threads = []
    made = Work(lambda progress: threading.get_ident())
    made.done.connect(lambda _result: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(made.done) as done:
        made.start()
    assert done.args[0] != threading.get_ident()
    qtbot.waitUntil(lambda: not made.is_running())
    assert threads == [made.thread()]


def test_a_million_reports_are_a_handful_of_signals(qtbot):
    heard = []
    made = Work(lambda progress: [progress.report(n, 100_000) for n in range(100_001)] and None)
    made.progressed.connect(lambda done, total: heard.append(done))
    with qtbot.waitSignal(made.done):
        made.start()
    assert len(heard) < 100 and heard[-1] == 100_000


def test_cancelling_stops_the_core_at_its_next_report(qtbot):
    begun = threading.Event()

    def endless(progress):
        while True:
            begun.set()
            progress.report(1, 0)

    made = Work(endless).start()
    assert begun.wait(5)
    with qtbot.waitSignal(made.failed) as failed:
        made.cancel()
    assert isinstance(failed.args[0], Cancelled)


def test_leaving_waits_for_what_still_runs(qapp):
    ended = []

    def until_cancelled(progress):
        try:
            while True:
                progress.report(1, 0)
        finally:
            ended.append(True)

    Work(until_cancelled).start()
    work.wait_all()
    assert ended == [True]


def test_an_answer_arrives_though_nobody_keeps_the_work(qtbot):
    answers = []

    def ask():
        work = Work(lambda _progress: 7)
        work.done.connect(lambda answer: answers.append(answer))
        work.start()

    ask()
    qtbot.waitUntil(lambda: answers == [7])
