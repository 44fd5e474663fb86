"""What an import changes, for people: which kinds of values differ from the versions it replaces, and the first rows of each."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, NamedTuple

from kmu_crm.sources.recording.shapes import ARTICLE_COLUMNS, FACT_COLUMNS, PARTY_COLUMNS, Cell, FactRow

if TYPE_CHECKING:
    from kmu_crm.sources.recording.versions import Coming

SHOWN = 100  # rows of each outcome that are kept to be looked at
OTHER = "other"
CONSENT = "consent"
KINDS = {
    "address": ("street", "address_extra", "postcode", "city", "country"),
    "phone": ("phone",),
    "email": ("email",),
    "name": ("given_name", "family_name", "full_name", "company", "title", "salutation"),
    "amount": ("gross", "net", "tax", "shipping", "price", "cost"),
    "day": ("day", "at", "due"),
    "status": ("status",),
}
_KIND = {column: kind for kind, columns in KINDS.items() for column in columns}
_COLUMNS = {"party": PARTY_COLUMNS, "fact": FACT_COLUMNS, "article": ARTICLE_COLUMNS}
_LINKS = {
    "record_id",
    "document_id",
    "refers_to",
    "more",
    "attributes",
    "raw",
    "kind",
}  # say nothing to people as they stand


class Sample(NamedTuple):
    """A row and what came of it (new, updated, unchanged); `changes`: (column, before, now), amounts in cents."""

    outcome: str
    row: int
    line: int | None
    name: str
    changes: tuple[tuple[str, Cell, Cell], ...] = ()


class OfCustomers(NamedTuple):
    """What becomes of customers once the rows are compared with all sources: how many are new, how many get other values, the
    first of these with (field, before, now)."""

    new: int
    changed: int
    samples: tuple[Sample, ...]


@dataclass
class Changes:
    """`counts`: kind of value -> records in which it differs (`KINDS`, `CONSENT`, and `OTHER` for all else)."""

    counts: dict[str, int] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    _kept: Counter[str] = field(default_factory=Counter)

    def keep(self, table: str, outcome: str, coming: Iterable["Coming"]) -> None:
        """The first of them, to be looked at."""
        for one in coming:
            if self._kept[outcome] >= SHOWN:
                return
            self._add(Sample(outcome, one.row, one.line, name_of(table, one.key, one.values)))

    def note(self, outcome: str, facts: Iterable[FactRow]) -> None:
        """Documents of which something else is told, to be looked at, too."""
        self.samples += [Sample(outcome, one.row, one.line, str(one.number or "–")) for one in facts]

    def replaced(self, db: Connection, table: str, pairs: Sequence[tuple[int, "Coming"]]) -> None:
        """`pairs`: the number of a version that falls silent, and what speaks instead."""
        columns = _COLUMNS[table]
        rows = db.execute(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([number for number, _coming in pairs]),),
        )
        before = {row[0]: row[1:] for row in rows}
        for number, coming in pairs:
            differ = [one for one in zip(columns, before[number], coming.values, strict=True) if one[1] != one[2]]
            for kind in {_KIND.get(column, OTHER) for column, _old, _new in differ} or {OTHER}:
                self.counts[kind] = self.counts.get(kind, 0) + 1
            if self._kept["updated"] < SHOWN:
                told = tuple(one for one in differ if one[0] not in _LINKS)
                self._add(Sample("updated", coming.row, coming.line, name_of(table, coming.key, coming.values), told))

    def moved(self, db: Connection, pairs: Sequence[tuple[int, "Coming"]]) -> None:
        """Of facts that came under another key than before, and were taken as new until the whole file was read."""
        if pairs:
            rows = {coming.row for _, coming in pairs}
            self.samples = [one for one in self.samples if one.outcome != "new" or one.row not in rows]
            self.replaced(db, "fact", pairs)

    def consented(self, rows: Collection[int]) -> None:
        """In these rows nothing but a consent is another than before."""
        self.counts[CONSENT] = self.counts.get(CONSENT, 0) + len(rows)
        self.samples = [
            one._replace(outcome="updated") if one.outcome == "unchanged" and one.row in rows else one
            for one in self.samples
        ]

    def of(self, outcome: str) -> list[Sample]:
        return [sample for sample in self.samples if sample.outcome == outcome]

    def _add(self, sample: Sample) -> None:
        self._kept[sample.outcome] += 1
        self.samples.append(sample)


def name_of(table: str, key: Sequence[Any], values: Sequence[Cell]) -> str:
    """What people call the record: the customer's name, the document's number."""
    if table != "party":
        return str(key[-1])
    said = dict(zip(PARTY_COLUMNS, values, strict=True))
    person = " ".join(str(said[part]) for part in ("given_name", "family_name") if said[part])
    return str(
        said["company"]
        or person
        or said["full_name"]
        or said["email"]
        or said["phone"]
        or said["customer_number"]
        or "–"
    )
