"""What a sheet of an Excel workbook holds, seen from its bytes: whether a fast reader may have it, and what that one would
not tell. Nothing is parsed: tags are searched for in parts that end before a row (ECMA-376 part 1, 18.3.1)."""

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from kmu_crm.sources.reading.sheet import MOST_CELLS, MOST_MERGED, column_of, letters

_PART = 512 << 10  # stays in the processor's cache while it is searched again and again
_LONGEST_ROW = 8 << 20
_BYTES_A_CELL = 10  # a filled cell takes at least twenty
_NONSENSE = re.compile(  # a size of the sheet that the fast reader stumbles over; nothing is built on it
    rb"<(?:\w+:)?dimension\b(?![^>]*\bref=[\"'][A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?[\"'])"
)
Read = Callable[[], bytes]


@dataclass
class Seen:
    """`plain`: the tags are as expected; `filled`: cells with a value; `padded`: column -> sheet row -> digits to show."""

    plain: bool = False
    size: int = 0
    rows: int = 0
    columns: int = 0
    filled: int = 0
    notes: list[tuple[str, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    padded: dict[int, dict[int, int]] = field(default_factory=dict)

    @property
    def simple(self) -> bool:
        """No far cells: a reader takes memory for rows times columns."""
        return self.plain and self.rows * self.columns <= max(MOST_CELLS, self.size // _BYTES_A_CELL)


def scan(stream: IO[bytes], padded: Mapping[int, int], count: bool, told: Callable[[int], None]) -> Seen:
    """`padded`: digits of number formats such as 00000 by style; `count`: whether `filled` is wanted; `told`: hears how
    many bytes were looked at."""
    with ThreadPoolExecutor(1) as ahead:  # unpacks while the part before is looked at
        return _scanned(partial(stream.read, _PART), ahead, padded, count, told)


def _scanned(read: Read, ahead: Executor, padded: Mapping[int, int], count: bool, told: Callable[[int], None]) -> Seen:
    seen = Seen()
    begin = read()
    found = re.search(rb"<(\w+:)?sheetData", begin)
    if found is None:
        return seen
    tags = _Tags(found[1] or b"", padded)
    seen.plain = tags.all_placed(begin) and not _NONSENSE.search(begin, 0, found.start())
    for part in _parts(read, ahead, begin, tags.row):
        _look(seen, part, tags)
        if count:
            seen.filled += sum(map(part.count, tags.values))
        seen.size += len(part)
        told(seen.size)
    return seen


def _parts(read: Read, ahead: Executor, begin: bytes, row: bytes) -> Iterator[bytes]:
    coming = ahead.submit(read)
    while more := coming.result():
        coming = ahead.submit(read)
        cut = begin.rfind(row)
        if cut > 0:
            yield begin[:cut]
            begin = begin[cut:]
        elif len(begin) > _LONGEST_ROW:
            cut = begin.rfind(b"<")
            yield begin[:cut]
            begin = begin[cut:]
        begin += more
    yield begin


class _Tags:
    """What is searched for; `p` is the prefix of all tags, mostly empty."""

    def __init__(self, p: bytes, padded: Mapping[int, int]):
        self.row, self.values = b"<" + p + b"row", (b"</" + p + b"v>", b"</" + p + b"is>")
        self.formula, self.formulas = b"</" + p + b"f>", re.compile(rb"<%bf[ >/]" % p)
        self.merge = re.compile(rb'<%bmergeCell [^>]*ref="([A-Z]+)(\d+):([A-Z]+)\d+"' % p)
        self.merges = b"<" + p + b"mergeCell "
        self.error = re.compile(rb'<%bc (?=[^>]*\bt="e")[^>]*\br="[A-Z]+(\d+)"' % p)
        body = rb"(?:<%bf[^>]*/>|<%bf[^>]*>[^<]*</%bf>)" % (p, p, p)
        self.valued = re.compile(body + rb"<%bv[^>/]*>[^<]" % p)
        self.hollow = re.compile(
            rb'<%bc (?![^>]*\bt="str")[^>]*\br="[A-Z]+(\d+)"[^>]*>' % p
            + body + rb"(?:<%bv ?/>|<%bv></%bv>)?</%bc>" % (p, p, p, p)
        )  # fmt: skip
        self.cell, self.placed = re.compile(rb"<%bc[ >/]" % p), re.compile(rb'<%bc [^>]*\br="[A-Z]+\d' % p)
        self.digits = {str(style).encode(): digits for style, digits in padded.items()}
        self.padded = padded and re.compile(
            rb'<%bc (?=[^>]*\bs="(%b)")[^>]*\br="([A-Z]+)(\d+)"' % (p, b"|".join(self.digits))
        )
        self.beyond = _beyond(0)
        self.has_formulas = False

    def all_placed(self, part: bytes) -> bool:
        """Whether each cell says where it stands."""
        return len(self.cell.findall(part)) <= len(self.placed.findall(part)) + 1  # the last one may be cut


def _look(seen: Seen, part: bytes, tags: _Tags) -> None:
    last = part.rfind(tags.row)
    if last >= 0 and (number := re.search(rb' r="(\d+)"', part[last : last + 500])):
        seen.rows = max(seen.rows, int(number[1]))
    if tags.beyond.search(part):
        seen.columns = max(column_of(name.decode()) for name in set(tags.beyond.findall(part))) + 1
        tags.beyond = _beyond(seen.columns)
    tags.has_formulas = tags.has_formulas or tags.formula in part
    if tags.has_formulas and len(tags.formulas.findall(part)) != len(tags.valued.findall(part)):
        seen.notes += [("formula_without_value", int(row)) for row in tags.hollow.findall(part)]
    if b't="e"' in part:
        seen.notes += [("error_cell", int(row)) for row in tags.error.findall(part)]
    if tags.merges in part[max(last, 0) :]:
        for first, row, to in tags.merge.findall(part):
            if first != to and len(seen.merged) < MOST_MERGED:
                seen.merged.append((int(row), column_of(first.decode()), column_of(to.decode())))
    if tags.padded:
        for style, column, row in tags.padded.findall(part):
            seen.padded.setdefault(column_of(column.decode()), {})[int(row)] = tags.digits[style]


def _beyond(columns: int) -> re.Pattern[bytes]:
    """Cells right of that many columns; none of those searched for is missed, so that one search says how wide a part is."""
    if not columns:
        return re.compile(rb' r="([A-Z]{1,3})\d')
    name = letters(columns - 1)
    wider = [f"[A-Z]{{{len(name) + 1},3}}"] if len(name) < 3 else []
    for place, letter in enumerate(name):
        if letter != "Z":
            wider.append(f"{name[:place]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{len(name) - place - 1}}}")
    return re.compile(f' r="({"|".join(wider) or "(?!)"})\\d'.encode())
