"""Who a customer that is being typed in may already be, as the form and the command line say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.desk import entry
from kmu_crm.identity.alike import alike
from kmu_crm.identity.reasons import sentence
from kmu_crm.sources.recording import people
from kmu_crm.sources.recording.shapes import PARTY_COLUMNS

REASONS = 2


@dataclass(frozen=True)
class Known:
    """A customer whom the typed values fit; `why`: what speaks most for it, in words."""

    profile_id: int
    name: str
    city: str
    probability: float
    why: list[str]


def of(db: Connection, values: Mapping[str, str]) -> list[Known]:
    """The likeliest first, a handful at most. What cannot be read yet, while somebody is typing, says nothing."""
    read: dict[str, str] = {}
    for field, value in values.items():
        try:
            read |= {field: entry.cleaned(field, value)} if value.strip() else {}
        except entry.BadEntry:
            continue
    party = people.party(read, {})
    said = {name: str(value) for name, value in zip(PARTY_COLUMNS, party or (), strict=False) if value is not None}
    found = alike(db, said) if said else []
    names = "SELECT display_name, coalesce(city, '') FROM profile WHERE id = ?"
    known = [(one, db.execute(names, (one.profile,)).fetchone()) for one in found]
    return [
        Known(
            one.profile,
            row[0],
            row[1],
            one.probability,
            [sentence(line.reason) for line in one.evidence if line.weight > 0][:REASONS],
        )
        for one, row in known
        if row
    ]
