"""Records of which no file says anything any more, brought along by whom they were one with when they fell silent.

They take no part in matching: whoever remains is who they would be without them. A decision that ties them to somebody comes
first; else each joins the profile of the record it was left with, or of the one that was left with in turn, until a file speaks
of one of them: no two that are spoken of are ever one because of it. One that was left with itself has no such home: decisions
alone held it. Where nobody is left, those stay of whom something was typed in. The profile keeps the number that it had with them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions.journal import Decision
from kmu_crm.sources.remaining import SILENT

RECORDS = "SELECT record_id FROM left_with"  # once profiles are up to date

_FELLOWS = """
    WITH known AS (SELECT record_id FROM left_with WHERE record_id IN (SELECT value FROM json_each(:some)))
    SELECT other_id FROM left_with WHERE record_id IN (SELECT record_id FROM known)
    UNION SELECT record_id FROM left_with WHERE other_id IN (SELECT value FROM json_each(:some))
    UNION SELECT o.record_id FROM known CROSS JOIN membership AS m ON m.record_id = known.record_id
        CROSS JOIN membership AS o ON o.profile_id = m.profile_id"""


@dataclass(frozen=True)
class Silent:
    """`left_with`: silent record -> the record it was one with; `typed`: those of whom something was typed in."""

    left_with: Mapping[int, int]
    typed: frozenset[int]

    def settled(self, profile: Mapping[int, int], decisions: Sequence[Decision]) -> dict[int, int]:
        """Record -> `profile`, with the silent ones where they belong, under the smallest number of each."""
        groups: dict[int, set[int]] = {}
        for record, number in profile.items():
            groups.setdefault(number, set()).add(record)
        alone = {number for number, members in groups.items() if members <= self.left_with.keys()}
        kept = {number for number in alone if not self.typed.isdisjoint(groups[number])}
        homes = {number: self._home(groups[number], profile, alone) for number in alone}
        homes |= {one: self._home(groups[one], profile, alone - kept) for one in alone - kept if homes[one] is None}
        barred, moved = _barred(decisions), dict[int, int]()
        for number in sorted(alone, key=lambda one: (one not in kept, one)):
            home = homes[number]
            home = home if home is None else moved.get(home, home)
            if home is not None and not _meet(barred, groups[number], groups[home]):
                groups[home] |= groups.pop(number)
                moved[number] = home
            elif number not in kept:
                del groups[number]
        return {record: min(members) for members in groups.values() for record in members}

    def _home(self, members: Iterable[int], profile: Mapping[int, int], alone: set[int]) -> int | None:
        for record in sorted(members):
            seen: set[int] = set()
            while record in self.left_with and record not in seen:
                seen.add(record)
                record = self.left_with[record]
                if record in profile and profile[record] not in alone:
                    return profile[record]
        return None


def of(db: Connection, records: Iterable[int] | None = None) -> Silent:
    """All of them, or those of these records."""
    some = "" if records is None else "AND record_id IN (SELECT value FROM json_each(?))"
    wanted = () if records is None else (json.dumps(sorted(records)),)
    silent = f"SELECT record_id, other_id FROM left_with WHERE {SILENT.format('left_with')} {some}"
    typed = f"SELECT record_id FROM ({silent}) AS s WHERE EXISTS (SELECT 1 FROM fact WHERE record_id = s.record_id AND current = 1)"
    return Silent(
        dict(db.execute(silent, wanted).fetchall()), frozenset(record for (record,) in db.execute(typed, wanted))
    )


def fellows(db: Connection, records: Iterable[int]) -> set[int]:
    """Who may have another profile where one of these records has."""
    return {record for (record,) in db.execute(_FELLOWS, {"some": json.dumps(sorted(records))})}


def forget(db: Connection) -> None:
    """Those of whom a file speaks again, once profiles are up to date."""
    db.execute(f"DELETE FROM left_with WHERE NOT ({SILENT.format('left_with')})")


def _barred(decisions: Sequence[Decision]) -> dict[int, list[list[int]]]:
    """Record -> those that people said it is not one with."""
    found: dict[int, list[list[int]]] = {}
    for decision in decisions:
        sides = decision.what["left"], decision.what["right"]
        for one, other in (sides, sides[::-1]) if decision.kind != "one" else ():
            for record in one:
                found.setdefault(record, []).append(other)
    return found


def _meet(barred: Mapping[int, list[list[int]]], some: set[int], others: set[int]) -> bool:
    return any(not others.isdisjoint(other) for record in some for other in barred.get(record, ()))
