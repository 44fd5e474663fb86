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

_SHORT = 60  # letters of a heading among the rows


class Doubting:
    """Of a list of people; `texts`: what is watched in it for noes that nobody decides."""

    def __init__(self, columns: Sequence[MappedColumn], texts: Sequence[Watched], looks: bool = False):
        # A cell that speaks for itself is held back by its words, as long as it stands there.
        self._cells = [one for one in texts if one.column.field == ATTRIBUTE]
        self._unread = list(watching.unread(columns))
        self._looks = looks  # the file says that a colour, which nobody reads, means a no
        self._below_no = False  # whether the last heading among the rows says so: “Abgemeldet:”

    def rows(self, block: Block) -> dict[int, bool]:
        """Rows that are in doubt, each with whether on every channel."""
        if self._looks:
            return dict.fromkeys(block.numbers, True)
        found = set[int]()
        for watched in (*self._cells, *self._unread):
            cells = block.columns[watched.column.index]
            noes = watched.found(cells) if watched.column.unread_consent else watched.noes(cells)
            if noes := {cell for cell in noes if not refusing.may_forbid(cell)}:
                found.update(row for row, cell in zip(block.numbers, cells, strict=True) if cell in noes)
        return dict.fromkeys(found, False) | dict.fromkeys(self._below_headings(block), True)

    def _below_headings(self, block: Block) -> Iterator[int]:
        """The rows below one that holds nothing but such a word, up to the next that holds one cell alone."""
        for row, cells in zip(block.numbers, block.rows, strict=True):
            if len("".join(cells)) <= _SHORT and len(filled := [cell for cell in cells if cell.strip()]) == 1:
                self._below_no = refusing.may_forbid(filled[0]) or refusing.is_objection(filled[0].strip(" :"))
            elif self._below_no:
                yield row


def doubtful(said: Sequence[Statement], party: tuple[Any, ...], row: int, everywhere: bool) -> list[Statement]:
    """What a row says, without its yes to mails, or to anything; and that an earlier one to mails is in doubt."""
    found = [
        one._replace(state=DOUBTED) if (everywhere or one.channel == "email") and one.state in YES else one
        for one in said
    ]
    email = party[EMAIL]
    if email and all(one.channel != "email" for one in found):
        found.append(Statement("email", email, DOUBTED, None, "", "", row))
    return found
