"""What a value of a customer was before: what files said until they said something else, and what people put right until."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import corrections, journal
from kmu_crm.decisions.journal import Decision
from kmu_crm.profiles.golden import FIELDS

_VERSIONS = """
    SELECT p.record_id, p.current, s.system, i.at, p.row, {fields} FROM membership AS m
    JOIN party AS p ON p.record_id = m.record_id JOIN import AS i ON i.id = p.import_id JOIN source AS s ON s.id = i.source_id
    WHERE m.profile_id = ? ORDER BY p.record_id, p.id"""
_TAKEN_BACK = (
    "SELECT revokes, min(at) FROM revocation WHERE revokes IN (SELECT value FROM json_each(?)) GROUP BY revokes"
)


@dataclass(frozen=True)
class Former:
    """`value` held until `until` (UTC): a person said it (`author`), or a file of `system`, at `at` in its data row `row`."""

    value: str
    until: str
    author: str = ""
    system: str = ""
    at: str = ""
    row: int | None = None


def of(db: Connection, profile: int) -> dict[str, list[Former]]:
    """Field -> what it was before, newest first; fields that were never anything else are left out."""
    members = {record for (record,) in db.execute("SELECT record_id FROM membership WHERE profile_id = ?", (profile,))}
    found, since = _by_people(db, members)
    for field, former in _by_files(db, profile, since).items():
        found.setdefault(field, []).extend(former)
    return {field: _each_once(former) for field, former in found.items() if former}


def _each_once(former: Sequence[Former]) -> list[Former]:
    """Newest first; several records that said the same until the same day tell one thing."""
    newest = sorted(former, key=lambda one: one.until, reverse=True)
    return list({(one.value, one.until[:10], one.author): one for one in newest}.values())


def _by_people(db: Connection, members: set[int]) -> tuple[dict[str, list[Former]], dict[str, str]]:
    """Corrections that hold no more: each ended with the next of its field, or when it was taken back; and since when a field is
    what somebody put right."""
    own = {
        number: one
        for number, one in corrections.everything(db).items()
        if one.holds_for(members) and members & one.whose
    }
    back = dict(db.execute(_TAKEN_BACK, (json.dumps(list(own)),)))
    made: dict[str, list[Decision]] = defaultdict(list)
    for one in journal.these(db, list(own)):
        made[own[one.id].field].append(one)
    found: dict[str, list[Former]] = {}
    since: dict[str, str] = {}
    for field, said in made.items():
        nexts = [*(one.at for one in said[1:]), ""]
        ends = [
            min(filter(None, (back.get(one.id, ""), after)), default="") for one, after in zip(said, nexts, strict=True)
        ]
        found[field] = [
            Former(own[one.id].value, end, author=one.author) for one, end in zip(said, ends, strict=True) if end
        ]
        if standing := [one.at for one in said if own[one.id].stands]:
            since[field] = standing[0]
    return found, since


def _by_files(db: Connection, profile: int, since: Mapping[str, str]) -> dict[str, list[Former]]:
    """Values that a record said until a later file of the same source said something else of it, or until somebody put them right:
    `since`, by field."""
    found: dict[str, list[Former]] = defaultdict(list)
    last: dict[int, tuple[str, str, int, list[str | None]]] = {}
    rows = db.execute(_VERSIONS.format(fields=", ".join(f"p.{name}" for name in FIELDS)), (profile,))
    for record, current, system, at, row, *values in rows:
        if record in last:
            before_system, before_at, before_row, before = last[record]
            for field, was, now in zip(FIELDS, before, values, strict=True):
                if was and was != now:
                    found[field].append(Former(was, at, "", before_system, before_at, before_row))
        for field, value in zip(FIELDS, values, strict=True):
            if current and value and at <= since.get(field, ""):
                found[field].append(Former(value, since[field], "", system, at, row))
        last[record] = (system, at, row, values)
    return found
