"""What a person said elsewhere: at addresses their records named before, where nobody is written to, and as a person."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent import addresses, objections, put_right
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.states import State, states
from kmu_crm.consent.suppression import suppressed
from kmu_crm.consent.words import CHANNELS, Channel, Purpose
from kmu_crm.decisions import undecided

_SAID = """
    SELECT m.profile_id, a.email, a.phone, a.street, a.postcode, a.more
    FROM json_each(?) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
    CROSS JOIN party AS a ON a.record_id = m.record_id AND a.current = 0"""
_EVER = _SAID.removesuffix(" AND a.current = 0")
_KEPT = """
    SELECT m.profile_id, r.address
    FROM json_each(?) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
    CROSS JOIN refused_address AS r ON r.record_id = m.record_id AND r.channel = ?"""
_GOING = """
    SELECT a.record_id, a.email, a.phone, a.street, a.postcode, a.more, coalesce(a.country, p.country, 'DE')
    FROM party AS a LEFT JOIN membership AS m ON m.record_id = a.record_id LEFT JOIN profile AS p ON p.id = m.profile_id
    WHERE """
_KEEP = f"""
    INSERT OR IGNORE INTO refused_address
    SELECT coalesce(other.record_id, :record), :channel, :address FROM (SELECT 1)
    LEFT JOIN membership AS own ON own.record_id = :record
    LEFT JOIN membership AS other ON other.profile_id = own.profile_id AND {undecided.SAME.format("other.record_id", ":record")}"""
_ANY_NO = """
    SELECT EXISTS (SELECT 1 FROM consent_event WHERE channel = ? AND state = 'withdrawn')
        OR EXISTS (SELECT 1 FROM suppression)"""
_BATCH = 5_000


def said(db: Connection, channel: Channel, purpose: Purpose, people: Sequence[Candidate]) -> dict[int, list[State]]:
    """Profile -> what is known of its former addresses on that channel, and its objection as a person, which a notice does
    not heed; also the noes of others, as whose address one of its own was put right. Profiles without any are left out."""
    told = _told(db, channel, purpose, people)
    borne = put_right.bearers(db, channel, people)
    if borne:
        others = [Candidate(number, "", "") for number in sorted({one for them in borne.values() for one in them})]
        noes = _told(db, channel, purpose, others, _EVER)
        for profile, them in borne.items():
            heard = [state for one in them for state in noes.get(one, ()) if state.state == "no"]
            if heard:
                told.setdefault(profile, []).extend(heard)
    return told


def _told(
    db: Connection, channel: Channel, purpose: Purpose, people: Sequence[Candidate], which: str = _SAID
) -> dict[int, list[State]]:
    found = _known(db, channel, people, which)
    known = states(db, channel, purpose, sorted({text for texts in found.values() for text in texts}))
    told = {profile: [known[text] for text in sorted(texts)] for profile, texts in found.items() if texts}
    if purpose != "notice" and objections.are_there(db):
        before = found if channel == "email" else _known(db, "email", people, which)
        emails = {one.profile_id: {*one.emails, *before.get(one.profile_id, ())} for one in people}
        for profile, state in objections.of(db, channel, emails).items():
            told.setdefault(profile, []).append(state)
    return told


def _known(db: Connection, channel: Channel, people: Sequence[Candidate], which: str) -> dict[int, set[str]]:
    """Profile -> its former addresses on that channel, those at which it said no in a file that was taken back, and those
    that people put right."""
    country = {one.profile_id: one.country or "DE" for one in people}
    wanted = json.dumps(list(country))
    found = put_right.of(db, channel, country)
    for profile, *told in db.execute(which, (wanted,)):
        found.setdefault(profile, set()).update(_named(channel, told, country[profile]))
    for profile, address in db.execute(_KEPT, (wanted, channel)):
        found.setdefault(profile, set()).add(address)
    return found


def keep(db: Connection, import_id: int) -> None:
    """Before an import's rows go: whoever said no at an address that these rows name keeps that address, as a person, on
    each record that is theirs now by itself; whom a decision made one with them bears it while that stands. Only refusals are
    kept, and only from this do they hold: nothing is sent there. Asks what `undecided.part` wrote down.
    """
    _keep(db, "a.import_id = ?", import_id)


def keep_of(db: Connection, parties: Iterable[int]) -> None:
    """As `keep`, before these rows go."""
    _keep(db, "a.id IN (SELECT value FROM json_each(?))", json.dumps(list(parties)))


def _keep(db: Connection, which: str, bound: int | str) -> None:
    channels = [channel for channel in CHANNELS if db.execute(_ANY_NO, (channel,)).fetchone()[0]]
    rows: Iterator[tuple[Any, ...]] = db.execute(_GOING + which, (bound,)) if channels else iter(())
    while batch := list(islice(rows, _BATCH)):
        for channel in channels:
            named = [(row[0], address) for row in batch for address in _named(channel, row[1:6], row[6])]
            no = _refused(db, channel, {address for _record, address in named})
            db.executemany(
                _KEEP,
                [{"record": record, "channel": channel, "address": one} for record, one in named if one in no],
            )


def _refused(db: Connection, channel: Channel, wanted: set[str]) -> set[str]:
    """Where a withdrawal is on record, also one that a later yes has lifted by now, or that are on the block list."""
    asked = sorted(wanted)
    boxes = {address: addresses.mailbox(address) for address in asked}
    rows = db.execute(
        "SELECT w.value FROM json_each(?) AS w WHERE EXISTS (SELECT 1 FROM consent_event AS e WHERE e.mailbox = w.value"
        " AND e.channel = ? AND e.state = 'withdrawn')",
        (json.dumps(sorted(set(boxes.values()))), channel),
    )
    withdrawn = {box for (box,) in rows}
    return {address for address, box in boxes.items() if box in withdrawn} | suppressed(db, asked, "advertising").keys()


def _named(channel: Channel, told: Sequence[str | None], country: str) -> Iterator[str]:
    """The addresses of one row on a channel, in normal form."""
    email, phone, street, postcode, more = told
    further = json.loads(more or "{}")
    if channel == "post":
        doors = [
            (street, postcode),
            *((one.get("street"), one.get("postcode")) for one in further.get("addresses", ())),
        ]
        written: Iterable[str | None] = [addresses.post(*door) for door in doors]
    else:
        written = [email, *further.get("emails", ())] if channel == "email" else [phone, *further.get("phones", ())]
    named = (text for text in written if text)
    found = named if channel == "post" else (addresses.normal(channel, text, country) for text in named)
    return (text for text in found if text)
