"""A file taken in for trial: the numbers and problems of a real import, and nothing left behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.desk import customers_after
from kmu_crm.desk.preview import Look
from kmu_crm.i18n import _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import choices
from kmu_crm.sources.choices import Choice, Mend
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.titles import title
from kmu_crm.sources.reading.remarks import BAD_ROW
from kmu_crm.sources.reading.table import Beside
from kmu_crm.sources.recording.problems import BEFORE, LOUD, NET_UNKNOWN, OF_ALL, sentence
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.recording.statements import ASKED

UNPROVEN = "consent_unproven"
FOR_GOOD = "noted_for_good"


@dataclass(frozen=True)
class Cause:
    """Rows with one problem. `outcome`: left_out, without_field, unknown (revenue), told (nothing is lost), done (read or repaired by
    choice);
    `cells`: the first (line, text). `actions`: what a person may choose of, `action`: what holds now."""

    code: str
    text: str
    column: str | None
    count: int
    outcome: str
    field: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    done: str = ""  # the action by which all of it was read or repaired
    land: str = ""  # of the business

    @property
    def actions(self) -> tuple[str, ...]:
        if self.code in BAD_ROW:  # such a row was never read: its cell can be corrected, but not kept as it is
            return ()
        if self.code in choices.WHOLE_FILE | choices.OF_COLUMN or (
            self.column and self.field and self.outcome != "told"
        ):
            return choices.actions(self.code, self.land) or (choices.LEAVE_OUT, choices.KEEP)
        return ()

    @property
    def action(self) -> str:
        return self.done or (choices.LEAVE_OUT if self.outcome == "left_out" else choices.KEEP)


@dataclass(frozen=True)
class Trial:
    """What an import of the whole file would do: rows of its kind, documents with items, and what is left out."""

    report: ImportReport
    kind: str  # customers, documents, articles, history (mails and appointments, which make nobody a customer)
    causes: tuple[Cause, ...]

    @property
    def left_out(self) -> int:
        return self.report.left_out

    @property
    def problems(self) -> tuple[Cause, ...]:
        """Causes by which something is lost."""
        return tuple(cause for cause in self.causes if cause.outcome not in ("told", "done"))

    @property
    def problem_rows(self) -> int | None:
        """Rows with one problem or more; None where not all of them are known, for of some causes only the first rows are kept."""
        of_rows = {(one.code, one.column): one.count for one in self.problems if one.outcome != "unknown"}
        if len(of_rows) < 2:
            return next(iter(of_rows.values()), None)
        rows = {one.line or one.row for one in self.report.refusals}
        for warning in self.report.warnings:
            if (warning.code, warning.column) in of_rows:
                if len(warning.lines) < warning.count:
                    return None
                rows.update(warning.lines)
        return len(rows)

    @property
    def brings_nothing(self) -> bool:
        """All of it stands in the store as it is."""
        return self.report.same_as is not None or (self.report.adds_nothing and not self.left_out)


def run(
    db: Connection,
    file: Path,
    mapping: Recognised,
    encoding: str | None = None,
    sheet: str | None = None,
    choices: Sequence[Choice] = (),
    mends: Sequence[Mend] = (),
    mode: str | None = None,
    beside: Beside | None = None,
    progress: Progress = SILENT,
) -> ImportReport:
    """Needs a connection that may write; it is rolled back. Raises what `import_file` raises."""
    return import_file(
        db,
        file,
        mapping=mapping,
        encoding=encoding,
        sheet=sheet,
        beside=beside,
        choices=choices,
        mends=mends,
        mode=mode,
        dry_run=True,
        after=customers_after.of,
        progress=progress,
    )


def judged(look: Look, report: ImportReport) -> Trial:
    """What `run` found of a file, in the light of its columns."""
    return Trial(report, _kind(look, report), tuple(replace(one, land=look.country) for one in causes(look, report)))


def _kind(look: Look, report: ImportReport) -> str:
    if look.recognised.sheet.kind == "articles":
        return "articles"
    if look.table.strangers:
        return "history"
    return "documents" if report.facts else "customers"


def causes(look: Look, report: ImportReport) -> list[Cause]:
    """Rows left out whatever one chooses; what a person may choose about, in the order of the columns; what is merely told."""
    found = _left_out(look, report)
    known = {(cause.code, cause.column) for cause in found}
    cells = {
        (doubt.code, column.header): (column.field or "", doubt.cells)
        for column in look.columns
        for doubt in column.doubts
    }
    left_out = {code for code, _ in known - {(one.code, one.column) for one in look.choices}}
    fields = {column.header: column.field or "" for column in look.columns}
    for warning in report.warnings:
        if made := choices.DONE.get(warning.code):
            code, action = made
            field, shown = fields.get(warning.column or "", ""), tuple((line, "") for line in warning.lines[:3])
            found.append(Cause(code, warning.text, warning.column, warning.count, "done", field, shown, action))
            continue
        field, examples = cells.get((warning.code, warning.column or ""), ("", ()))
        if (warning.code, warning.column) in known or (not warning.column and warning.code in left_out):
            continue
        outcome = "without_field" if field and warning.count else "told"
        if warning.code == NET_UNKNOWN:
            outcome = "unknown"
        shown = examples or tuple((line, "") for line in warning.lines[:3])
        found.append(Cause(warning.code, warning.text, warning.column, warning.count, outcome, field, shown))
    found += [Cause(reason, sentence(reason), None, count, "told") for reason, count in report.skipped.items()]
    found += _for_good(report)
    headers = [column.header for column in look.columns]
    found.sort(key=lambda cause: _place(cause, headers))
    return found + list(_unproven(look, report))


def _place(cause: Cause, headers: Sequence[str]) -> int:
    """An opt-out that is lost, or may be, goes before everything a person may choose about."""
    if cause.code in LOUD and not cause.actions:
        return LOUD.index(cause.code) - len(LOUD)
    if cause.code in (BEFORE, FOR_GOOD) or (cause.outcome == "left_out" and not cause.actions):
        return 0
    return 1 + (headers.index(cause.column) if cause.actions and cause.column else len(headers))


def _left_out(look: Look, report: ImportReport) -> list[Cause]:
    fields = {column.header: column.field for column in look.columns if column.field}
    groups: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    for one in report.refusals:
        groups.setdefault((one.code, one.column), []).append((one.line or one.row, (one.value or "").strip()))
    return [
        Cause(code, sentence(code), column, len(cells), "left_out", fields.get(column or "", ""), _told_first(cells))
        for (code, column), cells in groups.items()
    ]


def _told_first(cells: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Before the rows that only stay out with them."""
    return tuple(sorted(cells, key=lambda cell: not cell[1])[:3])


def _for_good(report: ImportReport) -> Iterator[Cause]:
    """Where every row says no, that is told of the whole file."""
    if report.new_noes and not any(one.code == OF_ALL for one in report.warnings):
        text = _(
            "objections, unsubscriptions or undeliverable addresses are noted for good; an undo does not take them back"
        )
        yield Cause(FOR_GOOD, text, None, report.new_noes, "told")


def _unproven(look: Look, report: ImportReport) -> Sequence[Cause]:
    """Boxes ticked without a date: people ask why they may not write to them."""
    found = []
    for column in look.columns:
        channel = next((one for one, fields in ASKED.items() if column.field in fields), None)
        rows = report.unproven.get(channel, 0) if channel else 0
        if column.verdict == "unproven" and (rows or report.same_as is not None):
            text = _("“{column}” without date or proof: kept as unproven, not as consent").format(column=column.header)
            found.append(Cause(UNPROVEN, text, column.header, rows, "told", column.field or ""))
    return found


def without(cause: Cause) -> str:
    """The field that such rows are taken over without."""
    return title(cause.field) if cause.field else ""
