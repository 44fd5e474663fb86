"""What was done in a customer file and can be taken back, the newest last: the bar at the foot and Ctrl+Z read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kmu_crm.ui.session import Session


Undo = Callable[["Session"], object]


class DecisionsBack:
    """Takes decisions of the journal back; `stands` says whether there is anything to take back still.

    `back(db, numbers, author, progress)` knows what follows from them; without it they are about who is one."""

    def __init__(self, numbers: Sequence[int], back: Callable[..., object] | None = None) -> None:
        self._numbers, self._back = list(numbers), back

    def __call__(self, session: "Session") -> None:
        from kmu_crm.desk import deciding

        back, numbers, author = self._back or deciding.take_back_all, self._numbers, session.author
        session.run(lambda db, progress: back(db, numbers, author, progress))

    def stands(self, session: "Session") -> bool:
        from kmu_crm.decisions import journal

        return {one.id for one in journal.standing(session.db)}.issuperset(self._numbers)


@dataclass(eq=False)
class Step:
    """`text` says what was done; `undo` takes it back, in the session that is open by then."""

    text: str
    undo: Undo

    def stands(self, session: "Session") -> bool:
        return self.undo.stands(session) if isinstance(self.undo, DecisionsBack) else True


class Undos:
    """Each step is taken back once, whoever asks for it. `session` gives the one that is open on the customer file."""

    def __init__(self, session: "Callable[[], Session]") -> None:
        self._session = session
        self._steps: list[Step] = []

    def push(self, text: str, undo: Undo) -> Step:
        self._steps.append(Step(text, undo))
        return self._steps[-1]

    def take_back(self, step: Step) -> None:
        if step in self._steps:
            self._steps.remove(step)
            step.undo(self._session())

    def take_back_last(self) -> Step | None:
        """The step that was taken back; those that somebody took back elsewhere are passed over."""
        while self._steps:
            step = self._steps.pop()
            if step.stands(self._session()):
                step.undo(self._session())
                return step
        return None
