"""Recipients of whom a remark, a tag, a talk or a name says what may be a no, and nobody has decided on it.

Such words bar nobody, for they may mean something else; the import tells of them once. Whoever writes a list is told again,
as long as they stand there: it is the last moment at which a person can look.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.consent.words import Channel
from kmu_crm.fields import beside, refusing

_RECORDS = """
    SELECT m.profile_id, a.tags, a.note, a.attributes, a.full_name, a.given_name, a.family_name, a.company
    FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value
    JOIN party AS a ON a.record_id = m.record_id AND a.current = 1"""
_EVENTS = """
    SELECT m.profile_id, f.subject, f.text, f.outcome FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value
    JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1
    AND f.kind IN ('note', 'call', 'email', 'visit', 'appointment', 'complaint', 'service', 'enquiry', 'touch')
    WHERE coalesce(f.subject, f.text, f.outcome) IS NOT NULL"""


def among(db: Connection, profiles: Sequence[int], channel: Channel) -> tuple[int, ...]:
    """Those of them, in their order. Each text is looked at once, however many bear it. “keine Werbeanrufe” is no matter of
    a list of mails.
    """
    wanted = json.dumps(list(profiles))
    texts: defaultdict[str, set[int]] = defaultdict(set)
    names: defaultdict[str, set[int]] = defaultdict(set)
    attributes: defaultdict[str, set[int]] = defaultdict(set)
    for profile, tags, note, more, *called in db.execute(_RECORDS, (wanted,)):
        for cell in filter(None, (tags, note)):
            texts[cell].add(profile)
        for name in filter(None, called):
            names[name].add(profile)
        if more:
            attributes[more].add(profile)
    for more in refusing.speaking(attributes, refusing.SPOKEN):  # written as it stands, umlauts and all
        for cell in map(str, json.loads(more).values()):
            texts[cell] |= attributes[more]
    for profile, *cells in db.execute(_EVENTS, (wanted,)):
        for cell in filter(None, cells):
            texts[cell].add(profile)
    said = [texts[text] for text in refusing.speaking(texts, refusing.SPOKEN) if _text_may(text, channel)]
    said += [names[name] for name in refusing.speaking(names, beside.SPOKEN) if _name_may(name, channel)]
    found = set().union(*said)
    return tuple(profile for profile in profiles if profile in found)


def _text_may(text: str, channel: Channel) -> bool:
    return channel in refusing.ways(text) or refusing.may_forbid(refusing.left(text))


def _name_may(name: str, channel: Channel) -> bool:
    return channel in beside.ways(name) or beside.may_say_more(name)
