"""Workbooks and the HTML pages that pose as such, as tables."""

from collections.abc import Iterator
from pathlib import Path

from kmu_crm.sources import archive, sheet_child
from kmu_crm.sources import header as headers
from kmu_crm.sources.cleaning import clean
from kmu_crm.sources.encoding import Encoding, opened
from kmu_crm.sources.html_table import Tables
from kmu_crm.sources.records import Rows
from kmu_crm.sources.refusals import refused
from kmu_crm.sources.remarks import Findings
from kmu_crm.sources.sheet_child import Answer
from kmu_crm.sources.table import Table, first_kind, often_empty, tell_names

MOST_HTML = 100 << 20


def open_workbook(path: Path, what: str, wanted: str | None) -> Table:
    """A sheet of an xlsx, xlsb, xls or ods file, the fullest visible one if none is named."""
    if what == "zip":
        kind = archive.kind_of_zip(path)
    else:
        archive.check_ole(path)
        kind = "xls"
    answer = sheet_child.read(path, kind, wanted)
    table = _table(path, "xlsx" if kind == "xlsb" else kind, answer.rows, answer.lines, answer)
    table.sheet, table.other_sheets = answer.sheet.name, answer.others
    return table


def open_html(path: Path, encoding: Encoding) -> Table:
    """The biggest table of a web page. Refuses a page without."""
    if path.stat().st_size > MOST_HTML:
        raise refused("too_big", path.name)
    page = Tables()
    with opened(path, encoding) as file:
        page.feed(file.read())
    page.close()
    rows = page.best
    if len(rows) < 2:
        raise refused("html", path.name)
    table = _table(path, "xls", rows, list(range(1, len(rows) + 1)), Answer())
    table.encoding, table.encoding_sure, table.content = encoding.name, encoding.sure, "HTML"
    return table


def _table(path: Path, kind: str, rows: list[list[str]], lines: list[int], answer: Answer) -> Table:
    rows = [[clean(cell) for cell in row] for row in rows]
    width = max(map(len, rows))
    place = headers.find(rows, headers.width_of(rows))
    titles = list(rows[place.header]) if place.header is not None else []
    titles = titles + [""] * (width - len(titles))
    first = place.first
    if _split_below(answer, lines, place.header) and first < len(rows) and headers.is_label_row(rows[first]):
        titles = [below or above for above, below in zip(titles, rows[first], strict=True)]
        first += 1
    data = [tuple(row) for row in rows[first:]]
    used = max((i + 1 for row in [titles, *data] for i, cell in enumerate(row) if cell.strip()), default=width)
    titles = titles[:used]
    names, doubled, empty = headers.names(titles)
    top = place.header or 0

    def story(findings: Findings) -> None:
        if place.header is None:
            findings.note("no_header")
        else:
            tell_names(findings, doubled, empty)
        _tell_sheet(findings, answer, lines[top])

    def records(findings: Findings) -> Iterator[Rows]:
        yield data, lines[first:]

    return Table(
        path, kind, names, records, titles, header_line=lines[top], suspect=True, story=story,
        preamble=[" ".join(filter(None, map(str.strip, row))) for row in rows[:top]],
        optional=often_empty(data, len(names)), first_kind=first_kind(data[:1000]), content="Excel",
    )  # fmt: skip


def _split_below(answer: Answer, lines: list[int], header: int | None) -> bool:
    """Whether a name in the header spans columns, which the row below it then names one by one."""
    return header is not None and any(row == lines[header] for row, _first, _last in answer.sheet.merged)


def _tell_sheet(findings: Findings, answer: Answer, header_line: int) -> None:
    for code, row in answer.sheet.notes:
        findings.note(code, line=row)
    if answer.hidden:
        findings.note("hidden_sheet", n=len(answer.hidden), name=", ".join(answer.hidden[:10]))
    if answer.others:
        findings.note(
            "several_sheets", n=len(answer.others) + 1, name=", ".join([answer.sheet.name, *answer.others][:10])
        )
    if answer.sheet.far:
        findings.note("sparse", n=len(answer.sheet.far), name=", ".join(answer.sheet.far[:5]))
    if any(row in (header_line, header_line - 1) for row, _first, _last in answer.sheet.merged):
        findings.note("merged_header")
