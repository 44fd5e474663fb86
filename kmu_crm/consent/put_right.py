"""Addresses that people put right by hand, also those put right again since: who said no there has said no, and what stood
there before is nobody's address any more. Where it was taken back, only what was said meanwhile counts."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent import addresses, meanwhile
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.words import Channel
from kmu_crm.decisions import corrections

_CORRECTED = """
    SELECT m.profile_id, d.id, json_extract(d.what, '$.field'), json_extract(d.what, '$.value'),
        json_extract(d.what, '$.before'), d.at, (SELECT min(v.at) FROM revocation AS v WHERE v.revokes = d.id)
    FROM decision AS d CROSS JOIN json_each(d.what, '$.records') AS r CROSS JOIN membership AS m ON m.record_id = r.value
    WHERE d.kind = 'correct' AND json_extract(d.what, '$.field') IN (SELECT value FROM json_each(?))
    AND m.profile_id IN (SELECT value FROM json_each(?))"""
_GIVEN = """
    SELECT m.profile_id, d.id, json_extract(d.what, '$.value')
    FROM decision AS d CROSS JOIN json_each(d.what, '$.records') AS r CROSS JOIN membership AS m ON m.record_id = r.value
    WHERE d.kind = 'correct' AND json_extract(d.what, '$.field') = ? AND json_extract(d.what, '$.value') <> ''
    AND NOT EXISTS (SELECT 1 FROM revocation AS v WHERE v.revokes = d.id)"""
_REPLACED = """
    SELECT m.profile_id, d.id, json_extract(d.what, '$.before')
    FROM decision AS d CROSS JOIN json_each(d.what, '$.records') AS r CROSS JOIN membership AS m ON m.record_id = r.value
    WHERE d.kind = 'correct' AND json_extract(d.what, '$.before') IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM revocation AS v WHERE v.revokes = d.id)
    AND m.profile_id IN (SELECT value FROM json_each(?))"""
_DOORS = """
    SELECT m.profile_id, a.street, a.postcode FROM json_each(?) AS w
    CROSS JOIN membership AS m ON m.profile_id = w.value CROSS JOIN party AS a ON a.record_id = m.record_id"""

Parts = dict[int, tuple[set[str], set[str]]]  # profile -> streets, postcodes


def of(db: Connection, channel: Channel, country: Mapping[int, str]) -> dict[int, set[str]]:
    """Profile -> normal forms, for the profiles of `country` of whom such an address was ever put right; of corrections that
    were taken back those at which a no was heard while they stood."""
    fields = ["street", "postcode"] if channel == "post" else [channel]
    rows = _held(db, db.execute(_CORRECTED, (json.dumps(fields), json.dumps(list(country)))).fetchall())
    standing = [row[:4] for row in rows if row[5] is None]
    found = _named(db, channel, standing, country)
    for profile, gone in _taken_back([row for row in rows if row[5] is not None], channel).items():
        for group in gone:
            beside = [row for row in standing if row[0] == profile] if channel == "post" else []
            named = _named(db, channel, beside + [row[:4] for row in group], country)
            spans = [meanwhile.span(began, ended) for *_row, began, ended in group]
            doubtful = named.get(profile, set()) - found.get(profile, set())
            if heard := meanwhile.heard(db, channel, doubtful, spans):
                found.setdefault(profile, set()).update(heard)
    return found


def _taken_back(rows: Sequence[tuple[Any, ...]], channel: Channel) -> dict[int, list[list[tuple[Any, ...]]]]:
    """Profile -> corrections that named an address together: each its own, but street and postcode make one."""
    found: dict[int, list[list[tuple[Any, ...]]]] = {}
    for row in rows:
        groups = found.setdefault(row[0], [])
        if channel == "post" and groups:
            groups[0].append(row)
        else:
            groups.append([row])
    return found


def _named(
    db: Connection, channel: Channel, rows: Sequence[tuple[Any, ...]], country: Mapping[int, str]
) -> dict[int, set[str]]:
    """Profile -> normal forms that these corrections name: (profile, field, value, before)."""
    found = _doors(db, [row[:3] for row in rows]) if channel == "post" else {}
    for profile, _field, value, before in rows:
        told = before, addresses.normal(channel, value, country[profile]) if value and channel != "post" else None
        found.setdefault(profile, set()).update(address for address in told if address)
    return found


def bearers(db: Connection, channel: Channel, people: Sequence[Candidate]) -> dict[int, set[int]]:
    """Profile -> the others as whose mail address or number one of its own was put right, and stands."""
    if channel == "post":
        return {}
    owners: dict[str, set[int]] = {}
    for profile, value in _held(db, db.execute(_GIVEN, (channel,)).fetchall()):
        if address := addresses.normal(channel, value, "DE"):
            owners.setdefault(addresses.mailbox(address), set()).add(profile)
    found: dict[int, set[int]] = {}
    for one in people if owners else ():
        told = one.emails if channel == "email" else one.phones
        known = (addresses.normal(channel, text, one.country or "DE") for text in told)
        others = {owner for text in known if text for owner in owners.get(addresses.mailbox(text), ())} - {
            one.profile_id
        }
        if others:
            found[one.profile_id] = others
    return found


def replaced(db: Connection, profiles: Sequence[int]) -> dict[int, set[str]]:
    """Profile -> `forms` of what was shown before a correction that stands; profiles without any are left out."""
    found: dict[int, set[str]] = {}
    for profile, before in _held(db, db.execute(_REPLACED, (json.dumps(list(profiles)),)).fetchall()):
        found.setdefault(profile, set()).add(addresses.mailbox(before))
    return found


def forms(email: str | None, phone: str | None, street: str | None, postcode: str | None) -> set[str]:
    """What is compared of addresses as a profile shows them: mailbox, number, door."""
    told = email and addresses.mailbox(email), phone, addresses.post(street, postcode)
    return {one for one in told if one}


def _held(db: Connection, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows of a profile, a decision and more: without the decision, and only those that are about this profile still. What was
    chosen with a merge goes with it without a trace: both values stand in the files of those whose they are."""
    if not rows:
        return []
    known, members = corrections.everything(db), _members(db, {row[0] for row in rows})
    kept: dict[tuple[int, int], bool] = {}
    for profile, number in {row[:2] for row in rows}:
        one = known[number]
        kept[profile, number] = (one.stands or one.merge is None) and one.holds_for(members[profile])
    return list(dict.fromkeys((row[0], *row[2:]) for row in rows if kept[row[:2]]))


def _members(db: Connection, profiles: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = db.execute(
        "SELECT m.profile_id, m.record_id FROM json_each(?) AS w CROSS JOIN membership AS m ON m.profile_id = w.value",
        (json.dumps(sorted(profiles)),),
    )
    for profile, record in rows:
        found.setdefault(profile, set()).add(record)
    return found


def _doors(db: Connection, corrected: list[tuple[int, str, str]]) -> dict[int, set[str]]:
    """A street was put right beside some postcode of that person, or the other way round: every such pair counts."""
    right: Parts = {}
    for profile, field, value in corrected:
        right.setdefault(profile, (set(), set()))[field == "postcode"].add(value)
    files: Parts = {}
    for profile, street, postcode in db.execute(_DOORS, (json.dumps(list(right)),)):
        streets, codes = files.setdefault(profile, (set(), set()))
        streets.add(street or "")
        codes.add(postcode or "")
    found: dict[int, set[str]] = {}
    for profile, (streets, codes) in right.items():
        old_streets, old_codes = files.get(profile, (set(), set()))
        pairs = chain(product(streets, codes | old_codes), product(old_streets, codes))
        found[profile] = {door for street, code in pairs if (door := addresses.post(street, code))}
    return found
