"""The first pass over a file: its rows are counted and the style of each column is decided from all of its cells."""

from collections.abc import Iterable, Iterator, Sequence

from kmu_crm.i18n import _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.cells import STUDIED, MappedColumn
from kmu_crm.sources.sheets import Sheet
from kmu_crm.sources.tables import Batch, Table

KEEP_IN_MEMORY = 40_000_000  # bytes of a file whose cells are kept between studying and reading
BLOCK = 5_000  # rows that are built and written together


def study(
    table: Table, columns: Sequence[MappedColumn], sheet: Sheet, country: str, progress: Progress = SILENT
) -> Iterator[Batch]:
    """Prepares the columns and gives the batches; a small file is held in memory meanwhile, a large one read twice.

    Raises Refused where the table holds no rows.
    """
    progress.stage(_("Reading {file}").format(file=table.file.name))
    seen = [(column.index, set[str]()) for column in columns if column.kind in STUDIED or column.guessed]
    small = table.file.stat().st_size <= KEEP_IN_MEMORY
    kept: list[Batch] = []
    for batch in table.surveyed(progress):
        for index, cells in seen:
            cells.update([row[index] for row in batch.rows])
        if small:
            kept.append(batch)
    distinct = dict(seen)
    for column in columns:
        column.prepare(distinct.get(column.index, ()), country, sheet.dayfirst)
    return _joined(kept if small else table.batches())


def _joined(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Blocks of a size that a statement to the store is worth."""
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    lines: list[int] = []
    for batch in batches:
        rows, numbers, lines = rows + batch.rows, [*numbers, *batch.numbers], [*lines, *batch.lines]
        if len(rows) >= BLOCK:
            yield Batch(numbers[0], rows, numbers, lines)
            rows, numbers, lines = [], [], []
    if rows:
        yield Batch(numbers[0], rows, numbers, lines)
