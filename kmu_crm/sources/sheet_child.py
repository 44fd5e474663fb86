"""Reads workbooks in a process of its own: a library that aborts, hangs or eats memory takes down only this child.

The function run there is at module level, so that it is found by `multiprocessing` in a packaged program, too.
"""

import multiprocessing
import pickle
import re
import signal
import sys
import threading
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from kmu_crm.sources import ods
from kmu_crm.sources.refusals import refused
from kmu_crm.sources.sheet import MOST_CELLS, Sheet, day_text, number_text
from kmu_crm.sources.xlsx import Workbook, column_of

MEMORY = 4 << 30
PATIENCE = 25  # seconds, and two more for each megabyte
_PIECE = 20_000


class _Protected(Exception):
    """The workbook asks for a password."""


@dataclass
class Answer:
    """The chosen sheet, the names of other filled ones, of hidden ones; `refusal`: a reason instead."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    sheet: Sheet = field(default_factory=lambda: Sheet(""))
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    refusal: str | None = None


def read(path: Path, kind: str, wanted: str | None) -> Answer:
    """One sheet of a workbook. Refuses when the child dies or takes too long."""
    limit = PATIENCE + 2 * (path.stat().st_size >> 20)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, str(path), kind, wanted, MEMORY), daemon=True)
    child.start()
    there.close()
    watch = _Watch(limit, child)
    watch.start()
    try:
        answer: Answer = here.recv()
        while answer.refusal is None and (piece := here.recv()):
            answer.rows += piece
    except (EOFError, OSError, pickle.UnpicklingError):
        raise refused("hung" if watch.hung else "corrupt", path.name) from None
    finally:
        watch.cancel()
        here.close()
        child.kill()
        child.join()
    if answer.refusal:
        raise refused(answer.refusal, path.name)
    return answer


class _Watch(threading.Timer):
    """Ends a child that takes too long, also one that stops in the middle of its answer."""

    def __init__(self, seconds: float, child: BaseProcess) -> None:
        super().__init__(seconds, self._end)
        self.daemon, self.hung, self._child = True, False, child

    def _end(self) -> None:
        self.hung = True
        self._child.kill()


def _answer(there: Connection, path: str, kind: str, wanted: str | None, memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches both; the first process decides
    _limit_memory(memory)
    try:
        answer = _read(Path(path), kind, wanted)
    except _Protected:
        answer = Answer(refusal="password")
    except MemoryError:
        answer = Answer(refusal="too_big")
    except FileNotFoundError:
        answer = Answer(refusal="vanished")
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, IndexError, zlib.error, OSError):
        answer = Answer(refusal="corrupt")
    rows, answer.rows = answer.rows, []
    there.send(answer)
    for at in range(0, len(rows), _PIECE):
        there.send(rows[at : at + _PIECE])
    there.send([])
    there.close()


def _limit_memory(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _read(path: Path, kind: str, wanted: str | None) -> Answer:
    found = _sheets(path, kind)
    for sheet in found:
        sheet.cut()
    filled = [sheet for sheet in found if sheet.cells]
    choice = [s for s in filled if s.name == wanted] if wanted else sorted(filled, key=lambda s: (s.hidden, -s.filled))
    if wanted and not choice:
        return Answer(refusal="no_sheet")
    if not choice:
        return Answer(refusal="empty")
    chosen = choice[0]
    rows, lines = chosen.dense()
    if len(rows) * len(rows[0]) > MOST_CELLS * 4:
        return Answer(refusal="too_big")
    chosen.cells = []
    others = [s.name for s in filled if s is not chosen and not s.hidden]
    return Answer(rows, lines, chosen, others, [s.name for s in found if s.hidden])


def _sheets(path: Path, kind: str) -> list[Sheet]:
    if kind not in ("xlsx", "ods"):
        return _by_calamine(path)
    with zipfile.ZipFile(path) as archive:
        if kind == "ods":
            return ods.sheets(archive)
        book = Workbook(archive)
        if not book.padded and all(_simple(book, part) for _name, hidden, part in book.parts if not hidden):
            return _by_calamine(path, [hidden for _name, hidden, _part in book.parts])
        return [book.sheet(*part) for part in book.parts]


def _simple(book: Workbook, part: str) -> bool:
    """No formulas, errors, merged or far cells: nothing that calamine would not tell."""
    rows, columns = 0, set[bytes]()
    if (stream := book.open(part)) is None:
        return False
    rest = b""
    while piece := stream.read(4 << 20):
        piece, rest = rest + piece, piece[-64:]
        if re.search(rb"<f[ >/]|t=\"e\"|<mergeCell |<x:|E\+1[5-9]", piece):
            return False
        columns |= set(re.findall(rb' r="([A-Z]{1,3})\d+"', piece))
        rows = max(rows, *map(int, re.findall(rb"<row [^>]*?r=\"(\d+)\"", piece)), 0)
    last = max((column_of(name.decode()) for name in columns), default=0) + 1
    return rows * last <= MOST_CELLS


def _by_calamine(path: Path, hidden: list[bool] | None = None) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with path.open("rb") as file:
            book: Any = calamine.CalamineWorkbook.from_filelike(file)
            states = [m.visible != calamine.SheetVisibleEnum.Visible for m in book.sheets_metadata]
            return [
                _calamine_sheet(book, name, state)
                for name, state in zip(book.sheet_names, hidden or states, strict=True)
            ]
    except calamine.PasswordError:
        raise _Protected from None
    except calamine.CalamineError:
        raise ValueError from None


def _calamine_sheet(book: Any, name: str, hidden: bool) -> Sheet:
    sheet = Sheet(name, hidden)
    for number, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1):
        cells = {column: _text(value) for column, value in enumerate(row) if value != ""}
        if cells:
            sheet.cells.append((number, cells))
            if any(isinstance(value, float) and abs(value) >= 1e15 for value in row):
                sheet.notes.append(("scientific", number))
    return sheet


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, date | time | timedelta):
        return day_text(value)
    return str(value)
