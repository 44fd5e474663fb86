"""Draws what changed and what hangs together with it, and gives what drawing everything would give."""

import json
from collections.abc import Iterable
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.decisions.journal import Decision
from kmu_crm.i18n import _
from kmu_crm.identity import bare, candidates, clusters, correspondents, drawing, keys, pairs, silent, verdicts, words
from kmu_crm.identity.clusters import Link
from kmu_crm.identity.drawing import Drawn
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Table
from kmu_crm.identity.words import Words
from kmu_crm.progress import Progress


def draw(db: Connection, fitted: Model, progress: Progress) -> Drawn:
    progress.stage(_("Comparing customers"))
    changed = {record for (record,) in db.execute("SELECT record_id FROM changed_record")}
    if not changed:
        return Drawn(set(), set())
    reader = Reader(db, fitted)
    affected, moved = _renew_keys(db, fitted, changed, reader)
    seeds = affected | pairs.partners(db, affected)
    pairs.forget(db, affected)
    crowd = candidates.crowded(db, fitted, affected)
    found = candidates.pairs(db, crowd, affected)
    involved = affected | set(found.ravel().tolist())
    crowd |= candidates.crowded(db, fitted, involved, "dk")
    table = Table(reader.of(involved | candidates.holders(db, crowd, involved, "dk")))
    drawing.comparison(table, fitted, crowd).write(db, found, progress)
    seeds |= bare.renew(db) | bare.of_accounts(db, drawing.listed(changed))
    before, after = _group(db, fitted, seeds, reader)
    if correspondents.any_of(db):
        _bring_along(db, before, after, seeds, moved)
    return drawing.drawn(before, after, changed)


def _renew_keys(db: Connection, fitted: Model, changed: set[int], reader: "Reader") -> tuple[set[int], set[str]]:
    """Writes the keys of the changed records; gives those whose pairs may differ now: the changed ones, those who share
    an address or a host whose holders changed, and those in a block that became too large to compare, or small enough. And the
    keys that any of the changed had or has."""
    fresh = reader.of(changed)
    old = {key for (key,) in db.execute(f"SELECT key FROM match_key WHERE {drawing.IN}", (drawing.listed(changed),))}
    held = {one.record: sorted(keys.of(one, fitted)) for one in fresh}
    moved = old.union(*held.values())
    before = _crowds(db, moved, fitted.block)
    db.execute(f"DELETE FROM match_key WHERE {drawing.IN}", (drawing.listed(changed),))
    candidates.write(db.execute, held)
    after = _crowds(db, moved, fitted.block)
    stirred = [
        key for key in moved if before.get(key) != after.get(key) or (key[0] in keys.SPREADING and key not in after)
    ]
    sql = "SELECT record_id FROM match_key WHERE key IN (SELECT value FROM json_each(?))"
    return changed | {record for (record,) in db.execute(sql, (json.dumps(stirred),))}, moved


def _group(db: Connection, fitted: Model, seeds: set[int], reader: "Reader") -> tuple[dict[int, int], dict[int, int]]:
    """Groups anew all that hangs together with the seeds, by links or decisions; gives their membership before and now."""
    decisions = correspondents.left_out(db, journal.standing(db, verdicts.KINDS))
    ties = clusters.ties(decisions)
    reached: set[int] = set()
    edge = set(seeds)
    while edge:
        reached |= edge
        mates = {mate for record in edge for mate in ties.get(record, ())}
        edge = (pairs.partners(db, edge) | mates | silent.fellows(db, edge)) - reached
    after = resolved(db, fitted, reached, pairs.links(db, reached), decisions, reader)
    before = dict(
        db.execute(f"SELECT record_id, profile_id FROM membership WHERE {drawing.IN}", (drawing.listed(reached),))
    )
    db.execute(f"DELETE FROM membership WHERE {drawing.IN}", (drawing.listed(reached),))
    drawing.write(db, after)
    return before, after


def resolved(
    db: Connection, fitted: Model, reached: set[int], links: list[Link], decisions: list[Decision], reader: "Reader"
) -> dict[int, int]:
    """Record -> profile for all that hangs together with these links and decisions. Writes nothing."""
    asked = [one for one in decisions if not reached.isdisjoint(journal.records_of(one.what))]
    crowd = candidates.crowded(db, fitted, reached)
    table = Table(reader.of(reached | candidates.holders(db, crowd, reached, "mdk")))
    quiet = silent.of(db, reached)
    live = quiet.left_with.keys() | words.live(db, reached)
    compared = drawing.comparison(table, fitted, crowd)
    return quiet.settled(clusters.resolve(live, links, asked, compared.vetoes, compared.alike), asked)


def _bring_along(
    db: Connection, before: dict[int, int], after: dict[int, int], seeds: set[int], moved: set[str]
) -> None:
    """Addresses out of mail follow whoever is known by them now; adds theirs to what was before and is now."""
    decisions = journal.standing(db, verdicts.KINDS)
    profiles = set(before.values()) | set(after.values())
    guests = correspondents.stirred(db, seeds | before.keys() | after.keys(), moved, profiles, decisions)
    listed = (drawing.listed(guests),)
    before.update(db.execute(f"SELECT record_id, profile_id FROM membership WHERE {drawing.IN}", listed))
    db.execute(f"DELETE FROM membership WHERE {drawing.IN}", listed)
    found = correspondents.homes(db, decisions, guests)
    drawing.write(db, found)
    after.update(found)


class Reader:
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


def _crowds(db: Connection, of: Iterable[str], most: int) -> dict[str, int]:
    """Of these keys the crowded ones, each with the first of its star, or 0."""
    sql = (
        "SELECT key, min(record_id) FROM match_key WHERE key IN (SELECT value FROM json_each(?))"
        f" GROUP BY key HAVING count(*) > {most:d}"
    )
    held = db.execute(sql, (json.dumps(sorted(of)),)).fetchall()
    return {key: candidates.first_of(db, key, first) for key, first in held}
