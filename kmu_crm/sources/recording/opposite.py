"""A document and what takes it back under its own number, in two files of one list: neither is the other, changed."""

import json
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.sources.recording.documents import kept_apart
from kmu_crm.sources.recording.shapes import FactRow, place_of

_DAY, _GROSS, _NET = map(place_of, ("day", "gross", "net"))
_KINDS = ("invoice", "order")
_BEFORE = f"""
    SELECT kind, key, day, coalesce(gross, net) < 0 FROM fact
    WHERE source_id = ? AND current = 1 AND kind IN {_KINDS} AND coalesce(gross, net) <> 0 AND import_id <> ?
      AND key IN (SELECT value FROM json_each(?))"""
_ANY_BELOW = f"""
    SELECT 1 FROM fact WHERE source_id = ? AND current = 1 AND kind IN {_KINDS} AND coalesce(gross, net) < 0 LIMIT 1"""


class Opposite:
    """What stands, as one import sees it."""

    def __init__(self, db: Connection, source_id: int, import_id: int):
        self._db, self._source, self._import = db, source_id, import_id
        self._any = db.execute(_ANY_BELOW, (source_id,)).fetchone() is not None

    def apart(self, facts: Sequence[FactRow]) -> tuple[list[FactRow], list[int]]:
        """The same documents, those with another key that stand beside one of their number, of another day, which is above
        nothing where they are below; and the rows of these."""
        asked = {(one.kind, one.key): one for one in facts if one.number and _amount(one) and one.values[_DAY]}
        asked = {key: one for key, one in asked.items() if key[0] in _KINDS and (self._any or _amount(one) < 0)}
        if not asked:
            return list(facts), []
        rows = self._db.execute(_BEFORE, (self._source, self._import, json.dumps([key for _, key in asked])))
        moved = {
            one.row: one
            for kind, key, day, is_below in rows
            if (one := asked.get((kind, key))) and day and day != one.values[_DAY] and is_below != (_amount(one) < 0)
        }
        return list(_renamed(facts, moved)), sorted(moved)


def _renamed(facts: Sequence[FactRow], moved: dict[int, FactRow]) -> Iterator[FactRow]:
    """With what was paid or given back of them, which a row tells beside."""
    for fact in facts:
        one = moved.get(fact.row)
        beside = one is not None and fact.key.startswith(f"{one.key}#")
        if one is None or not (beside or fact is one):
            yield fact
        else:
            yield fact._replace(key=kept_apart(one).key + fact.key.removeprefix(one.key))


def _amount(fact: FactRow) -> int:
    cents = fact.values[_NET] if fact.values[_GROSS] is None else fact.values[_GROSS]
    return int(cents or 0)
