"""What would go if an import were taken back: asked before it is done."""

import json
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import journal


@dataclass(frozen=True)
class Losses:
    """Customer records, documents and permissions that only this import said; `edits`: what people entered or decided
    about those customers since."""

    customers: int
    documents: int
    permissions: int
    edits: int

    @property
    def nothing(self) -> bool:
        return not (self.customers or self.documents or self.permissions)


_ALONE = """
    SELECT t.record_id FROM (
        SELECT record_id FROM party WHERE import_id = :id UNION SELECT record_id FROM fact WHERE import_id = :id AND record_id IS NOT NULL
    ) AS t
    WHERE t.record_id NOT IN (SELECT record_id FROM party WHERE kind = 'correspondent')
      AND NOT EXISTS (SELECT 1 FROM party AS p JOIN import AS i ON i.id = p.import_id
                      WHERE p.record_id = t.record_id AND p.import_id <> :id AND i.format <> 'entry')
      AND NOT EXISTS (SELECT 1 FROM fact AS f JOIN import AS i ON i.id = f.import_id
                      WHERE f.record_id = t.record_id AND f.import_id <> :id AND i.format <> 'entry')
      AND NOT EXISTS (SELECT 1 FROM party AS p JOIN confirmed AS c ON c.kind = 'party' AND c.version_id = p.id
                      WHERE p.record_id = t.record_id AND c.import_id <> :id)"""
_DOCUMENTS = """
    SELECT count(*) FROM fact AS f WHERE f.import_id = :id AND f.kind <> 'lines' AND f.current = 1
       AND NOT EXISTS (SELECT 1 FROM confirmed AS c WHERE c.kind = 'fact' AND c.version_id = f.id AND c.import_id <> :id)"""
_PERMISSIONS = "SELECT count(*) FROM consent_event WHERE import_id = :id AND state IN ('given', 'confirmed', 'claimed')"
_ENTRIES = """
    SELECT count(*) FROM fact AS f JOIN import AS i ON i.id = f.import_id AND i.format = 'entry'
    WHERE f.record_id IN (SELECT value FROM json_each(?))"""


def of(db: Connection, import_id: int) -> Losses:
    """All zero where the very same file was imported again: that import then stands for it."""
    if db.execute("SELECT 1 FROM import WHERE same_as = ? AND state = 'done'", (import_id,)).fetchone():
        return Losses(0, 0, 0, 0)
    facts = {"id": import_id}
    alone = {record for (record,) in db.execute(_ALONE, facts)}
    (documents,) = db.execute(_DOCUMENTS, facts).fetchone()
    (permissions,) = db.execute(_PERMISSIONS, facts).fetchone()
    (entries,) = db.execute(_ENTRIES, (json.dumps(sorted(alone)),)).fetchone()
    decided = sum(1 for one in journal.standing(db) if not alone.isdisjoint(journal.records_of(one.what)))
    return Losses(len(alone), documents, permissions, entries + decided)
