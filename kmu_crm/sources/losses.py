"""What would go if an import were taken back: asked before it is done."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import journal


@dataclass(frozen=True)
class Losses:
    """Customers, documents and permissions that only this import said, and some `names` of these customers; `edits`: what
    people entered or decided since about customers that it named alone or among others, which stays: corrections, decisions who
    is one, entries such as notes, and the rest, such as tags; `worked`: some of whom that is; `exports`: mailing lists they stood
    in. `noes`: rows whose refusal stays."""

    customers: int
    documents: int
    permissions: int
    edits: int
    corrections: int = 0
    merges: int = 0
    notes: int = 0
    exports: int = 0
    names: tuple[str, ...] = ()
    noes: int = 0
    others: int = 0
    worked: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.customers or self.documents or self.permissions)


# Each table is gone through once: what others say of one record at a time has no index, since most of it is no longer current.
_ALONE = """
    SELECT record_id FROM (
        SELECT record_id FROM party WHERE import_id = :id
        UNION SELECT record_id FROM fact WHERE import_id = :id AND record_id IS NOT NULL)
    EXCEPT SELECT record_id FROM party WHERE kind = 'correspondent'
    EXCEPT SELECT p.record_id FROM party AS p JOIN import AS i ON i.id = p.import_id WHERE +i.id <> :id AND i.format <> 'entry'
    EXCEPT SELECT f.record_id FROM fact AS f JOIN import AS i ON i.id = f.import_id WHERE +i.id <> :id AND i.format <> 'entry'
    EXCEPT SELECT p.record_id FROM confirmed AS c JOIN party AS p ON p.id = c.version_id
           WHERE c.kind = 'party' AND c.import_id <> :id"""
_NAMED = """
    SELECT record_id FROM party WHERE import_id = :id AND kind <> 'correspondent'
    UNION SELECT record_id FROM fact WHERE import_id = :id AND record_id IS NOT NULL
    UNION SELECT p.record_id FROM confirmed AS c JOIN party AS p ON p.id = c.version_id WHERE c.kind = 'party' AND c.import_id = :id"""
_GOING = """
    SELECT m.record_id FROM json_each(:alone) AS w JOIN membership AS m ON m.record_id = w.value
    WHERE NOT EXISTS (SELECT 1 FROM membership AS o WHERE o.profile_id = m.profile_id
                      AND o.record_id NOT IN (SELECT value FROM json_each(:alone)))"""
_PROFILES = "SELECT count(DISTINCT profile_id) FROM membership WHERE record_id IN (SELECT value FROM json_each(?))"
_DOCUMENTS = """
    SELECT count(*) FROM fact AS f WHERE f.import_id = :id AND f.kind <> 'lines' AND f.current = 1
       AND NOT EXISTS (SELECT 1 FROM confirmed AS c WHERE c.kind = 'fact' AND c.version_id = f.id AND c.import_id <> :id)"""
_PERMISSIONS = "SELECT count(*) FROM consent_event WHERE import_id = :id AND state IN ('given', 'confirmed', 'claimed')"
_ENTRIES = """
    SELECT f.record_id FROM fact AS f JOIN import AS i ON i.id = f.import_id AND i.format = 'entry'
    WHERE f.record_id IN (SELECT value FROM json_each(?))"""
_EXPORTS = """
    SELECT campaign_id, record_id FROM recipient WHERE arm <> 'control' AND record_id IN (SELECT value FROM json_each(?))"""
_NAMES = """
    SELECT coalesce(nullif(trim(coalesce(given_name, '') || ' ' || coalesce(family_name, '')), ''), company, full_name, email)
    FROM party WHERE record_id = ? AND current = 1"""
_MERGES = ("one", "apart", "split")
MOST_NAMES = 5


def of(db: Connection, import_id: int) -> Losses:
    """All zero where the very same file was imported again: that import then stands for it."""
    if db.execute("SELECT 1 FROM import WHERE same_as = ? AND state = 'done'", (import_id,)).fetchone():
        return Losses(0, 0, 0, 0)
    facts = {"id": import_id}
    alone = {record for (record,) in db.execute(_ALONE, facts)}
    (documents,) = db.execute(_DOCUMENTS, facts).fetchone()
    (permissions,) = db.execute(_PERMISSIONS, facts).fetchone()
    these = (json.dumps(sorted(alone)),)
    named = alone.union(record for (record,) in db.execute(_NAMED, facts))
    noted = [record for (record,) in db.execute(_ENTRIES, (json.dumps(sorted(named)),))]
    decided = [one for one in journal.standing(db) if not named.isdisjoint(journal.records_of(one.what))]
    exported = db.execute(_EXPORTS, these).fetchall()
    worked_on = [*noted, *(record for one in decided for record in journal.records_of(one.what) if record in named)]
    going = [record for (record,) in db.execute(_GOING, {"alone": these[0]})]
    corrections, merges = (sum(one.kind in kinds for one in decided) for kinds in (("correct",), _MERGES))
    first = [record for record in (*worked_on, *(record for _campaign, record in exported)) if record in set(going)]
    return Losses(
        db.execute(_PROFILES, (json.dumps(going),)).fetchone()[0],
        documents,
        permissions,
        len(noted) + len(decided),
        corrections,
        merges,
        notes=len(noted),
        exports=len({campaign for campaign, _record in exported}),
        names=_names(db, [*first, *sorted(going)]),
        noes=kept_noes(db, [import_id]),
        others=len(decided) - corrections - merges,
        worked=_names(db, worked_on),
    )


def kept_noes(db: Connection, import_ids: Sequence[int]) -> int:
    """How many rows of these imports said no: an objection, an unsubscription, an undeliverable address; it stays."""
    sql = "SELECT coalesce(sum(noes), 0) FROM import WHERE id IN (SELECT value FROM json_each(?))"
    return int(db.execute(sql, (json.dumps(list(import_ids)),)).fetchone()[0])


def _names(db: Connection, records: Iterable[int]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for record in dict.fromkeys(records):
        name = db.execute(_NAMES, (record,)).fetchone()
        if name and name[0]:
            found[name[0]] = None
        if len(found) == MOST_NAMES:
            break
    return tuple(found)
