"""Long work off the window's thread. The core call gets a `Progress`; here it speaks in signals, at most every 50
ms."""

import threading
import time
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from kmu_crm.errors import Cancelled
from kmu_crm.progress import Progress

QUIET_SECONDS = 0.05
_running: set["Work"] = set()  # a destroyed running work would take the process with it
_resting: set["Work"] = set()  # done, and yet its thread may still hold it: the window's thread must let go of it last
REST_MS = 2000
End = Literal[
    "kept", "asked", "cut"
]  # is carried out all the same; people are asked first; begins anew at the next start
_questions, _changes = QThreadPool(), QThreadPool()
_questions.setMaxThreadCount(max(4, QThreadPool.globalInstance().maxThreadCount()))  # one that waits stops no other
_changes.setMaxThreadCount(1)  # one after the other, in the order they were asked for


class Work(QObject, Progress):
    """Runs `call(progress)` on another thread; has no parent, so it outlives its dialog.

    `changing`: after all changes that were asked for before. `end`: what becomes of it where the window is closed meanwhile.
    The call opens its own connection. `done` gives its result, `failed` its exception (`Cancelled` after `cancel()`);
    `progressed` gives (done, total), total 0 where unknown; `staged` the title of a new part. All arrive on the
    window's thread."""

    progressed = Signal(int, int)
    staged = Signal(str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, call: Callable[[Progress], object], *, changing: bool = False, end: End = "cut") -> None:
        super().__init__()
        self.changing, self.end = changing, end
        self._call, self._stop, self._spoke, self._title = call, threading.Event(), 0.0, ""
        self.heeded = False  # the wish to stop reached the core; without it, the work was done before

    def start(self) -> "Work":
        self.done.connect(
            self._forget
        )  # after those who wait for the answer: forgotten, the work is gone, and its words
        self.failed.connect(self._forget)
        _running.add(self)
        (_changes if self.changing else _questions).start(self._run)
        return self

    def cancel(self) -> None:
        """Asks to stop; the core notices at its next report and undoes what it began."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def is_running(self) -> bool:
        return self in _running

    def hear_stages(self, hear: Callable[[str], object]) -> None:
        """Also the one that began before anybody could listen."""
        self.staged.connect(hear)
        if self._title:
            hear(self._title)

    def stage(self, title: str) -> None:
        self._spoke, self._title = 0.0, title
        self.staged.emit(title)

    def report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            self.heeded = True
            raise Cancelled()
        now = time.monotonic()
        if now - self._spoke >= QUIET_SECONDS or (total and done >= total):
            self._spoke = now
            self.progressed.emit(min(done, 2**31 - 1), min(total, 2**31 - 1))

    def _run(self) -> None:
        try:
            result = self._call(self)
        except Exception as error:  # the border between threads: whatever it was, the window's thread hears of it
            self.failed.emit(error)
        else:
            self.done.emit(result)

    def _forget(self, _outcome: object) -> None:
        _running.discard(self)
        _resting.add(self)
        QTimer.singleShot(REST_MS, lambda: _resting.discard(self))


def wait_all() -> None:
    """Cancels what still runs, but for what is kept, and waits for all of it; before the program ends."""
    from kmu_crm.desk import apart

    for work in list(_running):
        if work.end != "kept":
            work.cancel()
    apart.end_all()
    _questions.waitForDone()
    _changes.waitForDone()
    _running.clear()
    _resting.clear()
