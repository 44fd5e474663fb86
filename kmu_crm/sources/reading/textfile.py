"""A text file with separators as a table."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from kmu_crm.sources.reading import dialect as dialects
from kmu_crm.sources.reading import encoding as encodings
from kmu_crm.sources.reading import header as headers
from kmu_crm.sources.reading.cleaning import clean, cleaned, unescaped
from kmu_crm.sources.reading.dialect import Dialect
from kmu_crm.sources.reading.encoding import Encoding
from kmu_crm.sources.reading.records import Records, Row, Rows
from kmu_crm.sources.reading.remarks import Findings
from kmu_crm.sources.reading.shape import extra_columns, looks_fixed, looks_letter, looks_prose
from kmu_crm.sources.reading.table import Table, column_kinds, often_empty, often_longer, tell_names
from kmu_crm.sources.refusals import refused

SAMPLE_LINES, SAMPLE_CHARS = 1_000, 1 << 20
MANY_COLUMNS, MOST_COLUMNS = 2_000, 100_000


def open_text(path: Path, encoding: Encoding) -> Table:
    """Finds separators and header from the first thousand lines. Refuses what has no columns."""
    sample, whole = _sample(path, encoding)
    if not any(line.strip() for line in sample):
        raise refused("empty", path.name)
    if not any(line.strip(";,|\"'\t\r\n ") for line in sample):
        raise refused("no_rows", path.name)
    dialect = dialects.detect(sample)
    rows, lines = _parsed(sample, dialect, whole)
    if looks_fixed(sample, dialect.delimiter):
        raise refused("fixed_width", path.name)
    if (dialect.delimiter is None and looks_prose(sample)) or looks_letter(sample, rows):
        raise refused("prose", path.name)
    return _table(path, encoding, dialect, rows, lines)


def _table(path: Path, encoding: Encoding, dialect: Dialect, rows: list[Row], lines: list[int]) -> Table:
    place = headers.find(rows, headers.width_of(rows))
    titles = list(rows[place.header]) if place.header is not None and place.header < len(rows) else []
    beneath: list[Row] = []
    titles = headers.grouped(rows, place.header, titles)
    if titles and headers.names_parts(titles, below := next(iter(rows[place.first : place.first + 1]), ())):
        titles, place = headers.parted(titles, below), headers.Place(place.header, place.first + 1)
    if place.header is not None and place.first < len(rows) and headers.is_beneath(rows[place.first]):
        beneath, place = [rows[place.first]], headers.Place(place.header, place.first + 1)
    data = [row for row in rows[place.first :] if any(map(str.strip, row))]
    titles = _trimmed(titles, data) if titles else [""] * headers.width_of(data)
    titles = titles + [""] * extra_columns(titles, data)
    if len(titles) > MOST_COLUMNS:
        raise refused("too_many_columns", path.name)
    names = headers.names([clean(title) for title in titles])
    width = len(names.all)
    top = 0 if place.header is None else place.header
    start = lines[place.first] if place.first < len(lines) else None
    preamble = [" ".join(filter(None, map(str.strip, row))) for row in (*rows[:top], *beneath)]
    datev = headers.is_datev(rows)

    def story(findings: Findings) -> None:
        _tell_encoding(findings, encoding)
        if place.header is None:
            findings.note("no_header")
        elif not datev:
            tell_names(findings, names)
        if width > MANY_COLUMNS:
            findings.note("too_many_columns", name=width)

    return Table(
        path, "csv", names.all, _streamed(path, encoding, dialect, width, start), titles,
        encoding.name, encoding.sure, dialect.delimiter, None, lines[top],
        list(rows[0]) if datev else [], [] if datev else preamble,
        often_empty(data, width), column_kinds(data, width), often_longer(data, width),
        encoding.suspect, story, open_end=_open_end(path, encoding),
    )  # fmt: skip


def _open_end(path: Path, encoding: Encoding) -> bool:
    """Whether the last line has no end, or only half a character at it."""
    size, width = path.stat().st_size, encoding.width
    with path.open("rb") as file:
        file.seek(max(0, size - width))
        return size % width > 0 or file.read().strip(b"\0") not in (b"\n", b"\r", b"\x1a")


def _tell_encoding(findings: Findings, encoding: Encoding) -> None:
    if not encoding.sure:
        findings.note("encoding_uncertain", name=encoding.name)
    for line in encoding.wrong_lines:
        findings.note("mixed_encoding", line=line)


def _trimmed(titles: list[str], data: list[Row]) -> list[str]:
    """Without the nameless last columns that separators at line ends make."""
    width = len(titles)
    while (
        width > 1
        and not titles[width - 1].strip()
        and not any(row[width - 1 :] and row[width - 1].strip() for row in data)
    ):
        width -= 1
    return titles[:width]


def _lines(path: Path, encoding: Encoding, findings: Findings) -> Iterator[str]:
    with encodings.opened(path, encoding) as file:
        lines = cleaned(file, findings) if encoding.dirty else file
        yield from unescaped(lines, findings) if encoding.entities else lines


def _sample(path: Path, encoding: Encoding) -> tuple[list[str], bool]:
    """The first lines, and whether that is all."""
    found: list[str] = []
    chars = 0
    lines = _lines(path, encoding, Findings())
    for line in islice(lines, SAMPLE_LINES):
        found.append(line)
        chars += len(line)
        if chars > SAMPLE_CHARS:
            break
    return found, next(lines, None) is None


def _parsed(sample: list[str], dialect: Dialect, whole: bool) -> tuple[list[Row], list[int]]:
    skip = 1 if dialect.told else 0
    width = 0
    for _again in range(2):  # the width is known only after a first look
        rows: list[Row] = []
        lines: list[int] = []
        for some, at in Records(iter(sample[skip:]), dialect, width, Findings(), 1 + skip):
            rows += some
            lines += at
        width = headers.width_of(rows)
    return (rows, lines) if whole or len(rows) < 3 else (rows[:-1], lines[:-1])


def _streamed(
    path: Path, encoding: Encoding, dialect: Dialect, width: int, start: int | None
) -> Callable[[Findings], Iterator[Rows]]:
    def records(findings: Findings) -> Iterator[Rows]:
        if start is None:
            return
        lines = _lines(path, encoding, findings)
        for _skipped in islice(lines, start - 1):
            pass
        yield from Records(lines, dialect, width, findings, start)

    return records
