"""Shapes that tell a table from other text, and a true extra column from a shifted one."""

import re
from collections import Counter
from collections.abc import Sequence

from kmu_crm.sources.reading.header import FAR, is_label_row, kind, known_share

_NAMED = (  # what a column of that name must hold
    (re.compile(r"e-?mail(?!.*(status|erlaubt|opt))", re.I), "mail"),
    (re.compile(r"datum|\bdate\b", re.I), "day"),
)
_GREETING = re.compile(r"Sehr geehrte[rs]?\b[^;|\t,]*[,!]?\s*|(Liebe[rs]?|Hallo|Guten Tag|Dear|Hi)\b[^;|\t,!]*[,!]\s*")
_GAP = re.compile(r"\S( {2,})\S")


def looks_fixed(lines: Sequence[str], delimiter: str | None) -> bool:
    """Columns kept apart by runs of blanks that end at the same place in most lines."""
    full = [line.rstrip("\r\n") for line in lines[:300] if line.strip()]
    if len(full) < 3 or delimiter in (";", "\t", "|"):
        return False
    ends = [{gap.end() - 1 for gap in _GAP.finditer(line)} for line in full]
    common = Counter(end for found in ends for end in found)
    return sum(n >= 0.7 * len(full) for n in common.values()) >= 2


def looks_prose(lines: Sequence[str]) -> bool:
    """Sentences rather than a list of single values."""
    words = [len(line.split()) for line in lines if line.strip()]
    if all(kind(line) == "mail" for line in lines if line.strip()):
        return False
    return len(words) < 2 or sum(n > 6 for n in words) * 3 > len(words)


def looks_letter(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Somebody is greeted, not within a cell of several lines, and no row holds usual column names."""
    alone = {row[0].strip(" ,!") for row in rows[:FAR] if row and not any(map(str.strip, row[1:]))}
    if not any(_GREETING.fullmatch(line) and line.strip(" ,!\r\n") in alone for line in lines[:FAR]):
        return False
    if any(max(Counter(n for line in lines if (n := line.count(mark)) > 1).values(), default=0) > 1 for mark in ";\t|"):
        return False  # a table follows
    heads = [row for row in rows[:FAR] if any(map(str.strip, row)) and is_label_row(row)]
    known = [(known_share(row), sum(map(bool, map(str.strip, row))), place) for place, row in enumerate(heads)]
    return not any(share * filled >= 3 or (share > 0.5 and (filled > 1 or not place)) for share, filled, place in known)


def extra_columns(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many nameless columns all rows have behind the named ones; 0 where cells were shifted instead."""
    widths = Counter(len(row) for row in rows)
    width, n = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    extra = width - len(titles)
    if extra <= 0 or n < 0.9 * len(rows) or len(rows) < 2:
        return 0
    full = [row for row in rows if len(row) == width]
    if not any(cell.strip() for row in full for cell in row[len(titles) :]):
        return 0
    return 0 if _split_amounts(full) or _misplaced(titles, full) else extra


def _split_amounts(rows: Sequence[Sequence[str]]) -> bool:
    """An amount such as 12,50 in a file with commas stands in two cells: figures, then two digits, in every row."""
    pairs = range(len(rows[0]) - 1)
    return any(
        all(
            re.fullmatch(r"[-+]?[\d.]*\d", row[i].strip()) and re.fullmatch(r"\d\d", row[i + 1].strip()) for row in rows
        )
        for i in pairs
    )


def _misplaced(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """A column named mail or date holds something else in most rows, the one behind it the right thing."""
    for index, title in enumerate(titles):
        for shape, wanted in _NAMED:
            if shape.search(title):
                here, behind = (sum(kind(row[i]) == wanted for row in rows) for i in (index, index + 1))
                if behind > here:
                    return True
    return False
