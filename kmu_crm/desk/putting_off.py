"""Questions put off: they come back after all others, or as soon as something new is learnt of those they are about.

That is said in the journal like any other word of a person, so that it is remembered across restarts. It names two record
numbers for each pair, and a mark of what was known of them then."""

import hashlib
import json
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.store.transaction import transaction

KIND = "later"
_READ = "SELECT record_id, profile_id FROM membership WHERE record_id IN (SELECT value FROM json_each(?))"


def put_off(db: Connection, pairs: Sequence[ReviewPair], author: str) -> None:
    with transaction(db):
        for pair in pairs:
            journal.decide(db, KIND, {"pair": [pair.a, pair.b], "known": _known(pair)}, author)


def in_order(db: Connection, questions: Sequence[tuple[ReviewPair, ...]]) -> list[tuple[ReviewPair, ...]]:
    """Those put off last, in the order in which that was done; a question of several pairs is put off where all of them are."""
    said = _said(db)
    if not said:
        return list(questions)
    places = [_place(said, one) for one in questions]
    return [questions[at] for at in sorted(range(len(questions)), key=lambda at: places[at])]  # stable


def _place(said: dict[tuple[int, int], tuple[int, str]], question: Sequence[ReviewPair]) -> int:
    places = [0]
    for pair in question:
        place, known = said.get((pair.a, pair.b), (0, ""))
        if known != _known(pair):
            return 0
        places.append(place)
    return max(places)


def _said(db: Connection) -> dict[tuple[int, int], tuple[int, str]]:
    """For each pair of profiles the last word: its number, and what was known then."""
    decisions = journal.standing(db, (KIND,))
    named = sorted({record for one in decisions for record in one.what["pair"]})
    profile = dict(db.execute(_READ, (json.dumps(named),))) if named else {}
    found = {}
    for one in decisions:
        a, b = sorted(profile.get(record, 0) for record in one.what["pair"])
        found[a, b] = (one.id, str(one.what["known"]))
    return found


def _known(pair: ReviewPair) -> str:
    """Weights and reasons move with every customer that comes in; what the two say does not."""
    told = sorted((one.field, *sorted((one.left, one.right))) for one in pair.evidence)
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
