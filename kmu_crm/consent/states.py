"""How an address stands for a channel and a purpose, found as a set. Strictest wins, and unknown is not yes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent.addresses import mailbox
from kmu_crm.consent.suppression import suppressed
from kmu_crm.consent.words import DOUBTED, EVERYTHING, PRESUMED, Answer, Channel, Purpose
from kmu_crm.decisions import authors

_PERMIT = {
    "advertising": ("advertising",),
    "existing-customers": ("existing-customers", "advertising"),
    "notice": ("notice",),
}
_BLOCK = {
    "advertising": ("advertising", "existing-customers", EVERYTHING),
    "existing-customers": ("advertising", "existing-customers", EVERYTHING),
    "notice": ("notice", EVERYTHING),
}


@dataclass(frozen=True)
class State:
    """`said`: the word that decided (given, confirmed, claimed, withdrawn, bounced, suppressed), '' where nobody spoke.

    `since`: when it was said, else when it was noted; None where nobody spoke. `source`: system or person.
    `presumed`: a sound presumed consent with its reason; `state` is then `unproven`, for it counts only on the phone.
    """

    address: str
    state: Answer
    said: str = ""
    since: str | None = None
    basis: str = ""
    evidence: str = ""
    source: str = ""
    event_id: int | None = None
    purpose: str = ""
    presumed: bool = False


def states(db: Connection, channel: Channel, purpose: Purpose, addresses: Sequence[str]) -> dict[str, State]:
    """The state of each address (normal forms); every one of them is in the answer.

    - `yes`: given or confirmed, with date and evidence, and no standing no.
    - `no`: withdrawn, bounced for good, or on the block list, in any spelling
      of the mailbox. Only a consent that was
      entered later, is surely later by its own date, has evidence, and came by double opt-in or by hand, lifts a
      withdrawal or bounce.
    - `unproven`: claimed, or doubted since by the same source, or given without date or evidence, or with a date beyond
      the day it was noted.
    - '': nobody spoke.
    """
    found = {address: State(address, "") for address in addresses}
    facts = {
        "addresses": json.dumps([(address, mailbox(address)) for address in found]),
        "channel": channel,
        "permit": json.dumps(_PERMIT[purpose]),
        "block": json.dumps(_BLOCK[purpose]),
        "presumed": PRESUMED,
        "doubted": DOUBTED,
    }
    for row in db.execute(_DECIDING, facts):
        found[row[0]] = _state(*row)
    for address, (at, reason) in suppressed(db, list(found), purpose).items():
        found[address] = State(address, "no", "suppressed", at, evidence=reason)
    return found


def _state(
    address: str, rank: int, said: str, since: str, basis: str, evidence: str, source: str, number: int, purpose: str
) -> State:
    answer: Answer = "yes" if rank == 4 else "no" if rank == 3 else "unproven"
    return State(
        address, answer, said, since, basis, evidence, authors.title(source), number, purpose, presumed=rank == 2
    )


# A no counts for the mailbox, a yes for the one spelling it was said for.
# `start` and `finish` bound the moment as `moments.surely_later` does. A bounce speaks of the address, for any purpose.
# A doubt takes the voice from a yes of its source until a later file, not one that was here before, says that yes again;
# all lists of the business's own speak with one voice.
# Rank 4: lifts or needs not lift; 3: a standing no; 2: presumed; 1: unproven. The deciding event is the first by rank.
_DECIDING = """
WITH wanted AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS address, json_extract(value, '$[1]') AS mailbox FROM json_each(:addresses)
),
event AS MATERIALIZED (
    SELECT wanted.address, e.id, e.purpose, e.state, e.basis, e.evidence, e.author, e.source_id, e.import_id,
        coalesce((SELECT system FROM source WHERE id = e.source_id AND system = 'list'), e.source_id) AS voice,
        e.state IN ('withdrawn', 'bounced') AS no, coalesce(e.at, e.noted_at) AS said_at,
        CASE WHEN e.at LIKE '%Z' THEN e.at ELSE substr(e.at, 1, 10) END AS start,
        CASE WHEN coalesce(e.at, e.noted_at) LIKE '%Z' THEN coalesce(e.at, e.noted_at)
             ELSE substr(e.at, 1, 10) || 'T99' END AS finish,
        e.state IN ('given', 'confirmed') AND e.evidence <> '' AND e.at IS NOT NULL
            AND substr(e.at, 1, 10) <= date(e.noted_at, '+1 day') AS sound
    FROM wanted CROSS JOIN consent_event AS e ON e.mailbox = wanted.mailbox AND e.channel = :channel
    WHERE e.state = 'bounced'
       OR e.state = 'withdrawn' AND e.purpose IN (SELECT value FROM json_each(:block))
       OR e.state IN ('claimed', 'given', 'confirmed') AND e.taken_back_at IS NULL AND e.address = wanted.address
          AND e.purpose IN (SELECT value FROM json_each(:permit))
),
block AS MATERIALIZED (SELECT address, max(id) AS id, max(finish) AS finish FROM event WHERE no GROUP BY address),
doubt AS MATERIALIZED (
    SELECT event.address, event.voice, max(c.import_id) AS import_id FROM event
    CROSS JOIN confirmed AS c ON c.kind = 'consent' AND c.version_id = event.id
    WHERE event.basis = :doubted GROUP BY event.address, event.voice
),
ranked AS (
    SELECT event.*, CASE
        WHEN event.no THEN 3
        WHEN NOT sound THEN 1
        WHEN doubt.import_id > (
            SELECT coalesce(max(c.import_id), 0) FROM confirmed AS c
            WHERE c.kind = 'consent' AND c.version_id = event.id AND NOT EXISTS (
                SELECT 1 FROM import AS i JOIN import AS e ON e.sha256 = i.sha256 AND e.id < i.id WHERE i.id = c.import_id)
        ) THEN 1
        WHEN event.basis = :presumed THEN 2
        WHEN block.id IS NULL THEN 4
        WHEN event.id > block.id AND start > block.finish AND (state = 'confirmed' OR event.import_id IS NULL) THEN 4
        ELSE 1 END AS rank
    FROM event LEFT JOIN block ON block.address = event.address
    LEFT JOIN doubt ON doubt.address = event.address AND doubt.voice = event.voice
),
deciding AS (
    SELECT *, row_number() OVER (
        PARTITION BY address ORDER BY rank DESC, basis = :doubted DESC, no * (state = 'withdrawn') DESC, said_at DESC, id DESC) AS place
    FROM ranked
)
SELECT d.address, d.rank, d.state, d.said_at, d.basis, d.evidence, coalesce(s.title, d.author), d.id, d.purpose
FROM deciding AS d LEFT JOIN source AS s ON s.id = d.source_id WHERE place = 1
"""
