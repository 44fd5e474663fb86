"""Long work in a process of its own, so that the window goes on answering whatever the work does.

Threads of one Python take turns: a thread that keeps the turn, or has the processor taken away while it has it, keeps the
window waiting. The operating system is fair to both processes.
"""

import atexit
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar, cast

from kmu_crm.desk.worker import Mistake, Worker
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.i18n import N_
from kmu_crm.progress import Progress
from kmu_crm.store.store import connect

T = TypeVar("T")
KEPT_SECONDS = (
    30.0  # a process waits at most so long for more: its start takes half a second, and files seldom come alone
)
_working: set[Worker] = set()
_waiting: list[Worker] = []  # at most one, for the next work
_ended: set[Worker] = set()  # by us: nobody waits for what they were doing


class BrokenOff(KmuError):
    text = N_("The work ended before it was done. What was not finished has left no trace.")
    advice = N_("Start it again.")
    code = "broken_off"


def call(function: Callable[..., T], *args: object, **named: object) -> T:
    """What `function(*args, **named)` gives or raises, carried out in another process that ends with this one.

    Function, arguments and answer must be picklable. A `Progress` among the arguments is heard here; where its `report` raises
    `Cancelled`, so does the one there. Raises BrokenOff where the other process dies, Mistake where it meets a bug.
    """
    worker, keep = _ready(), False
    _working.add(worker)
    try:
        done, given = worker.do((function, args, named))
        keep = not isinstance(given, Mistake)
    except (EOFError, OSError) as error:
        raise (Cancelled() if worker in _ended else BrokenOff()) from error
    finally:
        _working.discard(worker)
        _ended.discard(worker)
        _keep(worker) if keep else worker.end()
    if done:
        return cast(T, given)
    raise given


def end_all() -> None:
    """Ends what runs now, wherever it is; what it was writing is as if not begun. The calls raise Cancelled."""
    _ended.update(_working)
    for worker in list(_ended):
        worker.process.kill()


def end_waiting() -> None:
    """Ends the process that is kept for further work."""
    with suppress(IndexError):
        while True:
            _waiting.pop().end()


def on_store(file: Path, verb: Callable[..., T], args: tuple[object, ...], progress: Progress) -> T:
    """`verb(db, *args, progress=progress)` on a writing connection; the caller's process holds the lock on the store."""
    with closing(connect(file, write=True)) as db:
        return verb(db, *args, progress=progress)


def asked(file: Path, question: Callable[..., T], args: tuple[object, ...]) -> T:
    """`question(db, *args)` on a connection that only reads."""
    with closing(connect(file, write=False)) as db:
        return question(db, *args)


def _ready() -> Worker:
    with suppress(IndexError):  # another thread may take the one that waits
        while not (worker := _waiting.pop()).process.is_alive():
            worker.end()
        return worker
    return Worker()


def _keep(worker: Worker) -> None:
    if _waiting:
        worker.end()
        return
    _waiting.append(worker)
    timer = threading.Timer(KEPT_SECONDS, _dismiss, (worker,))
    timer.daemon = True
    timer.start()


def _dismiss(worker: Worker) -> None:
    with suppress(ValueError):  # taken up again
        _waiting.remove(worker)
        worker.end()


@atexit.register
def _leave_none() -> None:
    """Before Python's own end, which would wait for all processes to end by themselves."""
    end_all()
    end_waiting()
