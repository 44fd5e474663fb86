"""Customers of whom a remark, a tag, a talk or a name says what may be a no, and nobody has decided on it.

Such words bar nobody for good, for they may mean something else; the import tells of them. A list leaves them out until a
person has looked: unknown is not yes.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.consent import by_phone
from kmu_crm.consent.words import CHANNELS, Channel
from kmu_crm.fields import beside, possible_noes, refusing

Said = set[tuple[str, int]]  # when, and in whose profile

UNDER_HEADINGS = "noes"  # of a record's further values: what is a no by the heading above it, “Datenschutz: nein”
_UNDER = f'"{UNDER_HEADINGS}"'
_RECORDS = """
    SELECT m.profile_id, a.record_id, a.current, i.at, a.more, a.tags, a.note, a.attributes,
        a.full_name, a.given_name, a.family_name, a.company
    FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value
    JOIN party AS a ON a.record_id = m.record_id JOIN import AS i ON i.id = a.import_id ORDER BY a.id"""
_CELLS = "coalesce(f.noted_at, i.at), f.attributes, f.subject, f.text, f.outcome"
_SAID = "coalesce(f.subject, f.text, f.outcome, f.attributes) IS NOT NULL"
# Of an address out of mail a look holds that was at the customer's record with the address: decisions name no such addresses.
_LOOKED_AT = """
    iif(f.kind IN ('email', 'appointment'), coalesce((
        SELECT min(k.record_id) FROM party AS c CROSS JOIN match_key AS k ON k.key = 'm:' || c.email
        JOIN membership AS b ON b.record_id = k.record_id AND b.profile_id = m.profile_id
        WHERE c.record_id = f.record_id AND c.kind = 'correspondent' AND c.current = 1 AND k.record_id <> c.record_id), f.record_id),
        f.record_id)"""
_EVENTS = f"""
    SELECT m.profile_id, {_LOOKED_AT}, {_CELLS} FROM json_each(?) AS w
    JOIN membership AS m ON m.profile_id = w.value
    JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1 JOIN import AS i ON i.id = f.import_id
    AND f.kind IN ('note', 'call', 'email', 'visit', 'appointment', 'complaint', 'service', 'enquiry', 'touch')
    WHERE {_SAID}"""
_CALLS = f"{by_phone.BEARERS.format(cells=_CELLS)} WHERE {_SAID}"
# Who looked, and found no no in them.
LOOKED = "looked"
_LOOKED = f"""
    SELECT r.value, max(d.at) FROM decision AS d, json_each(d.what, '$.records') AS r
    JOIN membership AS m ON m.record_id = r.value
    WHERE d.kind = '{LOOKED}' AND NOT EXISTS (SELECT 1 FROM revocation AS v WHERE v.revokes = d.id)
      AND m.profile_id IN (SELECT value FROM json_each(?)) GROUP BY r.value"""
# Tags and names that a person typed, where they still are the customer's.
_TYPED = """
    SELECT DISTINCT p.id, m.record_id, d.at, d.what ->> '$.tag', d.what ->> '$.value'
    FROM decision AS d, json_each(d.what, '$.records') AS r
    JOIN membership AS m ON m.record_id = r.value JOIN profile AS p ON p.id = m.profile_id
    WHERE d.kind IN ('tag', 'correct') AND NOT EXISTS (SELECT 1 FROM revocation AS v WHERE v.revokes = d.id)
      AND p.id IN (SELECT value FROM json_each(?))
      AND (instr('|' || p.tags || '|', '|' || (d.what ->> '$.tag') || '|')
           OR d.what ->> '$.value' IN (p.given_name, p.family_name, p.company))"""


def among(db: Connection, profiles: Sequence[int], channel: Channel) -> dict[int, str]:
    """Those of them, each with the moment at which the newest of such words came in: the first at which its record said them,
    whatever else of it changed since. Who was looked at since is none of them. “keine Anrufe” is no matter of a list of mails.
    """
    said = [entries for _text, entries in _spoken(db, profiles, (channel,))]
    return {profile: at for at, profile in sorted(set().union(*said))}


def words(db: Connection, profile: int) -> list[str]:
    """What may be a no of one customer, on whatever way, in the order in which it came in."""
    return [text for _at, text in sorted((max(entries)[0], text) for text, entries in _spoken(db, [profile], CHANNELS))]


def _spoken(db: Connection, profiles: Sequence[int], channels: Sequence[Channel]) -> Iterator[tuple[str, Said]]:
    """Each text is looked at once, however many bear it; without the records at which a person looked since."""
    wanted = json.dumps(list(profiles))
    looked: dict[int, str] = dict(db.execute(_LOOKED, (wanted,)))
    texts: defaultdict[str, Said] = defaultdict(set)
    names: defaultdict[str, Said] = defaultdict(set)
    first: dict[tuple[int, str], str] = {}
    rows = db.execute(_RECORDS, (wanted,)).fetchall()
    headed: defaultdict[str, Said] = defaultdict(set)
    speaking = refusing.speaking({row[7] for row in rows if row[7]}, refusing.SPOKEN)  # written as it stands
    for profile, record, current, at, further, tags, note, more, *called in rows:
        own = map(str, json.loads(more).values()) if more in speaking else ()
        told = json.loads(further).get(UNDER_HEADINGS, ()) if further and _UNDER in further else ()
        for kept, cells in ((headed, told), (texts, (tags, note, *own)), (names, called)):
            for cell in filter(None, cells):
                since = first.setdefault((record, cell), at)
                if current and looked.get(record, "") < since:
                    kept[cell].add((since, profile))
    if by_phone.any_of(db):
        events = [one for sql in (_EVENTS + by_phone.NOT_THEIRS, _CALLS) for one in db.execute(sql, (wanted,))]
    else:
        events = db.execute(_EVENTS, (wanted,)).fetchall()
    speaking = refusing.speaking({row[3] for row in events if row[3]}, refusing.SPOKEN)
    for profile, record, at, more, *cells in events:
        own = map(str, json.loads(more).values()) if more in speaking else ()
        for cell in filter(None, (*cells, *own) if looked.get(record, "") < at else ()):
            texts[cell].add((at, profile))
    for profile, record, at, tag, name in db.execute(_TYPED, (wanted,)):
        if looked.get(record, "") >= at:
            continue
        if tag:
            texts[tag].add((at, profile))
        if name:
            names[name].add((at, profile))
    yield from headed.items()  # nobody knows of which way
    for text in refusing.speaking(texts, refusing.SPOKEN):
        if not possible_noes.ways(text).isdisjoint(channels):
            yield text, texts[text]
    for name in refusing.speaking(names, beside.SPOKEN):
        if any(_name_may(name, one) for one in channels):
            yield name, names[name]


def _name_may(name: str, channel: Channel) -> bool:
    return beside.objects(name) or channel in beside.ways(name) or beside.may_say_more(name)
