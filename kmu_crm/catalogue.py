"""One compiled catalogue of translations, in which a text is looked up only when it is asked for.

The standard library's reader takes in all texts at once, a twentieth of the time up to the first window. The layout:
https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html; its texts are sorted by their bytes.
"""

import struct
from bisect import bisect_left
from pathlib import Path

_HEAD = struct.Struct("<4s4xIII")  # magic number, revision, how many texts, where the two tables begin
_PLACE = struct.Struct("<II")  # length and beginning of one text
_MAGIC = b"\xde\x12\x04\x95"
Forms = tuple[str, ...]  # of one translation: one, or one for each grammatical number


class Catalogue:
    """Raises OSError where the file cannot be read, ValueError where it is no catalogue."""

    def __init__(self, file: Path) -> None:
        self._data = file.read_bytes()
        if len(self._data) < _HEAD.size or not self._data.startswith(_MAGIC):
            raise ValueError(f"no catalogue: {file.name}")
        _magic, self._count, self._texts, self._translations = _HEAD.unpack_from(self._data)
        self._asked: dict[str, Forms] = {}

    def forms(self, text: str) -> Forms:
        """The forms of its translation; none where there is no translation. Of a text with a plural, the singular is asked."""
        found = self._asked.get(text)
        if found is None:
            found = self._asked[text] = self._found(text.encode())
        return found

    def _found(self, wanted: bytes) -> Forms:
        place = bisect_left(range(self._count), wanted, key=lambda number: self._at(self._texts, number))
        if place == self._count or self._at(self._texts, place).partition(b"\0")[0] != wanted:
            return ()
        return tuple(self._at(self._translations, place).decode().split("\0"))

    def _at(self, table: int, number: int) -> bytes:
        length, begin = _PLACE.unpack_from(self._data, table + number * _PLACE.size)
        return self._data[begin : begin + length]
