"""Customers of whom a remark, a tag, a talk or a name says what may be a no, and nobody has decided on it.

Such words bar nobody for good, for they may mean something else; the import tells of them. A list leaves them out until a
person has looked: unknown is not yes.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.consent.words import Channel
from kmu_crm.fields import beside, refusing

Said = set[tuple[str, int]]  # when, and by whose record

_RECORDS = """
    SELECT m.profile_id, i.at, a.tags, a.note, a.attributes, a.full_name, a.given_name, a.family_name, a.company
    FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value
    JOIN party AS a ON a.record_id = m.record_id AND a.current = 1 JOIN import AS i ON i.id = a.import_id"""
_EVENTS = """
    SELECT m.profile_id, i.at, f.subject, f.text, f.outcome FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value
    JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1 JOIN import AS i ON i.id = f.import_id
    AND f.kind IN ('note', 'call', 'email', 'visit', 'appointment', 'complaint', 'service', 'enquiry', 'touch')
    WHERE coalesce(f.subject, f.text, f.outcome) IS NOT NULL"""
# Tags and names that a person typed, where they still are the customer's.
_TYPED = """
    SELECT DISTINCT p.id, d.at, d.what ->> '$.tag', d.what ->> '$.value' FROM decision AS d, json_each(d.what, '$.records') AS r
    JOIN membership AS m ON m.record_id = r.value JOIN profile AS p ON p.id = m.profile_id
    WHERE d.kind IN ('tag', 'correct') AND d.id NOT IN (SELECT revokes FROM decision WHERE revokes IS NOT NULL)
      AND p.id IN (SELECT value FROM json_each(?))
      AND (instr('|' || p.tags || '|', '|' || (d.what ->> '$.tag') || '|')
           OR d.what ->> '$.value' IN (p.given_name, p.family_name, p.company))"""


def among(db: Connection, profiles: Sequence[int], channel: Channel) -> dict[int, str]:
    """Those of them, each with the moment at which the newest of such words came in. Each text is looked at once, however many
    bear it. “keine Werbeanrufe” is no matter of a list of mails.
    """
    wanted = json.dumps(list(profiles))
    texts: defaultdict[str, Said] = defaultdict(set)
    names: defaultdict[str, Said] = defaultdict(set)
    attributes: defaultdict[str, Said] = defaultdict(set)
    for profile, at, tags, note, more, *called in db.execute(_RECORDS, (wanted,)):
        for cell in filter(None, (tags, note)):
            texts[cell].add((at, profile))
        for name in filter(None, called):
            names[name].add((at, profile))
        if more:
            attributes[more].add((at, profile))
    for more in refusing.speaking(attributes, refusing.SPOKEN):  # written as it stands, umlauts and all
        for cell in map(str, json.loads(more).values()):
            texts[cell] |= attributes[more]
    for profile, at, *cells in db.execute(_EVENTS, (wanted,)):
        for cell in filter(None, cells):
            texts[cell].add((at, profile))
    for profile, at, tag, name in db.execute(_TYPED, (wanted,)):
        if tag:
            texts[tag].add((at, profile))
        if name:
            names[name].add((at, profile))
    said = [texts[text] for text in refusing.speaking(texts, refusing.SPOKEN) if _text_may(text, channel)]
    said += [names[name] for name in refusing.speaking(names, beside.SPOKEN) if _name_may(name, channel)]
    return {profile: at for at, profile in sorted(set().union(*said))}


def _text_may(text: str, channel: Channel) -> bool:
    return channel in refusing.ways(text) or refusing.may_forbid(refusing.left(text))


def _name_may(name: str, channel: Channel) -> bool:
    return beside.objects(name) or channel in beside.ways(name) or beside.may_say_more(name)
