"""Recipients of whom a remark, a tag, a talk or a name says what may be a no, and nobody has decided on it.

Such words bar nobody, for they may mean something else; the import tells of them once. Whoever writes a list is told again,
as long as they stand there: it is the last moment at which a person can look.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

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
_TEXTS = 3  # of the columns of a record; the others are names


def among(db: Connection, profiles: Sequence[int]) -> tuple[int, ...]:
    """Those of them, in their order. Each text is looked at once, however many bear it."""
    wanted = json.dumps(list(profiles))
    texts: defaultdict[str, set[int]] = defaultdict(set)
    names: defaultdict[str, set[int]] = defaultdict(set)
    for profile, *cells in db.execute(_RECORDS, (wanted,)):
        for cell in filter(None, (*cells[: _TEXTS - 1], *_values(cells[_TEXTS - 1]))):
            texts[cell].add(profile)
        for name in filter(None, cells[_TEXTS:]):
            names[name].add(profile)
    for profile, *cells in db.execute(_EVENTS, (wanted,)):
        for cell in filter(None, cells):
            texts[cell].add(profile)
    said = [who for text, who in texts.items() if refusing.may_forbid(text)]
    said += [who for name, who in names.items() if beside.may_object(name)]
    found = set().union(*said)
    return tuple(profile for profile in profiles if profile in found)


def _values(attributes: str | None) -> Iterator[str]:
    return (str(value) for value in json.loads(attributes or "{}").values())
