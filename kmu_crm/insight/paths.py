"""Typical paths: which contacts stood before the first purchase, in which order, and how many customers came that way.

Only what the data hold: whoever first bought before contacts were written down has no path, and is left out of every share.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from sqlite3 import Connection
from statistics import median
from typing import Any

from kmu_crm.i18n import N_, _
from kmu_crm.profiles.told_of import TOOK_PLACE

SHOWN = 3  # contacts of a path, the last before the purchase
LEAST_CUSTOMERS = 20  # with a path, below which nothing is typical
_ROWS, _LEAST = 7, 3  # paths of their own, and customers that one of them takes
TITLES = {
    "touch": N_("Contact"), "mailing": N_("Mailing"), "lead": N_("List of leads"), "enquiry": N_("Enquiry"), "email": N_("E-mail"),
    "call": N_("Call"), "appointment": N_("Appointment"), "visit": N_("Visit"), "service": N_("Service"), "offer": N_("Offer"),
}  # fmt: skip

_STRAY, _HANDFUL, _OF = 0.01, 5, 10  # share of contacts, or a handful where there are ten times as many
_APART = 90  # days
_KINDS = "'touch', 'newsletter', 'lead', 'enquiry', 'email', 'call', 'appointment', 'visit', 'service'"
_EACH_KIND = ", ".join(f"({one})" for one in _KINDS.split(", "))
# On the day of the purchase itself mails mostly confirm it; who called or came that day bought because of it.
_SAME_DAY = "'touch', 'lead', 'enquiry', 'call', 'appointment', 'visit'"
# Of one day and without a time: in the order in which these mostly follow each other.
_RANK = (
    "CASE f.kind WHEN 'touch' THEN 0 WHEN 'newsletter' THEN 1 WHEN 'lead' THEN 2 WHEN 'enquiry' THEN 3 + 5 * (f.gross > 0)"
    " WHEN 'email' THEN 4 WHEN 'call' THEN 5 WHEN 'service' THEN 6 ELSE 7 END"
)
_LOST = "f.kind IN ('email', 'newsletter') AND (f.outcome LIKE '%bounce%' OR f.outcome LIKE '%unsub%' OR f.outcome LIKE 'abgemeldet%')"
# Outer rows are customers: before a first purchase there is little, whatever comes after it.
_CONTACTS = f"""
    SELECT g.profile_id AS who, f.day, coalesce(f.at, f.day) AS moment, {_RANK} AS rank, f.id,
           CASE f.kind WHEN 'newsletter' THEN 'mailing' WHEN 'enquiry' THEN iif(f.gross > 0, 'offer', 'enquiry')
                       WHEN 'touch' THEN 'touch ' || coalesce(f.channel, '') ELSE f.kind END, g.first_purchase
    FROM figure AS g CROSS JOIN membership AS m ON m.profile_id = g.profile_id
    CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id AND f.current = 1
        AND f.day BETWEEN :since AND g.first_purchase
    WHERE g.first_purchase IS NOT NULL AND f.kind IN ({_KINDS}) AND coalesce(f.status, '') <> 'draft'
      AND (f.day < g.first_purchase OR f.kind IN ({_SAME_DAY})) AND coalesce(NOT ({_LOST}), 1) AND {TOOK_PLACE}
    UNION ALL
    SELECT g.profile_id, substr(c.at, 1, 10), c.at, 1, c.id, 'mailing', g.first_purchase
    FROM campaign AS c CROSS JOIN recipient AS r ON r.campaign_id = c.id CROSS JOIN membership AS m ON m.record_id = r.record_id
    CROSS JOIN figure AS g ON g.profile_id = m.profile_id
    WHERE r.arm <> 'control' AND c.channel IN ('email', 'post') AND substr(c.at, 1, 10) < g.first_purchase
    ORDER BY who, day, moment, rank, 5"""
# Days of contacts. Of a source and kind fifty thousand tell since when they are written down as well as all of them.
_DAYS = """
    SELECT day, count(*) FROM (SELECT day FROM fact INDEXED BY fact_speaks
        WHERE source_id = ? AND kind = ? AND current = 1 LIMIT 50000) WHERE day IS NOT NULL GROUP BY day"""
_BUYERS = "SELECT profile_id, first_purchase >= ? FROM figure WHERE first_purchase IS NOT NULL ORDER BY profile_id"


@dataclass(frozen=True)
class Path:
    """`steps`: the last contacts before the first purchase, in their order, each kind once in a row; `cut`: there were more
    before them; `share` of all with a path, 0..1; `days`: the median from the first contact of all to the purchase."""

    steps: tuple[str, ...]
    cut: bool
    customers: Sequence[int]
    share: float
    days: float


@dataclass(frozen=True)
class Paths:
    """The most frequent first; `other`: all further ones together; `without`: customers without a contact before their first
    purchase; `before`: how many first bought before `since`, the day from which contacts are written down (None: no contacts)."""

    paths: list[Path]
    other: Path | None
    without: Sequence[int]
    before: int
    since: str | None
    n: int

    @property
    def suffices(self) -> bool:
        return self.n >= LEAST_CUSTOMERS


Way = tuple[tuple[str, ...], bool]


def paths(db: Connection) -> Paths:
    """Of all customers, as they were last scored."""
    ways: dict[Way, tuple[list[int], list[int]]] = {}
    with_path: dict[int, str] = {}
    since = _since(db)
    for who, way, first, days in _each(db, since or ""):
        customers, spans = ways.setdefault(way, ([], []))
        customers.append(who)
        spans.append(days)
        with_path[who] = first
    since = min(filter(None, (since, *with_path.values())), default=None)
    buyers = db.execute(_BUYERS, (since or "9999",)).fetchall()
    without = [who for who, later in buyers if later and who not in with_path]
    before = len(buyers) - len(without) - len(with_path)
    ordered = sorted(ways.items(), key=lambda one: (-len(one[1][0]), one[0]))
    typical = [one for one in ordered if len(one[1][0]) >= _LEAST][:_ROWS]
    n = len(with_path)
    found = [Path(*way, customers, len(customers) / n, float(median(spans))) for way, (customers, spans) in typical]
    return Paths(found, _together([one for _way, one in ordered[len(typical) :]], n), without, before, since, n)


def _together(ways: Sequence[tuple[list[int], list[int]]], n: int) -> Path | None:
    if not ways:
        return None
    customers = [who for several, _days in ways for who in several]
    return Path((), False, customers, len(customers) / n, float(median([day for _who, days in ways for day in days])))


def _since(db: Connection) -> str | None:
    """The first day of contacts, without a few stray ones long before all others: 01.01.1970 is a slip, and no beginning."""
    told = Counter[str]()
    for source, kind in db.execute(f"SELECT s.id, k.column1 FROM source AS s CROSS JOIN (VALUES {_EACH_KIND}) AS k"):
        told.update(dict(db.execute(_DAYS, (source, kind))))
    n, seen, since = told.total(), 0, min(told, default=None)
    few = max(int(_STRAY * n), min(_HANDFUL, n // _OF))
    for day, after in pairwise(sorted(told)):
        seen += told[day]
        if seen > few:
            break
        if _days(day, after) >= _APART:
            since = after
    return since


def _each(db: Connection, since: str) -> Iterator[tuple[int, Way, str, int]]:
    """Customer, way, day of the first contact, days from it to the first purchase."""
    for who, rows in groupby(db.execute(_CONTACTS, {"since": since}), key=lambda row: row[0]):
        told = list(rows)
        steps = tuple(step for step, _again in groupby(row[5] for row in told))
        first, bought = str(told[0][1]), str(told[0][6])
        yield who, (steps[-SHOWN:], len(steps) > SHOWN), first, _days(first, bought)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def title(step: str) -> str:
    """Of a point of contact its channel, as the source has it."""
    kind, _space, channel = step.partition(" ")
    return channel or _(TITLES[kind])


def typical(db: Connection, as_of: str) -> dict[str, Any]:
    """`paths`, with few customers empty; `other`, `without_contact`, `before_contacts` count customers."""
    of = paths(db)
    return {
        "asof": as_of,
        "paths": [_plain(one) for one in of.paths] if of.suffices else [],
        "other": len(of.other.customers) if of.other else 0,
        "with_contact": of.n,
        "without_contact": len(of.without),
        "before_contacts": of.before,
        "contacts_since": of.since,
        "suffices": of.suffices,
    }


def _plain(of: Path) -> dict[str, Any]:
    n = len(of.customers)
    return {"steps": list(of.steps), "cut": of.cut, "n": n, "share": round(of.share, 4), "median_days": of.days}
