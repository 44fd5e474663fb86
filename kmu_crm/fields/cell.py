"""What reading one cell gives. Kinds of value import it from here; everybody else from `fields.reading`."""

from collections.abc import Callable
from typing import NamedTuple


class Reading(NamedTuple):
    """The canonical text or None, and the code of what is odd or None. Both are set where a flagged value is kept."""

    value: str | None
    code: str | None


Reader = Callable[[str], Reading]

EMPTY = Reading(None, None)


def refused(code: str) -> Reading:
    return Reading(None, code)


def read_or(code: str, value: str | None) -> Reading:
    """`value` where there is one, else nothing with `code`."""
    return Reading(None, code) if value is None else Reading(value, None)
