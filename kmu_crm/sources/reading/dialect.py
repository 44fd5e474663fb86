"""Which separator and quotation mark a text table uses: the one whose cells make the steadiest columns."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from kmu_crm.sources.reading.header import known_share

DELIMITERS = (";", ",", "\t", "|")
_RARE = ("^", "~", ":")  # they stand in texts, too
_SEP = re.compile(r"\ufeff?\"?sep=(\\t|.)\"?\s*$", re.I)
_DATEV = re.compile(
    r"\ufeff?(\"?)(?:EXTF|DTVF)\1([;,\t])"
)  # its first line is as wide as no other, so it speaks itself
_AMOUNT = re.compile(r"\W*[\d.]+,\d+\W*\s*")  # a column of amounts is not two columns
_WRAPPED = re.compile(r'\ufeff?"((?:[^"]|"")*)"\s*')
_WIDE = 3  # cells of a row: two may be the words of one
LONGEST_CELL = 8 << 20


@dataclass(frozen=True)
class Dialect:
    """`delimiter` None: a single column. `skip_blank`: separators are followed by a blank. `told`: by a `sep=` line.
    `wrapped`: some rows stand in quotation marks as a whole."""

    delimiter: str | None
    quote: str | None = '"'
    skip_blank: bool = False
    told: bool = False
    wrapped: bool = False

    def options(self) -> dict[str, Any]:
        """For `csv.reader`; a single column is split at a character that no text holds."""
        quoting = csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE
        return {
            "delimiter": self.delimiter or "\x1f",
            "quotechar": self.quote,
            "quoting": quoting,
            "skipinitialspace": self.skip_blank,
            "strict": True,
        }


def detect(lines: Sequence[str]) -> Dialect:
    """The dialect of physical lines (the first few hundred of a file; a few are enough)."""
    csv.field_size_limit(LONGEST_CELL)
    if lines and (told := _SEP.match(lines[0])):
        return _told(told[1].replace("\\t", "\t"), lines)
    if lines and (datev := _DATEV.match(lines[0])):
        return _with_quotes(datev[2], lines)
    return _of_wrapped(lines) or _best(lines)


def _told(mark: str, lines: Sequence[str]) -> Dialect:
    """The first line says so; where the line with the names does not know that mark and another fits better, it lies."""
    below = lines[1:]
    names = next(filter(str.strip, below), mark)
    found = _best(below)
    if mark not in names and found.delimiter and _score(below, found.delimiter) > _score(below, mark):
        return replace(found, told=True)
    return _with_quotes(mark, lines, told=True)


def _best(lines: Sequence[str]) -> Dialect:
    scores = {delimiter: _score(lines, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=scores.__getitem__)
    if best not in next(filter(str.strip, lines), best):  # nor does the line with the names know it
        best = next((mark for mark in _RARE if _cuts_all(lines, mark)), best)
    return _with_quotes(best if best in _RARE or scores[best] > 0 else None, lines)


def _cuts_all(lines: Sequence[str], mark: str) -> bool:
    """Whether a rare mark makes as many cells of each line, and usual names of the first."""
    rows = [row for row in csv.reader(lines, delimiter=mark) if any(map(str.strip, row))]
    wide = len(rows) > 1 and len(rows[0]) >= _WIDE and {len(row) for row in rows} == {len(rows[0])}
    return wide and known_share(rows[0]) >= 0.5 and len(list(filter(str.strip, lines))) == len(rows)


def _of_wrapped(lines: Sequence[str]) -> Dialect | None:
    """That of rows which a spreadsheet had in one column and saved so: `"1,""Berger, Ina"",Ulm"`. None where there are none."""
    if not any(map(_WRAPPED.fullmatch, lines)):
        return None
    bare = [found[1].replace('""', '"') + "\n" if (found := _WRAPPED.fullmatch(line)) else line for line in lines]
    dialect = replace(_best(bare), quote='"', wrapped=True)
    if not dialect.delimiter or dialect.skip_blank:  # words of a sentence, an address
        return None
    widths = [len(row) for row in csv.reader(bare, **dialect.options() | {"strict": False})]
    usual = Counter(widths).most_common(1)[0][0]
    return dialect if usual >= _WIDE and _same_width(lines, bare, dialect, usual) else None


def _same_width(lines: Sequence[str], bare: Sequence[str], dialect: Dialect, width: int) -> bool:
    """Whether most of the lines that were wrapped have it without their marks."""
    alone = [one for line, one in zip(lines, bare, strict=True) if line is not one and (dialect.delimiter or "") in one]
    rows = csv.reader(alone, **dialect.options() | {"strict": False})
    return sum(len(row) == width for row in rows) * 2 > len(alone)


def _score(lines: Sequence[str], delimiter: str) -> float:
    """The share of rows that have the commonest width, times its root; less where cells begin with a blank."""
    having = [line for line in lines if delimiter in line]
    if not having or (delimiter == "," and all(map(_AMOUNT.fullmatch, having))):
        return 0.0
    return max(_steady(lines, delimiter, csv.QUOTE_MINIMAL), 0.98 * _steady(lines, delimiter, csv.QUOTE_NONE))


def _steady(lines: Sequence[str], delimiter: str, quoting: Any) -> float:
    rows = [row for row in csv.reader(lines, delimiter=delimiter, quoting=quoting) if any(map(str.strip, row))]
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda w: (widths[w] * (w - 1), w), default=1)
    share = widths[width] / max(1, sum(widths.values()))
    if _names_over_short_rows(rows):
        width, share = len(rows[0]), 1.0
    elif width < 2 or not _is_table(widths, width):
        return 0.0
    cells = [cell for row in rows for cell in row[1:] if cell]
    blank = sum(cell[0] == " " for cell in cells) / max(1, len(cells))
    return share * sqrt(width) * (1 - blank / 2)


def _is_table(widths: Counter[int], width: int) -> bool:
    """Whether enough rows have this width. In a short file one row may lack the separator at its end, and lines before
    the table may be as many as its rows: there two rows of three cells and more are enough."""
    rows, having = sum(widths.values()), widths[width]
    if having >= 10 or rows == 1:
        return True
    near = having + (widths[width - 1] if width > 3 else 0)
    return near >= 2 and (having * 2 > rows or (width > 2 and near * 4 > rows))


def _names_over_short_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Column names, and below them rows most of which end before they do: cells that are empty at the end may be cut."""
    if len(rows) < 2 or len(rows[0]) <= _WIDE - 1 or known_share(rows[0]) < 0.5:
        return False
    widths = [len(row) for row in rows[1:]]
    short = sum(width < len(rows[0]) for width in widths)
    return max(widths) <= len(rows[0]) and short * 2 > len(widths) and (len(widths) == 1 or min(widths) > 1)


def _with_quotes(delimiter: str | None, lines: Sequence[str], told: bool = False) -> Dialect:
    mark = re.escape(delimiter or "\x1f")
    text = "".join(lines)
    double, single = (len(re.findall(rf"(?:^|{mark})[ ]*{q}", text, re.M)) for q in "\"'")
    wrapped = len(re.findall(rf"(?:^|{mark})'(?:[^']|'')*'(?={mark}|\r?$)", text, re.M))
    quote: str | None = "'" if not double and wrapped > 1 and wrapped == single else '"'
    if delimiter == "\t" and not re.search(r'(?:^|\t) *"(?:[^"\t]|"")*" *(?=\t|\r?$)', text, re.M):
        quote = None
    after = len(re.findall(rf"{mark}(?! )[^\s]", text))
    blanks = len(re.findall(rf"{mark} +[^\s{mark}]", text))
    return Dialect(
        delimiter, quote, (delimiter != "\t" or quote is not None) and blanks > 2 and blanks >= 9 * after, told
    )
