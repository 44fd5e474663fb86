"""Reads workbooks in a process of its own: a library that aborts, hangs or eats memory takes down only this child.

The function run there is at module level, so that it is found by `multiprocessing` in a packaged program, too.
"""

import gc
import multiprocessing
import signal
import sys
import time
import zipfile
import zlib
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from xml.etree.ElementTree import ParseError

from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import sheet_reader
from kmu_crm.sources.calamine_book import Protected
from kmu_crm.sources.pieces import Kept, Piece
from kmu_crm.sources.refusals import refused
from kmu_crm.sources.sheet import TooBig
from kmu_crm.sources.sheet_reader import Answer, At

__all__ = ["Answer", "read"]

MEMORY = 4 << 30
PATIENCE = 25  # seconds without a word, and one more for each megabyte
_PULSE = 0.2


def read(path: Path, kind: str, wanted: str | None, progress: Progress = SILENT) -> Answer:
    """One sheet of a workbook. Refuses when the child dies or falls silent; what `progress` raises ends the child."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, str(path), kind, wanted), daemon=True)
    child.start()
    there.close()
    try:
        answer = _listen(here, path, progress)
    except (EOFError, OSError):
        raise refused("corrupt", path.name) from None
    finally:
        here.close()
        child.kill()
        child.join()
    if answer.refusal:
        raise refused(answer.refusal, path.name)
    return answer


def _listen(here: Connection, path: Path, progress: Progress) -> Answer:
    patience = PATIENCE + (_unpacked(path) >> 20)
    pieces, at, heard = Kept(), At(0, 0), time.monotonic()
    while True:
        progress.report(*at)
        if not here.poll(_PULSE):
            if time.monotonic() - heard > patience:
                raise refused("hung", path.name)
            continue
        said, heard = here.recv(), time.monotonic()
        if isinstance(said, Piece):
            pieces.add(said)
        elif isinstance(said, At):
            at = said
        else:
            said.pieces = pieces
            return said  # type: ignore[no-any-return]


def _unpacked(path: Path) -> int:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        return path.stat().st_size


def _answer(there: Connection, path: str, kind: str, wanted: str | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches both; the first process decides
    _limit_memory()
    gc.disable()  # rows hold no circles
    with suppress(BrokenPipeError):  # nobody listens any more
        there.send(_read(Path(path), kind, wanted, there))
    there.close()


def _read(path: Path, kind: str, wanted: str | None, there: Connection) -> Answer:
    try:
        return sheet_reader.read(path, kind, wanted, there.send)
    except Protected:
        return Answer(refusal="password")
    except (MemoryError, TooBig):
        return Answer(refusal="too_big")
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, IndexError, zlib.error):
        return Answer(refusal="corrupt")


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
