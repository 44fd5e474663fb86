"""Brings pairs and profiles up to date with records and decisions: those that changed, or all from nothing."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.i18n import _
from kmu_crm.identity import (
    bare,
    changes,
    clusters,
    correspondents,
    curves,
    drawing,
    model,
    numbering,
    pairs,
    silent,
    verdicts,
    words,
)
from kmu_crm.identity.blocks import Blocks
from kmu_crm.identity.drawing import Drawn
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Table
from kmu_crm.identity.words import Words
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.aside import Aside
from kmu_crm.store.transaction import transaction


@dataclass(frozen=True)
class MatchReport:
    """`touched` and `moved` as in `Drawn`."""

    seconds: float
    touched: set[int]
    moved: set[int]


def update(db: Connection, *, full: bool = False, progress: Progress = SILENT) -> MatchReport:
    """Draws anew what the records in line and the decisions ask for; `full` fits the model anew and draws everything.

    The model is also renewed when the store has doubled since it was fitted. Cancelled means: as if not begun.
    """
    begun = time.monotonic()
    with transaction(db), _no_cycles():
        fallen = model.take_back(db)
        fitted = model.load(db)
        outgrown = fitted is not None and _size(db) >= 2 * fitted.records
        drawn = _renewed(db, progress) if full or fitted is None or outgrown else _kept(db, fitted, fallen, progress)
        silent.forget(db)
        db.execute("DELETE FROM changed_record")
        return MatchReport(time.monotonic() - begun, *drawn)


def rebuild(db: Connection, progress: Progress = SILENT) -> MatchReport:
    """Everything from nothing under the model in force: must give exactly what the updates gave."""
    begun = time.monotonic()
    with transaction(db), _no_cycles():
        model.take_back(db)
        fitted = model.load(db)
        drawn = _everything(db, fitted, _everybody(db, fitted), progress) if fitted else _renewed(db, progress)
        silent.forget(db)
        db.execute("DELETE FROM changed_record")
        return MatchReport(time.monotonic() - begun, *drawn)


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Nothing here refers back to itself: to look for that among millions of tuples takes a tenth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _renewed(db: Connection, progress: Progress) -> Drawn:
    """Fits the model to what is there now, and draws everything."""
    progress.stage(_("Reading customers"))
    everybody = list(words.of(db, None, frozenset()))
    fitted = numbering.up_to_date(db, model.fit(everybody, *model.thresholds(db)), everybody)
    model.add(db, fitted)
    return _everything(db, fitted, words.knowing(everybody, fitted.public) if fitted.public else everybody, progress)


def _kept(db: Connection, fitted: Model, fallen: bool, progress: Progress) -> Drawn:
    """Draws what changed; everything, where the model `fallen` back to, the thresholds, the curves or what is known
    of number ranges did."""
    one, ask = model.thresholds(db)
    now = replace(fitted, one=one, ask=ask, told_by=curves.VERSION)
    if numbering.is_behind(db, fitted):
        now = numbering.up_to_date(db, now)
    if now != fitted:
        model.save(db, now)
    if fallen or any(getattr(now, part) != getattr(fitted, part) for part in ("one", "ask", "ranges", "told_by")):
        return _everything(db, now, _everybody(db, now), progress)
    return changes.draw(db, now, progress)


def _everybody(db: Connection, fitted: Model) -> list[Words]:
    return list(words.of(db, None, fitted.public))


def _size(db: Connection) -> int:
    """Records in profiles, and those in line to become so; correspondents are never compared with anybody."""
    sql = f"""
        SELECT (SELECT count(*) FROM membership)
            - (SELECT count(*) FROM membership WHERE record_id IN ({correspondents.RECORDS})) + count(*)
        FROM changed_record WHERE record_id NOT IN (SELECT record_id FROM membership)
            AND record_id NOT IN ({correspondents.RECORDS})"""
    return int(db.execute(sql).fetchone()[0])


def _everything(db: Connection, fitted: Model, people: list[Words], progress: Progress) -> Drawn:
    progress.stage(_("Comparing customers"))
    before = dict(db.execute("SELECT record_id, profile_id FROM membership"))
    for table in ("match_key", "pair", "membership"):
        db.execute(f"DELETE FROM {table}")
    with Aside(db) as aside:
        held = Blocks(people, fitted, aside.run)
        everybody = Table(people)
    crowd = held.crowd(db)
    found = held.pairs(db, crowd)
    del held
    compared = drawing.comparison(everybody, fitted, crowd)
    compared.write(db, found, progress)
    bare.renew(db)
    decided = journal.standing(db, verdicts.KINDS)
    decisions = correspondents.left_out(db, decided)
    quiet = silent.of(db)
    live = quiet.left_with.keys() | words.live(db)
    grouped = clusters.resolve(live, pairs.links(db), decisions, compared.vetoes, compared.alike)
    after = quiet.settled(grouped, decisions)
    drawing.write(db, after)
    drawing.write(db, guests := correspondents.homes(db, decided))
    after |= guests
    changed = [record for (record,) in db.execute("SELECT record_id FROM changed_record")]
    return drawing.drawn(before, after, changed)
