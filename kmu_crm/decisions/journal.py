"""What people said in the program: append-only, with time and author. Decisions name record numbers, never profiles."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store.transaction import transaction

LEADS = ("lead_handed", "lead_accepted", "lead_rejected", "lead_owner")
RELATIONS = ("related", "unrelated")
LOOPS = ("loop_closed", "loop_owner")
NOTED = ("interest", "preference", "link")
# Nothing is derived from these: they are asked when somebody looks.
ASIDE = (*RELATIONS, *LOOPS, *LEADS, *NOTED, "task", "done")
_DRAWN = ("tag", "untag", "looked")  # who decides draws the profiles at once


@dataclass(frozen=True)
class Decision:
    id: int
    at: str
    author: str
    kind: str
    what: Mapping[str, Any]
    revoked_by: int | None  # the first of the entries in force that take it back
    revokes: int | None = None  # of an entry that takes another back, or, where that is one itself, has it hold again


class NoSuchDecision(KmuError):
    text = N_("There is no standing decision number {number}.")
    advice = N_("The command “decisions” lists them all.")
    code = "no_decision"


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def decide(db: Connection, kind: str, what: Mapping[str, Any], author: str) -> int:
    """Writes a decision down and, but for those drawn at once, puts the records it names in line for their profiles to
    be drawn anew.

    `what["records"]`, `what["left"]` and `what["right"]` are lists of record numbers wherever they occur.
    """
    with transaction(db):
        number = db.execute(
            "INSERT INTO decision (at, author, kind, what) VALUES (?, ?, ?, ?)",
            (now(), author, kind, json.dumps(what, ensure_ascii=False, sort_keys=True)),
        ).lastrowid
        if kind not in _DRAWN:
            _touch(db, kind, what)
    assert number is not None
    return number


def revoke(db: Connection, number: int, author: str) -> int:
    """Takes a standing decision back by a further entry; what was derived from it follows at the next match."""
    decision = next((one for one in standing(db) if one.id == number), None)
    if decision is None:
        raise NoSuchDecision(number=number)
    return revoke_these(db, [decision], author)[0]


def revoke_these(db: Connection, decisions: Sequence[Decision], author: str) -> list[int]:
    """As `revoke`, for decisions that stand, or so that they stay taken back when another entry is; the numbers of the entries,
    in this order."""
    with transaction(db):
        return [_revoke(db, one, author) for one in decisions]


def _revoke(db: Connection, decision: Decision, author: str) -> int:
    entry = db.execute(
        "INSERT INTO decision (at, author, kind, what, revokes) VALUES (?, ?, 'revoke', '{}', ?)",
        (now(), author, decision.id),
    ).lastrowid
    _touch(db, decision.kind, decision.what)
    assert entry is not None
    return entry


def lift(db: Connection, entries: Sequence[int], author: str) -> list[Decision]:
    """What these entries took back holds again, as if it had never been taken back; those that do not stand are passed over."""
    with transaction(db):
        rows = db.execute(
            "SELECT id, revokes FROM revocation WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(entries)),),
        ).fetchall()
        for entry, _decision in rows:
            db.execute(
                "INSERT INTO decision (at, author, kind, what, revokes) VALUES (?, ?, 'revoke', '{}', ?)",
                (now(), author, entry),
            )
        lifted = these(db, [decision for _entry, decision in rows])
        for one in lifted:
            _touch(db, one.kind, one.what)
    return lifted


def these(db: Connection, numbers: Sequence[int]) -> list[Decision]:
    """By their numbers, whether they stand or not."""
    return _read(db, "d.id IN (SELECT value FROM json_each(:numbers))", numbers=numbers)


def standing(db: Connection, kinds: Sequence[str] = ()) -> list[Decision]:
    """Decisions in force, oldest first; `kinds` narrows them. Others are not even read: a journal grows for years."""
    which = "d.kind IN (SELECT value FROM json_each(:kinds))" if kinds else "d.kind <> 'revoke'"
    return _read(db, f"{which} AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)", kinds)


def count(db: Connection, kinds: Sequence[str]) -> int:
    """How many decisions of these kinds are in force."""
    (found,) = db.execute(
        "SELECT count(*) FROM decision AS d WHERE d.kind IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)",
        (json.dumps(list(kinds)),),
    ).fetchone()
    return int(found)


def taken_back(db: Connection, kinds: Sequence[str]) -> list[Decision]:
    """Decisions of these kinds that are not in force any more, oldest first."""
    which = "d.kind IN (SELECT value FROM json_each(:kinds))"
    return _read(db, f"{which} AND EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)", kinds)


def everything(db: Connection) -> list[Decision]:
    return _read(db, "1")


def _read(db: Connection, which: str, kinds: Sequence[str] = (), numbers: Sequence[int] = ()) -> list[Decision]:
    rows = db.execute(
        "SELECT d.id, d.at, d.author, d.kind, d.what, (SELECT min(r.id) FROM revocation AS r WHERE r.revokes = d.id), d.revokes"
        f" FROM decision AS d WHERE {which} ORDER BY d.id",
        {"kinds": json.dumps(list(kinds)), "numbers": json.dumps(list(numbers))},
    )
    return [
        Decision(number, at, author, kind, json.loads(what), revoked_by, revokes)
        for number, at, author, kind, what, revoked_by, revokes in rows
    ]


def records_of(what: Mapping[str, Any]) -> list[int]:
    return [number for part in ("records", "left", "right") for number in what.get(part, ())]


def _touch(db: Connection, kind: str, what: Mapping[str, Any]) -> None:
    if kind in ASIDE:
        return
    db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", [(number,) for number in records_of(what)])
