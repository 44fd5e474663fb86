"""Who bears a number of the business's own list: where it stood for somebody else, the row is a customer of its own.

People give numbers anew, and a list that numbers its rows gives all of them anew once it is sorted otherwise. Whoever
had the number stays who they were, with all that was noted of them; the next bearer's record has the number and a count as its key.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Connection

from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.recording import same_bearer
from kmu_crm.sources.recording.parties import Named
from kmu_crm.sources.recording.problems import NEW_BEARER, OTHER_BEARER, Problem
from kmu_crm.sources.recording.same_bearer import Who
from kmu_crm.store import record_key

# Two searches of the index: in one, with OR, the store would read all records for each number.
_STANDING = f"""
    WITH number AS (SELECT value FROM json_each(:numbers)),
    bearer AS (
        SELECT n.value, r.id, r.key FROM number AS n JOIN record AS r ON r.source_id = :source AND r.key = n.value
        UNION ALL SELECT n.value, r.id, r.key FROM number AS n
        JOIN record AS r ON r.source_id = :source AND r.key > n.value || char(31) AND r.key < n.value || char(32))
    SELECT b.value, b.key, {", ".join(f"p.{column}" for column in same_bearer.COLUMNS)}
    FROM bearer AS b JOIN party AS p ON p.record_id = b.id AND p.current = 1 ORDER BY b.id"""


class Bearers:
    """Of one source, as one import meets them. In a program's export (not `own`) documents name customers by the same
    numbers: there the record goes on, and people are told."""

    def __init__(self, db: Connection, source: int, columns: Sequence[MappedColumn], own: bool):
        self._db, self._source, self._own = db, source, own
        self._header = next((column.header for column in columns if column.field == "external_id"), None)

    def settle(self, named: Named) -> Iterator[Problem]:
        """Gives the parties of a block the keys of the records that are theirs; tells whose number was somebody else's."""
        if self._header is None:
            return
        standing = self._standing({row.key for row in named.parties if not row.key.startswith(record_key.UNNUMBERED)})
        for place, (i, row) in enumerate(zip(named.at, named.parties, strict=True)):
            who, known = same_bearer.who(row.values), standing[row.key]
            key = _of(who, known) if known else row.key
            if key is None:
                key = record_key.of_bearer(row.key, len(known) + 1) if self._own else row.key
                yield NEW_BEARER if self._own else OTHER_BEARER, self._header, row.row
            known[key] = who
            if key != row.key:
                named.keys[i], named.parties[place] = key, row._replace(key=key)

    def _standing(self, numbers: set[str]) -> defaultdict[str, dict[str, Who]]:
        """Number -> the key of each record that bears it -> who that is now."""
        found: defaultdict[str, dict[str, Who]] = defaultdict(dict)
        wanted = {"numbers": json.dumps(sorted(numbers)), "source": self._source}
        for number, key, *cells in self._db.execute(_STANDING, wanted):
            found[number][key] = tuple(cells)
        return found


def _of(who: Who, known: Mapping[str, Who]) -> str | None:
    """The key of the bearer this is, else of the newest it may be; None where all are somebody else."""
    verdicts = {key: same_bearer.alike(who, other) for key, other in list(known.items())[::-1]}
    sure = next((key for key, verdict in verdicts.items() if verdict), None)
    return sure or next((key for key, verdict in verdicts.items() if verdict is None), None)
