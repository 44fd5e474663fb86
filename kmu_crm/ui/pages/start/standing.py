"""What the start page asks of the core, part by part."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from sqlite3 import Connection

from kmu_crm.decisions import tasks
from kmu_crm.desk import looping
from kmu_crm.desk.derive import key_date
from kmu_crm.profiles import queries as profiles
from kmu_crm.profiles import timeline
from kmu_crm.sales.loops.open import Loop
from kmu_crm.segments import evaluate, store
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets
from kmu_crm.sources import queries as sources
from kmu_crm.ui.waiting import Waiting
from kmu_crm.value import days, overview, queries, unknown

STALE_DAYS, NEWS, OFTEN = 35, 6, 5
_READY = ("at-risk-best", "due-soon", "no-second-purchase", "newsletter-open", "best-not-spoken-to")


@dataclass(frozen=True)
class Figures:
    overview: overview.Overview
    reachable: int
    customers: int


@dataclass(frozen=True)
class Open:
    """What is to be done; `stale` lists (source, day up to which it is known), the oldest first."""

    duplicates: int
    overdue: queries.Overdue | None
    at_risk_customers: int
    at_risk_revenue: int
    currency: str
    stale: list[tuple[str, str]]
    calls: int = 0  # of today, still to be made
    follow_ups: int = 0  # tasks that are due
    loops: list[Loop] = field(default_factory=list)  # complaints and low scores that nobody has seen to
    untold_vat: list[tuple[str, int]] = field(default_factory=list)  # file, documents whose VAT nobody said


@dataclass(frozen=True)
class Saved:
    """A segment: its title, what the page “Segments” opens it by, and how many are in it."""

    title: str
    place: str
    count: int


def is_empty(db: Connection) -> bool:
    return profiles.count(db) == 0


def figures(db: Connection) -> Figures:
    return Figures(overview.overview(db, _day(db)), profiles.count_mailable(db), profiles.count(db))


def open_tasks(db: Connection, waiting: Waiting) -> Open:
    today = _day(db)
    oldest = (date.fromisoformat(today) - timedelta(STALE_DAYS)).isoformat()
    revenue_at_risk, customers_at_risk = overview.at_risk(db)
    return Open(
        waiting.duplicates,
        queries.overdue(db),
        customers_at_risk,
        revenue_at_risk,
        overview.currency(db),
        sources.freshness(db, today, oldest),
        waiting.calls,
        len(tasks.due(db, today)),
        looping.open_loops(db),
        unknown.files(db),
    )


def news(db: Connection) -> list[timeline.News]:
    today = _day(db)
    return timeline.newest(db, today, NEWS, days.reach(db, today, 2 * NEWS))


def often_used(db: Connection) -> list[Saved]:
    """The user's own segments first, then ready ones that hold somebody; all are counted in one pass over the customers."""
    by_id = {preset.id: preset for preset in presets()}
    own = [(one.name, one.name, one.rule) for one in store.segments(db)[:OFTEN]]
    ready = [(by_id[id].title, by_id[id].rule, by_id[id].rule) for id in _READY]
    counts = evaluate.count_each(db, [parse(rule) for _title, _place, rule in own + ready])
    found = [Saved(title, place, n) for (title, place, _rule), n in zip(own + ready, counts, strict=True)]
    return (found[: len(own)] + [one for one in found[len(own) :] if one.count])[:OFTEN]


def _day(db: Connection) -> str:
    """The day the figures in the store speak of."""
    return queries.scored_at(db) or key_date(db)
