"""One sheet of a workbook as text cells, with what was noticed in it; far stray cells are cut off."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

MOST_CELLS = 5_000_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_FAR_ROWS, _FAR_COLUMNS, _STRAY = 1_000, 200, 3


@dataclass
class Sheet:
    """`cells`: (sheet row from 1, {column from 0: text}) of rows that hold something; `notes`: (code, sheet row)."""

    name: str
    hidden: bool = False
    cells: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)  # sheet row, first and last column
    far: list[str] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return sum(len(row) for _number, row in self.cells)

    def cut(self) -> None:
        """Leaves out single cells far right of or below everything else: slips of the hand, or traps."""
        for place in range(1, len(self.cells)):
            behind = self.cells[place:]
            if behind[0][0] - self.cells[place - 1][0] > _FAR_ROWS and sum(len(row) for _n, row in behind) <= _STRAY:
                self.far += [f"{letters(min(row))}{number}" for number, row in behind]
                self.cells = self.cells[:place]
                break
        columns = Counter(column for _number, row in self.cells for column in row)
        used = sorted(columns)
        for place in range(1, len(used)):
            if used[place] - used[place - 1] > _FAR_COLUMNS and sum(columns[c] for c in used[place:]) <= _STRAY:
                self._cut_columns(used[place])
                break

    def _cut_columns(self, limit: int) -> None:
        for number, row in self.cells:
            for column in [c for c in row if c >= limit]:
                self.far.append(f"{letters(column)}{number}")
                del row[column]
        self.cells = [(number, row) for number, row in self.cells if row]

    def dense(self) -> tuple[list[list[str]], list[int]]:
        """Rows of equal width and their sheet rows."""
        width = max((max(row) + 1 for _number, row in self.cells), default=0)
        return [[row.get(c, "") for c in range(width)] for _number, row in self.cells], [n for n, _row in self.cells]


def letters(column: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def number_text(value: float) -> str:
    """A number as a person sees it: 10001, 12.3; never 10001.0 or 12.300000000000001."""
    if value == int(value) and abs(value) < 1e22:
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
