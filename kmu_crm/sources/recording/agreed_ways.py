"""What a column says of the way on which the yes of another one holds: “Einwilligung”: ja, “Kanal”: Post.

Beside the day or the proof of the yes the way may as well be the one on which it came: there nothing counts but a yes to mails.
"""

from collections.abc import Iterator, Sequence

from kmu_crm.sources.mapping import contacting
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.contacting import WAYS
from kmu_crm.sources.mapping.memo import UNCLEAR, Value
from kmu_crm.sources.recording.problems import NO_WAY, WAY_OR_ORIGIN

_PROVING = {"consent_at", "consent_confirmed_at", "consent_proof"}


class AgreedWays:
    """Of one table. A no holds as it stands: who was asked in a letter may have refused more than letters."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self._way = next((one for one in columns if one.field == "consent_way"), None)
        self._may_be_origin = any(one.field in _PROVING for one in columns)
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
            yield way, [self._of_way(way, said, cell) for said, cell in zip(found, cells, strict=True)]

    def unread(self, block: Block) -> Iterator[tuple[MappedColumn, int, str]]:
        """Where a yes stands beside no way that we know, or beside one that may be how it came."""
        for column in self._agreed if self._way else ():
            assert self._way is not None
            answers = column.read(block.columns[column.index])
            for place, (said, cell) in enumerate(zip(answers, block.columns[self._way.index], strict=True)):
                agreed = _agreed_to(cell)
                if said == "yes" and (not agreed or (self._may_be_origin and agreed != {"consent_email"})):
                    yield self._way, place, WAY_OR_ORIGIN if agreed else NO_WAY

    def _of_way(self, way: str, said: Value, cell: str) -> Value:
        named = contacting.ways(cell)
        if named and named.answers.get(way) == "no":
            return "no"
        if said != "yes":
            return said if way == "consent_email" else None
        agreed = _agreed_to(cell)
        if way in agreed and (way == "consent_email" or not self._may_be_origin):
            return "yes"
        unsure = way == "consent_email" and (self._may_be_origin or not agreed)
        return UNCLEAR if unsure else None


def _agreed_to(cell: str) -> set[str]:
    named = contacting.ways(cell)
    return {way for way, answer in named.answers.items() if answer == "yes"} if named else set()
