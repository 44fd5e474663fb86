"""Decisions on their way into the store: made at once for the eye, written down behind it within moments, and drawn in another
process as soon as the person pauses."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from kmu_crm.desk import deciding, putting_off, steps
from kmu_crm.desk.deciding import ContradictsByName, Wish
from kmu_crm.desk.derive import waits
from kmu_crm.desk.questions import Waiting
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.progress import Progress
from kmu_crm.store.transaction import transaction
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.session import Session
from kmu_crm.ui.undoing import KeptStep
from kmu_crm.ui.work import Work, wait_all

if TYPE_CHECKING:
    from kmu_crm.ui.pages.duplicates.page import DuplicatesPage

PAUSE_MS = 300
MOST_PAUSE = 10.0  # seconds


@dataclass(eq=False)
class Decided:
    """What was decided here in one go, in words, and the questions it answers; the same may be decided a second time while the
    first is written down."""

    wishes: tuple[Wish, ...]
    text: str
    about: tuple[Waiting, ...]


class BackHere(KeptStep):
    """The way back of a decision made on this page, which asks the question again at once; where the page is gone, as of any
    other. `number`: of the step; `decision`: of the first decision."""

    def __init__(self, page: "DuplicatesPage", number: int, decision: int) -> None:
        super().__init__(number)
        self._page, self._decision = page, decision

    @classmethod
    def push(cls, page: "DuplicatesPage", text: str, number: int, decision: int) -> None:
        if (window := page.wishes.session.window) is not None:
            window.undos.push(text, cls(page, number, decision))

    def __call__(
        self,
        session: Session,
        done: Callable[[bool], object] = lambda _no_stays: None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        if isValid(self._page) and self._page.wishes.session is session:
            self._page.take_back(self._decision)
            done(False)
        else:
            super().__call__(session, done, failed)


class Wishes(QObject):
    """`open` are decided, but not in the journal yet. `settled`: some were written down (False), or drawn, or could not be
    (True). `made` gives what was decided and the numbers of its step and of the decision that stands now, `struck` the numbers of
    those taken back.

    One thing is done at a time, and what is to be taken back before what waits: it is older. Drawing gives way to all of it,
    and is made up for by the next start where the program ends before: the records stand in line."""

    settled, made, struck = Signal(bool), Signal(object, int, int), Signal(list)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._writing = self._undrawn = False
        self._is_alone = True  # nothing else waits to be drawn
        self._is_struck = False  # since the last drawing: what is joined no longer stands so until then
        self._drawing: Work | None = None
        self._began, self._took = 0.0, 0.0  # of the drawing: when it began, and seconds that the last one took
        self.open: list[Decided] = []
        self._now: list[Decided] = []  # being written down
        self._unwanted: list[Decided] = []  # of these, taken back meanwhile
        self._back: list[int] = []  # decisions to take back by their numbers,
        self._further = 0  # and how many of the newest
        self._later: list[ReviewPair] = []
        self._puts_off = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._draw)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.write_now)

    def add(self, wishes: Sequence[Wish], text: str, about: Sequence[Waiting]) -> None:
        self.open.append(Decided(tuple(wishes), text, tuple(about)))
        QTimer.singleShot(0, self, self._go_on)

    def put_off(self, pairs: Sequence[ReviewPair]) -> None:
        self._later += pairs
        QTimer.singleShot(0, self, self._go_on)

    def write_now(self) -> None:
        """Before the program ends: what still waits behind a drawing is not lost with it."""
        self._pause.stop()
        if self._waits():
            wait_all()
            left = [one for one in self.open if one not in self._now]
            pairs, self.open, self._later = self._later, [], []
            with suppress(KmuError):  # nobody is there to be told any more: it is asked again
                _write_down(self.session.store.db, left, self.session.author)
                putting_off.put_off(self.session.store.db, pairs, self.session.author)

    def is_working(self) -> bool:
        """Whether anything is not drawn yet."""
        return self._writing or self._undrawn or self._waits()

    def is_putting_off(self) -> bool:
        return self._puts_off or bool(self._later)

    def _waits(self) -> bool:
        return bool(self.open or self._back or self._further or self._later)

    def take_back(self, number: int) -> None:
        if number not in self._back:
            self._back.append(number)
            self._go_on()

    def take_back_last(self) -> Decided | None:
        """The newest decision, wherever it is on its way: one that waits is dropped, one that is being written down is taken
        back after that, and where none is left here, the newest that stands in the store. Gives the one that was here."""
        last = self.open.pop() if self.open else None
        if last is None:
            self._further += 1
        elif last in self._now:
            self._unwanted.append(last)
        self._go_on()
        return last

    def _go_on(self) -> None:
        if self._writing:
            return
        if self._drawing is not None:
            if self._back or self._further or (not self._is_struck and self._waits()):
                self._drawing.cancel()  # goes on here as soon as it has given way
            return
        author = self.session.author
        if self._back or self._further:
            numbers, further = self._back, self._further
            self._back, self._further = [], 0
            self._is_struck = True
            self._write(lambda db: steps.strike_newest(db, numbers, further, author), self.struck.emit)
        elif self.open and self._is_struck and self._undrawn:
            self._draw()
        elif self.open:
            self._now = list(self.open)
            now = list(self._now)
            self._write(lambda db: _write_down(db, now, author), self._written)
        elif self._later:
            pairs, self._later, self._puts_off = self._later, [], True
            self._write(lambda db: putting_off.put_off(db, pairs, author), draws=False)
        elif self._undrawn:
            pause = 0 if self._is_struck else round(1000 * min(self._took, MOST_PAUSE))
            self._pause.start(pause + PAUSE_MS)

    def _write(
        self,
        call: Callable[[Connection], object],
        done: Callable = lambda _result: None,
        draws: bool = True,
    ) -> None:
        def written(db: Connection, _progress: Progress) -> tuple[bool, object]:
            return waits(db), call(db)

        def finished(told: tuple[bool, object]) -> None:
            waited, result = told
            self._is_alone = self._is_alone and (self._undrawn or not waited)
            done(result)
            self._undrawn = self._undrawn or draws
            self._rest(False)

        def failed(error: Exception) -> None:
            self._rest(True)
            show_error(self.parent(), error)

        self._writing = True
        self._pause.stop()
        self.session.run(written, finished, failed, end="kept")

    def _written(self, told: tuple[list[tuple[int, int] | None], list[ContradictsByName]]) -> None:
        made, refused = told
        for one, numbers in zip(self._now, made, strict=True):
            if numbers is not None and one in self._unwanted:
                self._back.append(numbers[1])
            elif numbers is not None:
                self.made.emit(one, *numbers)
        if refused:  # one says enough
            QTimer.singleShot(0, self, lambda: show_error(self.parent(), refused[0]))

    def _rest(self, failed: bool) -> None:
        self.open = [one for one in self.open if one not in self._now]
        self._now, self._unwanted, self._writing, self._puts_off = [], [], False, False
        self.settled.emit(failed)
        self._go_on()

    def _draw(self) -> None:
        """In another process: figures are of all customers at once, which takes seconds where there are many."""
        if self._writing or self._drawing is not None or not self._undrawn:
            return
        self._began = time.monotonic()
        self._drawing = self.session.run(
            self.session.apart(deciding.draw, self._is_alone), lambda _done: self._drawn(), self._not_drawn, end="cut"
        )

    def _drawn(self) -> None:
        self._took = time.monotonic() - self._began
        self._drawing, self._undrawn, self._is_struck, self._is_alone = None, False, False, True
        self.settled.emit(True)
        self._go_on()

    def _not_drawn(self, error: Exception) -> None:
        self._drawing = None
        if not isinstance(error, Cancelled):
            self._undrawn = self._is_struck = False  # not again and again: the next decision tries anew
            show_error(self.parent(), error)
        self.settled.emit(True)
        self._go_on()


def _write_down(
    db: Connection, decided: Sequence[Decided], author: str
) -> tuple[list[tuple[int, int] | None], list[ContradictsByName]]:
    """For each the numbers of its step and of its first decision, None where it was passed over; and what was refused."""
    with transaction(db):
        numbers, refused = deciding.write_what_can(db, [one.wishes for one in decided], author)
        made = [
            None if number is None else (steps.note_decided(db, one.text, author, number), number)
            for one, number in zip(decided, numbers, strict=True)
        ]
    return made, refused
