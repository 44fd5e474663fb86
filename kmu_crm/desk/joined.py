"""Records that were joined without a question: with names, programs and reasons, and the way back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.desk.derive import derive
from kmu_crm.identity import joined as identity
from kmu_crm.identity import verdicts
from kmu_crm.identity.lines import Evidence
from kmu_crm.identity.reasons import sentence
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.record_key import NUMBER

MOST = 2_000
REASONS = 3


@dataclass(frozen=True)
class Match:
    """Two records of the customer `profile`: what each says its name is, the system it came from, and what speaks for one."""

    profile: int
    a: int
    b: int
    left: str
    right: str
    systems: tuple[str, str]
    probability: float
    reasons: tuple[str, ...]


def matches(db: Connection, limit: int = MOST) -> list[Match]:
    """Those with the least evidence first: a mistake would stand among them."""
    found = identity.joined(db, limit)
    known = said(db, {record for one in found for record in (one.a, one.b)})
    return [
        Match(one.profile, one.a, one.b, known[one.a][0], known[one.b][0], (known[one.a][1], known[one.b][1]),
              one.probability, tuple(strongest(one.evidence)))
        for one in found if one.a in known and one.b in known
    ]  # fmt: skip


def take_apart(db: Connection, a: int, b: int, author: str, progress: Progress = SILENT) -> int:
    """`b` and the records closer to it than to `a` become a customer of their own, for good; returns the decision.

    Raises NoSuchRecord, NotInProfile, NothingLeft."""
    decision = verdicts.split(db, a, identity.side_of(db, a, b), author)
    derive(db, progress=progress)
    return decision


def strongest(evidence: Iterable[Evidence]) -> list[str]:
    """What speaks most for one, in words."""
    weighty = sorted((one for one in evidence if one.weight > 0), key=lambda one: -one.weight)
    return list(dict.fromkeys(sentence(one.reason) for one in weighty))[:REASONS]


def said(db: Connection, records: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Record -> (name or address, system)."""
    return {record: (str(one["display_name"]), str(one["system"])) for record, one in called(db, records).items()}


def called(db: Connection, records: Iterable[int]) -> dict[int, dict[str, object]]:
    """Record -> its name or address, its system, and number, under the words that a profile has for them."""
    rows = db.execute(
        "SELECT p.record_id, coalesce(nullif(p.company, ''),"
        " nullif(trim(coalesce(p.given_name, '') || ' ' || coalesce(p.family_name, '')), ''),"
        f" p.full_name, p.email, p.phone, ''), s.system, {NUMBER}"
        " FROM json_each(?) AS w JOIN party AS p ON p.record_id = w.value AND p.current = 1"
        " JOIN record AS r ON r.id = p.record_id JOIN source AS s ON s.id = r.source_id ORDER BY p.id DESC",
        (json.dumps(sorted(records)),),
    )
    return {
        record: {"id": record, "display_name": name, "system": system, "customer_numbers": number}
        for record, name, system, number in rows
    }
