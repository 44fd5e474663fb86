"""While the person looks at one question, the next is looked up."""

from collections.abc import Sequence
from contextlib import suppress

from kmu_crm.desk import comparison
from kmu_crm.desk.comparison import Comparison
from kmu_crm.desk.questions import Waiting
from kmu_crm.errors import KmuError
from kmu_crm.ui.session import Session


class Ahead:
    """A comparison is a handful of look-ups by number, fast enough for the window's thread; one that was made ahead costs
    nothing. `forget` it where data have changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: tuple[Waiting, Comparison] | None = None

    def compare(self, asked: Waiting, among: Sequence[int] | None = None) -> Comparison:
        """Raises NoSuchProfile where one of them is gone meanwhile."""
        if self._known and among is None and self._known[0] is asked:
            return self._known[1]
        return comparison.compare_all(self._session.db, asked.pairs, asked.profiles, among)

    def look(self, asked: Waiting) -> None:
        with suppress(KmuError):  # said once its turn has come
            self._known = (asked, self.compare(asked))

    def forget(self) -> None:
        self._known = None
