"""Recipients that an earlier export of a newsletter list had and this one has not: they may have been deleted in the tool."""

import json
from sqlite3 import Connection

from kmu_crm.consent.states import states

LATEST = 10  # earlier exports that are compared, the latest first: a tool's groups may come as files of their own
MOSTLY = 2  # half of the smaller one's people make both the same list

# Those that may hold the same list, the latest first.
_BEFORE = """
    SELECT id FROM import AS i WHERE source_id = :source AND format = :format AND state = 'done' AND id <> :this
    AND same_as IS NULL ORDER BY id DESC LIMIT :latest"""
_PEOPLE = """
    SELECT email FROM party WHERE import_id = :import AND email IS NOT NULL
    UNION SELECT p.email FROM confirmed AS c CROSS JOIN party AS p ON p.id = c.version_id
    WHERE c.import_id = :import AND c.kind = 'party' AND p.email IS NOT NULL"""
_YES = """
    SELECT DISTINCT address FROM consent_event WHERE address IN (SELECT value FROM json_each(?)) AND source_id = ?
    AND channel = 'email' AND state IN ('given', 'confirmed') AND taken_back_at IS NULL"""


def count(db: Connection, source: int, import_id: int, format: str) -> int:
    """How many of the latest such export may be written to on the yes it brought, and stand in this one no longer.

    That is told and no more: a file of one group or segment lacks all others, who have not left.
    """
    here = _people(db, import_id)
    facts = {"source": source, "format": format, "this": import_id, "latest": LATEST}
    for (before,) in db.execute(_BEFORE, facts).fetchall():
        there = _people(db, before)
        if MOSTLY * len(here & there) >= max(1, min(len(here), len(there))):
            return len(_agreed(db, source, there - here))
    return 0


def _people(db: Connection, import_id: int) -> set[str]:
    return {email for (email,) in db.execute(_PEOPLE, {"import": import_id})}


def _agreed(db: Connection, source: int, addresses: set[str]) -> list[str]:
    if not addresses:
        return []
    said = [address for (address,) in db.execute(_YES, (json.dumps(sorted(addresses)), source))]
    return [one.address for one in states(db, "email", "advertising", said).values() if one.state == "yes"]
