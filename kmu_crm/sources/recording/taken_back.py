"""Documents whose row says in a column of its own that they were cancelled or given back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.sources.mapping import status_words, worded_columns
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.taken_back import CANCELLED, FLAGS, MAY_BE, read
from kmu_crm.sources.recording.lines import Line
from kmu_crm.sources.recording.problems import CAME_BACK, CREDITED, MOST_BACK, UNTOLD, Problem

REPLACED = "replaced_by"
_BACK = ("cancelled", "refunded")
# Place in a line, and what stands before its kind until the document is whole.
_KIND, _RETURNED, _SOLD = 5, "returned ", "sold "
_FEW = 3  # documents of which nothing can be told
STATES = {CANCELLED: "cancelled", "given_back": "refunded"}  # field -> our status


class Marks:
    """Reads the columns of marks; without such columns nothing is read, and nothing costs."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        own = sheet.system == "list" and sheet.free_kinds
        self._statuses = [column for column in columns if own and column.field in ("status", worded_columns.FURTHER)]
        self._status = next((one for one in self._statuses if one.field == "status"), None)
        self.status_header = self._status.header if self._status else ""
        self._known, self._of_contracts = sheet.statuses, sheet.kind == "contracts"
        self.columns = [column for column in columns if column.field in FLAGS]
        self._marked = dict.fromkeys((column.header for column in self.columns), 0)
        self._of = 0  # documents seen
        self._came_back = [column for column in columns if column.field == MAY_BE]
        self._replaced = [column for column in columns if column.field == REPLACED]
        self._taking = {column.header: frozenset(column.naming.values()) for column in self.columns}
        self._known_numbers = {value for column in self._replaced for value in column.read(list(column.named))}

    @property
    def active(self) -> bool:
        return bool(self.columns or self._came_back or self._replaced)

    def states(self, values: Mapping[str, Sequence[Any]], size: int) -> list[str | None]:
        """Our status by document; what several columns say of one is joined (`one_or_other`)."""
        found: list[str | None] = [None] * size
        self._of += size
        for i, number in enumerate(values.get(REPLACED, ())):
            if number and number in self._known_numbers:
                found[i] = STATES[CANCELLED]
        for field in reversed(FLAGS):
            column = next((column for column in self.columns if column.field == field), None)
            for i, cell in enumerate(values.get(field, ()) if column else ()):
                if cell and column and any(self._says_so(column, part) for part in cell.split(_BETWEEN)):
                    found[i] = STATES[field]
                    self._marked[column.header] += 1
        return found

    def problems(
        self, cells: Mapping[int, Sequence[str]], numbers: Sequence[int], keep: Sequence[bool]
    ) -> Iterator[Problem]:
        """What says neither yes nor no, or only that a credit note was written."""
        for column in self.columns:
            code = UNTOLD if column.field == CANCELLED else CREDITED
            unread = {cell for cell in set(cells[column.index]) if cell.strip() and read(column.header, cell) is None}
            unread -= column.named.keys() | self._taking[column.header]
            yield from _in_rows(code, column, unread, cells, numbers, keep)
        for column in self._came_back:
            said = {cell for cell in set(cells[column.index]) if read(column.header, cell) is not False}
            yield from _in_rows(CAME_BACK, column, said, cells, numbers, keep)
        for column in self._replaced:
            unread = {cell for cell in set(cells[column.index]) if cell.strip() and cell.strip() not in column.named}
            yield from _in_rows(UNTOLD, column, unread, cells, numbers, keep)
        for column in self._statuses:
            unread = {cell for cell in set(cells[column.index]) if self.status(cell, column) == status_words.PARTLY}
            yield from _in_rows(UNTOLD, column, unread, cells, numbers, keep)

    def closing(self) -> Iterator[Problem]:
        """What takes back most of a list may mean something else."""
        for header, marked in self._marked.items():
            if self._of >= _FEW and 2 * marked > self._of:
                yield MOST_BACK, header, 0

    def of_items(self, block: Block, starts: Collection[int], keep: Sequence[bool]) -> Iterator[Problem]:
        """Rows of one document of which some are marked: the first speaks for the whole, the others may mean their item."""
        begins = set(starts)
        for column in self.columns:
            whole: bool | None = None
            for place, cell in enumerate(block.columns[column.index]):
                said = read(column.header, cell) if cell.strip() else None
                if place in begins:
                    whole = said
                elif keep[place] and ((said and not whole) or (whole and said is False)):
                    yield UNTOLD, column.header, block.numbers[place]

    def with_items(self, block: Block, lines: Sequence[Line | None]) -> Sequence[Line | None]:
        """The lines of rows, of which those have another kind whose status says that they were taken back."""
        column = self._status
        if column is None:
            return lines
        cells = block.columns[column.index]
        back = {cell for cell in set(cells) if (self._known.get(folded(cell)) or self.status(cell, column)) in _BACK}
        if not back:
            return lines
        return [
            (*line[:_KIND], f"{_RETURNED if cell in back else _SOLD}{line[_KIND]}", *line[_KIND + 1 :])
            if line and cell.strip()
            else line
            for line, cell in zip(lines, cells, strict=True)
        ]

    def status(self, cell: str, column: MappedColumn) -> str:
        """What a status says of its document in words of which there is no list."""
        if not cell or folded(cell) in self._known:
            return ""
        return status_words.read(
            worded_columns.status(column.header, cell) if column.field == worded_columns.FURTHER else cell
        )

    def is_of_document(self, column: MappedColumn, cell: str) -> bool:
        """“gelöscht” is the invoice there, “gekündigt” the contract, and not the customer."""
        if self._of_contracts and column.field == "status":
            return folded(cell) in self._known
        return column in self._statuses and bool(self.status(cell, column))

    def _says_so(self, column: MappedColumn, cell: str) -> bool:
        """Of what was credited by another document of the list that one tells how much; what names the document it takes
        back was not taken back itself."""
        if not read(column.header, cell) or cell.strip() in self._taking[column.header] | column.partly:
            return False
        return column.field == CANCELLED or cell.strip() not in column.named


def is_returned(line: Line) -> bool:
    return str(line[_KIND]).startswith(_RETURNED)


def came_back_in_part(lines: Sequence[Line]) -> bool:
    """Whether rows say so, and others something else; one without a status goes with the row above."""
    return any(map(is_returned, lines)) and any(str(line[_KIND]).startswith(_SOLD) for line in lines)


def as_told(line: Line) -> Line:
    """As it goes into the store: what came back is told by a credit note."""
    return (*line[:_KIND], str(line[_KIND]).removeprefix(_RETURNED).removeprefix(_SOLD), *line[_KIND + 1 :])


def _in_rows(
    code: str, column: MappedColumn, told: Collection[str], cells: Mapping[int, Sequence[str]], numbers: Sequence[int],
    keep: Sequence[bool],
) -> Iterator[Problem]:  # fmt: skip
    for number, cell, kept in zip(numbers, cells[column.index], keep, strict=True) if told else ():
        if kept and cell in told:
            yield code, column.header, number


_BETWEEN = "\n"


def one_or_other(one: str | None, other: str | None) -> str | None:
    """Of two columns that may both say it."""
    return _BETWEEN.join(filter(None, (one, other))) or None
