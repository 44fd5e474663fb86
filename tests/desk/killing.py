"""An import in a process of its own that is killed at a moment told before; started once, then forked."""

import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from kmu_crm.desk.intake import take_in
from kmu_crm.progress import Progress
from kmu_crm.store.store import Store

AS_OF = "2025-12-31"
STAGES = 7  # backing up, reading, writing, three of who is one, figures
PARTS = ["kmu_crm.desk.intake", "kmu_crm.identity.match", "kmu_crm.profiles.build", "kmu_crm.value.base"]
COMMITS = 2  # the import, what is derived


@dataclass(frozen=True)
class Moment:
    """`at`: "clock" (a share of the time an undisturbed import takes), or so many seconds after the `place`-th "stage" or
    "commit" has begun."""

    at: str
    place: int
    after: float


def moments(seed: int, clock: int, stages: int, commits: int) -> Iterator[Moment]:
    """Spread over the whole work, and besides over the beginnings of its stages and over its commits."""
    dice = random.Random(seed)
    yield from (Moment("clock", 0, (n + dice.random()) / clock) for n in range(clock))
    yield from (Moment("stage", n % STAGES, dice.random() * 0.02) for n in range(stages))
    yield from (Moment("commit", n % COMMITS, dice.random() ** 2 * 0.004) for n in range(commits))


class Bench:
    """`store` and `file` lie in a folder that is as at first before each `run`."""

    def __init__(self, store: Path, file: Path) -> None:
        self.store, self.file, self._kept = store, file, store.with_suffix(".kept")
        shutil.copy(store, self._kept)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PARTS)
        self.seconds = min(self._undisturbed() for _again in range(2))

    def run(self, moment: Moment) -> list[str]:
        """Imports, is killed; the stages it had reached."""
        self._as_at_first()
        return self._run(moment)[0]

    def _undisturbed(self) -> float:
        self._as_at_first()
        return self._run(None)[1]

    def _as_at_first(self) -> None:
        shutil.rmtree(self.store.parent / "backups", ignore_errors=True)
        for left in self.store.parent.glob(self.store.name + "-*"):
            left.unlink()
        shutil.copy(self._kept, self.store)

    def _run(self, moment: Moment | None) -> tuple[list[str], float]:
        here, there = self._context.Pipe(duplex=False)
        child = self._context.Process(target=_import, args=(there, self.store, self.file, moment))
        child.start()
        there.close()
        reached = [here.recv()]  # it begins now
        began = time.perf_counter()
        if moment and moment.at == "clock":
            time.sleep(moment.after * self.seconds)
            child.kill()
        child.join()
        took = time.perf_counter() - began
        while here.poll():
            try:
                reached.append(here.recv())
            except (EOFError, OSError):
                break
        here.close()
        assert child.exitcode in (0, -signal.SIGKILL)
        return reached, took


class _Told(Progress):
    """Tells the other process which stage is reached, and dies in time."""

    def __init__(self, there: Connection, moment: Moment | None) -> None:
        self._there, self._moment, self._seen = there, moment, {"stage": 0, "commit": 0}

    def stage(self, title: str) -> None:
        self._there.send(title)
        self._count("stage")

    def statement(self, sql: str) -> None:
        if sql == "COMMIT":
            self._count("commit")

    def _count(self, what: str) -> None:
        if self._moment and (what, self._seen[what]) == (self._moment.at, self._moment.place):
            threading.Timer(self._moment.after, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
        self._seen[what] += 1


def _import(there: Connection, store: Path, file: Path, moment: Moment | None) -> None:
    told = _Told(there, moment)
    with Store(store) as opened:
        opened.db.set_trace_callback(told.statement)
        there.send("begun")
        take_in(opened.db, [file], as_of=AS_OF, progress=told)
