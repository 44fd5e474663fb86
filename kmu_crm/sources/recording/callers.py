"""Whom a list of talks knows by a telephone number alone: nobody by themselves, they follow the customer who has the number.

Else a call would make a customer of its own, or stand with nobody, and a no in it be lost.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from operator import itemgetter
from sqlite3 import Connection

from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.recording import names
from kmu_crm.sources.recording.problems import CALLER_UNKNOWN, Problem
from kmu_crm.sources.recording.shapes import PARTY_COLUMNS, Cell, PartyRow
from kmu_crm.store.record_key import CALLER

_KIND, _PHONE = map(PARTY_COLUMNS.index, ("kind", "phone"))
_WHO = ("given_name", "family_name", "full_name", "company", "email", "customer_number")
_says_who = itemgetter(*map(PARTY_COLUMNS.index, _WHO))
_UNKNOWN = """
    SELECT value FROM json_each(?) WHERE value NOT IN (
        SELECT phone FROM party WHERE current = 1 AND kind <> 'correspondent' AND phone IS NOT NULL
        UNION SELECT further.value FROM party AS p, json_each(p.more, '$.phones') AS further
        WHERE p.current = 1 AND p.kind <> 'correspondent' AND p.more IS NOT NULL)"""


def is_one(party: tuple[Cell, ...]) -> bool:
    return bool(party[_PHONE]) and not any(_says_who(party))


def follower(party: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], str]:
    """The same as a correspondent, and its key, by which its number finds it."""
    said = tuple(names.CORRESPONDENT if place == _KIND else cell for place, cell in enumerate(party))
    more = any(cell for place, cell in enumerate(party) if place not in (_KIND, _PHONE))
    digest = hashlib.blake2b(repr(said).encode(), digest_size=12).hexdigest() if more else ""
    return said, f"{CALLER}{party[_PHONE]} {digest}".rstrip()


class Callers:
    """Hears the parties of one import."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self._header = next((one.header for one in columns if one.field in ("phone", "mobile")), "")
        self._rows: dict[str, list[int]] = {}

    def see(self, parties: Sequence[PartyRow]) -> None:
        for one in parties:
            if one.key.startswith(f"{CALLER}+"):
                self._rows.setdefault(str(one.values[_PHONE]), []).append(one.row)

    def told(self, db: Connection) -> Iterator[Problem]:
        """Once everything is written: the rows of numbers that no customer has."""
        for (number,) in db.execute(_UNKNOWN, (json.dumps(sorted(self._rows)),)) if self._rows else ():
            yield from ((CALLER_UNKNOWN, self._header, row) for row in self._rows[number])
