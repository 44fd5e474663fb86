"""Cells as calamine gives them become texts, a column at a time: most columns hold one kind of value."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from kmu_crm.sources.reading.pieces import CELL
from kmu_crm.sources.reading.sheet import day_text, number_text

DIGITS = 1e15  # numbers from here on have lost digits
_MOST_KNOWN = 200_000


class _Days(dict[Any, str]):
    """Days come again and again; their texts are kept."""

    def __missing__(self, day: Any) -> str:
        if len(self) > _MOST_KNOWN:
            self.clear()
        text = self[day] = day_text(day)
        return text


_DAYS = _Days()


def numbers(values: tuple[Any, ...]) -> str | None:
    """As `number_text` writes them, with a `CELL` between; None where something else is among them, or a number of more
    digits than that takes for granted."""
    if set(map(type, values)) != {float}:
        return None
    text: str = f"%.15g{CELL}" * len(values) % values  # in one go
    return None if "e" in text or "n" in text or f"-0{CELL}" in text else text[:-1]


def texts(values: Sequence[Any]) -> Sequence[str]:
    if all(issubclass(kind, date | time | timedelta) for kind in set(map(type, values))):
        return list(map(_DAYS.__getitem__, values))
    return [value if value.__class__ is str else text(value) for value in values]


def text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, date | time | timedelta):
        return _DAYS[value]
    return str(value)


def filled_up(
    cells: Sequence[str], values: Sequence[Any], lines: Sequence[int], digits: Mapping[int, int]
) -> list[str]:
    """Numbers of a format such as 00000 with the zeros a person sees; `digits`: by sheet row."""
    return [
        cell.zfill(digits[line]) if line in digits and isinstance(value, int | float) and value >= 0 else cell
        for cell, value, line in zip(cells, values, lines, strict=True)
    ]


def huge(values: Sequence[Any], cells: Sequence[str], lines: Sequence[int]) -> list[int]:
    """The sheet rows of numbers that have lost digits; `cells`: their texts, which then are long."""
    if max(map(len, cells)) <= 15:
        return []
    return [
        line for value, line in zip(values, lines, strict=True) if isinstance(value, float) and abs(value) >= DIGITS
    ]
