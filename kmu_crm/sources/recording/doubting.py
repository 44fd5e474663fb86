"""Rows that say no where nobody reads it as one: a yes beside it has no voice until a person has looked."""

from collections.abc import Iterator, Sequence
from typing import Any

from kmu_crm.consent.words import DOUBTED
from kmu_crm.fields import refusing
from kmu_crm.sources.mapping import watching
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE
from kmu_crm.sources.mapping.watching import Watched
from kmu_crm.sources.recording.shapes import Statement
from kmu_crm.sources.recording.statements import EMAIL, YES


class Doubting:
    """Of a list of people; `texts`: what is watched in it for noes that nobody decides."""

    def __init__(self, columns: Sequence[MappedColumn], texts: Sequence[Watched]):
        # A cell that speaks for itself is held back by its words, as long as it stands there.
        self._cells = [one for one in texts if one.column.field == ATTRIBUTE]
        self._unread = list(watching.unread(columns))
        self._names = [one for one in texts if watching.is_of_names(one.column)]
        self._left = False  # whether the last heading among the rows says so: “Abgemeldet:”

    def rows(self, block: Block) -> set[int]:
        found = set(self._below_headings(block))
        for watched in (*self._cells, *self._unread):
            cells = block.columns[watched.column.index]
            noes = watched.found(cells) if watched.column.unread_consent else watched.noes(cells)
            if noes := {cell for cell in noes if not refusing.may_forbid(cell)}:
                found.update(row for row, cell in zip(block.numbers, cells, strict=True) if cell in noes)
        return found

    def _below_headings(self, block: Block) -> Iterator[int]:
        """The rows below one that holds nothing but such a name, up to the next that holds one cell alone."""
        begins = {
            row
            for watched in self._names
            if (noes := watched.noes(cells := block.columns[watched.column.index]))
            for row, cell in zip(block.numbers, cells, strict=True)
            if cell in noes
        }
        for row, cells in zip(block.numbers, block.rows, strict=True) if begins or self._left else ():
            if sum(map(bool, map(str.strip, cells))) == 1:
                self._left = row in begins
            elif self._left:
                yield row


def doubtful(said: Sequence[Statement], party: tuple[Any, ...], row: int) -> list[Statement]:
    """What a row says, without its yes to mails; and that an earlier one is in doubt."""
    found = [one._replace(state=DOUBTED) if one.channel == "email" and one.state in YES else one for one in said]
    email = party[EMAIL]
    if email and all(one.channel != "email" for one in found):
        found.append(Statement("email", email, DOUBTED, None, "", "", row))
    return found
