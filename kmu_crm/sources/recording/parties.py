"""The customers that rows name: each distinct content is put together once, however many rows repeat it."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from kmu_crm.sources.mapping import name_orders
from kmu_crm.sources.mapping.blocks import Block, picked
from kmu_crm.sources.mapping.cells import ROUGHLY, MappedColumn
from kmu_crm.sources.mapping.memo import FORGET_AT
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, NAMING, PARTY
from kmu_crm.sources.recording import callers, people
from kmu_crm.sources.recording.names import IN_DOCUMENTS, NAME_ORDERS
from kmu_crm.sources.recording.shapes import Cell, PartyRow

Values = Mapping[str, Sequence[Any]]


class Named(NamedTuple):
    """What the rows of a batch say about whom: `keys` gives each row's record; `at` the place of each party's row."""

    keys: list[str | None]
    parties: list[PartyRow]
    at: list[int]
    nobody: list[int]  # places of rows that name nobody at all


class Parties:
    """`in_documents`: the addresses stand in orders, invoices ..; they are records of their own, not the customer file's word,
    and own columns are the documents', unless the sheet has them `keep` to the customer. `user_names`: whoever orders under
    one name is one customer, with the values of the newest order. `talks`: whoever gives nothing but a telephone number is a
    caller, and no customer of their own."""

    def __init__(
        self,
        columns: Sequence[MappedColumn],
        in_documents: bool,
        keep: bool,
        user_names: bool = False,
        talks: bool = False,
    ):
        fields = {column.field for column in columns}
        named = bool(fields & (PARTY.keys() - {"external_id"})) and bool(
            fields & (NAMING | {"hook_name"})
            or (fields & {"phone", "mobile"} and not in_documents)  # a list of numbers not to be called
        )
        self.keeps = named and (keep or not in_documents)
        self._callers = talks and in_documents and bool(fields & {"phone", "mobile"})
        self._callers_alone = self._callers and not named
        self.named = named or self._callers
        self._extra = [column for column in columns if column.field in (ATTRIBUTE, *ROUGHLY) and self.keeps]
        self._ordered = [column for column in columns if column.field in name_orders.FIELDS]
        self._in_documents, self._user_names = in_documents, user_names
        self._newest: dict[str, str] = {}  # of each user the day of the order that speaks
        self._known: dict[tuple[Any, ...], tuple[tuple[Cell, ...] | None, str]] = {}

    def of(self, block: Block, values: Values, wanted: Sequence[int]) -> Named:
        """The parties of the rows at the `wanted` places."""
        found = Named(list(values.get("customer") or repeat(None, len(block.rows))), [], [], [])
        if not self.named:
            return found
        if len(self._known) > FORGET_AT:
            self._known.clear()
        names = [name for name in PARTY if name in values and name != "external_id"]
        said = zip(*(picked(values[name], wanted) for name in names), strict=True)
        kept = (
            zip(*(c.as_own_field(picked(block.columns[c.index], wanted)) for c in self._extra), strict=True)
            if self._extra
            else repeat(())
        )
        numbers = values.get("external_id")
        days = values.get("day", values.get("at")) if self._user_names else None
        for i, cells, extra in zip(wanted, said, kept, strict=False):
            number = numbers[i] if numbers else None
            keyed = self._in_documents or not number
            party, key = self._party(names, cells, extra, found.keys[i] if self._in_documents else None, keyed)
            if self._callers and party and not (number or found.keys[i]) and callers.is_one(party):
                party, key = callers.follower(party)
            elif self._callers_alone:
                continue
            if party is None and number:
                party = people.nobody()
            if party is None:
                if not found.keys[i]:
                    found.nobody.append(i)
                continue
            user = found.keys[i] if self._user_names else None
            record = people.user_key(user) if user else key if keyed else str(number)
            found.keys[i] = record
            if user and days and self._is_older(user, str(days[i] or "")):
                continue
            found.parties.append(PartyRow(record, party, block.numbers[i], block.lines[i]))
            found.at.append(i)
        return found

    def _is_older(self, user: str, day: str) -> bool:
        """Than the order that speaks: exports begin with the newest, or with the oldest."""
        if day < self._newest.get(user, ""):
            return True
        self._newest[user] = day
        return False

    def _party(
        self, names: Sequence[str], cells: tuple[Any, ...], extra: tuple[str, ...], customer: str | None, keyed: bool
    ) -> tuple[tuple[Cell, ...] | None, str]:
        """The party, and the key of its content where that is asked for."""
        known = (cells, extra, customer, keyed)
        found = self._known.get(known)
        if found is None:
            words = dict(zip(names, cells, strict=True))
            words[NAME_ORDERS] = {column.field: column.surname_first for column in self._ordered}
            words[IN_DOCUMENTS] = self._in_documents
            if customer and not words.get("customer_number"):
                words["customer_number"] = customer
            attributes = {
                column.header: text.strip() for column, text in zip(self._extra, extra, strict=True) if text.strip()
            }
            party = people.party(words, attributes)
            found = self._known[known] = (
                party,
                people.content_key(party, self._in_documents) if party and keyed else "",
            )
        return found
