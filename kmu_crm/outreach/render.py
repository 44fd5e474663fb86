"""The rows of a file as the tool will read them, for the preview and for the file itself: one way for both."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from kmu_crm.outreach import cells
from kmu_crm.outreach.entries import ENTRIES, Recipient
from kmu_crm.outreach.sheets import Column, Target


@dataclass(frozen=True)
class Table:
    """`guarded`: cells that a spreadsheet would have run as a formula and that now begin with an apostrophe."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guarded: int = 0


def table(target: Target, columns: Sequence[Column], recipients: Sequence[Recipient], kind: str) -> Table:
    """One row each, in order. Only CSV is guarded: in a workbook a text is a text."""
    read = [[_cell(target, column, one) for column in columns] for one in recipients]
    if kind == "xlsx":
        return Table(tuple(column.name for column in columns), tuple(map(tuple, read)))
    free = [ENTRIES[column.entry].kind != "exact" for column in columns]
    safe = [
        tuple(cells.guarded(text) if loose else text for text, loose in zip(row, free, strict=True)) for row in read
    ]
    count = sum(
        text != kept for row, kept_row in zip(read, safe, strict=True) for text, kept in zip(row, kept_row, strict=True)
    )
    return Table(tuple(column.name for column in columns), tuple(safe), count)


def _cell(target: Target, column: Column, who: Recipient) -> str:
    entry = ENTRIES[column.entry]
    value = entry.read(who)
    if entry.kind == "exact":
        return value or ""
    if entry.kind == "day":
        return cells.day(value, column.day or target.day)
    text = cells.tidy(value or "", target.max_bytes)
    return "" if column.most and len(text) > column.most else text


def document(target: Target, content: Table, kind: str) -> bytes:
    """The whole file."""
    return _workbook(content) if kind == "xlsx" else _text(target, content)


def _text(target: Target, content: Table) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=target.separator, lineterminator="\r\n")
    writer.writerow(content.header)
    writer.writerows(content.rows)
    return file.getvalue().encode(target.encoding)


def _workbook(content: Table) -> bytes:
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **plain}) as book:  # no temporary files with customers' data
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        sheet.set_column(0, len(content.header), 18, text)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate((content.header, *content.rows)):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, cell, text)
    return file.getvalue()
