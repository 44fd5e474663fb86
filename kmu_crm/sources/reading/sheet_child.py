"""Reads workbooks in a process of its own: a library that aborts, hangs or eats memory takes down only this child.

The function run there is at module level, so that it is found by `multiprocessing` in a packaged program, too.
"""

import gc
import multiprocessing
import pickle
import signal
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from xml.etree.ElementTree import ParseError

from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.reading import sheet_reader
from kmu_crm.sources.reading.calamine_book import Protected
from kmu_crm.sources.reading.pieces import Kept, Piece
from kmu_crm.sources.reading.sheet import TooBig
from kmu_crm.sources.reading.sheet_reader import Answer, At
from kmu_crm.sources.refusals import refused

__all__ = ["Answer", "read", "read_all"]

MEMORY = 4 << 30
PATIENCE = 25  # seconds without a word, and one more for each megabyte
_LARGE = 8 << 20  # bytes of a workbook, unpacked, from which on looking before reading takes time that is felt
_PULSE = 0.2


def read(path: Path, kind: str, wanted: str | None, progress: Progress = SILENT) -> Answer:
    """One sheet of a workbook. Refuses when the child dies or falls silent; what `progress` raises ends the child."""
    return _read_each(path, kind, wanted, 1, progress)[0]


def read_all(path: Path, kind: str, progress: Progress = SILENT) -> list[Answer]:
    """The sheet that is read where none is wanted, and after it the others that are seen, as far as they can be read."""
    return _read_each(path, kind, None, None, progress)


def _read_each(path: Path, kind: str, wanted: str | None, most: int | None, progress: Progress) -> list[Answer]:
    haste = kind == "xlsx" and _unpacked(path) > _LARGE
    answers = _asked(path, kind, wanted, most, haste, progress)
    if not answers and haste:
        answers = _asked(path, kind, wanted, most, False, progress)
    if not answers or answers[0].refusal:
        raise refused((answers[0].refusal if answers else None) or "corrupt", path.name)
    return [answer for answer in answers if not answer.refusal]


def _asked(
    path: Path, kind: str, wanted: str | None, most: int | None, haste: bool, progress: Progress
) -> list[Answer]:
    """At most so many sheets; none: the child died, or made too much haste."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, str(path), kind, wanted, most, haste, MEMORY), daemon=True)
    child.start()
    there.close()
    watch = _Watch(child, PATIENCE + (_unpacked(path) >> 20))
    answers: list[Answer] = []
    try:
        _listen(here, watch, progress, answers)
    except (EOFError, OSError, pickle.UnpicklingError):
        if watch.hung and not answers:
            answers.append(Answer(refusal="hung"))
    finally:
        watch.end()
        here.close()
        child.kill()
        child.join()
    return answers


class _Watch:
    """Ends a child that is silent for too long, also one that stops in the middle of a word."""

    def __init__(self, child: BaseProcess, patience: float) -> None:
        self.heard, self.hung = time.monotonic(), False
        self._child, self._patience, self._over = child, patience, threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._over.wait(_PULSE):
            if time.monotonic() - self.heard > self._patience:
                self.hung = True
                self._child.kill()
                return

    def end(self) -> None:
        self._over.set()


def _listen(here: Connection, watch: _Watch, progress: Progress, answers: list[Answer]) -> None:
    """Gathers the answers until the child says that this is all."""
    pieces, at = Kept(), At(0, 0)
    while True:
        progress.report(*at)
        if not here.poll(_PULSE):
            continue
        said, watch.heard = here.recv(), time.monotonic()
        if isinstance(said, Piece):
            pieces.add(said)
        elif isinstance(said, At):
            at = said
        elif said is None:
            return
        else:
            said.pieces, pieces = pieces, Kept()
            answers.append(said)


def _unpacked(path: Path) -> int:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        return path.stat().st_size


def _answer(
    there: Connection, path: str, kind: str, wanted: str | None, most: int | None, haste: bool, memory: int
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches both; the first process decides
    _limit_memory(memory)
    gc.disable()  # rows hold no circles
    with suppress(BrokenPipeError):  # nobody listens any more
        for answer in islice(_read(Path(path), kind, wanted, haste, there), most):
            there.send(answer)
        there.send(None)
    there.close()


def _read(path: Path, kind: str, wanted: str | None, haste: bool, there: Connection) -> Iterator[Answer]:
    try:
        yield from sheet_reader.read(path, kind, wanted, haste, there.send)
    except sheet_reader.Hasty:
        return
    except Protected:
        yield Answer(refusal="password")
    except (MemoryError, TooBig):
        yield Answer(refusal="too_big")
    except FileNotFoundError:
        yield Answer(refusal="vanished")
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, IndexError, zlib.error, OSError):
        yield Answer(refusal="corrupt")


def _limit_memory(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
