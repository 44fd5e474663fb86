"""An objection of a person (GDPR Art. 21(2)): no advertising on any channel, to no address, now or later."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.decisions import journal

KIND = "object"


def note(db: Connection, records: Sequence[int], author: str, reason: str = "") -> int:
    """A decision on the person behind these records; it holds until it is revoked in the journal."""
    return journal.decide(db, KIND, {"records": list(records), "reason": reason}, author)


def profiles(db: Connection) -> frozenset[int]:
    """The profiles that hold a record of a person who objected."""
    records = [number for one in journal.standing(db, [KIND]) for number in journal.records_of(one.what)]
    if not records:
        return frozenset()
    return frozenset(
        number
        for (number,) in db.execute(
            "SELECT DISTINCT profile_id FROM membership WHERE record_id IN (SELECT value FROM json_each(?))",
            (json.dumps(records),),
        )
    )
