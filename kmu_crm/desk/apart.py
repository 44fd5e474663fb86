"""Long work in a process of its own, so that the window goes on answering whatever the work does.

Threads of one Python take turns: a thread that keeps the turn, or has the processor taken away while it has it, keeps the
window waiting. Between processes only words pass, and the operating system is fair to both.
"""

import io
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from kmu_crm import i18n
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.i18n import N_
from kmu_crm.progress import Progress
from kmu_crm.store.store import connect

T = TypeVar("T")
QUIET_SECONDS = 0.05
_children: set[BaseProcess] = set()
_ended: set[BaseProcess] = set()  # by us: nobody waits for what they were doing


class BrokenOff(KmuError):
    text = N_("The work ended before it was done. What was not finished has left no trace.")
    advice = N_("Start it again.")
    code = "broken_off"


class Mistake(RuntimeError):
    """Our bug, in the other process; the text is its traceback."""


def call(function: Callable[..., T], *args: object, **named: object) -> T:
    """What `function(*args, **named)` gives or raises, carried out in another process that ends with this one.

    Function, arguments and answer must be picklable. A `Progress` among the arguments is heard here; where its `report` raises
    `Cancelled`, so does the one there. Raises BrokenOff where the other process dies.
    """
    voices: list[Progress] = []
    task = _packed((function, args, named), voices)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_child, args=(there, i18n.language()))
    child.start()
    _children.add(child)
    there.close()
    try:
        here.send_bytes(task)
        return _listen(here, voices)  # type: ignore[no-any-return]  # what came through the pipe is what `function` gave
    except (EOFError, OSError) as error:
        raise (Cancelled() if child in _ended else BrokenOff()) from error
    finally:
        _children.discard(child)
        _ended.discard(child)
        here.close()
        child.kill()  # its answer is here, or nobody waits for it any more
        child.join()


def end_all() -> None:
    """Ends what runs now, wherever it is; what it was writing is as if not begun. The calls raise Cancelled."""
    _ended.update(_children)
    for child in list(_ended):
        child.kill()


def on_store(file: Path, verb: Callable[..., T], args: tuple[object, ...], progress: Progress) -> T:
    """`verb(db, *args, progress=progress)` on a writing connection; the caller's process holds the lock on the store."""
    with closing(connect(file, write=True)) as db:
        return verb(db, *args, progress=progress)


def _listen(here: Connection, voices: list[Progress]) -> Any:
    while True:
        word, *told = here.recv()
        if word == "done":
            return told[0]
        if word == "failed":
            raise told[0]
        if word == "stage":
            voices[told[0]].stage(told[1])
        else:
            here.send(_may_go_on(voices[told[0]], *told[1:]))


def _may_go_on(voice: Progress, done: int, total: int) -> bool:
    try:
        voice.report(done, total)
    except Cancelled:
        return False
    return True


class _Far(Progress):
    """Speaks to the `Progress` of that number in the other process, at most every 50 ms."""

    def __init__(self, there: Connection, number: int):
        self._there, self._number, self._spoke = there, number, 0.0

    def stage(self, title: str) -> None:
        self._spoke = 0.0
        self._there.send(("stage", self._number, title))

    def report(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._spoke < QUIET_SECONDS and not (total and done >= total):
            return
        self._spoke = now
        self._there.send(("report", self._number, done, total))
        if not self._there.recv():
            raise Cancelled()


def _packed(task: object, voices: list[Progress]) -> bytes:
    class Pickler(pickle.Pickler):
        def persistent_id(self, value: object) -> int | None:
            if not isinstance(value, Progress):
                return None
            voices.append(value)
            return len(voices) - 1

    packed = io.BytesIO()
    Pickler(packed).dump(task)
    return packed.getvalue()


def _unpacked(task: bytes, there: Connection) -> Any:
    class Unpickler(pickle.Unpickler):
        def persistent_load(self, number: int) -> Progress:
            return _Far(there, number)

    return Unpickler(io.BytesIO(task)).load()


def _child(there: Connection, language: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches both; the first process decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    i18n.use(language)
    function, args, named = _unpacked(there.recv_bytes(), there)
    try:
        there.send(("done", function(*args, **named)))
    except KmuError as error:
        there.send(("failed", error))
    except Exception:  # the border between processes: whatever it was, the other side hears of it
        there.send(("failed", Mistake(traceback.format_exc())))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
