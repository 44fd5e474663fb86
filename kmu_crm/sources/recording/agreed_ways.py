"""What a column says of the way on which the yes of another one holds: “Einwilligung”: ja, “Kanal”: Post."""

from collections.abc import Iterator, Sequence

from kmu_crm.sources.mapping import contacting
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.contacting import WAYS
from kmu_crm.sources.mapping.memo import UNCLEAR, Value


class AgreedWays:
    """Of one table. A no holds as it stands: who was asked in a letter may have refused more than letters."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self._way = next((one for one in columns if one.field == "consent_way"), None)
        self._agreed = [
            one for one in columns if one.field == "consent_email" and contacting.leaves_way_open(one.header)
        ]

    def of(self, column: MappedColumn, block: Block, found: Sequence[Value]) -> Iterator[tuple[str, list[Value]]]:
        """By way what the answers of a column of consent say, where another one tells the way."""
        if self._way is None or column.index not in {one.index for one in self._agreed}:
            yield column.field, list(found)
            return
        cells = block.columns[self._way.index]
        for way in sorted(WAYS):
            yield way, [_of_way(way, said, cell) for said, cell in zip(found, cells, strict=True)]

    def unread(self, block: Block) -> Iterator[tuple[MappedColumn, int]]:
        """Where a yes stands beside no way that we know."""
        for column in self._agreed if self._way else ():
            assert self._way is not None
            answers = column.read(block.columns[column.index])
            for place, (said, cell) in enumerate(zip(answers, block.columns[self._way.index], strict=True)):
                if said == "yes" and contacting.ways(cell) is None:
                    yield self._way, place


def _of_way(way: str, said: Value, cell: str) -> Value:
    if said != "yes":
        return said if way == "consent_email" else None
    if named := contacting.ways(cell):
        return "yes" if named.answers.get(way) == "yes" else None
    return UNCLEAR if way == "consent_email" else None
