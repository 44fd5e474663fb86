"""What a page of figures asks: one question after the other, off the window's thread; late answers are dropped."""

from collections.abc import Callable
from sqlite3 import Connection
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kmu_crm.ui.errors import show_error
from kmu_crm.ui.session import Session

Question = tuple[Callable[[Connection], Any], Callable[[Any], object]]  # what to ask, who takes the answer


class Round:
    """`ask` begins a new round of questions; answers to an older round come too late and are forgotten."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session, self._page = session, page
        self._number = 0
        self._waiting: list[Question] = []

    def ask(self, *questions: Question) -> None:
        self._number += 1
        self._waiting = list(questions)
        self._next()

    def is_over(self) -> bool:
        return self._number > 0 and not self._waiting

    def _next(self) -> None:
        if not self._waiting:
            return
        (call, take), number = self._waiting[0], self._number
        self._session.ask(
            call, lambda answer: self._answered(number, take, answer), lambda error: self._failed(number, error)
        )

    def _answered(self, number: int, take: Callable[[Any], object], answer: object) -> None:
        if number != self._number or not isValid(self._page):
            return
        self._waiting.pop(0)
        take(answer)
        if number == self._number:  # who takes an answer may begin a new round
            self._next()

    def _failed(self, number: int, error: Exception) -> None:
        if number != self._number or not isValid(self._page):
            return
        show_error(self._page.window(), error)
        self._waiting.pop(0)
        self._next()
