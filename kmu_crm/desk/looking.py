"""`inspect`: what a file is and what its cells would become, without touching any store."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kmu_crm.fields.reading import reader_for
from kmu_crm.sources.cells import MappedColumn
from kmu_crm.sources.problems import Warning_, gather, sentence
from kmu_crm.sources.recognise import Recognised, recognise
from kmu_crm.sources.refusals import Refused
from kmu_crm.sources.tables import BadRow, Table, open_table

INSPECTED = {"text", "amount", "date", "email", "phone", "consent"}


def look(path: Path, rows: int = 20, kinds: Mapping[str, str] | None = None, country: str = "DE") -> dict[str, Any]:
    """The answer of the command: verdict, mapping, warnings, and the first `rows` rows (0: all) raw and read."""
    try:
        table = open_table(path)
        table.survey()
        recognised = recognise(table)
        return _answer(table, recognised, rows, kinds or {}, country)
    except Refused as refused:
        return _refusal(path, refused)


def _answer(table: Table, recognised: Recognised, rows: int, kinds: Mapping[str, str], country: str) -> dict[str, Any]:
    columns = [MappedColumn(i, header, field) for i, (header, field, _) in enumerate(recognised.columns) if field]
    forced = {table.header.index(name): kind for name, kind in kinds.items() if name in table.header}
    batches = list(table.batches())
    everything = [row for batch in batches for row in batch.rows]
    numbers = [number for batch in batches for number in batch.numbers]
    lines = [line for batch in batches for line in batch.lines]
    texts = list(zip(*everything, strict=True)) if everything else [()] * len(table.header)
    readers = {column.index: column.kind for column in columns if not column.field.startswith("hook_")} | forced
    read = {}
    problems: list[tuple[str, str, int]] = []
    for index, kind in readers.items():
        reader = reader_for(kind, set(texts[index]), country=country)
        read[index] = reader
        for column in columns:
            if column.index == index:
                column.reader = reader
        found = {text: code for text in set(texts[index]) if (code := reader.read(text).code)}
        if found and (index in forced or kind not in ("text",)):
            problems += [
                (found[text], table.header[index], number)
                for text, number in zip(texts[index], numbers, strict=True)
                if text in found
            ]
    warnings = gather(table, columns, problems)
    warnings += [
        Warning_(code, sentence(code), (), table.header[i], 0)
        for i in forced
        for code in read[i].warnings
        if not _said(warnings, code, table.header[i])
    ]
    preview = [
        {
            "row": number, "line": line, "raw": dict(zip(table.header, row, strict=True)),
            "read": {table.header[index]: reader.read(row[index]).value for index, reader in read.items()},
        }
        for number, line, row in zip(numbers, lines, everything, strict=True)
    ]  # fmt: skip
    preview += [_bad(table, bad) for bad in table.bad_rows]
    preview.sort(key=lambda line: int(line["row"]))
    return {
        "file": table.file.name, "verdict": "warn" if warnings else "accept", "importable": recognised.importable,
        "format": recognised.sheet.id, "title": recognised.sheet.title, "confidence": recognised.confidence,
        "encoding": table.encoding, "delimiter": table.delimiter, "header": table.header, "rows": table.rows,
        "mapping": [{"column": header, "field": field, "confidence": sure} for header, field, sure in recognised.columns],
        "warnings": [warning.as_dict() for warning in warnings], "refusal": None, "preview": preview if rows == 0 else preview[:rows],
    }  # fmt: skip


def _bad(table: Table, bad: BadRow) -> dict[str, Any]:
    """A row that will be left out: its cells as far as they go, nothing read."""
    cells = [*bad.cells, *[""] * len(table.header)]
    return {"row": bad.row, "line": bad.line, "raw": dict(zip(table.header, cells, strict=False)), "read": {}}


def _said(warnings: list[Warning_], code: str, column: str) -> bool:
    return any(warning.code == code and warning.column == column for warning in warnings)


def _refusal(path: Path, refused: Refused) -> dict[str, Any]:
    return {
        "file": path.name, "verdict": "refuse", "importable": False, "format": None, "confidence": 0.0, "encoding": None, "delimiter": None,
        "header": [], "rows": 0, "mapping": [], "warnings": [], "refusal": {"code": refused.code, "text": str(refused)}, "preview": [],
    }  # fmt: skip
