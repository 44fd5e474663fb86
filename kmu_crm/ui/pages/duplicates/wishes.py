"""Decisions on their way into the store: made at once for the eye, carried out behind it, as many as came in one go."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kmu_crm.desk import deciding
from kmu_crm.desk.deciding import Wish
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.session import Session


class Wishes(QObject):
    """`open` are decided, but not known to the store yet. `settled`: some were carried out, or could not be."""

    settled = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._carrying = session, False
        self.open: list[Wish] = []

    def add(self, wish: Wish) -> None:
        self.open.append(wish)
        QTimer.singleShot(0, self, self._carry_out)

    def drop_last(self) -> bool:
        """Whether there was one that is not being carried out yet."""
        if self.open and not self._carrying:
            self.open.pop()
            return True
        return False

    def is_carrying(self) -> bool:
        return self._carrying

    def _carry_out(self) -> None:
        if self._carrying or not self.open:
            return
        self._carrying, now, author = True, list(self.open), self._session.author
        self._session.run(
            lambda db, progress: deciding.carry_out(db, now, author, progress),
            partial(self._carried, now, lambda: None),
            lambda error: self._carried(now, lambda: show_error(self.parent(), error)),
        )

    def _carried(self, tried: list[Wish], say: Callable[[], object], _made: object = None) -> None:
        self._carrying = False
        self.open = [wish for wish in self.open if wish not in tried]
        self.settled.emit()
        self._carry_out()
        say()
