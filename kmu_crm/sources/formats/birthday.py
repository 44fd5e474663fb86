"""Address books that keep a birthday in three columns: year, month and day."""

from datetime import date
from typing import Any

Values = dict[str, list[Any]]


class Birthday:
    """The date where all three are there; day and month alone are no date of birth."""

    def __init__(self, head: list[str]):
        del head  # address books write no machine line

    def derive(self, values: Values, size: int) -> Values:
        parts = (values.get(f"hook_{part}") or [None] * size for part in ("year", "month", "day"))
        return values | {"birth_date": [_iso(*found) for found in zip(*parts, strict=True)]}


def _iso(*parts: str | None) -> str | None:
    try:
        return date(*(int(part or 0) for part in parts)).isoformat()
    except ValueError:
        return None
