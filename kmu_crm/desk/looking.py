"""`inspect`: what a file is and what its cells would become, without touching any store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kmu_crm.sources import beside
from kmu_crm.sources.choices import actions
from kmu_crm.sources.importing import Declined
from kmu_crm.sources.left_rows import without_reasons
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.lands import Lands
from kmu_crm.sources.mapping.recognise import Recognised, recognise
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.studying import study
from kmu_crm.sources.mapping.unread import Unread
from kmu_crm.sources.reading import raw, unpacking
from kmu_crm.sources.reading.raw import naming
from kmu_crm.sources.reading.tables import BadRow, Table, open_table
from kmu_crm.sources.recording import everyone, unkept
from kmu_crm.sources.recording.card_numbers import without, without_any
from kmu_crm.sources.recording.gaps import Gaps
from kmu_crm.sources.recording.oddities import Oddity, gather
from kmu_crm.sources.recording.problems import Problem
from kmu_crm.sources.refusals import Refused

INSPECTED = {"text", "amount", "date", "email", "phone", "consent"}
# What only leaves a field empty is told; it is no doubt about how the file is read.
QUIET = {"phone_invalid", "postcode_invalid", "country_unknown", "vat_id_invalid"}


def look(
    path: Path,
    rows: int = 20,
    kinds: Mapping[str, str] | None = None,
    country: str = "DE",
    further: Sequence[Sheet] = (),
    sheet: str | None = None,
) -> dict[str, Any]:
    """The answer of the command: verdict, mapping, warnings, and the first `rows` rows (0: all) raw and read. Of a workbook
    the `sheet` of that name, else its best; of an archive the only file that may be a table, `archive.zip/member.csv` names
    one of several."""
    try:
        with unpacking.the_one(path) as file, naming(file):
            opened = beside.tables(file, further=further) if sheet is None else []
            table = next((one for one in opened if not one.further), None) or without_reasons(
                open_table(file, sheet=sheet)
            )
            found = _look(table, path, rows, kinds, country, further)
            return found | {"sheets": [_sheet(one, further) for one in opened]} if len(opened) > 1 else found
    except Refused as refused:
        return _refusal(path, refused.code, str(refused))


def _sheet(table: Table, further: Sequence[Sheet]) -> dict[str, Any]:
    """Of a workbook one of the sheets that come in."""
    recognised = recognise(table, further=further)
    return {"sheet": table.sheet, "rows": table.rows, "format": recognised.sheet.id, "title": recognised.sheet.label,
            "header": table.header, "mapping": mapping(recognised.columns)}  # fmt: skip


def _look(
    table: Table, path: Path, rows: int, kinds: Mapping[str, str] | None, country: str, further: Sequence[Sheet]
) -> dict[str, Any]:
    recognised = recognise(table, further=further)
    view = _View(
        table, _columns(table, recognised, kinds or {}), rows, set(kinds or ()), Unread(recognised), recognised.sheet
    )
    for block in study(table, view.columns, recognised.sheet, country):
        view.add(block)
    if recognised.sheet.declined:
        declined = Declined(file=table.name, title=recognised.sheet.label)
        return _refusal(path, declined.code, str(declined)) | _story(table, recognised)
    return _answer(view, recognised)


def _columns(table: Table, recognised: Recognised, kinds: Mapping[str, str]) -> list[MappedColumn]:
    """Columns whose kind is known or forced."""
    mapped = [
        column for column in recognised.mapped() if column.header not in kinds and not column.field.startswith("hook_")
    ]
    forced = [MappedColumn(i, name, name, kind=kinds[name]) for i, name in enumerate(table.header) if name in kinds]
    return mapped + forced


@dataclass
class _View:
    """What the preview shows and what was odd on the way through the file."""

    table: Table
    columns: list[MappedColumn]
    limit: int
    forced: set[str]
    unread: Unread
    sheet: Sheet
    lines: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, block: Block) -> None:
        self.unread.see(block.rows)
        countries = Lands(self.columns).of(block.columns)
        read = {column.header: self._readings(column, countries[column.is_second], block) for column in self.columns}
        for i in range(len(block.rows)):
            if self.limit and len(self.lines) >= self.limit:
                return
            raw = dict(zip(self.table.header, without_any(block.rows[i]), strict=True))
            found = {header: without(value) if (value := values[i]) else value for header, values in read.items()}
            self.lines.append({"row": block.numbers[i], "line": block.lines[i], "raw": raw, "read": found})

    def _readings(self, column: MappedColumn, countries: Any, block: Block) -> list[str | None]:
        cells = block.columns[column.index]
        readings, further = (
            list(map(column.memo.reading, column.seen(cells, countries))),
            column.further(cells, countries),
        )
        told = column.header in self.forced or column.kind != "text"
        for place, (reading, number) in enumerate(zip(readings, block.numbers, strict=True)):
            each = (reading, *map(column.memo.reading, further.get(place, ())))
            if told and (code := next((one.code for one in each if one.code), None)):
                self.problems.append((code, column.header, number))
        return [reading.value for reading in readings]

    def preview(self) -> list[dict[str, Any]]:
        """Also the rows that will be left out, each where it stands."""
        lines = sorted(
            self.lines + [_bad(self.table, bad) for bad in self.table.bad_rows], key=lambda line: line["row"]
        )
        return lines[: self.limit] if self.limit else lines

    def warnings(self) -> Iterator[Oddity]:
        untaxed = Gaps(self.sheet, self.columns).untaxed(self.unread.taxes)
        yield from gather(
            self.table,
            self.columns,
            self.problems,
            untaxed,
            of_documents=unkept.told(self.unread.unkept),
            left=self.unread.filled,
        )


def _answer(view: _View, recognised: Recognised) -> dict[str, Any]:
    told = [*everyone.told(recognised, view.table.rows or 0, view.table.unread_sheets), *view.warnings()]
    warnings = [warning.as_dict() | {"actions": list(actions(warning.code))} for warning in told]
    grave = [one for one in told if one.code not in QUIET or one.column in view.forced]
    return {
        "file": view.table.name, "verdict": "warn" if grave else "accept", "importable": recognised.importable,
        **_story(view.table, recognised), "warnings": warnings, "refusal": None, "preview": view.preview(),
    }  # fmt: skip


def _story(table: Table, recognised: Recognised) -> dict[str, Any]:
    return {
        "format": recognised.sheet.id, "title": recognised.sheet.label, "confidence": recognised.confidence,
        "encoding": table.encoding, "delimiter": table.delimiter, "header": table.header, "rows": table.rows,
        "mapping": mapping(recognised.columns),
    }  # fmt: skip


def mapping(columns: Sequence[tuple[str, str | None, float]]) -> list[dict[str, Any]]:
    return [{"column": header, "field": field, "confidence": sure} for header, field, sure in columns]


def _bad(table: Table, bad: BadRow) -> dict[str, Any]:
    """A row that will be left out: its cells as far as they go, nothing read."""
    cells = [*without_any(bad.cells), *[""] * len(table.header)]
    return {"row": bad.row, "line": bad.line, "raw": dict(zip(table.header, cells, strict=False)), "read": {}}


def _refusal(path: Path, code: str, text: str) -> dict[str, Any]:
    return {
        "file": raw.name_of(path), "verdict": "refuse", "importable": False, "format": None, "title": "", "confidence": 0.0,
        "encoding": None, "delimiter": None, "header": [], "rows": 0, "mapping": [], "warnings": [],
        "refusal": {"code": code, "text": text}, "preview": [],
    }  # fmt: skip
