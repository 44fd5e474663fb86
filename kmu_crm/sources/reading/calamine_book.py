"""A workbook as calamine reads it: fast, but it ends the process where a cell stands far away, so only in the child."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kmu_crm.sources.reading import sheet_stream
from kmu_crm.sources.reading.pieces import Piece
from kmu_crm.sources.reading.prescan import Seen
from kmu_crm.sources.reading.sheet import MOST_AREA, Sheet, TooBig


class Protected(Exception):
    """The workbook asks for a password."""


class CalamineBook:
    """Opened when it is first asked for something. Raises Protected, or ValueError where it is damaged."""

    def __init__(self, path: Path):
        self._path, self._opened = path, None
        self._coming: Future[Any] | None = None

    @property
    def _book(self) -> Any:
        if self._opened is None:
            self._opened = _safely(self._open)
        return self._opened

    def _open(self) -> Any:
        import python_calamine as calamine

        with self._path.open("rb") as file:  # not by its name: content decides
            return calamine.CalamineWorkbook.from_filelike(file)

    def begin(self, name: str) -> None:
        """Has that sheet read while other things are done."""
        self._coming = ThreadPoolExecutor(1).submit(_safely, self._book.get_sheet_by_name, name)

    def names(self) -> list[tuple[str, bool]]:
        """The sheets, and whether they are hidden."""
        import python_calamine as calamine

        states = [sheet.visible != calamine.SheetVisibleEnum.Visible for sheet in self._book.sheets_metadata]
        return list(zip(self._book.sheet_names, states, strict=True))

    def filled(self, name: str) -> int:
        """How many cells hold something; where there is one sheet only, it need not be known."""
        if len(self._book.sheet_names) == 1:
            return 1
        return sum(len(row) - row.count("") for row in _safely(self._book.get_sheet_by_name, name).iter_rows())

    def pieces(self, sheet: Sheet, seen: Seen) -> Iterator[Piece]:
        found = self._coming.result() if self._coming else _safely(self._book.get_sheet_by_name, sheet.name)
        if found.total_height * found.total_width > MOST_AREA:
            raise TooBig
        return sheet_stream.of_values(sheet, found.iter_rows, found.total_width, seen)


def _safely(call: Callable[..., Any], *words: object) -> Any:
    import python_calamine as calamine

    try:
        return call(*words)
    except calamine.PasswordError:
        raise Protected from None
    except calamine.CalamineError:
        raise ValueError from None
