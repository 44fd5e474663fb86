"""Rows that say no where nobody reads it as one: a yes beside it has no voice until a person has looked, and no list
writes to whoever stands there."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kmu_crm.consent.unheard import UNDER_HEADINGS
from kmu_crm.consent.words import DOUBTED
from kmu_crm.fields import refusing
from kmu_crm.sources.mapping import watching
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE
from kmu_crm.sources.mapping.watching import Watched
from kmu_crm.sources.recording import people
from kmu_crm.sources.recording.shapes import PartyRow, Statement
from kmu_crm.sources.recording.statements import EMAIL, MORE, YES

_SHORT = 60  # letters of a heading among the rows
# What speaks for itself is held back by its words, as long as it stands there.
_BY_WORDS, _BY_NAMES = {ATTRIBUTE, "tags", "note"}, {"given_name", "family_name", "full_name", "company"}


class UnreadNoes:
    """Of a list of people. `texts`: what is watched in it for noes that nobody decides; `colours`: the file says that a colour,
    which nobody reads, means a no."""

    def __init__(self, columns: Sequence[MappedColumn], texts: Sequence[Watched], colours: bool = False):
        self._texts = [one for one in texts if one.column.field not in _BY_NAMES]
        self._own_fields = [one for one in texts if one.column.field == ATTRIBUTE]
        self._unread_consents = list(watching.unread(columns))
        self._colours = colours
        self._under_no = False  # whether the last heading among the rows says so: “Abgemeldet:”

    def among(self, block: Block) -> dict[int, bool]:
        """The rows that hold one; True where their yes to anything has no voice, else only the one to mails."""
        if self._colours:
            return dict.fromkeys(block.numbers, True)
        found = set[int]()
        for watched in (*self._own_fields, *self._unread_consents):
            cells = block.columns[watched.column.index]
            noes = watched.found(cells) if watched.column.unread_consent else watched.noes(cells)
            if noes := {cell for cell in noes if not refusing.may_forbid(cell)}:
                found.update(row for row, cell in zip(block.numbers, cells, strict=True) if cell in noes)
        return dict.fromkeys(found, False) | dict.fromkeys(self._under_headings(block), True)

    def held_back(self, block: Block, parties: Sequence[PartyRow]) -> list[PartyRow]:
        """Whoever says no by the heading above the cell bears that in so many words: “Datenschutz: nein”."""
        said: dict[int, list[str]] = {}
        for watched in self._texts:
            cells = block.columns[watched.column.index]
            noes = {
                cell
                for cell in watched.noes(cells)
                if watched.column.field not in _BY_WORDS or not refusing.may_forbid(cell)
            }
            for row, cell in zip(block.numbers, cells, strict=True) if noes else ():
                if cell in noes:
                    said.setdefault(row, []).append(f"{watched.column.header}: {cell.strip()}")
        return [_with_words(one, said[one.row]) if one.row in said else one for one in parties]

    def _under_headings(self, block: Block) -> Iterator[int]:
        """The rows below one that holds nothing but such a word, up to the next that holds one cell alone."""
        for row, cells in zip(block.numbers, block.rows, strict=True):
            if len("".join(cells)) <= _SHORT and len(filled := [cell for cell in cells if cell.strip()]) == 1:
                self._under_no = refusing.may_forbid(filled[0]) or refusing.is_objection(filled[0].strip(" :"))
            elif self._under_no:
                yield row


def without_yes(said: Sequence[Statement], party: tuple[Any, ...], row: int, on_every_channel: bool) -> list[Statement]:
    """What a row says, without its yes to mails, or to anything; and that an earlier one to mails is in doubt."""
    found = [
        one._replace(state=DOUBTED) if (on_every_channel or one.channel == "email") and one.state in YES else one
        for one in said
    ]
    email = party[EMAIL]
    if email and all(one.channel != "email" for one in found):
        found.append(Statement("email", email, DOUBTED, None, "", "", row))
    return found


def _with_words(party: PartyRow, said: Sequence[str]) -> PartyRow:
    more = json.loads(str(party.values[MORE] or "{}")) | {UNDER_HEADINGS: list(said)}
    return party._replace(values=(*party.values[:MORE], people.as_json(more), *party.values[MORE + 1 :]))
