"""The pair table: candidates weighed, and kept where they are one or worth a question."""

import json
from collections.abc import Iterable
from sqlite3 import Connection

import numpy as np

from kmu_crm.identity import evidence
from kmu_crm.identity.clusters import Link
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Flags, Ints, Table
from kmu_crm.identity.weigh import Weighed, contradict, weigh
from kmu_crm.progress import Progress

CHUNK = 100_000


class Comparison:
    """Pairs of record numbers, compared under one model."""

    def __init__(self, table: Table, model: Model, grades: Grades):
        self.table, self.model, self.grades = table, model, grades

    def write(self, db: Connection, candidates: Ints, progress: Progress) -> None:
        """Weighs the candidates, shape (n, 2), and keeps those from the lower threshold on."""
        for start in range(0, len(candidates), CHUNK):
            progress.report(start, len(candidates))
            chunk = candidates[start : start + CHUNK]
            for weighed in weigh(self.grades, self.table.rows(chunk[:, 0]), self.table.rows(chunk[:, 1])):
                self._keep(db, weighed)
        progress.report(len(candidates), len(candidates))

    def _keep(self, db: Connection, weighed: Weighed) -> None:
        chosen = np.flatnonzero(weighed.score >= self.model.ask)
        records, kept, score = self.table.records, chosen.tolist(), weighed.score[chosen].round(4)
        bands = np.where(score >= self.model.one, "one", "ask").tolist()
        db.executemany(
            "INSERT INTO pair (a, b, weight, probability, band, evidence, score) VALUES (?, ?, ?, ?, ?, ?, ?)",
            zip(
                records[weighed.a[chosen]].tolist(),
                records[weighed.b[chosen]].tolist(),
                weighed.weight[chosen].round(2).tolist(),
                weighed.probability[chosen].round(4).tolist(),
                bands,
                evidence.of(self.table, weighed, kept),
                score.tolist(),
                strict=True,
            ),
        )

    @property
    def alike(self) -> dict[int, int]:
        """Record -> the first that says the very same."""
        records = self.table.records
        return dict(zip(records.tolist(), records[self.table.alike].tolist(), strict=True)) if len(records) else {}

    def vetoes(self, a: Ints, b: Ints) -> Flags:
        """Which pairs of record numbers contradict each other; those without words contradict nobody."""
        known = np.isin(a, self.table.records) & np.isin(b, self.table.records)
        found = np.zeros(len(a), dtype=bool)
        for start in range(0, len(a), CHUNK):
            place = np.flatnonzero(known[start : start + CHUNK]) + start
            found[place] = contradict(self.grades, self.table.rows(a[place]), self.table.rows(b[place]))
        return found


def links(db: Connection, records: Iterable[int] | None = None) -> list[Link]:
    """Pairs in the band `one`; all, or those with their smaller number among `records`."""
    if records is None:
        return db.execute("SELECT weight, a, b FROM pair WHERE band = 'one'").fetchall()
    return db.execute(
        "SELECT weight, a, b FROM pair WHERE band = 'one' AND a IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    ).fetchall()


def partners(db: Connection, records: Iterable[int]) -> set[int]:
    """The records that pairs in the band `one` link these to."""
    some = json.dumps(sorted(records))
    rows = db.execute(
        "SELECT b FROM pair WHERE band = 'one' AND a IN (SELECT value FROM json_each(:some))"
        " UNION SELECT a FROM pair WHERE band = 'one' AND b IN (SELECT value FROM json_each(:some))",
        {"some": some},
    )
    return {record for (record,) in rows}


def forget(db: Connection, records: Iterable[int]) -> None:
    """Drops every pair of these records."""
    some = (json.dumps(sorted(records)),)
    db.execute("DELETE FROM pair WHERE a IN (SELECT value FROM json_each(?))", some)
    db.execute("DELETE FROM pair WHERE b IN (SELECT value FROM json_each(?))", some)
