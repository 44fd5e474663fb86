"""Workbooks and the HTML pages that pose as such, as tables."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.reading import archive, sheet_child
from kmu_crm.sources.reading import header as headers
from kmu_crm.sources.reading.cleaning import clean
from kmu_crm.sources.reading.encoding import Encoding, opened
from kmu_crm.sources.reading.html_table import Tables
from kmu_crm.sources.reading.pieces import Kept
from kmu_crm.sources.reading.records import Row, Rows
from kmu_crm.sources.reading.remarks import Findings
from kmu_crm.sources.reading.sheet_child import Answer
from kmu_crm.sources.reading.table import Beside, Table, column_kinds, often_empty, tell_names
from kmu_crm.sources.refusals import refused

MOST_HTML = 100 << 20
_HEAD_ROWS, _HEAD_CELLS = 1_000, 1_000_000  # that are looked at to find the header


class _Top(NamedTuple):
    """`header`: place of the row with the names; `first`: place of the first data row."""

    titles: list[str]
    header: int | None
    first: int


def open_workbook(path: Path, what: str, wanted: str | None, progress: Progress = SILENT) -> Table:
    """A sheet of an xlsx, xlsb, xls or ods file, the fullest visible one if none is named."""
    kind = _kind(path, what)
    return _opened(path, kind, sheet_child.read(path, kind, wanted, progress))


def open_sheets(path: Path, what: str, progress: Progress = SILENT) -> list[Table]:
    """That sheet, and the other visible ones that hold something, read in one go."""
    kind = _kind(path, what)
    return [_opened(path, kind, answer) for answer in sheet_child.read_all(path, kind, progress)]


def _kind(path: Path, what: str) -> str:
    if what == "zip":
        return archive.kind_of_zip(path)
    archive.check_ole(path)
    return "xls"


def _opened(path: Path, kind: str, answer: Answer) -> Table:
    rows, lines = _head(answer.pieces, answer.sheet.used)
    top = _top(rows, lines, answer)
    used = _used(answer.pieces, top) or answer.sheet.used
    table = _table(path, "xlsx" if kind == "xlsb" else kind, rows, lines, top, used, answer)
    table.records, table.suspect = _records(answer.pieces, top.first, used), answer.pieces.suspect
    table.numbers = answer.sheet.numbers
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
    rows = [tuple(map(clean, row)) for row in page.best]
    if len(rows) < 2:
        raise refused("html", path.name)
    lines, answer = range(1, len(rows) + 1), Answer()
    top = _top(rows, lines, answer)
    data = rows[top.first :]
    used = max((i + 1 for row in [top.titles, *data] for i, cell in enumerate(row) if cell.strip()), default=0)
    table = _table(path, "xls", rows, lines, top, used or len(top.titles), answer)
    table.records, table.suspect = lambda findings: iter([(data, lines[top.first :])]), True
    table.optional = often_empty(data, len(table.header))
    table.encoding, table.encoding_sure, table.content = encoding.name, encoding.sure, "HTML"
    return table


def _head(pieces: Kept, width: int) -> tuple[list[Row], list[int]]:
    rows: list[Row] = []
    lines: list[int] = []
    for piece in pieces:
        rows += piece.rows(width)
        lines += piece.lines
        if len(rows) >= _HEAD_ROWS or len(rows) * width >= _HEAD_CELLS:
            break
    return rows, lines


def _top(rows: Sequence[Row], lines: Sequence[int], answer: Answer) -> _Top:
    width = max(map(len, rows))
    place = headers.find(rows, headers.width_of(rows))
    titles = list(rows[place.header]) if place.header is not None else []
    titles = titles + [""] * (width - len(titles))
    titles = headers.grouped(rows, place.header, titles)
    first = place.first
    below = rows[first] if place.header is not None and first < len(rows) else ()
    split = _split_below(answer, lines, place.header) and headers.is_label_row(below)
    if split or headers.names_parts(titles, below):
        titles = headers.parted(titles, below)
        first += 1
    return _Top(titles, place.header, first)


def _used(pieces: Kept, top: _Top) -> int:
    """How many columns hold more than blanks, in the header or below it."""
    width = len(top.titles)
    used = max((place + 1 for place, title in enumerate(top.titles) if title.strip()), default=0)
    skip = top.first
    for piece in pieces:
        if used == width:
            break
        for place, column in reversed(list(enumerate(piece.columns(width)))[used:]):
            if any(map(str.strip, column[skip:])):
                used = place + 1
                break
        skip = max(0, skip - len(piece.lines))
    return used


def _records(pieces: Kept, first: int, used: int) -> Callable[[Findings], Iterator[Rows]]:
    def records(findings: Findings) -> Iterator[Rows]:
        skip = first
        for piece in pieces:
            rows = piece.rows(used)[skip:]
            if rows:
                yield rows, piece.lines[skip:]
            skip = max(0, skip - len(piece.lines))

    return records


def _table(
    path: Path, kind: str, rows: Sequence[Row], lines: Sequence[int], top: _Top, used: int, answer: Answer
) -> Table:
    """Without its records."""
    titles, above = top.titles[:used], top.header or 0
    names, datev = headers.names(titles), headers.is_datev(rows)

    def story(findings: Findings) -> None:
        if top.header is None:
            findings.note("no_header")
        elif not datev:
            tell_names(findings, names)
        _tell_sheet(findings, answer, lines[above])
        _tell_others(findings, answer, table.beside)

    table = Table(
        path, kind, names.all, lambda findings: iter(()), titles, header_line=lines[above], story=story,
        preamble=[" ".join(filter(None, map(str.strip, row))) for row in ([] if datev else rows[:above])],
        head=list(rows[0]) if datev else [],
        kinds=column_kinds(rows[top.first : top.first + 1_000], len(titles)), content="Excel",
    )  # fmt: skip
    return table


def _split_below(answer: Answer, lines: Sequence[int], header: int | None) -> bool:
    """Whether a name in the header spans columns, which the row below it then names one by one."""
    return header is not None and any(row == lines[header] for row, _first, _last in answer.sheet.merged)


def _tell_sheet(findings: Findings, answer: Answer, header_line: int) -> None:
    for code, row in dict.fromkeys(answer.sheet.notes):  # a row with several such cells is one
        findings.note(code, line=row)
    if answer.hidden:
        findings.note("hidden_sheet", n=0, name=", ".join(answer.hidden))
    if answer.sheet.far:
        findings.note("sparse", n=len(answer.sheet.far), name=", ".join(answer.sheet.far[:5]))
    if any(row in (header_line, header_line - 1) for row, _first, _last in answer.sheet.merged):
        findings.note("merged_header")


def _tell_others(findings: Findings, answer: Answer, beside: Beside | None) -> None:
    """Which sheets there are; once it is known what becomes of them, that. Counted are rows, and sheets are none."""
    names = [answer.sheet.name, *answer.others]
    if beside is None:
        if answer.others:
            findings.note("several_sheets", n=0, name=", ".join(names), what=answer.sheet.name)
        return
    if beside.taken:
        findings.note("sheets_taken", n=0, name="; ".join(beside.taken.values()))
    if beside.left:
        findings.note("sheets_unread", n=0, name="; ".join(beside.left.values()))
