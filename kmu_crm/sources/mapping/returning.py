"""Numbers of documents that come again after others: their rows do not stand together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

_BITS = 27  # a place in the field of marks, 16 MB
_WHOLE = (1 << 64) - 1  # a hash may lie below nothing


class Returning:
    """Finds the cells of a column that come again after others, of a file of any size.

    `again` may hold one that does not: its document is then kept until the end of the file, and is the same.
    """

    def __init__(self) -> None:
        self.again: set[str] = set()
        self._seen = _Marks()
        self._last = ""

    def see(self, cells: Sequence[str]) -> None:
        begins = [cell for cell, before in zip(cells, chain((self._last,), cells), strict=False) if cell != before]
        self._last = cells[-1] if cells else self._last
        said = [cell for cell in map(str.strip, begins) if cell]
        fresh = set(said)
        if len(fresh) < len(said):
            self.again.update(cell for cell, times in Counter(said).items() if times > 1)
        self.again.update(self._seen.add(fresh))


class _Marks:
    """Which texts were added before, remembered by two bits of each (B. H. Bloom, 1970): of three million, two in a thousand
    that were not are taken for one that was."""

    def __init__(self) -> None:
        self._field = bytearray(1 << (_BITS - 3))

    def add(self, texts: Iterable[str]) -> list[str]:
        """Adds them; gives those that were there."""
        field, known = self._field, []
        for text in texts:
            mark = hash(text) & _WHOLE
            one, other = mark & ((1 << _BITS) - 1), mark >> (64 - _BITS)
            if field[one >> 3] >> (one & 7) & field[other >> 3] >> (other & 7) & 1:
                known.append(text)
            field[one >> 3] |= 1 << (one & 7)
            field[other >> 3] |= 1 << (other & 7)
        return known
