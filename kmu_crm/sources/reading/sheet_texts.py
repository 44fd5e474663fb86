"""Cells as calamine gives them become texts, a column at a time: most columns hold one kind of value."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

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


def _formatted(values: Sequence[float]) -> Sequence[str]:
    """In one go; keeping the texts of those that come again costs more than it saves."""
    if 0.0 in values:  # or -0.0
        return list(map(number_text, values))
    return ("%.15g\x1f" * len(values) % tuple(values)).split("\x1f")[:-1]


_DAYS = _Days()


def texts(values: Sequence[Any]) -> Sequence[str]:
    kinds = set(map(type, values))
    if kinds == {float}:
        small = min(values) > -DIGITS and max(values) < DIGITS
        return _formatted(values) if small else list(map(number_text, values))
    if all(issubclass(kind, date | time | timedelta) for kind in kinds):
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
