"""Documents of one's own list whose words say that they take back, with an amount like any sale's.

The kind that a column tells goes before the words, and so does an amount below nothing. What was read from words is told,
and first of all what may be meant so and counts as it stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kmu_crm.sources.mapping import document_words, in_words, referring, worded_columns
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.in_words import DOUBT, TEXTS, Spoken
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.taken_back import FLAGS
from kmu_crm.sources.recording.problems import BY_NUMBER, IN_WORDS, NO_CREDITS, SPOKEN, Problem
from kmu_crm.sources.recording.shapes import Cell

ARTICLE, NAME, QUANTITY, NET, GROSS = 3, 4, 6, 8, 9  # places in a line
NOTHING = Spoken("")
_SHOWN = 20  # rows that are kept to be told


class Heard(NamedTuple):
    """What a row's words say, and in which column."""

    said: Spoken
    header: str


class Words:
    """Reads the words of documents; counts what it meets, for what only the whole list can tell."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        self.active = sheet.system == "list" and sheet.free_kinds
        self.told: list[Problem] = []
        self.turned: set[tuple[str, str]] = set()  # kind and key of the documents whose kind they told
        self._by_name = sheet.reduces
        texts = [field for field in TEXTS if self.active and any(one.field == field for one in columns)]
        self._headers = {field: next(one.header for one in columns if one.field == field) for field in texts}
        self._texts = [one for one in columns if one.field in texts]
        self._kind = next((one for one in columns if one.field == "fact_kind"), None)
        self._elsewhere = {
            one.field for one in columns if one.field in texts and worded_columns.is_elsewhere(one.header)
        }
        self._items = next((one.header for one in columns if one.field == "line_name"), "")
        self.number_header = next((one.header for one in columns if one.field == "number"), "")
        # Of a list of invoices, the column that tells the order.
        self.orders = next(((one.field, one.header) for one in columns if self.active and one.of_orders), ("", ""))
        self.some_numbered = any(self.active and one.some_numbered for one in columns)
        self.days_of_orders = document_words.are_days_of_orders((one.header, one.field) for one in columns)
        self._takes = next(
            ((referring.takes_back(one.header), one.header) for one in columns if one.field == "takes_back"), ("", "")
        )
        referred = (
            one.header for one in columns if one.field == "refers_to" and referring.is_about_another(one.header)
        )
        self._corrects = next(referred, "")
        self._back = dict(_taking_back(columns)) if self.active else {}
        self._gave_way = dict(_replaced(columns)) if self.active else {}
        self._stands = {by for by, _ in self._gave_way.values()}
        self._ended: dict[int, str | None] = {}  # the last cell of the block before, by the place of its column
        self._plain = self._reducing = 0
        self._prefixed: list[int] = []

    def heard(self, values: Mapping[str, Sequence[Any]], size: int) -> list[Heard | None]:
        """By document; what is clear goes before what is not."""
        found: list[Heard | None] = [None] * size
        for field, header in self._headers.items():
            for i, text in enumerate(values.get(field) or ()):
                if text and (said := _read(text) if field == "words" else in_words.read(text)).kind:
                    before = found[i]
                    said = Spoken(DOUBT) if field in self._elsewhere else said
                    if before is None or before.said.kind == DOUBT:
                        found[i] = Heard(said, header)
        return found

    def beside_items(self, block: Block, starts: Sequence[int], lines: Sequence[tuple[Cell, ...] | None]) -> None:
        """What stands beside one item of several is told where it may mean that this one was taken back."""
        first = set(starts)
        for column in self._texts:
            cells = block.columns[column.index]
            before = [self._ended.get(column.index), *cells[:-1]]
            self._ended[column.index] = cells[-1] if cells else None
            for i, (cell, line) in enumerate(zip(cells, lines, strict=False)):
                if i in first or not cell or not line or cell == before[i]:
                    continue
                by_column = self._kind and in_words.read(block.columns[self._kind.index][i]).kind
                if in_words.read(cell).kind and not by_column and _is_added(line):
                    self.told.append((SPOKEN, column.header, block.numbers[i]))

    def kind(
        self, amount: int | None, kind: str, by_column: bool, heard: Heard | None, lines: Sequence[tuple[Cell, ...]],
        number: str | None, refers: str | None, row: int,
    ) -> Spoken:  # fmt: skip
        """What a document of `amount` is by its words, or nothing."""
        if not self.active or kind not in ("invoice", "order") or amount is None or amount <= 0:
            self._reducing += self.active and amount is not None and (amount < 0 or kind not in ("invoice", "order"))
            return NOTHING
        if number in self._gave_way:
            self._reducing += 1
            self.told.append((IN_WORDS, self._gave_way[number][1], row))
            return Spoken("cancelled")
        if heard and heard.said.kind == DOUBT and number in self._stands:
            heard = None
        heard = heard or (self._of_items(lines) if lines and self._items else None)
        letters = in_words.of_number(number)
        self._plain += not letters
        if heard is None and refers and self._corrects:
            heard = Heard(Spoken(DOUBT), self._corrects)
        if heard is None and not (letters and self._by_name and not by_column):
            if letters and not by_column and in_words.is_numbered_so(number) and len(self._prefixed) < _SHOWN:
                self._prefixed.append(row)
            return NOTHING
        said, header = heard or Heard(Spoken(letters), self.number_header)
        if said.kind == DOUBT and letters and not by_column:
            said = said._replace(kind=letters)
        if said.kind == DOUBT or by_column:
            self.told.append((SPOKEN, header, row))
            return NOTHING
        self._reducing += 1
        self.told.append((IN_WORDS, header, row))
        return said._replace(numbers=tuple(one for one in said.numbers if one != number))

    def named(
        self, amount: int | None, kind: str, by_column: bool, number: str | None, takes_back: str | None, row: int
    ) -> Spoken | None:
        """The same by a column that names which document this one takes back, or beside that one's which takes it back;
        None where neither does. One that names itself is what was cancelled."""
        if not (takes_back or (number in self._back if self._back else False)):
            return None
        if not self.active or kind not in ("invoice", "order") or not amount:
            return None
        said, header, other = (*self._takes, takes_back) if takes_back else self._back[str(number)]
        if by_column or (takes_back and not any(map(str.isdigit, takes_back))):
            if amount > 0:
                self.told.append((SPOKEN, header, row))
            return None
        self._reducing += 1
        self.told.append((IN_WORDS, header, row))
        return Spoken("cancelled" if other == number else said or "cancellation", (str(other),))

    def _of_items(self, lines: Sequence[tuple[Cell, ...]]) -> Heard | None:
        """Where all of them say so it is the document; where one does whose amount is not below nothing, nobody knows."""
        read = [(in_words.read(str(line[NAME])) if line[NAME] else NOTHING, line) for line in lines]
        if not any(said.kind for said, _ in read):
            return None
        clear = {said.kind for said, _ in read} - {"cancelled"}
        if len(clear) == 1 and not clear & {"", DOUBT}:
            return Heard(read[0][0], self._items)
        added = any(said.kind and _is_added(line) for said, line in read)
        return Heard(Spoken(DOUBT), self._items) if added else None

    def closing(self) -> Iterator[Problem]:
        """Credit notes that only the letters of their numbers, or the list's name, seem to speak of."""
        if self._prefixed and self._plain and not self._reducing:
            yield from ((BY_NUMBER, self.number_header, row) for row in self._prefixed)
        elif self.active and self._by_name and not self._reducing:
            yield NO_CREDITS, self.number_header, 0


def _is_added(line: tuple[Cell, ...]) -> bool:
    return all(int(line[at] or 0) >= 0 for at in (QUANTITY, NET, GROSS))


def _taking_back(columns: Sequence[MappedColumn]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Number of a document -> what it is, the column that says so in the row of the document it takes back, and that one's."""
    number = next((one for one in columns if one.field == "number"), None)
    for column in columns:
        if (
            number
            and (column.named or column.naming)
            and column.field in FLAGS
            and (said := referring.taken_back_by(column.header))
        ):
            telling = {cell: other for cell, other in column.named.items() if referring.is_telling(cell)}
            read = zip(number.read(list(telling)), number.read(list(telling.values())), strict=True)
            yield from ((str(one), (said, column.header, str(other))) for one, other in read)
            yield from _by_own_row(number, column, said)


def _by_own_row(number: MappedColumn, column: MappedColumn, said: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The same of documents whose own row names what they take back."""
    read = zip(number.read(list(column.naming)), number.read(list(column.naming.values())), strict=True)
    yield from ((str(own), (said, column.header, str(other))) for own, other in read)


def _replaced(columns: Sequence[MappedColumn]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Number of a document -> that of the one that replaces it, and the column whose words say so."""
    number = next((one for one in columns if one.field == "number"), None)
    for column in columns:
        if number and column.naming and column.field in TEXTS:
            read = zip(number.read(list(column.naming)), number.read(list(column.naming.values())), strict=True)
            yield from ((str(gone), (str(by), column.header)) for gone, by in read)


def _read(texts: str) -> Spoken:
    """What stands in several columns, one to a line; what is clear goes before what is not."""
    said = [in_words.read(text) for text in texts.split("\n")]
    return next((one for one in said if one.kind not in ("", DOUBT)), next((one for one in said if one.kind), NOTHING))
