"""One line whose quotation marks are not as CSV wants them (RFC 4180): its cells all the same, and where they cannot be told."""

import re
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.sources.reading.dialect import Dialect

_LENIENT_LENGTH = 100_000


class Loose(NamedTuple):
    """The cells of a line, and the places of those that begin with a mark which never closes."""

    cells: tuple[str, ...]
    broken: tuple[int, ...] = ()


def loose(line: str, dialect: Dialect, width: int) -> Loose:
    """One line by itself: a mark closes a cell only before a separator, else it is text.

    `width`: cells of the table; where a mark that closes far behind has taken in whole cells, the line is cut at every
    separator if only that makes as many.
    """
    line, mark, quote = line.rstrip("\r\n"), dialect.delimiter, dialect.quote
    if not mark or not quote or len(line) > _LENIENT_LENGTH:
        cells = tuple(line.split(mark)) if mark else (line,)
        return Loose(cells, _unclosed(cells, quote))
    patterns = _patterns(mark, quote)
    found = (patterns.cell_behind_blanks if dialect.skip_blank else patterns.cell).findall(line)
    cells = tuple(quoted.replace(quote * 2, quote) or plain for quoted, plain in found)
    if any(mark + quote in quoted for quoted, _plain in found) and len(cells) != width:
        apart = tuple(line.split(mark))
        if len(apart) == width:
            return Loose(apart, _unclosed(apart, quote))
        return Loose(cells, tuple(place for place, (quoted, _plain) in enumerate(found) if mark + quote in quoted))
    escaped = {place for place, (quoted, _plain) in enumerate(found) if _ends_escaped(quoted, quote)}
    return Loose(cells, tuple(sorted(escaped.union(_unclosed([plain for _quoted, plain in found], quote)))))


def opened(line: str, dialect: Dialect) -> bool:
    """Whether some cell begins with a quotation mark and no cell of it ends with one."""
    quote = dialect.quote or '"'
    patterns, body = _patterns(dialect.delimiter or "\x1f", quote), line.rstrip("\r\n")
    return len(patterns.begin.findall(body)) != len(patterns.end.findall(body)) or body.count(quote) % 2 == 1


def _ends_escaped(quoted: str, quote: str) -> bool:
    """Whether the mark that closes is one of the text, doubled as marks within cells are: `"Meier ""Haus""`. An inch is
    none (`"Pipe 12""`), nor are pairs in a cell whose program doubles nothing (`"Firma "Rose""`)."""
    if quoted.count(quote) % 2 == 0:
        return False
    return quote * 2 in quoted or (quoted.endswith(quote) and not quoted[-2:-1].isdigit())


def _unclosed(cells: tuple[str, ...] | list[str], quote: str | None) -> tuple[int, ...]:
    """Cells in no marks that begin with one; `"Die Rose" GmbH` is in order: what is opened there closes behind a word."""
    begun = [(place, cell.strip()) for place, cell in enumerate(cells) if quote and quote in cell]
    return tuple(
        place
        for place, cell in begun
        if quote and cell.startswith(quote) and (cell.count(quote) % 2 or not _patterns("\x1f", quote).word.match(cell))
    )


class _Patterns(NamedTuple):
    cell: re.Pattern[str]
    cell_behind_blanks: re.Pattern[str]
    begin: re.Pattern[str]
    end: re.Pattern[str]
    word: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(mark: str, quote: str) -> _Patterns:
    d, q = re.escape(mark), re.escape(quote)
    start, cell = rf"(?:^|(?<={d}))", rf"(?:{q}((?:[^{q}]|{q}(?! *(?:{d}|$)))*){q} *|([^{d}]*))(?={d}|$)"
    return _Patterns(
        re.compile(start + cell),
        re.compile(f"{start} *{cell}"),
        re.compile(rf"(?:^|{d}) *{q}"),
        re.compile(rf"{q} *(?={d}|$)"),
        re.compile(rf"{q}+[^{q}]*[^{q}\s]{q}+(?!\w)"),
    )
