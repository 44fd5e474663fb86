"""Addresses that mail and calendars name are nobody by themselves: they follow the customer who bears the same address. So do
telephone numbers that lists of calls know alone.

They take no part in matching. Once it is known who is one, each joins the profile of a record that says its address;
where nobody says it, it waits outside. Of several profiles it takes the one whose record names the address first.
Decisions about them only keep them out: what people say of real records must not be bridged by an address that moves.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from kmu_crm.decisions.journal import Decision, records_of
from kmu_crm.fields import email
from kmu_crm.store.record_key import BORNE, CORRESPONDENT, OF_CALLER

KIND = "correspondent"
_ONES = "SELECT record_id FROM party WHERE kind = 'correspondent'"
RECORDS = f"{_ONES} AND current = 1"

_HOLDERS = f"""
    SELECT c.record_id, m.profile_id, c.email, c.phone, h.email, h.phone, h.more
    FROM party AS c CROSS JOIN match_key AS k ON k.key = {BORNE}
    CROSS JOIN membership AS m ON m.record_id = k.record_id
    LEFT JOIN party AS h ON h.record_id = k.record_id AND h.current = 1
    WHERE c.kind = 'correspondent' AND c.current = 1 {{some}}
    ORDER BY c.record_id, iif(c.email IS NULL, h.phone IS NOT c.phone, h.email IS NOT c.email), k.record_id"""


def any_of(db: Connection) -> bool:
    return db.execute(f"{_ONES} LIMIT 1").fetchone() is not None


def of(db: Connection, records: Iterable[int]) -> list[int]:
    """Which of these records are correspondents."""
    sql = f"SELECT value FROM json_each(?) WHERE value IN ({_ONES})"
    return [record for (record,) in db.execute(sql, (json.dumps(list(records)),))]


def homes(db: Connection, decisions: Sequence[Decision], records: Iterable[int] | None = None) -> dict[int, int]:
    """Record number -> profile number of these correspondents, or of all, by the keys and the membership as they
    stand; those whom nobody knows are left out. `decisions`: the standing ones, as people made them."""
    if not any_of(db):
        return {}
    some = "" if records is None else "AND c.record_id IN (SELECT value FROM json_each(?))"
    wanted = () if records is None else (json.dumps(sorted(records)),)
    bars = _Bars(db, decisions)
    found: dict[int, int] = {}
    for record, profile, *said in db.execute(_HOLDERS.format(some=some), wanted).fetchall():
        if record not in found and _says(*said) and not bars.between(record, profile):
            found[record] = profile
    return found


def _says(address: str | None, number: str | None, mail: str | None, phone: str | None, more: str | None) -> bool:
    """Whether it is said now: the keys also hold what was said before, where nobody may be written to any more."""
    further = json.loads(more) if more else {}
    if address is None:
        return number in (phone, *further.get("phones", ()))
    mails = [mail, *further.get("emails", ())]
    return any(email.mailbox(one) == address for one in mails if one)


def known_by(db: Connection, profile: int) -> list[tuple[int, int, str | None, str]]:
    """The correspondents of a profile: record number, that of the record who says the address, the address or None, and the number
    where it is None."""
    rows = db.execute(
        "SELECT g.record_id, min(k.record_id), c.email, c.phone FROM membership AS g JOIN party AS c ON c.record_id = g.record_id"
        f" AND c.kind = 'correspondent' AND c.current = 1 JOIN match_key AS k ON k.key = {BORNE}"
        " JOIN membership AS m ON m.record_id = k.record_id AND m.profile_id = g.profile_id"
        " WHERE g.profile_id = ? GROUP BY g.record_id",
        (profile,),
    )
    return rows.fetchall()


def stirred(
    db: Connection, reached: Iterable[int], keys: Iterable[str], profiles: Iterable[int], decisions: Sequence[Decision]
) -> set[int]:
    """Correspondents whose home may be another one now: themselves among the `reached` records, known by an address
    that one of these has or had (`keys` of matching), at home in one of the `profiles` drawn anew, or decided about."""
    named = {record for one in decisions for record in records_of(one.what)}
    rows = db.execute(
        f"""
        WITH reached AS (SELECT value AS record_id FROM json_each(:reached)),
        said AS (SELECT substr(value, 3) AS email FROM json_each(:keys) WHERE value LIKE 'm:%' UNION
                 SELECT substr(k.key, 3) FROM reached AS r CROSS JOIN match_key AS k ON k.record_id = r.record_id
                 WHERE k.key >= 'm:' AND k.key < 'm;'),
        called AS (SELECT substr(value, 3) AS phone FROM json_each(:keys) WHERE value LIKE 'p:%' UNION
                   SELECT substr(k.key, 3) FROM reached AS r CROSS JOIN match_key AS k ON k.record_id = r.record_id
                   WHERE k.key >= 'p:' AND k.key < 'p;')
        SELECT r.record_id FROM reached AS r WHERE r.record_id IN ({_ONES})
        UNION SELECT p.record_id FROM said CROSS JOIN party AS p INDEXED BY party_correspondent_email
            ON p.email = said.email WHERE p.kind = 'correspondent' AND p.current = 1
        UNION SELECT p.record_id FROM called CROSS JOIN source AS s CROSS JOIN record AS r ON r.source_id = s.id
            AND {OF_CALLER.format("r", "called.phone")}
            CROSS JOIN party AS p ON p.record_id = r.id AND p.kind = 'correspondent' AND p.current = 1
        UNION SELECT m.record_id FROM json_each(:profiles) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
            WHERE m.record_id IN ({_ONES})
        UNION SELECT w.value FROM json_each(:named) AS w WHERE w.value IN ({RECORDS})""",
        {
            "reached": json.dumps(sorted(reached)),
            "keys": json.dumps(sorted(keys)),
            "profiles": json.dumps(sorted(profiles)),
            "named": json.dumps(sorted(named)),
        },
    )
    return {record for (record,) in rows}


def left_out(db: Connection, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions without the correspondents they name, also without those of imports that were taken back."""
    named = json.dumps(sorted({record for one in decisions for record in records_of(one.what)}))
    sql = f"SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?)) AND key GLOB '{CORRESPONDENT}'"
    gone = {record for (record,) in db.execute(sql, (named,))}
    return [replace(one, what=_without(one.what, gone)) for one in decisions] if gone else list(decisions)


def _without(what: Mapping[str, Any], gone: set[int]) -> dict[str, Any]:
    return {**what, **{side: [record for record in what[side] if record not in gone] for side in ("left", "right")}}


class _Bars:
    """What people decided about correspondents: of several decisions about one and a profile the newest holds."""

    def __init__(self, db: Connection, decisions: Sequence[Decision]):
        named = {record for one in decisions for record in records_of(one.what)}
        sql = "SELECT record_id, profile_id FROM membership WHERE record_id IN (SELECT value FROM json_each(?))"
        sql += f" AND record_id NOT IN ({_ONES})"
        self._profile = dict(db.execute(sql, (json.dumps(sorted(named)),)))
        self._of: dict[int, list[Decision]] = {}
        for decision in sorted(decisions, key=lambda one: -one.id):
            for record in set(records_of(decision.what)):
                self._of.setdefault(record, []).append(decision)

    def between(self, record: int, profile: int) -> bool:
        for decision in self._of.get(record, ()):
            left, right = decision.what["left"], decision.what["right"]
            mine, other = (left, right) if record in left else (right, left)
            if any(self._profile.get(one) == profile for one in other):
                return decision.kind != "one"
            if decision.kind != "apart" and any(self._profile.get(one) == profile for one in mine if one != record):
                return False
        return False
