"""JTL sends an order in several parcels as orders of their own: the shop's number of each ends in _1, _2 ..

Source: the public notes on JTL's orders by those who book them. Elsewhere such an ending may belong to the number, and so it may
where its fellow is missing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.sheets import Sheet, folded

_PARCEL = re.compile(r"(.+)_([1-9])")
_BY_JTL = {"positionstyp"}  # what its list of orders alone calls so


def may_hold(sheet: Sheet, header: Sequence[str]) -> bool:
    return sheet.system == "list" and not _BY_JTL.isdisjoint(map(folded, header))


def joined(numbers: Collection[str]) -> dict[str, str]:
    """Number of a parcel -> that of its order, where at least the first two are there."""
    found = {number: match[1] for number in numbers if (match := _PARCEL.fullmatch(number.strip()))}
    bare = {number.strip() for number in found}
    return {number: order for number, order in found.items() if {f"{order}_1", f"{order}_2"} <= bare}


def told(blocks: Iterable[Block], place: int, orders: Mapping[str, str]) -> Iterator[Block]:
    """The blocks with the numbers of the orders."""
    for block in blocks:
        cells = [orders.get(cell, cell) for cell in block.columns[place]]
        yield block._replace(columns={**block.columns, place: cells})
