"""An objection of a person (GDPR Art. 21(2)): no advertising on any channel, or on one, to no address, now or later."""

import json
from collections.abc import Collection, Mapping, Sequence
from sqlite3 import Connection
from typing import Literal, NamedTuple

from kmu_crm.consent import addresses, moments, waiting
from kmu_crm.consent.states import State
from kmu_crm.consent.words import Channel
from kmu_crm.decisions import undecided
from kmu_crm.decisions.journal import now
from kmu_crm.store.transaction import transaction

OBJECTED, REFUSED = "objected", "refused"  # what the state of such a person says: of every channel, or of this one

_NOTE = "INSERT INTO objection VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET noted_at = excluded.noted_at"
_NOTE_AGAIN = "INSERT OR IGNORE INTO objection VALUES (?, ?, ?, ?, ?)"
# As with a withdrawal, the last word counts: only a yes that is surely later speaks against it.
_STANDING = """
    SELECT profile, max(said_at), min(channel) FROM (
        SELECT m.profile_id AS profile, coalesce(nullif(o.at, ''), o.noted_at) AS said_at, o.channel
        FROM json_each(:profiles) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
        CROSS JOIN objection AS o ON o.record_id = m.record_id
        UNION ALL SELECT json_extract(w.value, '$[0]'), coalesce(nullif(o.at, ''), o.noted_at), o.channel
        FROM json_each(:boxes) AS w CROSS JOIN objection AS o ON o.mailbox = json_extract(w.value, '$[1]')
    ) WHERE channel IN ('', :channel) GROUP BY profile"""
_SPREAD = """
    INSERT OR IGNORE INTO objection
    SELECT other.record_id, o.mailbox, o.channel, o.at, o.noted_at
    FROM (SELECT DISTINCT m.profile_id FROM party AS a JOIN membership AS m ON m.record_id = a.record_id
        WHERE {which}) AS p
    CROSS JOIN membership AS own ON own.profile_id = p.profile_id
    CROSS JOIN objection AS o ON o.record_id = own.record_id
    CROSS JOIN membership AS other ON other.profile_id = p.profile_id AND {same}"""


class Objection(NamedTuple):
    """`record`: None where the row became none. `at`: as in a statement. `channel`: '' for all of them."""

    record: int | None
    emails: Sequence[str]
    at: str | None
    channel: Channel | Literal[""] = ""


def note_many(db: Connection, said: Sequence[Objection], again: bool = False) -> None:
    """Objections of an import; `again`: of a file that was here before, which is no new word."""
    if not said:
        return
    with transaction(db):
        moment = now()
        rows = [
            (one.record or 0, box, one.channel, moments.normal(one.at) or "", moment)
            for one in said
            for box in sorted({addresses.mailbox(address) for address in one.emails}) or [""]
        ]
        db.executemany(_NOTE_AGAIN if again else _NOTE, rows)
        records = [(one.record,) for one in said if one.record is not None]
        db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", records)
        waiting.touch_main(db, waiting.spellings(db, [address for one in said for address in one.emails]))


def are_there(db: Connection) -> bool:
    return db.execute("SELECT 1 FROM objection LIMIT 1").fetchone() is not None


def of(db: Connection, channel: Channel, emails: Mapping[int, Collection[str]]) -> dict[int, State]:
    """Profile -> its standing objection to that channel, for those profiles of `emails` (with every mail address they have or had) that
    hold a record, or a mailbox, of a person who objected."""
    boxes = sorted({(profile, addresses.mailbox(one)) for profile, known in emails.items() for one in known})
    asked = {"profiles": json.dumps(list(emails)), "boxes": json.dumps(boxes), "channel": channel}
    return {
        profile: State("", "no", REFUSED if way else OBJECTED, since)
        for profile, since, way in db.execute(_STANDING, asked)
    }


def keep(db: Connection, import_id: int) -> None:
    """Before an import's rows go: whoever is one person with somebody who objected has objected, too; whom a decision made one
    with them has while that stands. Asks what `undecided.part` wrote down."""
    _keep(db, "a.import_id = ?", import_id)


def keep_of(db: Connection, parties: Collection[int]) -> None:
    """As `keep`, before these rows go."""
    _keep(db, "a.id IN (SELECT value FROM json_each(?))", json.dumps(list(parties)))


def _keep(db: Connection, which: str, bound: int | str) -> None:
    if are_there(db):
        same = undecided.SAME.format("other.record_id", "own.record_id")
        db.execute(_SPREAD.format(which=which, same=same), (bound,))
