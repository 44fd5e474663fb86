"""Who has what in hand: open leads, complaints and low scores, follow-ups by owner, how many are late, and talks of the last month."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from sqlite3 import Connection
from typing import Any

from kmu_crm.decisions import authors, tasks
from kmu_crm.sales.calls.outcomes import SPOKEN_TO, read
from kmu_crm.sales.leads import stages
from kmu_crm.sales.loops import open as loops

DAYS = 30  # of talks

_TALKS = """
    SELECT coalesce(author, ''), coalesce(outcome, ''), count(*) FROM fact INDEXED BY fact_call
    WHERE current = 1 AND kind = 'call' AND day > date(:day, '-' || :days || ' days') AND day <= :day
    GROUP BY 1, 2"""


@dataclass
class Share:
    """What one owner, '' for nobody, has in hand on a day; `late` of all of it; `talks` in which somebody was spoken to."""

    owner: str
    leads: int = 0
    loops: int = 0
    tasks: int = 0
    late: int = 0
    talks: int = 0

    @property
    def open(self) -> int:
        return self.leads + self.loops + self.tasks


def team(db: Connection, day: str) -> list[Share]:
    """On an ISO day: the most in hand first, nobody's last."""
    shares: dict[str, Share] = {}
    now = stages.moment(None)
    for lead in stages.leads(db):
        if lead.waiting or lead.stage == "sal":
            share = _of(shares, lead.owner or "")
            share.leads, share.late = share.leads + 1, share.late + lead.is_overdue(now)
    for loop in loops.loops(db, day):
        share = _of(shares, loop.owner)
        share.loops, share.late = share.loops + 1, share.late + (loop.overdue(day) > 0)
    for task in tasks.due(db, tasks.ALWAYS):
        share = _of(shares, authors.person(task.author))
        share.tasks, share.late = share.tasks + 1, share.late + (task.due < day)
    for author, outcome, n in db.execute(_TALKS, {"day": day, "days": DAYS}):
        if author and read(outcome) in SPOKEN_TO:
            _of(shares, authors.person(author)).talks += n
    return _in_order(shares.values())


def document(db: Connection, day: str) -> dict[str, Any]:
    """`team`: what each has in hand."""
    return {"asof": day, "team": [asdict(one) | {"open": one.open} for one in team(db, day)]}


def _of(shares: dict[str, Share], owner: str) -> Share:
    return shares.setdefault(owner, Share(owner))


def _in_order(shares: Iterable[Share]) -> list[Share]:
    return sorted(shares, key=lambda one: (not one.owner, -one.open, -one.talks, one.owner.casefold()))
