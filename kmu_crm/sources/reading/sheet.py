"""One sheet of a workbook as text cells, with what was noticed in it; far stray cells are cut off."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

MOST_CELLS = 5_000_000
MOST_AREA = 4 * MOST_CELLS  # of rows and columns that are used, most cells of which are empty
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_MERGED = 1_000
FAR_ROWS, FAR_COLUMNS, STRAY = 1_000, 200, 3

_LIKE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")  # 1.125: as a text it could be thousands
_THREE = re.compile(r"\.[0-9]{3}(?![0-9])")
_THOUSANDS = re.compile(r"(?<![^\x1f])-?[1-9][0-9]{0,2}\.[0-9]{3}(?![^\x1f])")


class TooBig(Exception):
    """More cells than are read."""


@dataclass
class Sheet:
    """`cells`: (sheet row from 1, {column from 0: text}) of rows that hold something; `notes`: (code, sheet row)."""

    name: str
    hidden: bool = False
    cells: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)  # sheet row, first and last column
    far: list[str] = field(default_factory=list)
    used: int = 0  # columns that hold something, in the rows that became pieces
    numbers: dict[int, set[str]] = field(
        default_factory=dict
    )  # column -> those of its numbers that look like thousands

    def see(self, column: int, number: str) -> None:
        """The text of a cell that is a number."""
        if _LIKE_THOUSANDS.fullmatch(number):
            self.numbers.setdefault(column, set()).add(number)

    def see_all(self, column: int, numbers: str) -> None:
        """The same for many, with a `CELL` between."""
        if _THREE.search(numbers) and (found := _THOUSANDS.findall(numbers)):
            self.numbers.setdefault(column, set()).update(found)

    @property
    def filled(self) -> int:
        return sum(len(row) for _number, row in self.cells)

    def cut(self) -> None:
        """Leaves out single cells far right of or below everything else: slips of the hand, or traps."""
        place = first_stray([(number, len(row)) for number, row in self.cells[-STRAY - 1 :]])
        if place < 0:
            self.far += [f"{letters(min(row))}{number}" for number, row in self.cells[place:]]
            del self.cells[place:]
        limit = first_far(Counter(column for _number, row in self.cells for column in row))
        if limit is not None:
            self._cut_columns(limit)

    def _cut_columns(self, limit: int) -> None:
        for number, row in self.cells:
            for column in [c for c in row if c >= limit]:
                self.far.append(f"{letters(column)}{number}")
                del row[column]
        self.cells = [(number, row) for number, row in self.cells if row]

    @property
    def width(self) -> int:
        return max((max(row) + 1 for _number, row in self.cells), default=0)


def first_stray(ending: list[tuple[int, int]]) -> int:
    """Where, counted from the end, rows begin that lie far below the others and hold next to nothing; 0: nowhere.

    `ending`: number and filled cells of the last rows that hold something, one more than can be stray.
    """
    for place in range(1, len(ending)):
        behind = ending[place:]
        if behind[0][0] - ending[place - 1][0] > FAR_ROWS and sum(filled for _number, filled in behind) <= STRAY:
            return place - len(ending)
    return 0


def first_far(filled: Counter[int]) -> int | None:
    """The first column far right of the others with next to nothing in it and behind it; `filled`: cells by column."""
    used = sorted(filled)
    behind = 0
    found = None
    for before, column in zip(reversed([-1, *used[:-1]]), reversed(used), strict=True):
        behind += filled[column]
        if behind > STRAY:
            break
        if column - before > FAR_COLUMNS and before >= 0:
            found = column
    return found


def letters(column: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def column_of(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def number_text(value: float) -> str:
    """A number as a person sees it: 10001, 12.3; never 10001.0 or 12.300000000000001."""
    if isfinite(value) and value == int(value) and abs(value) < 1e22:
        return str(int(value))
    return f"{value:.15g}"


def day_text(value: date | datetime | time | timedelta) -> str:
    """ISO; a midnight time is left out."""
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat()
