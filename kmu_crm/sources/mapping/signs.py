"""Currencies that stand beside the amounts of a column, and how many of its amounts bear which."""

import re
from collections import Counter
from collections.abc import Sequence

from kmu_crm.fields import money

FORGET_AT = 100_000  # distinct cells that are remembered before it starts anew
_LETTER = re.compile(r"[^\d\s.,'’()+-]")


class Signs(dict[str, str | None]):
    """Cell -> the currency written in it, read at its first sight."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self._filled = 0

    def __missing__(self, cell: str) -> str | None:
        return self.setdefault(cell, money.currency(cell))

    def see(self, cells: Sequence[str]) -> None:
        self._filled += len(cells) - cells.count("")
        if _LETTER.search("\n".join(cells)):  # few lists bear any: the others are looked through at once
            self.counts.update(found for found in self.of(cells) if found)

    def of(self, cells: Sequence[str]) -> list[str | None]:
        if len(self) > FORGET_AT:
            self.clear()
        return list(map(self.__getitem__, cells))

    @property
    def common(self) -> str:
        """What more than half of the amounts bear; '' where none is."""
        return next((name for name, count in self.counts.most_common(1) if 2 * count > self._filled), "")
