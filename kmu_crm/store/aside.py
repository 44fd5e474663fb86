"""Writing beside the work that finds out what to write: SQLite lets go of the interpreter's lock while a statement runs."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from sqlite3 import Connection
from types import TracebackType

WAITING = 2  # statements, each with all it is given; more are not held in memory


class Aside:
    """Runs statements on one connection in a thread of its own, in order. Nobody else may use the connection until the block
    ends, or `wait` returns; both raise what went wrong in a statement, after which no further one is run.

    One statement should write many rows: `INSERT ... SELECT ... FROM json_each(?)`.
    """

    def __init__(self, db: Connection) -> None:
        self._db, self._running = db, deque[Future[object]]()

    def run(self, sql: str, given: tuple[str]) -> None:
        if len(self._running) > WAITING:
            self._running.popleft().result()
        self._running.append(self._thread.submit(self._db.execute, sql, given))

    def wait(self) -> None:
        while self._running:
            self._running.popleft().result()

    def __enter__(self) -> "Aside":
        self._thread = ThreadPoolExecutor(1, "aside")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.wait()
        finally:
            self._thread.shutdown(cancel_futures=True)
