"""Who is a lead, and how far each has come: derived whenever somebody asks, from facts, criteria and what stands in the journal."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from sqlite3 import Connection, Cursor
from typing import Any

from kmu_crm.decisions import journal
from kmu_crm.sales.leads.criteria import Criteria, criteria
from kmu_crm.segments import evaluate
from kmu_crm.value.queries import scored_at

ORDER = ("mcl", "mql", "sal", "customer")  # each comes after the one before; nurture and parked stand beside them
FOREVER = "9999"

_ALL = {
    "one": "",
    "about": "",
    "few": "",
    "listed": "party AS x CROSS JOIN membership AS m ON m.record_id = x.record_id",
    "asking": "source AS s CROSS JOIN fact AS f INDEXED BY fact_speaks ON f.source_id = s.id"
    " CROSS JOIN membership AS m ON m.record_id = f.record_id",
}
# A condition on one table alone, and a guess of many leads, let SQLite read that whole table for a filter (Bloom) first.
_ONE = {
    "one": "AND m.profile_id = :only",
    "about": "AND iif(d.id, m.profile_id, NULL) = :only",
    "few": "LIMIT 1",
    "listed": "membership AS m CROSS JOIN party AS x ON x.record_id = m.record_id",
    "asking": "membership AS m CROSS JOIN fact AS f ON f.record_id = m.record_id",
}
# Since when the stage holds, and whether the last hand-over went past the criteria as they were on its day.
_LEADS = """
    SELECT profile_id, name, stage, CASE stage WHEN 'customer' THEN sold WHEN 'sal' THEN substr(accepted_at, 1, 10)
        WHEN 'nurture' THEN coalesce(iif(verdict = 'lead_rejected', rejected, NULL), date(last_sign, :wait))
        WHEN 'mql' THEN coalesce(mql_again, mql) ELSE since END,
        points, owner, since, coalesce(dated, 0), first_contact, mql, coalesce(mql_again, ''), inside, handed_at, handed_by, due,
        verdict IS 'lead_handed' AND sold IS NULL,
        handed_at IS NOT NULL AND (NOT inside
            OR coalesce(iif(rejected < substr(handed_at, 1, 10), ready_again, ready), '9999') > substr(handed_at, 1, 10)),
        accepted_at, rejected_at, reason, text, sold, last_sign
    FROM placed ORDER BY profile_id"""


@dataclass(frozen=True)
class Lead:
    """One lead: days ISO, moments UTC, None where it has not come to that. `dated`: somebody wrote down since when it is one;
    `inside` the target group; `waiting` for an answer of sales until `due`; `bypassed`: handed over by hand, without the
    points that the criteria ask for; `reason` and `text` of the last rejection."""

    profile: int
    name: str
    stage: str
    stage_day: str
    points: int
    owner: str | None
    since: str
    dated: bool
    first_contact: str
    mql: str | None
    mql_again: str | None
    inside: bool
    handed_at: str | None
    handed_by: str | None
    due: str | None
    waiting: bool
    bypassed: bool
    accepted_at: str | None
    rejected_at: str | None
    reason: str | None
    text: str | None
    sold: str | None
    last_sign: str

    def is_overdue(self, now: str) -> bool:
        """`now`: a moment in UTC."""
        return self.waiting and self.due is not None and self.due < now


def leads(db: Connection, as_of: str | None = None) -> list[Lead]:
    """By profile number. With `as_of` as they stood at the end of that day, else as they are now."""
    return [_lead(row) for row in ask(db, _LEADS, as_of)]


def lead(db: Connection, profile: int, as_of: str | None = None) -> Lead | None:
    """None where the profile is, and was, no lead."""
    return next((_lead(row) for row in ask(db, _LEADS, as_of, profile)), None)


def stages(db: Connection, as_of: str | None = None) -> dict[int, str]:
    """Of each lead by profile number: mcl, mql, sal, customer, nurture or parked."""
    return dict(ask(db, "SELECT profile_id, stage FROM placed", as_of).fetchall())


def key_day(db: Connection, as_of: str | None) -> str:
    """The day up to which facts count: the one asked for, that of the figures, else today."""
    return as_of or scored_at(db) or date.today().isoformat()


def moment(as_of: str | None) -> str:
    """The moment that clocks show: now, or the end of the key date."""
    return f"{as_of}T23:59:59Z" if as_of else journal.now()


def ask(db: Connection, select: str, as_of: str | None = None, only: int | None = None) -> Cursor:
    """`select` from what `stages.sql` derives, for all or for one profile."""
    by = criteria()
    (inside, *firm), bound = evaluate.compiled(db, [by.target, *(one.rule for one in by.firm)])
    earned = " + ".join(f"{one.points} * {sql}" for one, sql in zip(by.firm, firm, strict=True))
    scope = {"firm": f"({earned or '0'})", "inside": inside} | (_ALL if only is None else _ONE)
    sql = _sheet()
    for name, part in scope.items():
        sql = sql.replace(f"{{{name}}}", part)
    return db.execute(sql + select, dict(bound) | _asked(by, db, as_of) | {"only": only})


def _asked(by: Criteria, db: Connection, as_of: str | None) -> dict[str, Any]:
    return {
        "day": key_day(db, as_of),
        "until": moment(as_of) if as_of else FOREVER,
        "behaviour": json.dumps([{"sign": one.sign, "points": one.points, "most": one.most} for one in by.behaviour]),
        "mql": by.mql,
        "sal": by.sal,
        "silent": f"-{by.silent_days} days",
        "wait": f"+{by.silent_days} days",
    }


@cache
def _sheet() -> str:
    return resources.files("kmu_crm.sales.leads").joinpath("stages.sql").read_text("utf-8")


def _lead(row: Sequence[Any]) -> Lead:
    found = dict(zip(Lead.__dataclass_fields__, row, strict=True))
    flags = {name: bool(found[name]) for name in ("dated", "inside", "waiting", "bypassed")}
    return Lead(**found | flags | {"mql_again": found["mql_again"] or None})
