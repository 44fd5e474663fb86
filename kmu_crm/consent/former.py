"""Addresses that a person's records named before: nobody is written to there, but who said no there has said no."""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kmu_crm.consent import addresses
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.states import State, states
from kmu_crm.consent.words import Channel, Purpose

_SAID = """
    SELECT m.profile_id, a.email, a.phone, a.street, a.postcode, a.more
    FROM json_each(?) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
    CROSS JOIN party AS a ON a.record_id = m.record_id AND a.current = 0"""


def said(db: Connection, channel: Channel, purpose: Purpose, people: Sequence[Candidate]) -> dict[int, list[State]]:
    """Profile -> what is known of its former addresses on that channel; profiles without any are left out."""
    country = {one.profile_id: one.country or "DE" for one in people}
    found: dict[int, set[str]] = {}
    for profile, email, phone, street, postcode, more in db.execute(_SAID, (json.dumps(list(country)),)):
        further = json.loads(more or "{}")
        if channel == "post":
            doors = [
                (street, postcode),
                *((one.get("street"), one.get("postcode")) for one in further.get("addresses", ())),
            ]
            written: Iterable[str | None] = [addresses.post(*door) for door in doors]
        else:
            written = [email, *further.get("emails", ())] if channel == "email" else [phone, *further.get("phones", ())]
        normal = {addresses.normal(channel, text, country[profile]) for text in written if text}
        found.setdefault(profile, set()).update(text for text in normal if text)
    known = states(db, channel, purpose, sorted({text for texts in found.values() for text in texts}))
    return {profile: [known[text] for text in sorted(texts)] for profile, texts in found.items() if texts}
