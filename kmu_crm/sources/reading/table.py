"""Any file on disk as a table of text cells with its story: the face of reading."""

from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kmu_crm.fields import show
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.reading.cleaning import LONG_CELL, damage
from kmu_crm.sources.reading.header import Names, kind
from kmu_crm.sources.reading.mending import Mending
from kmu_crm.sources.reading.raw import name_of, titled
from kmu_crm.sources.reading.records import Rows
from kmu_crm.sources.reading.remarks import Findings, Remark
from kmu_crm.sources.reading.seen import Seen
from kmu_crm.sources.reading.sift import BadRow, Batch, Sieve
from kmu_crm.sources.reading.torn_cell import breaks_off
from kmu_crm.sources.refusals import refused

__all__ = ["BadRow", "Batch", "Remark", "Table"]
_MADE = ("vcf", "ics", "mail")  # kinds of files whose rows the program itself makes
_ENDS = 1_000  # rows that show how a column is written
_SAMPLE = 1_000  # rows that tell what the columns mean


@dataclass(frozen=True)
class Beside:
    """The other sheets of a workbook, in words. `taken`: those that come in like files of their own; `left`: those that do not."""

    taken: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Table:
    """A file's (or sheet's) rows below its header.

    `header`: unique names, doubled ones with " (2)", empty ones "Spalte 5"; `header_line` and the lines of rows count
    from 1 as they stand in the file (sheet rows in a workbook). `head`: DATEV's machine line. `rows`, `bad_rows` and
    `remarks` are known after `survey`. Rows are streamed: `batches` can be called again and holds one block of a text
    file in memory.
    """

    file: Path
    kind: str
    header: list[str]
    records: Callable[[Findings], Iterator[Rows]] = field(repr=False)
    raw_header: Sequence[str] = ()
    encoding: str | None = None
    encoding_sure: bool = True
    delimiter: str | None = None
    sheet: str | None = None
    header_line: int = 1
    head: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    optional: frozenset[int] = frozenset()
    kinds: tuple[str, ...] = ()
    trails: bool = False
    suspect: bool = False
    story: Callable[[Findings], None] = field(default=lambda findings: None, repr=False)
    other_sheets: list[str] = field(default_factory=list)
    further: bool = False  # a sheet that is not the one that is read where none is wanted
    beside: Beside | None = None  # what becomes of the other sheets, once that is known
    # Of a workbook, which keeps numbers as such: column -> those that would be doubtful as texts. None: all cells are texts.
    numbers: Mapping[int, Collection[str]] | None = field(default=None, repr=False)
    content: str = "CSV"
    open_end: bool = False  # the file does not end with the end of a line
    strangers: bool = False  # whoever it names is no customer by that alone: mail, calendars
    own: tuple[str, ...] = ()  # the business's own addresses by which it was read
    listed: list[BadRow] = field(
        default_factory=list
    )  # bad from the start: cards, messages, events that never became rows
    remarks: list[Remark] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    below: list[str] = field(default_factory=list)  # closing lines that were left out, known after `survey`
    rows: int | None = None
    placed: "array[int]" = field(default_factory=lambda: array("I"), repr=False)
    seen: Seen | None = None
    mending: Mending | None = None  # what a person wants changed before the rows are read
    _sampled: tuple[Mending | None, list[Sequence[str]]] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    @property
    def title(self) -> str:
        """The name, and which of its sheets this is where it is a further one."""
        return titled(self.name, self.sheet if self.further else None)

    @property
    def unread_sheets(self) -> Collection[str]:
        """Those that do not come in with this one, as far as that is known."""
        return self.other_sheets if self.beside is None else self.beside.left.keys()

    @property
    def name(self) -> str:
        """What the file is called; within an archive `archive.zip/member.csv`."""
        return name_of(self.file)

    def line(self, row: int) -> int:
        """Where a data row stands in the file, as far as that is known: what people are told of it."""
        return (self.placed[row - 1] if 0 < row <= len(self.placed) else 0) or row

    def batches(self, size: int = 10_000) -> Iterator[Batch]:
        """The usable data rows, at most `size` at a time. Refuses a file that was changed since it was opened."""
        findings = Findings()
        for batch in self._pass(findings, self._sieve(findings)):
            for at in range(0, len(batch.rows), size):
                numbers = batch.numbers[at : at + size]
                yield Batch(numbers[0], batch.rows[at : at + size], numbers, batch.lines[at : at + size])

    def first(self, most: int) -> list[tuple[str, ...]]:
        """The first usable data rows, at most so many; blocks of a workbook may hold a single one."""
        rows = (row for batch in self.batches(most) for row in batch.rows)
        return list(islice(rows, most))

    def sample(self) -> list[Sequence[str]]:
        """The cells of the first rows, column by column; read once, until something is to be mended."""
        if self._sampled is None or self._sampled[0] is not self.mending:
            rows = self.first(_SAMPLE)
            cells: list[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [()] * len(self.header)
            self._sampled = self.mending, cells
        return self._sampled[1]

    def survey(self, progress: Progress = SILENT) -> None:
        """Reads once through the file: counts the rows, gathers remarks and bad rows. Refuses a table without rows."""
        for _batch in self.surveyed(progress):
            pass

    def surveyed(self, progress: Progress = SILENT) -> Iterator[Batch]:
        """The usable data rows while they are surveyed; what `survey` finds out is known after the last batch."""
        findings = Findings()
        self.story(findings)
        sieve = self._sieve(findings)
        ends: deque[str] = deque(maxlen=_ENDS)  # the last cells of the last rows
        last = 0
        for batch in self._pass(findings, sieve):
            self._look(batch, findings)
            progress.report(sieve.number, 0)
            if self.open_end:
                ends.extend(row[-1] for row in batch.rows[-_ENDS:])
                last = batch.lines[-1]
            yield batch
        if sieve.lacking:
            if _stand_elsewhere(self.header, self.sample()):
                raise refused("shifted", self.file.name)
            findings.note("all_short", name=show.columns(self.header[-sieve.lacking :]))
        if self.open_end and sieve.surely_cut:
            raise refused("truncated", self.file.name)
        if self.open_end and sieve.cut_off:
            findings.note("row_maybe_cut", row=sieve.number)
        elif self.open_end and breaks_off(ends):
            findings.note("maybe_cut", line=last)
        self.below = sieve.closing
        self.rows, self.bad_rows, self.placed = sieve.number, self.listed + sieve.bad, sieve.placed
        if not self.rows:
            raise refused("no_rows", self.file.name)
        self.remarks = findings.remarks(self.line)

    def _sieve(self, findings: Findings) -> Sieve:
        corrected = self.mending.corrected if self.mending else {}
        made = self.kind in _MADE
        return Sieve(
            self.raw_header, len(self.header), findings, self.optional, self.kinds, self.trails, made, corrected
        )

    def _pass(self, findings: Findings, sieve: Sieve) -> Iterator[Batch]:
        self.check_unchanged()
        try:
            for rows, lines in self.records(findings):
                batch = sieve.sift(rows, lines)
                if self.mending and batch.rows:
                    batch = self.mending.mend(batch, findings)
                if batch.rows:
                    yield batch
                if findings.lines and batch.lines:
                    findings.place(batch.lines, batch.numbers, lines[-1] + 1)
        except OSError:
            raise refused("vanished", self.file.name) from None
        self.check_unchanged()

    def check_unchanged(self) -> None:
        """Refuses a file that was changed since it was opened, or taken away."""
        if self.seen:
            self.seen.check()

    def _look(self, batch: Batch, findings: Findings) -> None:
        """Damaged text and very long cells, where the first pass over the bytes saw signs of them."""
        if not self.suspect:
            return
        for number, row in zip(batch.numbers, batch.rows, strict=True):
            text = "\x1f".join(row)
            if len(text) > LONG_CELL and any(len(cell) > LONG_CELL for cell in row):
                findings.note("long_cell", row=number)
            if code := damage(text):
                findings.note(code, row=number)


def _stand_elsewhere(header: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Whether mail addresses stand under another name, and none under their own: a column before it is missing."""
    mails = [{kind(cell) for cell in column if cell.strip()} == {"mail"} for column in cells]
    named = ["mail" in name.casefold() for name in header]
    empty = [not any(map(str.strip, column)) for column in cells]
    lost = any(name and not mail and not none for name, mail, none in zip(named, mails, empty, strict=True))
    return lost and {name for name, mail in zip(named, mails, strict=True) if mail} == {False}


def often_empty(rows: Sequence[Sequence[str]], width: int) -> frozenset[int]:
    """Columns that are empty in at least a third of the rows that reach them, or that most rows do not reach: a row may end
    before them."""
    full = [row for row in rows if len(row) >= width]
    if not full:
        return frozenset(range(min((len(row) for row in rows if len(row) > 1), default=width), width))
    short = [row for row in rows if 1 < len(row) < width]
    if len(short) > len(full) and _fit(short, column_kinds(rows, width)):
        return frozenset(range(min(map(len, short)), width))
    return frozenset(i for i in range(width) if sum(not row[i].strip() for row in full) * 3 >= len(full))


def _fit(rows: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    """Whether nearly all hold what their columns do: pieces of torn rows do not."""
    fitting = sum(
        all(kind(cell) in ("empty", wanted) or wanted == "text" for cell, wanted in zip(row, kinds, strict=False))
        for row in rows
    )
    return fitting >= 0.9 * len(rows)


def column_kinds(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """What most filled cells of each column look like, "text" where there are none."""
    found = ([kind(row[i]) for row in rows if i < len(row) and row[i].strip()] for i in range(width))
    return tuple(max(sorted(set(kinds)), key=kinds.count) if kinds else "text" for kinds in found)


def often_longer(rows: Sequence[Sequence[str]], width: int) -> bool:
    return sum(len(row) > width for row in rows) * 2 > len(rows)


def tell_names(findings: Findings, names: Names) -> None:
    """Remarks on column names that occur twice, are missing or were damaged."""
    for code, of in (
        ("duplicate_header", names.doubled),
        ("empty_name", names.empty),
        ("name_restored", names.restored),
    ):
        if of:
            findings.note(code, n=len(of), name=show.columns(of))
