"""Amounts that tell no tax: whether anything does, and the tax that a person named for them."""

from collections.abc import Sequence
from typing import Any

from kmu_crm.sources.mapping import amounts
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.recording.in_words import GROSS, NET
from kmu_crm.sources.recording.shapes import Cell

Values = dict[str, Any]
RATE = -1  # place in a line
_TAXES = ("tax", "line_tax", "line_tax_rate")


def rate(chosen: int | None, columns: Sequence[MappedColumn]) -> int | None:
    """The tax in amounts that tell none, per mille: what a person named, or nought where their heading says so."""
    sums = [one.header for one in columns if one.field in ("gross", "line_gross")]
    return 0 if chosen is None and sums and all(map(amounts.is_untaxed, sums)) else chosen


def without_noughts(values: Values) -> Values:
    """Of a program that writes a tax of nought where the prices include it, as where there is none."""
    return {field: [one or None for one in found] if field in _TAXES else found for field, found in values.items()}


def rates(net: Sequence[Any], gross: Sequence[Any], rate: Sequence[Any], tax: int) -> list[Any]:
    """Items with a gross amount and nothing else get the rate, in hundredths of a percent. `tax`: per mille."""
    rows = zip(net, gross, rate, strict=True)
    return [10 * tax if n is None and g is not None and r is None else r for n, g, r in rows]


def by_lines(gross: Cell, lines: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether the items tell how much of the document's amount is tax, as `value.documents` works it out."""
    for line in lines:
        if line[RATE] is None and (line[NET] is None or (line[GROSS] is None and gross is not None)):
            return False
    return bool(lines)
