"""Relations that people told, and those that they denied: decisions of the journal, newest first where they differ."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.identity import verdicts
from kmu_crm.profiles.relations.rules import Kind

RELATED, UNRELATED = journal.RELATIONS

# The first of whom a list says anything: where such a list was taken back, what only documents name is no more than a number.
_HEAD = """
    SELECT m.profile_id FROM json_each(?) AS w CROSS JOIN membership AS m ON m.record_id = w.value
    ORDER BY NOT EXISTS (SELECT 1 FROM party AS p JOIN membership AS o ON o.record_id = p.record_id
                         WHERE o.profile_id = m.profile_id AND p.current = 1), w.key LIMIT 1"""


class WithItself(KmuError):
    text = N_("{a} and {b} are the same customer; a relation is one between two.")
    code = "with_itself"


@dataclass(frozen=True)
class Said:
    """`kind` is read from `a` to `b`; empty where somebody said that the two have nothing to do with each other."""

    a: int
    b: int
    kind: Kind | None
    decision: int
    author: str


def relate(db: Connection, a: int, kind: Kind, b: int, author: str) -> int:
    """`a` works at, owns, lives with .. `b`. Returns the decision's number. Raises NoSuchRecord, WithItself."""
    return _decide(db, RELATED, a, b, author, kind=kind)


def unrelate(db: Connection, a: int, b: int, author: str) -> int:
    """What the data say of the two, or somebody said before, is no relation."""
    return _decide(db, UNRELATED, a, b, author)


def _decide(db: Connection, decision: str, a: int, b: int, author: str, **more: str) -> int:
    left, right = verdicts.records_of(db, a), verdicts.records_of(db, b)
    if left == right:
        raise WithItself(a=a, b=b)
    return journal.decide(db, decision, {"left": left, "right": right, **more}, author)


def of(db: Connection, profiles: Collection[int] | None = None) -> list[Said]:
    """What stands between two profiles now, of all or of some; each pair once, by what was said last. Those who became one
    since have no relation; of a profile taken apart the part has it that holds the first record."""
    found: dict[tuple[int, int], Said] = {}
    for one in journal.standing(db, (RELATED, UNRELATED)):
        a, b = (_head(db, one.what[side]) for side in ("left", "right"))
        if a is None or b is None or a == b or not (profiles is None or a in profiles or b in profiles):
            continue
        found[min(a, b), max(a, b)] = Said(a, b, one.what.get("kind"), one.id, one.author)
    return list(found.values())


def _head(db: Connection, records: Collection[int]) -> int | None:
    found = db.execute(_HEAD, (json.dumps(list(records)),)).fetchone()
    return int(found[0]) if found else None
