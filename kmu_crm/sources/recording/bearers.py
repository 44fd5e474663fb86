"""Who bears a number of the business's own list: where it stood for somebody else, the row is a customer of its own.
So is each of several people who stand under one number in one file: a firm's contacts, or a household.

People give numbers anew, and a list that numbers its rows gives all of them anew once it is sorted otherwise. Whoever
had the number stays who they were, with all that was noted of them; the next bearer's record has the number and a count as its key.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.recording import same_bearer
from kmu_crm.sources.recording.parties import Named
from kmu_crm.sources.recording.problems import BEARERS, NEW_BEARER, OTHER_BEARER, Problem
from kmu_crm.sources.recording.same_bearer import Who
from kmu_crm.store import record_key

# Two searches of the index: in one, with OR, the store would read all records for each number.
_STANDING = f"""
    WITH number AS (SELECT value FROM json_each(:numbers)),
    bearer AS (
        SELECT n.value, r.id, r.key FROM number AS n JOIN record AS r ON r.source_id = :source AND r.key = n.value
        UNION ALL SELECT n.value, r.id, r.key FROM number AS n
        JOIN record AS r ON r.source_id = :source AND r.key > n.value || char(31) AND r.key < n.value || char(32))
    SELECT b.value, b.key, p.import_id = :import OR EXISTS (
        SELECT 1 FROM confirmed AS c WHERE c.kind = 'party' AND c.version_id = p.id AND c.import_id = :import),
        {", ".join(f"p.{column}" for column in same_bearer.COLUMNS)}
    FROM bearer AS b JOIN party AS p ON p.record_id = b.id AND p.current = 1 ORDER BY b.id"""


class Bearer(NamedTuple):
    who: Who
    here: bool  # whether this file names them


Known = dict[str, Bearer]  # by the keys of their records, the newest last


class Bearers:
    """Of one source, as one import meets them. In a program's export (not `own`) documents name customers by the same
    numbers: there the record goes on, and people are told."""

    def __init__(self, db: Connection, source: int, import_id: int, columns: Sequence[MappedColumn], own: bool):
        self._db, self._source, self._import, self._own = db, source, import_id, own
        self._header = next((column.header for column in columns if column.field == "external_id"), None)

    def settle(self, named: Named) -> Iterator[Problem]:
        """Gives the parties of a block the keys of the records that are theirs; tells whose number was somebody else's."""
        if self._header is None:
            return
        standing = self._standing({row.key for row in named.parties if not row.key.startswith(record_key.UNNUMBERED)})
        taken = {
            (row.key, key)
            for row in named.parties
            if len(standing[row.key]) > 1 and (key := _known_as(same_bearer.who(row.values), standing[row.key]))
        }  # whom nobody else under their number may replace
        for place, (i, row) in enumerate(zip(named.at, named.parties, strict=True)):
            who, known = same_bearer.who(row.values), standing[row.key]
            key = row.key
            if known:
                free = {one: bearer for one, bearer in known.items() if (row.key, one) not in taken}
                key = _known_as(who, known) or self._of(who, free) or ""
            if not key:
                several = self._own and any(one.here and same_bearer.are_two(who, one.who) for one in known.values())
                key = record_key.of_bearer(row.key, len(known) + 1) if self._own else row.key
                yield BEARERS if several else NEW_BEARER if self._own else OTHER_BEARER, self._header, row.row
            known[key] = Bearer(who, True)
            if key != row.key:
                named.keys[i], named.parties[place] = key, row._replace(key=key)

    def _of(self, who: Who, known: Mapping[str, Bearer]) -> str | None:
        """The key of the bearer this is, else of the newest it may be; None where all are somebody else."""
        verdicts = {
            key: same_bearer.alike(who, one.who)
            for key, one in list(known.items())[::-1]
            if not (self._own and one.here and same_bearer.are_two(who, one.who))
        }
        sure = next((key for key, verdict in verdicts.items() if verdict), None)
        return sure or next((key for key, verdict in verdicts.items() if verdict is None), None)

    def _standing(self, numbers: set[str]) -> defaultdict[str, Known]:
        """Number -> the key of each record that bears it -> who that is now."""
        found: defaultdict[str, Known] = defaultdict(dict)
        wanted = {"numbers": json.dumps(sorted(numbers)), "source": self._source, "import": self._import}
        for number, key, here, *cells in self._db.execute(_STANDING, wanted):
            found[number][key] = Bearer(tuple(cells), bool(here))
        return found


def _known_as(who: Who, known: Mapping[str, Bearer]) -> str | None:
    """The key of the bearer who is surely this very person."""
    return next(
        (
            key
            for key, one in list(known.items())[::-1]
            if not same_bearer.are_two(who, one.who) and same_bearer.alike(who, one.who)
        ),
        None,
    )
