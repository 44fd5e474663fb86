"""Whether all figures stand but those of customers of whom something was typed: then these alone are worked out.

A talk, a correction, a consent or a new customer moves no document from one customer to another. What else figures read of a
customer must be as it was: whether anybody is named, the numbers, who recommended them, whether it is a lead.
"""

import json
from collections.abc import Collection, Mapping
from sqlite3 import Connection

Read = Mapping[int, tuple[bool, str, str, int]]

_READ = """
    SELECT id, kind <> '', coalesce(customer_numbers, ''), coalesce(recommended_by, ''), is_lead FROM profile
    WHERE id IN (SELECT value FROM json_each(?))"""
_WITH_FACTS = "SELECT 1 FROM fact WHERE record_id IN (SELECT value FROM json_each(?)) LIMIT 1"


def read(db: Connection, profiles: Collection[int]) -> Read:
    """What figures read of these profiles as they are drawn now."""
    return {number: tuple(row) for number, *row in db.execute(_READ, (json.dumps(sorted(profiles)),))}


def stands(db: Connection, before: Read, after: Read, moved: Collection[int]) -> bool:
    """`moved`: records that are of another profile now."""
    same = all(before[number] == after[number] for number in before.keys() & after.keys())
    numbered = any((before.get(number) or after[number])[1] for number in before.keys() ^ after.keys())
    return same and not numbered and db.execute(_WITH_FACTS, (json.dumps(sorted(moved)),)).fetchone() is None
