"""What sales tells marketing: why leads come back, by where they came from, who went past the criteria, what waits too long."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.sales.leads import clock
from kmu_crm.sales.leads.stages import Lead, ask

# Where a lead came from: what a list says, else the channel of the first sign; and the last mailing before sales got it.
_ORIGINS = """
    SELECT l.profile_id,
        coalesce((SELECT x.origin FROM membership AS m JOIN party AS x ON x.record_id = m.record_id AND x.current = 1
                  WHERE m.profile_id = l.profile_id AND x.origin <> '' ORDER BY x.id LIMIT 1),
                 (SELECT channel FROM sign WHERE profile_id = l.profile_id AND channel <> '' ORDER BY day, id LIMIT 1), ''),
        coalesce((SELECT d.number FROM membership AS m JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1
                  JOIN document AS d ON d.id = f.refers_to WHERE m.profile_id = l.profile_id AND f.kind = 'newsletter'
                  AND f.day <= substr(l.handed_at, 1, 10) ORDER BY f.day DESC, f.id DESC LIMIT 1), '')
    FROM placed AS l WHERE l.handed_at IS NOT NULL"""


@dataclass(frozen=True)
class Quality:
    """Leads of one `source` (or campaign, '' where nobody knows it): how many sales got, how many came back, and why."""

    source: str
    handed: int
    rejected: int
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class Late:
    """A lead that waits; `left`: seconds, less than nothing where the time is over."""

    lead: Lead
    left: int


def rejections(leads: Sequence[Lead]) -> dict[str, int]:
    """How many came back for each reason, the most frequent first."""
    return dict(Counter(one.reason or "" for one in leads if one.rejected_at).most_common())


def by_source(db: Connection, leads: Sequence[Lead], as_of: str | None = None) -> tuple[list[Quality], list[Quality]]:
    """By source and by campaign, of all that were ever handed over; most rejections first."""
    known = {lead.profile: lead for lead in leads}
    rows = [(known[number], source, campaign) for number, source, campaign in ask(db, _ORIGINS, as_of)]
    sources = _grouped((lead, source) for lead, source, _campaign in rows)
    return sources, [one for one in _grouped((lead, campaign) for lead, _s, campaign in rows) if one.source]


def _grouped(parts: Iterable[tuple[Lead, str]]) -> list[Quality]:
    groups: dict[str, list[Lead]] = {}
    for lead, group in parts:
        groups.setdefault(group, []).append(lead)
    found = [
        Quality(name, len(some), sum(bool(one.rejected_at) for one in some), rejections(some))
        for name, some in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.rejected, -one.handed, one.source))


def bypassed(leads: Sequence[Lead]) -> list[Lead]:
    """Handed over by hand without the points that the criteria ask for, the newest first."""
    return _newest((one for one in leads if one.bypassed), lambda one: one.handed_at or "")


def waiting(leads: Sequence[Lead], now: str) -> list[Late]:
    """What sales has not answered yet, the most urgent first; `now` as in `clock`."""
    found = [Late(one, clock.left(one.due, now)) for one in leads if one.waiting and one.due]
    return sorted(found, key=lambda late: late.left)


def _newest(leads: Iterable[Lead], key: Callable[[Lead], str]) -> list[Lead]:
    return sorted(leads, key=key, reverse=True)
