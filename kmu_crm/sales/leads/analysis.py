"""Everything about leads in one document: `analyse leads`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from sqlite3 import Connection
from typing import Any

from kmu_crm.insight.totals import decimal
from kmu_crm.sales.leads import feedback, funnel, stages, warning
from kmu_crm.sales.leads.feedback import Late, Quality
from kmu_crm.sales.leads.funnel import Link, Rung
from kmu_crm.sales.leads.stages import Lead
from kmu_crm.sales.leads.warning import Trend
from kmu_crm.segments.fields import LEAD_STAGES


@dataclass(frozen=True)
class Report:
    """`leads`: all of them; `counts`: how many stand in each stage now; `handed`: how many sales ever got."""

    leads: Sequence[Lead]
    counts: dict[str, int]
    rungs: list[Rung]
    links: list[Link]
    handed: int
    reasons: dict[str, int]
    sources: list[Quality]
    campaigns: list[Quality]
    bypassed: list[Lead]
    waiting: list[Late]
    trends: list[Trend]


def report(db: Connection, as_of: str | None = None) -> Report:
    """With `as_of` as it stood at the end of that day, else as it is now."""
    leads = stages.leads(db, as_of)
    sources, campaigns = feedback.by_source(db, leads, as_of)
    return Report(
        leads,
        {stage: sum(one.stage == stage for one in leads) for stage in LEAD_STAGES},
        funnel.funnel(leads),
        funnel.pipeline(db, leads, as_of),
        sum(one.handed_at is not None for one in leads),
        feedback.rejections(leads),
        sources,
        campaigns,
        feedback.bypassed(leads),
        feedback.waiting(leads, stages.moment(as_of)),
        warning.warnings(db, as_of),
    )


def document(db: Connection, as_of: str | None = None) -> dict[str, Any]:
    """The report as a script reads it: money as text, shares 0..1, days and moments in ISO."""
    of = report(db, as_of)
    return {
        "asof": stages.key_day(db, as_of),
        "n": len(of.leads),
        "stages": of.counts,
        "funnel": [asdict(one) | {"conversion": one.conversion} for one in of.rungs],
        "pipeline": [{"step": one.step, "n": one.n, "amounts": _amounts(one)} for one in of.links],
        "rejections": {
            "handed": of.handed,
            "by_reason": of.reasons,
            "by_source": [asdict(one) for one in of.sources],
            "by_campaign": [asdict(one) for one in of.campaigns],
        },
        "bypassed": {"n": len(of.bypassed), "handed": of.handed, "log": [_by_hand(one) for one in of.bypassed]},
        "waiting": [_late(one) for one in of.waiting],
        "overdue": [_late(one) for one in of.waiting if one.left < 0],
        "warnings": [asdict(one) for one in of.trends],
    }


def _amounts(link: Link) -> dict[str, str | None]:
    return {currency: decimal(cents) for currency, cents in link.amounts.items()}


def _by_hand(one: Lead) -> dict[str, Any]:
    return {
        "profile_id": one.profile, "name": one.name, "at": one.handed_at, "author": one.handed_by, "owner": one.owner,
        "points": one.points, "inside": one.inside,
    }  # fmt: skip


def _late(one: Late) -> dict[str, Any]:
    lead = one.lead
    return {"profile_id": lead.profile, "name": lead.name, "owner": lead.owner, "due": lead.due, "seconds": one.left}
