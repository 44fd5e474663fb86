"""Columns for something else in which single cells may say no: a status that buries somebody, a remark against advertising."""

import re

from kmu_crm.fields import consent
from kmu_crm.sources.mapping import contacting
from kmu_crm.sources.mapping.cells import FORGET_AT, MappedColumn
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE

_TEXT = re.compile(
    r"bemerk|notiz|kommentar|^infos?$|hinweis|anmerk|vermerk|freitext|^sonstiges$|remark|comment|^notes?$|^memo$"
)
_OF_TEXTS = {ATTRIBUTE, "note", "text", "outcome"}


class Watched(dict[str, bool]):
    """Cell -> whether it says no, each distinct one looked at once. A status decides; of a free text people are told."""

    def __init__(self, column: MappedColumn):
        super().__init__()
        self.column = column
        self._says_no = consent.forbids if contacting.is_status(column.header) else consent.may_forbid

    def __missing__(self, cell: str) -> bool:
        if len(self) > FORGET_AT:
            self.clear()
        return self.setdefault(cell, self._says_no(cell))


def is_text(column: MappedColumn) -> bool:
    return column.field in _OF_TEXTS and _TEXT.search(folded(column.header)) is not None
