"""A question that changes while people type: asked after a pause, one at a time, and only the newest answer counts."""

from collections.abc import Callable
from sqlite3 import Connection

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from shiboken6 import isValid

from kmu_crm.ui.session import Session

Call = Callable[[Connection], object]


class Latest(QObject):
    """`answered` gives the newest answer, `failed` its exception for who asked to show."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject, wait_ms: int) -> None:
        super().__init__(parent)
        self._session, self._next, self._running = session, None, False
        self._timer = QTimer(self, interval=wait_ms, singleShot=True)
        self._timer.timeout.connect(self._start)

    def ask(self, call: Call, *, now: bool = False) -> None:
        """In place of what was asked before and is not answered yet."""
        self._next = call
        if now:
            self._timer.stop()
            self._start()
        else:
            self._timer.start()

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._next = None
        self._timer.stop()

    def _start(self) -> None:
        if self._next is not None and not self._running:
            call, self._next, self._running = self._next, None, True
            self._session.ask(call, self._answer, self._fail)

    def _answer(self, answer: object) -> None:
        self._end(self.answered, answer)

    def _fail(self, error: Exception) -> None:
        self._end(self.failed, error)

    def _end(self, signal: SignalInstance, outcome: object) -> None:
        self._running = False
        if not isValid(self):  # whoever asked is gone meanwhile
            return
        if self._next is None:
            signal.emit(outcome)
        elif not self._timer.isActive():
            self._start()
