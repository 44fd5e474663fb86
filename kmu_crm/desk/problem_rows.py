"""The rows behind a problem of a file, so that its cells can be seen and corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.desk.preview import Look
from kmu_crm.desk.trial import Cause, Trial
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.lands import Lands
from kmu_crm.sources.mapping.studying import study
from kmu_crm.sources.reading.cleaning import damage
from kmu_crm.sources.recording.card_numbers import without, without_any
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.recording.shapes import Refusal

SHOWN = 200
_DAMAGE = {"mojibake", "damaged_text"}


@dataclass(frozen=True)
class ProblemRow:
    """A data row with one problem; `text` is the cell that causes it, None where no single cell does."""

    row: int
    line: int | None
    code: str
    column: str | None
    text: str | None
    cells: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the cell can be corrected here."""
        return self.column is not None and self.text is not None


def left_out(report: ImportReport, cause: Cause | None = None) -> list[ProblemRow]:
    """The first rows that would stay out, of one cause or of all."""
    wanted = (
        one for one in report.refusals if cause is None or (one.code, one.column) == (cause.code, cause.column)
    )  # fmt: skip
    return [_of(one) for one in islice(wanted, SHOWN)]


def of_cause(db: Connection, look: Look, report: ImportReport, cause: Cause) -> list[ProblemRow]:
    """The first rows of a cause, whatever becomes of them. Reads the file as the import does. Raises Refused."""
    if cause.outcome == "left_out":
        return left_out(report, cause)
    return list(islice(_scan(look, cause, str(settings.read(db, "business.country"))), SHOWN))


def of_all(db: Connection, look: Look, trial: Trial) -> list[ProblemRow]:
    """The first rows with any problem that are counted as such, each once for every cell, in the order of the file."""
    found = [
        one for cause in trial.problems if cause.outcome != "unknown" for one in of_cause(db, look, trial.report, cause)
    ]
    return sorted(found, key=lambda one: one.row)[:SHOWN]


def _of(one: Refusal) -> ProblemRow:
    return ProblemRow(one.row, one.line, one.code, one.column, one.value, one.cells)


def _scan(look: Look, cause: Cause, country: str) -> Iterator[ProblemRow]:
    columns = look.recognised.mapped(look.choices)
    lands = Lands(columns)
    wanted = [column for column in columns if column.header == cause.column]
    for block in study(look.table, columns, look.recognised.sheet, country):
        if cause.code in _DAMAGE:
            yield from _damaged(look, block, cause.code)
        countries = lands.of(block.columns) if wanted else {}
        for column in wanted:
            column.read(seen := column.seen(block.columns[column.index], countries[column.is_second]))
            found = column.memo.solved if cause.outcome == "done" else column.memo.problems
            for place, cell in enumerate(seen):
                if found.get(cell) == cause.code:
                    text = without(block.columns[column.index][place])
                    cells = without_any(block.rows[place])
                    yield ProblemRow(block.numbers[place], block.lines[place], cause.code, column.header, text, cells)


def _damaged(look: Look, block: Block, code: str) -> Iterator[ProblemRow]:
    """Each damaged cell on its own, so that it can be corrected."""
    for place, row in enumerate(block.rows):
        for header, cell in zip(look.table.header, row, strict=True):
            if damage(cell) == code:
                number, line, cells = block.numbers[place], block.lines[place], without_any(row)
                yield ProblemRow(number, line, code, header, without(cell), cells)
