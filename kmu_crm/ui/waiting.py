"""What waits to be done. Rail and start page show it both, and to work it out takes a while: once is enough."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Generic, TypeVar

from kmu_crm.desk import calling
from kmu_crm.identity import queries as identity

T = TypeVar("T")


@dataclass(frozen=True)
class Waiting:
    """`duplicates`: pairs to be decided; `calls`: of today, still to be made."""

    duplicates: int
    calls: int


def waiting(db: Connection) -> Waiting:
    return Waiting(identity.count_review(db), calling.count_open(db))


class Shared(Generic[T]):
    """A question that several ask, each on a thread and a connection of its own. Who asks while it is worked out waits for the
    same answer; it holds for as long as `version` gives the same."""

    def __init__(self, question: Callable[[Connection], T], version: Callable[[], object]) -> None:
        self._question, self._version = question, version
        self._working = threading.Lock()
        self._known: tuple[object, T] | None = None

    def __call__(self, db: Connection) -> T:
        with self._working:
            version = self._version()  # before the question: what is changed meanwhile is asked anew
            if self._known is None or self._known[0] != version:
                self._known = version, self._question(db)
            return self._known[1]
