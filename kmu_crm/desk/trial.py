"""A file taken in for trial: the numbers and problems of a real import, and nothing left behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.desk.preview import Look
from kmu_crm.i18n import _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.choices import Chosen
from kmu_crm.sources.importing import ImportReport, import_file
from kmu_crm.sources.problems import sentence
from kmu_crm.sources.titles import title

UNPROVEN = "consent_unproven"


@dataclass(frozen=True)
class Cause:
    """Rows with one problem. `outcome`: left_out, without_field, told (nothing is lost); `cells`: the first (line, text).
    `open`: a person may choose between the first two."""

    code: str
    text: str
    column: str | None
    count: int
    outcome: str
    field: str = ""
    cells: tuple[tuple[int, str], ...] = ()

    @property
    def open(self) -> bool:
        return bool(self.column and self.field) and self.outcome != "told"


@dataclass(frozen=True)
class Trial:
    """What an import of the whole file would do: rows of its kind, documents with items, and what is left out."""

    report: ImportReport
    kind: str  # customers, documents, articles
    causes: tuple[Cause, ...]

    @property
    def left_out(self) -> int:
        return len(self.report.refusals) + sum(self.report.skipped.values())


def run(db: Connection, look: Look, encoding: str | None = None, progress: Progress = SILENT) -> Trial:
    """Needs a connection that may write; it is rolled back. Raises what `import_file` raises."""
    report = import_file(
        db,
        look.table.file,
        mapping=look.recognised,
        encoding=encoding,
        opened=look.table,
        dry_run=True,
        progress=progress,
    )
    return Trial(report, _kind(look, report), tuple(causes(look, report)))


def _kind(look: Look, report: ImportReport) -> str:
    if look.recognised.sheet.kind == "articles":
        return "articles"
    return "documents" if report.facts else "customers"


def causes(look: Look, report: ImportReport) -> list[Cause]:
    """What a person chose about, then rows left out, then cells left out, then what is merely told."""
    chosen = _chosen(look)
    found = chosen + _left_out(look, report, {cause.code for cause in chosen if cause.outcome == "left_out"})
    known = {(cause.code, cause.column) for cause in found}
    cells = {
        (doubt.code, column.header): (column.field or "", doubt.cells)
        for column in look.columns
        for doubt in column.doubts
    }
    for warning in report.warnings:
        field, examples = cells.get((warning.code, warning.column or ""), ("", ()))
        if (warning.code, warning.column) in known or warning.code in {code for code, _ in known}:
            continue
        outcome = "without_field" if field and warning.count else "told"
        shown = examples or tuple((row, "") for row in warning.rows[:3])
        found.append(Cause(warning.code, warning.text, warning.column, warning.count, outcome, field, shown))
    found += [Cause(reason, sentence(reason), None, count, "told") for reason, count in report.skipped.items()]
    return found + list(_unproven(look))


def _chosen(look: Look) -> list[Cause]:
    if not isinstance(look.table, Chosen):
        return []
    fields = _fields(look)
    return [
        Cause(
            choice.code, sentence(choice.code), choice.column, hits.count,
            "without_field" if choice.keep else "left_out", fields[choice.column], tuple(hits.cells),
        )
        for choice, hits in look.table.hits.items()
        if hits.count
    ]  # fmt: skip


def _left_out(look: Look, report: ImportReport, chosen: set[str]) -> list[Cause]:
    """Without the rows that stay out because a person chose so: those name no column."""
    fields = _fields(look)
    groups: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    for one in report.refusals:
        if one.column is not None or one.code not in chosen:
            groups.setdefault((one.code, one.column), []).append((one.line or one.row, (one.value or "").strip()))
    return [
        Cause(code, sentence(code), column, len(cells), "left_out", fields.get(column or "", ""), tuple(cells[:3]))
        for (code, column), cells in groups.items()
    ]


def _fields(look: Look) -> dict[str, str]:
    return {column.header: column.field for column in look.columns if column.field}


def _unproven(look: Look) -> Sequence[Cause]:
    """Boxes ticked without a date: people ask why they may not write to them."""
    found = []
    for column in look.columns:
        if column.verdict == "unproven":
            rows = round(column.filled * (look.table.rows or 0))
            text = _("“{column}” without date or proof: kept as unproven, not as consent").format(column=column.header)
            found.append(Cause(UNPROVEN, text, column.header, rows, "told", column.field or ""))
    return found


def without(cause: Cause) -> str:
    """The field that such rows are taken over without."""
    return title(cause.field) if cause.field else ""
