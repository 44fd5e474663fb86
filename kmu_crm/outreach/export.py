"""Writing a list: the file and its entry in the log in one step, or neither."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.decisions.journal import now
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.outreach import render
from kmu_crm.outreach.arms import CONTROL
from kmu_crm.outreach.place import placing, refuse, remove
from kmu_crm.outreach.plan import Plan, plan
from kmu_crm.outreach.sheets import KINDS
from kmu_crm.store.transaction import transaction


class NobodyLeft(KmuError):
    """`plan`: who dropped out, and why."""

    text = N_("Nobody is left to write to. No file was written and nothing was logged.")
    advice = N_("The list of losses says who drops out, and why.")
    code = "nobody_left"

    def __init__(self, plan: Plan, removed: Path | None = None):
        super().__init__(file=removed.name if removed else "")
        self.plan, self.removed = plan, removed


class OlderRemoved(NobodyLeft):
    """`removed`: the older file that was to be replaced."""

    text = N_("Nobody is left to write to. The older file {file} was taken away, and nothing was logged.")


class NoReason(KmuError):
    text = N_("A notice also goes to people who did not agree to advertising, so it needs its reason.")
    advice = N_(
        "Name it, such as “Recall of batch 12” (on the command line with --reason). The export log keeps it."
        " Nothing was written or logged."
    )
    code = "no_reason"


@dataclass(frozen=True)
class Export:
    """`campaign`: its number in the log. `guarded`: cells made safe from being run as formulas. `plan`: as written."""

    campaign: int
    written: int
    file: Path
    sha256: str
    guarded: int
    plan: Plan


def write(db: Connection, planned: Plan, target: Path, author: str, *, overwrite: bool = False) -> Export:
    """Asks the gate once more and writes what it says now, not what the plan said. `.csv` or `.xlsx` in the target's
    name decides the kind of file, else the preset does.

    Raises NoReason, NobodyLeft, AlreadyThere, NotAFile, IsTheStore, NoPlace, TargetInUse, StillThere and what `plan` raises;
    then neither is there. With nobody left an older file that may be replaced goes: it names people who left since.
    """
    if planned.request.purpose == "notice" and not planned.request.reason.strip():
        raise NoReason()
    refuse(target, overwrite, _store(db))
    with placing(target) as put, transaction(db):  # the commit comes first, so a failing one takes the file away again
        fresh = plan(db, planned.request)
        if not fresh.written:
            raise OlderRemoved(fresh, target) if remove(target) else NobodyLeft(fresh)
        kind = target.suffix.lower().removeprefix(".")
        kind = kind if kind in KINDS else fresh.target.kind
        content = render.table(fresh.target, fresh.columns, fresh.recipients, kind)
        document = render.document(fresh.target, content, kind)
        digest = hashlib.sha256(document).hexdigest()
        number = _log(db, fresh, target, digest, author)
        put(document)
    return Export(number, fresh.written, target, digest, content.guarded, fresh)


def _store(db: Connection) -> Path | None:
    file = next((file for _number, name, file in db.execute("PRAGMA database_list") if name == "main"), "")
    return Path(file) if file else None


def _log(db: Connection, fresh: Plan, target: Path, digest: str, author: str) -> int:
    asked = fresh.request
    funnel = json.dumps([{"reason": one.reason, "n": one.n} for one in fresh.funnel.losses])
    number = db.execute(
        "INSERT INTO campaign (at, author, name, segment, rule, purpose, channel, preset, seed, control, arms,"
        " segment_size, written, funnel, file, sha256, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(now(), author, asked.name, asked.segment, asked.rule, asked.purpose, asked.channel, asked.preset),
            *(asked.seed, asked.control, asked.arms, fresh.funnel.segment_size, fresh.written),
            *(funnel, target.name, digest, asked.reason.strip()),
        ),
    ).lastrowid
    assert number is not None
    db.executemany("INSERT INTO recipient VALUES (?, ?, ?, ?, ?, ?)", _frozen(number, fresh))
    return number


def _frozen(number: int, fresh: Plan) -> Iterator[tuple[int, int, str, str, int | None, str]]:
    """Everybody drawn, as it stood: those held back without an address, for it did not leave."""
    for one in fresh.recipients:
        cleared = one.cleared
        yield number, cleared.profile_id, cleared.address, one.arm, cleared.state.event_id, cleared.ground
    for profile_id in fresh.funnel.loss(CONTROL).profiles:
        yield number, profile_id, "", CONTROL, None, CONTROL
