"""Leads as a list: who is to answer for whom, and until when."""

from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import N_
from kmu_crm.identity.verdicts import NoSuchRecord, profile_of
from kmu_crm.sales.leads import clock, stages, words
from kmu_crm.sales.leads.stages import Lead
from kmu_crm.segments.fields import LEAD_STAGES


class NoSuchStage(KmuError):
    text = N_("“{stage}” is no stage of a lead.")
    advice = N_("There are: {known}.")
    code = "no_such_stage"


class NoLead(KmuError):
    text = N_("Nothing says that the customer {number} ever was a lead.")
    advice = N_("Hand it over to sales all the same, if it is to be one.")
    code = "no_lead"


@dataclass(frozen=True)
class Line:
    """`due`: the moment by which sales is to answer, None where nothing waits; `left` in seconds."""

    profile_id: int
    name: str
    stage: str
    since: str
    points: int
    owner: str | None
    due: str | None
    left: int | None
    overdue: bool
    bypassed: bool
    reason: str | None


def lines(db: Connection, stage: str | None = None, as_of: str | None = None) -> list[Line]:
    """What waits for an answer first, then by stage, most points first. Raises NoSuchStage."""
    if stage and stage not in LEAD_STAGES:
        raise NoSuchStage(stage=stage, known=", ".join(LEAD_STAGES))
    now, order = stages.moment(as_of), {name: place for place, name in enumerate(("sal", "mql", "mcl", "nurture"))}
    found = [_line(one, now) for one in stages.leads(db, as_of) if stage in (None, one.stage)]
    return sorted(found, key=lambda one: (one.due or stages.FOREVER, order.get(one.stage, 9), -one.points, one.name))


def one(db: Connection, number: int) -> Line:
    """Any record number leads to its profile. Raises NoSuchRecord, NoLead."""
    profile = profile_of(db, number)
    if profile is None:
        raise NoSuchRecord(number=number)
    found = stages.lead(db, profile)
    if found is None:
        raise NoLead(number=number)
    return _line(found, stages.moment(None))


def told(line: Line) -> str:
    """One row of text."""
    time = words.time_left(line.left) if line.left is not None else show.date(line.since)
    parts = (f"{line.profile_id:7}", words.stage(line.stage), str(line.points), line.name, line.owner or "–", time)
    return "  ".join(parts)


def _line(of: Lead, now: str) -> Line:
    due = of.due if of.waiting else None
    reason = words.reason(of.reason, of.text) if of.stage == "nurture" and of.reason else None
    left = clock.left(due, now) if due else None
    return Line(
        of.profile, of.name, of.stage, of.stage_day, of.points, of.owner, due, left, of.is_overdue(now), of.bypassed, reason
    )  # fmt: skip
