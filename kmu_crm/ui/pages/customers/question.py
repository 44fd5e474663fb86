"""A question that a newer one replaces: while somebody types, only the last answer counts, and the others stop."""

import threading
from collections.abc import Callable
from sqlite3 import Connection
from typing import TypeVar

from PySide6.QtCore import QObject

from kmu_crm.errors import Cancelled
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.session import Session

T = TypeVar("T")


class Latest:
    """`ask` interrupts the question that still runs; answers of replaced questions never arrive, nor any once the
    `owner` is gone. `gone` is called where the customer asked about is no more, without a word: an undo took it away."""

    def __init__(self, session: Session, owner: QObject, gone: Callable[[], object] | None = None) -> None:
        self._session, self._gone = session, gone
        self._current: _Question | None = None
        owner.destroyed.connect(self.drop)

    def ask(self, call: Callable[[Connection], T], done: Callable[[T], object]) -> None:
        self.drop()
        question = self._current = _Question(call)
        self._session.ask(
            question.answer,
            lambda result: self._arrived(question, done, result),
            lambda error: self._failed(question, error),
        )

    def drop(self, _owner: object = None) -> None:
        if self._current is not None:
            self._current.drop()
            self._current = None

    def waits(self) -> bool:
        return self._current is not None

    def _arrived(self, question: "_Question", done: Callable[[T], object], result: T) -> None:
        if question is self._current:
            self._current = None
            done(result)

    def _failed(self, question: "_Question", error: Exception) -> None:
        if question is self._current:
            self._current = None
            if self._gone is not None and isinstance(error, NoSuchProfile):
                self._gone()
            elif self._session.window is not None:
                show_error(self._session.window, error)


class _Question:
    def __init__(self, call: Callable[[Connection], object]) -> None:
        self._call, self._lock = call, threading.Lock()
        self._db: Connection | None = None
        self._dropped = False

    def answer(self, db: Connection) -> object:
        with self._lock:
            if self._dropped:
                raise Cancelled()
            self._db = db
        try:
            return self._call(db)
        finally:
            with self._lock:  # from here on the connection is closed by whoever opened it
                self._db = None

    def drop(self) -> None:
        with self._lock:
            self._dropped = True
            if self._db is not None:
                self._db.interrupt()
