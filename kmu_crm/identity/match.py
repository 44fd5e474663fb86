"""Brings pairs and profiles up to date with records and decisions: those that changed, or all from nothing."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.i18n import _
from kmu_crm.identity import candidates, clusters, keys, model, pairs, ranges, verdicts, words
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.model import Model
from kmu_crm.identity.pairs import Comparison
from kmu_crm.identity.queries import count_review
from kmu_crm.identity.spread import Spread
from kmu_crm.identity.table import Table
from kmu_crm.identity.words import Words
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction

Membership = dict[int, int]  # record number -> profile number


@dataclass(frozen=True)
class MatchReport:
    """`touched`: profile numbers, old and new, whose records or whose records' words changed."""

    records: int
    profiles: int
    merged_pairs: int
    review_pairs: int
    seconds: float
    touched: set[int]


def update(db: Connection, *, full: bool = False, progress: Progress = SILENT) -> MatchReport:
    """Draws anew what the records in line and the decisions ask for; `full` fits the model anew and draws everything.

    The model is also renewed when the store has doubled since it was fitted. Cancelled means: as if not begun.
    """
    begun = time.monotonic()
    with transaction(db):
        fitted = model.load(db)
        outgrown = fitted is not None and _size(db) >= 2 * fitted.records
        touched = _renewed(db, progress) if full or fitted is None or outgrown else _kept(db, fitted, progress)
        db.execute("DELETE FROM changed_record")
        return _report(db, touched, begun)


def rebuild(db: Connection, progress: Progress = SILENT) -> MatchReport:
    """Everything from nothing under the model in force: must give exactly what the updates gave."""
    begun = time.monotonic()
    with transaction(db):
        fitted = model.load(db)
        touched = _everything(db, fitted, _everybody(db, fitted), progress) if fitted else _renewed(db, progress)
        db.execute("DELETE FROM changed_record")
        return _report(db, touched, begun)


def _renewed(db: Connection, progress: Progress) -> set[int]:
    """Fits the model to what is there now, and draws everything."""
    progress.stage(_("Reading customers"))
    everybody = list(words.of(db, None, frozenset()))
    fitted = model.fit(everybody, *model.thresholds(db))
    model.save(db, fitted)
    return _everything(db, fitted, _everybody(db, fitted) if fitted.public else everybody, progress)


def _kept(db: Connection, fitted: Model, progress: Progress) -> set[int]:
    """Draws what changed; everything, where the thresholds or what is known of number ranges did."""
    one, ask = model.thresholds(db)
    now = replace(fitted, one=one, ask=ask)
    if _source_has_grown(db, fitted):
        now = model.with_ranges(now, _everybody(db, fitted))
    if now != fitted:
        model.save(db, now)
    if (now.one, now.ask, now.ranges) != (fitted.one, fitted.ask, fitted.ranges):
        return _everything(db, now, _everybody(db, now), progress)
    return _some(db, now, progress)


def _source_has_grown(db: Connection, fitted: Model) -> bool:
    """Does a record in line belong to a source that is new, or has doubled since its numbers were looked at?"""
    counts = db.execute(
        "SELECT source_id, count(*) FROM record AS r WHERE source_id IN"
        " (SELECT source_id FROM record WHERE id IN (SELECT record_id FROM changed_record))"
        " AND EXISTS (SELECT 1 FROM party WHERE record_id = r.id AND current = 1) GROUP BY source_id"
    )
    return any(n >= max(2 * fitted.sources.get(source, 0), ranges.ENOUGH) for source, n in counts)


def _everybody(db: Connection, fitted: Model) -> list[Words]:
    return list(words.of(db, None, fitted.public))


def _size(db: Connection) -> int:
    """Records in profiles, and those in line to become so."""
    sql = "SELECT (SELECT count(*) FROM membership) + count(*) FROM changed_record"
    sql += " WHERE record_id NOT IN (SELECT record_id FROM membership)"
    return int(db.execute(sql).fetchone()[0])


def _everything(db: Connection, fitted: Model, people: list[Words], progress: Progress) -> set[int]:
    progress.stage(_("Comparing customers"))
    before = dict(db.execute("SELECT record_id, profile_id FROM membership"))
    for table in ("match_key", "pair", "membership"):
        db.execute(f"DELETE FROM {table}")
    everybody = Table(people)
    candidates.write(db, people, fitted)
    crowd = candidates.crowded(db, fitted)
    comparison = _comparison(everybody, fitted, crowd)
    comparison.write(db, candidates.pairs(db, crowd), progress)
    decisions = journal.standing(db, verdicts.KINDS)
    live = [record for (record,) in db.execute(words.LIVE)]
    after = clusters.resolve(live, pairs.links(db), decisions, comparison.vetoes)
    _write(db, after)
    changed = [record for (record,) in db.execute("SELECT record_id FROM changed_record")]
    return _touched(before, after, changed)


def _some(db: Connection, fitted: Model, progress: Progress) -> set[int]:
    progress.stage(_("Comparing customers"))
    changed = {record for (record,) in db.execute("SELECT record_id FROM changed_record")}
    if not changed:
        return set()
    reader = _Reader(db, fitted)
    affected = _renew_keys(db, fitted, changed, reader)
    seeds = affected | pairs.partners(db, affected)
    pairs.forget(db, affected)
    crowd = candidates.crowded(db, fitted, affected)
    found = candidates.pairs(db, crowd, affected)
    involved = affected | set(found.ravel().tolist())
    _comparison(Table(reader.of(involved)), fitted, crowd).write(db, found, progress)
    return _draw(db, fitted, seeds, changed, reader)


def _renew_keys(db: Connection, fitted: Model, changed: set[int], reader: "_Reader") -> set[int]:
    """Writes the keys of the changed records; gives those whose pairs may differ now: the changed ones, those who share
    an address whose holders changed, and those in a block that became too large to compare, or small enough."""
    fresh = reader.of(changed)
    old = {key for (key,) in db.execute(f"SELECT key FROM match_key WHERE {_IN}", (_list(changed),))}
    moved = old | {key for one in fresh for key in keys.of(one, fitted)}
    before = _sizes(db, moved)
    db.execute(f"DELETE FROM match_key WHERE {_IN}", (_list(changed),))
    candidates.write(db, fresh, fitted)
    after, most = _sizes(db, moved), fitted.block
    stirred = [
        key
        for key in moved
        if (before.get(key, 0) > most) != (after.get(key, 0) > most)
        or (key[0] in keys.SPREADING and after.get(key, 0) <= most)
    ]
    sql = "SELECT record_id FROM match_key WHERE key IN (SELECT value FROM json_each(?))"
    return changed | {record for (record,) in db.execute(sql, (json.dumps(stirred),))}


def _draw(db: Connection, fitted: Model, seeds: set[int], changed: set[int], reader: "_Reader") -> set[int]:
    """Groups anew all that hangs together with the seeds, by links or decisions."""
    decisions = journal.standing(db, verdicts.KINDS)
    ties = clusters.ties(decisions)
    reached: set[int] = set()
    edge = set(seeds)
    while edge:
        reached |= edge
        edge = (pairs.partners(db, edge) | {mate for record in edge for mate in ties.get(record, ())}) - reached
    asked = [one for one in decisions if not reached.isdisjoint(journal.records_of(one.what))]
    crowd = candidates.crowded(db, fitted, reached)
    table = Table(reader.of(reached | candidates.holders(db, crowd, reached)))
    live = [record for (record,) in db.execute(f"SELECT record_id FROM ({words.LIVE}) WHERE {_IN}", (_list(reached),))]
    after = clusters.resolve(live, pairs.links(db, reached), asked, _comparison(table, fitted, crowd).vetoes)
    before = dict(db.execute(f"SELECT record_id, profile_id FROM membership WHERE {_IN}", (_list(reached),)))
    db.execute(f"DELETE FROM membership WHERE {_IN}", (_list(reached),))
    _write(db, after)
    return _touched(before, after, changed)


class _Reader:
    """Words by record number, each record read once."""

    def __init__(self, db: Connection, fitted: Model):
        self._db, self._public = db, fitted.public
        self._known: dict[int, Words | None] = {}

    def of(self, records: set[int]) -> list[Words]:
        """In the order of the numbers, without those that have no words."""
        missing = records - self._known.keys()
        self._known.update(dict.fromkeys(missing))
        self._known.update((one.record, one) for one in words.of(self._db, missing, self._public))
        return [one for record in sorted(records) if (one := self._known[record])]


_IN = "record_id IN (SELECT value FROM json_each(?))"


def _list(records: Iterable[int]) -> str:
    return json.dumps(sorted(records))


def _sizes(db: Connection, of: Iterable[str]) -> dict[str, int]:
    sql = "SELECT key, count(*) FROM match_key WHERE key IN (SELECT value FROM json_each(?)) GROUP BY key"
    return dict(db.execute(sql, (json.dumps(sorted(of)),)))


def _comparison(table: Table, fitted: Model, crowd: Iterable[str]) -> Comparison:
    return Comparison(table, fitted, Grades(table, fitted, Spread(table, crowd, fitted)))


def _write(db: Connection, after: Membership) -> None:
    db.executemany("INSERT INTO membership VALUES (?, ?)", sorted(after.items()))


def _touched(before: Mapping[int, int], after: Mapping[int, int], changed: Iterable[int]) -> set[int]:
    moved = {record for record in before.keys() | after.keys() if before.get(record) != after.get(record)}
    numbers = {where.get(record) for where in (before, after) for record in moved | set(changed)}
    return {number for number in numbers if number is not None}


def _report(db: Connection, touched: set[int], begun: float) -> MatchReport:
    records, profiles = db.execute("SELECT count(*), count(DISTINCT profile_id) FROM membership").fetchone()
    (merged,) = db.execute("SELECT count(*) FROM pair WHERE band = 'one'").fetchone()
    return MatchReport(records, profiles, merged, count_review(db), time.monotonic() - begun, touched)
