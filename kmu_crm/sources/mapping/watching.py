"""Columns for something else in which single cells may say no: a status that buries somebody, a remark against advertising."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from kmu_crm.fields import consent
from kmu_crm.sources.mapping import contacting, turned
from kmu_crm.sources.mapping.cells import FORGET_AT, MappedColumn
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE

_TEXT = re.compile(
    r"bemerk|notiz|kommentar|^infos?$|hinweis|anmerk|vermerk|freitext|^sonstiges$|remark|comment|^notes?$|^memo$"
)
_GROUP = re.compile(
    r"^tags?$|schlagw|kategori|categor|grupp|group|merkmal|kennzeichen|segment|label|sonstig|klasse|kundenart|kundentyp|typ$"
)
_OF_TEXTS = {ATTRIBUTE, "note", "text", "outcome"}
_OF_PEOPLE = {ATTRIBUTE, "tags", "origin", "status"}
# Headings under which a no, or anything at all, tells that somebody left or cannot be reached.
_ASKS = re.compile(r"\b(dsgvo|datenschutz\w*|gdpr|privacy)\b")
_LEAVING = re.compile(
    r"\b(abmelde|austrage|abbestell|austragungs|widerrufs|opt ?out|unsub\w*)\w* ?(grund|gruende|reason)\b"
    r"|\b(grund|reason) .*\b(abmeld|abbestell|austrag|unsub|opt ?out)"
    r"|mail\w*\b.* (ungueltig|unzustellbar|nicht zustellbar|invalid|undeliverable|defekt|fehlerhaft)"
    r"|\b(ungueltige?|unzustellbare?|invalid|undeliverable) (e ?)?mail"
)
WORDS_AT_MOST = 500  # distinct cells in a block; a column of more is no column of groups, and too long to look through


class Watched(dict[str, bool]):
    """Cell -> whether it says no, each distinct one looked at once."""

    def __init__(self, column: MappedColumn, says_no: Callable[[str], bool], words: bool = False):
        super().__init__()
        self.column, self._says_no, self._words = column, says_no, words

    def __missing__(self, cell: str) -> bool:
        if len(self) > FORGET_AT:
            self.clear()
        return self.setdefault(cell, self._says_no(cell))

    def noes(self, cells: Sequence[str]) -> Collection[str]:
        """Those of the cells of a block that say no."""
        distinct = set(cells)
        told = self.column.unread_consent and not contacting.is_status(self.column.header)
        if told or (self._words and len(distinct) > WORDS_AT_MOST):
            return ()
        return {cell for cell in distinct if cell and self[cell]}


def objecting(columns: Sequence[MappedColumn]) -> Iterator[Watched]:
    """Columns in which single words decide: of a status any that object, of tags and remarks those that say nothing else."""
    for column in columns:
        if contacting.is_status(column.header):
            yield Watched(column, lambda cell: consent.forbids(cell) or consent.is_listed(cell))
    yield from alone(columns)


def alone(columns: Sequence[MappedColumn]) -> Iterator[Watched]:
    """Tags, groups and remarks."""
    for column in columns:
        if contacting.is_status(column.header):
            continue
        if column.field == "tags" or is_text(column) or (column.field in _OF_PEOPLE and _is_of_groups(column)):
            yield Watched(column, consent.is_objection)


def texts(columns: Sequence[MappedColumn], of_people: bool, asks: bool) -> Iterator[Watched]:
    """Columns of which people are told. `of_people`: a list of people, in which groups and own fields may say so, too;
    `asks`: another of its columns says who may be written to.
    """
    for column in columns:
        if contacting.is_status(column.header) and column.field in _OF_PEOPLE:
            yield Watched(
                column, _is_left if asks else lambda cell: _is_left(cell) or consent.is_idle(cell), words=True
            )
        elif is_text(column):
            yield Watched(column, _is_to_tell)
        elif of_people and column.field in _OF_PEOPLE:
            yield Watched(column, _says_no(column), words=True)


def _is_of_groups(column: MappedColumn) -> bool:
    """Not of somebody else, as a spouse or a salesman may be."""
    return column.field != ATTRIBUTE or _GROUP.search(folded(column.header)) is not None


def _is_left(cell: str) -> bool:
    return consent.may_forbid(cell) and not (consent.forbids(cell) or consent.is_listed(cell))


def _says_no(column: MappedColumn) -> Callable[[str], bool]:
    name = turned.words(column.header)
    if _LEAVING.search(name):
        return consent.objects
    if _ASKS.search(name):
        return lambda cell: consent.state(cell) in ("no", "withdrawn", "unticked")
    return _is_to_tell if column.field == "tags" or _is_of_groups(column) else consent.may_forbid


def _is_to_tell(cell: str) -> bool:
    """What may be an objection, and is not taken as one."""
    return consent.may_forbid(cell) and not consent.is_objection(cell)


def is_text(column: MappedColumn) -> bool:
    return column.field in _OF_TEXTS and _TEXT.search(folded(column.header)) is not None
