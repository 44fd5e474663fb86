"""Documents that count and whose net amount nothing tells: what they add to a sum is unknown, which is no nought."""

from dataclasses import dataclass
from sqlite3 import Connection


@dataclass(frozen=True)
class Told:
    """Of the documents behind a sum, how many there are, and how many of them tell no net amount."""

    documents: int = 0
    unknown: int = 0

    @property
    def nothing(self) -> bool:
        """There are documents, and none of them tells its net amount."""
        return 0 < self.documents == self.unknown


_TOLD = "SELECT count(*), coalesce(sum(net IS NULL), 0) FROM counted WHERE counts = 1 AND day >= ? AND day <= ?"

# Files that tell no tax, of which a person may say it (`sources.choices`).
_FILES = """
    SELECT i.file, count(*) FROM counted AS c JOIN fact AS f ON f.id = c.fact_id JOIN import AS i ON i.id = f.import_id
    WHERE c.counts = 1 AND c.net IS NULL
      AND EXISTS (SELECT 1 FROM json_each(i.warnings) WHERE json_extract(value, '$.code') = 'net_unknown')
    GROUP BY i.file ORDER BY 2 DESC, 1"""


def told(db: Connection, first: str = "", last: str = "9999") -> Told:
    """Of the documents between two days, both included; within a slice, of those in it."""
    return Told(*db.execute(_TOLD, (first, last)).fetchone())


def files(db: Connection) -> list[tuple[str, int]]:
    """Files whose VAT is still to be said, with their documents that wait for it, most first."""
    return [(str(name), int(n)) for name, n in db.execute(_FILES)]
