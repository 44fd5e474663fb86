"""What is bought together in the whole file: it reads every purchase, so it is asked once for as long as no file comes in."""

from collections.abc import Callable, Sequence
from sqlite3 import Connection

from kmu_crm.sales.calls import fitting
from kmu_crm.sales.calls.fitting import Pair
from kmu_crm.sources import queries
from kmu_crm.ui.session import Session

Key = tuple[object, ...]


class Bought:
    """`ask` answers at once where it is known, else later; what is asked while it is being read waits for the same answer."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._key: Key | None = None
        self._pairs: Sequence[Pair] = ()
        self._waiting: list[Callable[[Sequence[Pair]], object]] = []

    def ask(self, done: Callable[[Sequence[Pair]], object]) -> None:
        day = self._session.key_date
        key = (day, *queries.standing_imports(self._session.db))
        if key == self._key and not self._waiting:
            done(self._pairs)
            return
        self._waiting.append(done)
        if key != self._key:
            self._key = key
            self._session.ask(lambda db: self._read(db, day), self._tell)

    def _read(self, db: Connection, day: str) -> Sequence[Pair]:
        return fitting.pairs(db, day)

    def _tell(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(pairs)
