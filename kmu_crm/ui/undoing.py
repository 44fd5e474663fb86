"""What was done in a customer file and can be taken back, the newest last: the bar at the foot, Ctrl+Z and Ctrl+Shift+Z read it.

What was done to customers stands in the file, also that of earlier days; all else, such as a setting, is known until the program
ends, and can be taken back, but not done again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kmu_crm.fields.text import clean

if TYPE_CHECKING:
    from kmu_crm.ui.session import Session


class KeptStep:
    """A step that stands in the customer file, by its number."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(
        self,
        session: "Session",
        done: Callable[[bool], object] = lambda _no_stays: None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """`done` is told whether an objection that was noted with it stays."""
        from kmu_crm.desk import steps

        author = session.author
        session.run(
            lambda db, progress: steps.undo(db, self.number, author, progress),
            lambda step: done(step.no_stays),
            failed,
            end="kept",
        )

    def stands(self, session: "Session") -> bool:
        from kmu_crm.desk import steps

        return steps.stands(session.db, self.number)


Undo = KeptStep | Callable[["Session | None"], object]  # what is known without a file needs none


@dataclass(eq=False)
class Step:
    """`text` says what was done; `undo` takes it back, in the session that is open by then. `no_stays`: it is taken back, but for
    the objection that was noted with it."""

    text: str
    undo: Undo
    no_stays: bool = False

    def stands(self, session: "Session") -> bool:
        return self.undo.stands(session) if isinstance(self.undo, KeptStep) else True


class Undos:
    """Each step is taken back once, whoever asks for it. `session` gives the one that is open on the customer file, or None for a
    window without one."""

    def __init__(self, session: "Callable[[], Session | None]") -> None:
        self._session = session
        self._steps: list[Step] = []
        self._asked: set[int] = set()  # steps of the file that are being taken back, or were

    def push(self, text: str, undo: Undo) -> Step:
        self._steps.append(Step(clean(text), undo))
        return self._steps[-1]

    def take_back(self, step: Step, done: Callable[[Step], object] = lambda _step: None) -> None:
        if step in self._steps:
            self._steps.remove(step)
            self._undo(step, done)

    def last(self) -> Step | None:
        """What is taken back next; steps that somebody took back elsewhere are passed over."""
        session = self._session()
        while self._steps:
            if session is None or self._steps[-1].stands(session):
                return self._steps[-1]
            self._steps.pop()
        if session is None:
            return None
        from kmu_crm.desk import steps

        kept = steps.last(session.db, self._asked)
        return Step(kept.text, KeptStep(kept.id)) if kept else None

    def take_back_last(self, done: Callable[[Step], object] = lambda _step: None) -> Step | None:
        """The step that is taken back; `done` is told of it once it is."""
        step = self.last()
        if step is not None:
            if step in self._steps:
                self._steps.remove(step)
            self._undo(step, done)
        return step

    def next_again(self) -> str | None:
        """What would be done again, in words."""
        from kmu_crm.desk import steps

        session = self._session()
        step = steps.next_again(session.db) if session is not None else None
        return step and step.text

    def redo_last(self, done: Callable[[Step | None], object]) -> None:
        """Does again what was undone last; `done` is told what, or that there was nothing."""
        from kmu_crm.desk import steps

        session = self._session()
        if session is None:
            done(None)
            return
        author = session.author

        def made(found: "steps.Step | None") -> None:
            if found is not None:
                self._asked.discard(found.id)
            done(self.push(found.text, KeptStep(found.id)) if found else None)

        session.run(lambda db, progress: steps.redo_last(db, author, progress), made, end="kept")

    def _undo(self, step: Step, done: Callable[[Step], object] = lambda _step: None) -> None:
        session = self._session()
        if not isinstance(step.undo, KeptStep):
            step.undo(session)
            done(step)
            return
        if session is None:
            return
        number = step.undo.number
        self._asked.add(number)

        def failed(error: Exception) -> None:
            """It still stands, and can be taken back later."""
            self._asked.discard(number)
            session.show_error(error)

        def undone(no_stays: bool) -> None:
            step.no_stays = no_stays
            done(step)

        step.undo(session, undone, failed)
