"""Early warning: whose purchases, clicks or complaints turned for the worse against their own past."""

from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.sales.leads.stages import ask

SPAN = 90  # days, against as many before them
FELL, FEWEST = 0.7, 2  # purchases or clicks: down to this share, from so many at least

# Those whom sales has now, and those who came this way and bought.
_TRENDS = """
    SELECT l.profile_id, l.name, l.stage,
        sum(f.what = 'purchase' AND f.day > :from), sum(f.what = 'purchase' AND f.day <= :from),
        sum(f.what = 'click' AND f.day > :from), sum(f.what = 'click' AND f.day <= :from),
        sum(f.what = 'complaint' AND f.day > :from), sum(f.what = 'complaint' AND f.day <= :from)
    FROM placed AS l CROSS JOIN membership AS m ON m.profile_id = l.profile_id
    CROSS JOIN (SELECT record_id, day, CASE WHEN kind IN ('invoice', 'order') THEN 'purchase' WHEN kind = 'newsletter' THEN 'click'
                    ELSE 'complaint' END AS what
                FROM fact WHERE current = 1 AND kind IN ('invoice', 'order', 'complaint', 'newsletter')
                  AND (kind <> 'newsletter' OR lower(outcome) IN ('geklickt', 'klick', 'clicked', 'click', 'clicks'))) AS f
        ON f.record_id = m.record_id AND f.day > :before AND f.day <= :day
    WHERE l.stage IN ('sal', 'customer') GROUP BY l.profile_id"""


@dataclass(frozen=True)
class Trend:
    """Counts of the last 90 days and of the 90 before them; `turned`: what got worse, of purchases, clicks, complaints."""

    profile: int
    name: str
    stage: str
    purchases: tuple[int, int]
    clicks: tuple[int, int]
    complaints: tuple[int, int]
    turned: tuple[str, ...]


def warnings(db: Connection, as_of: str | None = None) -> list[Trend]:
    """Those with a reason to look, the most reasons first."""
    from_, before = (f"date(:day, '-{days} days')" for days in (SPAN, 2 * SPAN))
    select = _TRENDS.replace(":from", from_).replace(":before", before)
    found = [_trend(*row) for row in ask(db, select, as_of)]
    return sorted((one for one in found if one.turned), key=lambda one: (-len(one.turned), one.profile))


def _trend(profile: int, name: str, stage: str, *counts: int) -> Trend:
    purchases, clicks, complaints = ((counts[place], counts[place + 1]) for place in (0, 2, 4))
    turned = [what for what, (now, past) in (("purchases", purchases), ("clicks", clicks)) if _fell(now, past)]
    if complaints[0] > complaints[1]:
        turned.append("complaints")
    return Trend(profile, name, stage, purchases, clicks, complaints, tuple(turned))


def _fell(now: int, past: int) -> bool:
    return past >= FEWEST and now <= FELL * past
