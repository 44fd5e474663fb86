"""Columns for something else in which single cells want no advertising one way: “keine Werbeanrufe” in a remark or beside a name."""

from collections.abc import Iterator, Sequence

from kmu_crm.fields import beside, one_way, possible_noes, refusing
from kmu_crm.sources.mapping import watching
from kmu_crm.sources.mapping.cells import MappedColumn


class WatchedWays(watching.Watched):
    """Cell -> whether it refuses a way; `refused` tells which."""

    def __init__(self, column: MappedColumn, spoken: Sequence[str], watched: bool = True):
        of_tags = _of_tags if watching.is_of_tags(column) else refusing.ways
        told = beside.ways if watching.is_of_names(column) else of_tags
        answers = watching.is_answering(column)

        def refused(cell: str) -> frozenset[str]:
            ways = told(cell) if watched else one_way.NO_WAY
            return ways | possible_noes.answered(cell) if answers else ways

        self.refused = refused
        super().__init__(column, lambda cell: bool(self.refused(cell)), spoken=spoken)


def of_one(columns: Sequence[MappedColumn]) -> Iterator[WatchedWays]:
    """Of the same columns as those in which an objection to everything holds; and of those that ask something of their own."""
    seen = set[int]()
    for watched in watching.objecting(columns):
        column = watched.column
        if column.index not in seen and column.field != watching.CONTACT:
            seen.add(column.index)
            yield WatchedWays(column, watched.spoken)
    for column in columns:
        if column.index not in seen and watching.is_answering(column):
            yield WatchedWays(column, refusing.SPOKEN, watched=False)


def _of_tags(cell: str) -> frozenset[str]:
    return refusing.ways(refusing.unlifted(cell))
