"""How wide text is on paper, and what of it fits: broken at blanks, cut with “…”, never longer than its place."""

import warnings
from functools import cache
from typing import Any

from kmu_crm.fields import text

FONT = "DejaVu Sans"  # comes with the library that draws


def wrapped(said: str, most: int, size: float, width: float) -> list[str]:
    """At most so many lines, broken at blanks; the last one is cut where more would follow."""
    lines: list[str] = []
    rest = plain(said)
    while rest and len(lines) < most - 1:
        line = _begin(rest, size, width)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*lines, fitted(rest, size, width)] if rest else lines


def _begin(rest: str, size: float, width: float) -> str:
    """As much as fits into a line, up to a blank where there is one."""
    end = _fitting(rest, size, width, False)
    if end >= len(rest):
        return rest
    blank = rest.rfind(" ", 1, end + 1)
    return rest[: blank if blank > 0 else max(end, 1)]


def fitted(said: str, size: float, width: float, bold: bool = False) -> str:
    """One line, cut with “…” where it is too long."""
    said = plain(said)
    end = _fitting(said, size, width, bold)
    return said if end >= len(said) else said[: max(_fitting(said, size, width - size, bold), 0)].rstrip() + "…"


def plain(said: str) -> str:
    """What can be drawn: one line, without invisible marks and half characters."""
    return text.clean(said.encode("utf-8", "replace").decode("utf-8"))


def _fitting(said: str, size: float, width: float, bold: bool) -> int:
    """How many characters fit."""
    used = 0.0
    for place, sign in enumerate(said):
        used += _advance(sign, bold) * size
        if used > width:
            return place
    return len(said)


def width_of(said: str, size: float, bold: bool) -> float:
    return sum(_advance(sign, bold) for sign in said) * size


@cache
def _font(bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(100, 72)
    return font


@cache
def _advance(sign: str, bold: bool) -> float:
    """Width of a character, in sizes of the font."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(_font(bold).load_char(ord(sign)).linearHoriAdvance) / 65536 / 100
