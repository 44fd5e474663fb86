"""Physical lines become rows of cells, fast where the file is sound and carefully where a quotation mark is not.

A block of lines is parsed at once. Only where that fails, or a cell spans lines, is each record looked at: a quotation
mark that is opened and not closed would swallow the rows after it without an error.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from kmu_crm.sources.reading.dialect import Dialect
from kmu_crm.sources.reading.quoting import loose, opened
from kmu_crm.sources.reading.remarks import Findings

BLOCK_LINES = 1_000  # small enough to stay in the processor's cache
_REACH = 2_000  # lines that one cell may span
_PATIENCE = 20  # unclosed marks after which every line stands for itself
_TOO_NARROW = 4  # fewer cells: two lines of one cell look too much like two rows

Row = tuple[str, ...]
Rows = tuple[list[Row], Sequence[int]]


class Records:
    """Iterates over (rows, the physical line where each begins); `width` is how many cells a row should have.

    Rows with a mark that never closes are among them; `findings.broken` names them until the next block is asked for.
    """

    def __init__(self, lines: Iterator[str], dialect: Dialect, width: int, findings: Findings, line: int = 1):
        self._lines, self._dialect, self._width, self._findings = lines, dialect, width, findings
        self._options, self._line, self._unclosed = dialect.options(), line, 0

    def __iter__(self) -> Iterator[Rows]:
        while block := list(islice(self._lines, BLOCK_LINES)):
            try:
                rows = list(map(tuple, csv.reader(block, **self._options)))
            except csv.Error:
                rows = []
            if len(rows) == len(block):
                lines: Sequence[int] = range(self._line, self._line + len(block))
            else:
                rows, lines = self._carefully(block)
            self._line += len(block)
            yield (self._unwrapped(rows, lines) if self._dialect.wrapped else rows), lines

    def _unwrapped(self, rows: list[Row], lines: Sequence[int]) -> list[Row]:
        """Rows of a single cell that holds a row itself become what they are."""
        found: list[Row] = []
        for row, line in zip(rows, lines, strict=True):
            if row and (self._dialect.delimiter or "") in row[0] and not any(row[1:]):
                with suppress(csv.Error):  # a line end outside of marks: listed as it is
                    cells = next(map(tuple, csv.reader([row[0]], **self._options | {"strict": False})), row)
                    if len(row) == 1 or len(cells) == self._width:  # else a comma in a name
                        row = cells
                        self._findings.note("wrapped_rows", line=line)
            found.append(row)
        return found

    def _carefully(self, block: list[str]) -> tuple[list[Row], list[int]]:
        """Record by record; `block` grows where its last record goes on behind it."""
        rows: list[Row] = []
        lines: list[int] = []
        at = 0
        while at < len(block):
            ahead = at + 1 if self._unclosed > _PATIENCE else None
            reader, begin = csv.reader(islice(block, at, ahead), **self._options), at
            try:
                for row in map(tuple, reader):
                    end = at + reader.line_num
                    if end - begin > 1 and self._swallowed(block[begin:end], row):
                        raise csv.Error
                    rows.append(row)
                    lines.append(self._line + begin)
                    begin = end
            except csv.Error:
                row, taken = self._mended(block, begin)
                rows.append(row)
                lines.append(self._line + begin)
                begin += taken
            at = begin
        return rows, lines

    def _swallowed(self, lines: Sequence[str], row: Sequence[str]) -> bool:
        """Whether lines inside a cell are rows in truth: they have the table's width by themselves."""
        if len(row) == self._width and self._two_rows(lines, row):
            return True
        inner = lines[1:-1] if len(row) == self._width else lines[1:]
        if self._width < (3 if len(row) == self._width else 2) or len(lines) > _REACH:
            return len(lines) > _REACH
        return any(len(self._alone(line)) == self._width for line in inner if line.strip())

    def _two_rows(self, lines: Sequence[str], row: Sequence[str]) -> bool:
        """Whether a mark that a row left open was closed by one in a later row, so that both together have the width of
        one. Text of several lines has blanks behind what would be separators, or no such number of them."""
        mark = self._dialect.delimiter
        if not mark or self._width < _TOO_NARROW or lines[0].count(mark) < self._width - 1:
            return False
        if any(mark + " " in cell for cell in row if "\n" in cell or "\r" in cell):
            return False
        return all(len(self._alone(line)) == self._width for line in (lines[0], lines[-1]))

    def _mended(self, block: list[str], begin: int) -> tuple[Row, int]:
        """The row that begins there, and how many lines it takes."""
        if self._unclosed <= _PATIENCE and (whole := self._farther(block, begin)):
            return whole
        line = block[begin]
        found = loose(line, self._dialect, self._width)
        if found.broken:
            self._findings.broken[self._line + begin] = found.broken
        if self._unclosed <= _PATIENCE and self._dialect.quote and opened(line, self._dialect):
            self._unclosed += 1
        return found.cells, 1

    def _farther(self, block: list[str], begin: int) -> tuple[Row, int] | None:
        """Takes lines behind the block when a cell is still open at its end."""
        if begin + _REACH > len(block):
            block.extend(islice(self._lines, _REACH))
        taken = block[begin : begin + _REACH]
        reader = csv.reader(taken, **self._options)
        try:
            row = tuple(next(reader))
        except (csv.Error, StopIteration):
            return None
        return None if self._swallowed(taken[: reader.line_num], row) else (row, reader.line_num)

    def _alone(self, line: str) -> Row:
        try:
            return tuple(next(csv.reader([line], **self._options), ()))
        except csv.Error:
            return loose(line, self._dialect, self._width).cells
