"""A workbook's rows on their way from the process that reads it, and kept until they are asked for.

A piece is one string, column by column: cheap to send, to look over as a whole, and to cut into cells again.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kmu_crm.sources.reading.cleaning import LONG_CELL, clean

CELL, _COLUMN = "\x1f", "\x1e"  # never in a clean text
_PLAIN = bytes([*b"\t\n\r\x1e\x1f", *range(0x20, 0x7F)])  # as UTF-8; needs no cleaning
_LATER = chain(range(0x80, 0x250), range(0x391, 0x483), range(0x2010, 0x2100))
_SOUND = frozenset(letter for letter in map(chr, _LATER) if clean(letter) == letter)  # nor do these, next to any other
_SUSPECT = frozenset("ÃÂâ\ufffd" + "".join(map(chr, range(0x80, 0xA0))))
PACKED_FROM = 32 << 20


class Piece(NamedTuple):
    """Rows of equal width. `lines`: their sheet rows; `suspect`: some cell may be damaged or very long."""

    lines: Sequence[int]
    data: bytes
    suspect: bool

    def columns(self, width: int | None = None) -> list[list[str]]:
        """Cells of each column; `width`: only of the first."""
        return [text.split(CELL) for text in self.data.decode().split(_COLUMN)[:width]]

    def rows(self, width: int | None = None) -> list[tuple[str, ...]]:
        return list(zip(*self.columns(width), strict=True))


def joined(cells: Sequence[str]) -> str:
    """A column as `piece` takes it. Raises TypeError where a cell is no text."""
    text = CELL.join(cells)
    if text.count(CELL) != len(cells) - 1 or _COLUMN in text:
        text = CELL.join(map(clean, cells))
    return text


def piece(lines: Sequence[int], columns: Sequence[str]) -> Piece:
    """The rows, cleaned; `columns`: their cells, `joined`. There is at least one row and one column."""
    text = _COLUMN.join(columns)
    data = text.encode("utf-8", "surrogatepass")
    strange = set(data.translate(None, _PLAIN).decode("utf-8", "surrogatepass"))
    if not strange <= _SOUND:
        columns = [CELL.join(map(clean, column.split(CELL))) for column in columns]
        data = _COLUMN.join(columns).encode()
    return Piece(lines, data, b"?" in data or not strange.isdisjoint(_SUSPECT) or any(map(_holds_long, columns)))


def _holds_long(column: str) -> bool:
    return len(column) > LONG_CELL and max(map(len, column.split(CELL))) > LONG_CELL


class Kept:
    """Pieces that can be gone through again and again; those of a big table are packed meanwhile."""

    def __init__(self) -> None:
        self.rows, self.suspect = 0, False
        self._pieces: list[Piece] = []
        self._size = 0

    def add(self, piece: Piece) -> None:
        before, self._size = self._size, self._size + len(piece.data)
        if before <= PACKED_FROM < self._size:
            self._pieces = list(map(_packed, self._pieces))
        self._pieces.append(_packed(piece) if self._size > PACKED_FROM else piece)
        self.rows += len(piece.lines)
        self.suspect = self.suspect or piece.suspect

    def __iter__(self) -> Iterator[Piece]:
        unpacked: Iterable[Piece] = map(_unpacked, self._pieces) if self._size > PACKED_FROM else self._pieces
        return iter(unpacked)


def _packed(piece: Piece) -> Piece:
    return piece._replace(data=zlib.compress(piece.data, 1))


def _unpacked(piece: Piece) -> Piece:
    return piece._replace(data=zlib.decompress(piece.data))
