"""Decisions on their way into the store: made at once for the eye, carried out behind it, as many as came in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection

from PySide6.QtCore import QObject, QTimer, Signal

from kmu_crm.desk import deciding
from kmu_crm.desk.deciding import Wish
from kmu_crm.progress import Progress
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.session import Session


@dataclass(eq=False)
class Decided:
    """A wish as it was made here, and in words; the same pair may be decided a second time while the first is carried out."""

    wish: Wish
    text: str


class Wishes(QObject):
    """`open` are decided, but not known to the store yet. `settled`: some were carried out, or could not be. `made` gives the
    words and the number of a decision that stands now.

    One thing is done at a time, and what is to be taken back before what waits: it is older."""

    settled, made = Signal(), Signal(str, int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._working = session, False
        self.open: list[Decided] = []
        self._now: list[Decided] = []  # being carried out
        self._unwanted: list[Decided] = []  # of these, taken back meanwhile
        self._back: list[int] = []  # decisions to take back by their numbers,
        self._further = 0  # and how many of the newest

    def add(self, wish: Wish, text: str) -> None:
        self.open.append(Decided(wish, text))
        QTimer.singleShot(0, self, self._go_on)

    def is_working(self) -> bool:
        return self._working

    def take_back(self, number: int) -> None:
        if number not in self._back:
            self._back.append(number)
            self._go_on()

    def take_back_last(self) -> None:
        """The newest decision, wherever it is on its way: one that waits is dropped, one that is being carried out is taken
        back after that, and where none is left here, the newest that stands in the store."""
        if not self.open:
            self._further += 1
        elif (last := self.open.pop()) in self._now:
            self._unwanted.append(last)
        self._go_on()

    def _go_on(self) -> None:
        if self._working:
            return
        author = self._session.author
        if self._back or self._further:
            numbers, further = self._back, self._further
            self._back, self._further = [], 0
            self._run(lambda db, progress: deciding.take_back_newest(db, numbers, further, author, progress))
        elif self.open:
            self._now = list(self.open)
            wishes = [one.wish for one in self._now]
            self._run(lambda db, progress: deciding.carry_out_each(db, wishes, author, progress), self._carried)

    def _run(self, call: Callable[[Connection, Progress], object], done: Callable = lambda _result: None) -> None:
        def finished(result: object) -> None:
            done(result)
            self._rest()

        def failed(error: Exception) -> None:
            self._rest()
            show_error(self.parent(), error)

        self._working = True
        self._session.run(call, finished, failed)

    def _carried(self, numbers: list[int | None]) -> None:
        for one, number in zip(self._now, numbers, strict=True):
            if number is not None and one in self._unwanted:
                self._back.append(number)
            elif number is not None:
                self.made.emit(one.text, number)

    def _rest(self) -> None:
        self.open = [one for one in self.open if one not in self._now]
        self._now, self._unwanted, self._working = [], [], False
        self.settled.emit()
        self._go_on()
