"""Which complaints and low scores nobody has seen to yet: asked when somebody looks, so that nothing can fall behind.

A loop is closed where its source says so, where somebody was spoken to later, or where a person says that it is done.
Source: closed-loop feedback as in Reichheld, Markey (The Ultimate Question 2.0): each detractor is called within days.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.profiles.told_of import OF_PROFILE, RECORD, TOOK_PLACE
from kmu_crm.sales.calls.finding import CLOSED
from kmu_crm.sales.calls.outcomes import NOT_REACHED, SPOKEN_TO, read

CLOSED_BY_HAND, OWNED = journal.LOOPS
Key = tuple[int, str, str]  # source, kind, key: survives a newer version of the fact

_FOUND = """
    SELECT p.id, p.display_name, f.kind, f.source_id, f.key, f.id, {record}, f.day, coalesce(d.number, ''),
           coalesce(nullif(f.subject, ''), f.text, ''), coalesce(f.author, ''), f.score, f.score2,
           coalesce(f.outcome, '')
    FROM {facts} LEFT JOIN document AS d ON d.id = f.document_id
    WHERE f.current = 1 AND f.day <= :day AND f.day >= date(:day, '-' || :days || ' days') AND {which}"""
_BY_DAY = f"fact AS f INDEXED BY {{index}} CROSS JOIN membership AS m ON m.record_id = {RECORD} JOIN profile AS p ON p.id = m.profile_id"
_OF_PROFILE = f"{OF_PROFILE} JOIN profile AS p ON p.id = :profile"
_WHICH = {
    "complaint": """f.kind = 'complaint' AND lower(coalesce(f.status, '')) NOT IN (SELECT value FROM json_each(:closed))
        AND (coalesce(f.status, '') <> '' OR f.day >= date(:day, '-' || :untold_days || ' days'))""",
    "score": "f.kind = 'survey' AND (f.score < :recommend_below OR f.score2 < :content_below)",
}
KINDS = {"complaint", "survey"}  # of facts
_INDEX = {"complaint": "fact_complaint", "score": "fact_score"}
_LATER = f"""
    SELECT m.profile_id, f.day, f.kind, coalesce(f.outcome, '') FROM json_each(:profiles) AS w
    CROSS JOIN membership AS m ON m.profile_id = w.value
    CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id
    WHERE f.current = 1 AND f.kind IN ('call', 'visit', 'appointment') AND f.day <= :day AND {TOOK_PLACE}"""


@dataclass(frozen=True)
class Loop:
    """`code`: complaint or score; `day`: when it came in, `due`: until when somebody must have seen to it (ISO days);
    `score`: 0 to 10 or, where `out_of` is 5, how content; `answer`: in the words of a
    source that asked that on another scale, else ''; `owner` a name or ''."""

    profile: int
    name: str
    code: str
    key: Key
    fact_id: int
    record: int
    day: str
    due: str
    number: str
    text: str
    owner: str
    score: int | None = None
    out_of: int | None = None
    answer: str = ""

    def overdue(self, day: str) -> int:
        """Days late on an ISO day; below nothing: days left."""
        return (date.fromisoformat(day) - date.fromisoformat(self.due)).days


def loops(db: Connection, day: str, profile: int | None = None) -> list[Loop]:
    """All that are open on an ISO day, or those of one customer; the longest overdue first."""
    found = [loop for code in _WHICH for loop in _found(db, code, day, profile)]
    spoken = _spoken(db, {loop.profile for loop in found}, day)
    closed, owners = _by_hand(db)
    left = [
        one for one in found if one.key not in closed and not any(at > one.day for at in spoken.get(one.profile, ()))
    ]
    named = [_owned(one, owners) for one in left]
    return sorted(named, key=lambda one: (one.due, one.name, one.fact_id))


def _found(db: Connection, code: str, day: str, profile: int | None) -> list[Loop]:
    numbers = rules()[code]
    facts = _BY_DAY.format(index=_INDEX[code]) if profile is None else _OF_PROFILE
    asked = {**numbers, "day": day, "closed": json.dumps(CLOSED), "profile": profile}
    rows = db.execute(_FOUND.format(record=RECORD, facts=facts, which=_WHICH[code]), asked)
    return [_loop(code, numbers, *row) for row in rows]


def _loop(
    code: str, numbers: Mapping[str, int], profile: int, name: str, kind: str, source: int, key: str, fact: int, record: int,
    day: str, number: str, text: str, author: str, score: int | None, content: int | None, answer: str,
) -> Loop:  # fmt: skip
    due = (date.fromisoformat(day) + timedelta(days=numbers["within_days"])).isoformat()
    if code != "score":
        return Loop(profile, name, code, (source, kind, key), fact, record, day, due, number, text, author)
    low = score is not None and score < numbers["recommend_below"]  # of two answers it is the low one that is told
    told = (score, 10, "") if low else (content, 5, answer)
    return Loop(profile, name, code, (source, kind, key), fact, record, day, due, number, text, author, *told)


def _spoken(db: Connection, profiles: set[int], day: str) -> dict[int, list[str]]:
    """Days on which somebody was spoken to: a call where its outcome says so, a visit or an appointment unless it says
    that nobody was there."""
    found: dict[int, list[str]] = {}
    for profile, at, kind, outcome in db.execute(_LATER, {"profiles": json.dumps(sorted(profiles)), "day": day}):
        meant = read(outcome)
        if meant in SPOKEN_TO if kind == "call" else meant != NOT_REACHED:
            found.setdefault(profile, []).append(at)
    return found


def _by_hand(db: Connection) -> tuple[set[Key], dict[Key, str]]:
    closed: set[Key] = set()
    owners: dict[Key, str] = {}
    for one in journal.standing(db, journal.LOOPS):
        source, kind, key = one.what["fact"]
        if one.kind == CLOSED_BY_HAND:
            closed.add((source, kind, key))
        else:
            owners[source, kind, key] = one.what["owner"]
    return closed, owners


def _owned(loop: Loop, owners: Mapping[Key, str]) -> Loop:
    return replace(loop, owner=owners[loop.key]) if loop.key in owners else loop


@cache
def rules() -> Mapping[str, Mapping[str, int]]:
    """The numbers of the sheet by code."""
    text = resources.files("kmu_crm.sales.loops").joinpath("rules.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, int]] = tomllib.loads(text)
    return found
