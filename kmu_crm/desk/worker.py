"""Another process of this program that does one piece of work after the other; between the two only words pass."""

import contextlib
import io
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kmu_crm import i18n
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.progress import Progress

QUIET_SECONDS = 0.05

Task = tuple[Callable[..., Any], tuple[object, ...], dict[str, object]]


class Mistake(RuntimeError):
    """Our bug, in the other process; the text is its traceback."""


class Worker:
    """The process, seen from here. It ends with this one."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self.process = context.Process(target=_work, args=(there,))
        self.process.start()
        there.close()

    def do(self, task: Task) -> tuple[bool, Any]:
        """Whether it was done, and what was given or raised. Raises EOFError or OSError where the process ends before."""
        voices: list[Progress] = []
        self._pipe.send_bytes(_packed((i18n.language(), dict(os.environ), task), voices))
        while True:
            word, *told = self._pipe.recv()
            if word in ("done", "failed"):
                return word == "done", told[0]
            if word == "stage":
                voices[told[0]].stage(told[1])
            else:
                self._pipe.send(_may_go_on(voices[told[0]], *told[1:]))

    def end(self) -> None:
        self._pipe.close()
        self.process.kill()
        self.process.join()


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


def _work(there: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches both; the first process decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError):
        while True:
            there.send(_done(there.recv_bytes(), there))


def _done(packed: bytes, there: Connection) -> tuple[str, Any]:
    try:
        language, environment, (function, args, named) = _unpacked(packed, there)
        i18n.use(language)  # both may be others than with the work before
        os.environ.update(environment)
        return "done", function(*args, **named)
    except KmuError as error:
        return "failed", error
    except Exception:  # the border between processes: whatever it was, the other side hears of it
        return "failed", Mistake(traceback.format_exc())


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
