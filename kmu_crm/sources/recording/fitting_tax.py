"""An amount that can be read in two ways beside one that cannot: of 1.000 and 1.190,00 only a thousand leaves a tax."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.fields import money
from kmu_crm.sources.mapping.cells import MappedColumn

_PAIRS = (("net", "gross"), ("gross", "net"))
_MOST = 1.3  # no tax is higher


def settle(
    columns: Sequence[MappedColumn], cells: Mapping[int, Sequence[str]], values: Mapping[str, list[Any]]
) -> set[tuple[str, int]]:
    """Fills what the other amount decides into `values`; gives the headers and places of these cells."""
    found: set[tuple[str, int]] = set()
    for wanted, other in _PAIRS:
        column = next((one for one in columns if one.field == wanted), None)
        if column is None or not values.get(other) or "amount_ambiguous" not in column.memo.problems.values():
            continue
        for i, (cell, known) in enumerate(zip(cells[column.index], values[other], strict=True)):
            if known and values[wanted][i] is None and column.memo.problems.get(cell) == "amount_ambiguous":
                fitting = set(_fitting(cell, known, wanted == "net"))
                if len(fitting) == 1:
                    values[wanted][i] = fitting.pop()
                    found.add((column.header, i))
    return found


def _fitting(cell: str, known: int, is_net: bool) -> Iterator[int]:
    for mark in (money.COMMA, money.POINT):
        value = money.read(cell, mark).value
        cents = money.cents(value) if value else 0
        net, gross = (cents, known) if is_net else (known, cents)
        if net * gross > 0 and abs(net) <= abs(gross) <= _MOST * abs(net):
            yield cents
