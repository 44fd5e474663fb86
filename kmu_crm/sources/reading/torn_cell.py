"""A file that may have been cut within its very last cell: that cell breaks off where others of its column go on."""

import re
from collections.abc import Sequence

from kmu_crm.sources.reading.header import kind

_ENOUGH = 30  # cells that show how a column is written
_FEW = 4  # words that a column chooses from, such as lands
_DIGIT = re.compile(r"\d")


def breaks_off(cells: Sequence[str]) -> bool:
    """Whether the last cell of a column does: its mail address within the domain of another, its day or amount shorter than
    all others are, its word within one of the few of this column. Of whole numbers and of other texts nobody can tell."""
    *others, last = [cell.strip() for cell in cells if cell.strip()] or [""]
    if not others or not cells[-1].strip():
        return False
    kinds = set(map(kind, others))
    if kinds == {"mail"}:
        name, at, domain = last.rpartition("@")
        return bool(name and at) and _within(domain, {other.rpartition("@")[2] for other in others})
    if len(others) < _ENOUGH:
        return False
    if kinds == {"day"}:
        written = {_DIGIT.sub("0", other) for other in others}
        return len(written) == 1 and _within(_DIGIT.sub("0", last), written)
    if kinds == {"number"}:
        ends = {_decimals(other) for other in others}
        end = _decimals(last)
        return len(ends) == 1 and end is not None and _within(end, {one or "" for one in ends})
    return kinds == {"text"} and len(set(others)) <= _FEW and _within(last, set(others))


def _within(part: str, wholes: set[str]) -> bool:
    return part not in wholes and any(whole.startswith(part) for whole in wholes)


def _decimals(cell: str) -> str | None:
    """What follows the decimal mark, by its length."""
    found = re.search(r"[.,](\d*)$", cell)
    return "0" * len(found[1]) if found else None
