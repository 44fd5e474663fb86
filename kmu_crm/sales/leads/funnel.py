"""How many came how far, how long they stayed, and what they were worth: from first contact to the paid invoice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from sqlite3 import Connection
from statistics import median

from kmu_crm.sales.leads.stages import ORDER, Lead, ask

# Of each lead what was offered and what was ordered, in cents with tax; the order and the offer it comes from are one sale.
_OFFERS = """
    SELECT l.profile_id, coalesce(f.currency, 'EUR'), max(sum(iif(f.kind = 'enquiry', f.gross, 0)), sum(iif(f.kind = 'order', f.gross, 0)))
    FROM placed AS l CROSS JOIN membership AS m ON m.profile_id = l.profile_id
    CROSS JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1
    WHERE f.kind IN ('enquiry', 'order') AND f.gross > 0 AND f.day BETWEEN l.since AND :day
      AND coalesce(f.status, '') NOT IN ('cancelled', 'draft', 'refunded')
    GROUP BY l.profile_id, 2"""
_INVOICES = """
    SELECT l.profile_id, coalesce(f.currency, 'EUR'), sum(coalesce(c.gross, c.net, 0)), sum(coalesce(o.open, 0))
    FROM placed AS l CROSS JOIN counted AS c ON c.profile_id = l.profile_id JOIN fact AS f ON f.id = c.fact_id
    LEFT JOIN open_item AS o ON o.fact_id = c.fact_id
    WHERE l.sold IS NOT NULL AND c.counts = 1 AND c.day BETWEEN l.sold AND :day AND (c.kind <> 'order' OR f.status = 'paid')
    GROUP BY l.profile_id, 2"""

Amounts = Mapping[str, int]  # cents by currency


@dataclass(frozen=True)
class Rung:
    """A stage of the funnel: `n` came to it, `now` stand there, `further` of the `n` came to a later one; `days`: the median
    from here to the next, of those of whom both days are known."""

    stage: str
    n: int
    now: int
    further: int
    days: float | None

    @property
    def conversion(self) -> float | None:
        """Share of those who went further, 0..1; None for the last stage."""
        return self.further / self.n if self.n and self.stage != ORDER[-1] else None


@dataclass(frozen=True)
class Link:
    """A step of the pipeline: `contact`, a stage, `offer`, `invoice` or `paid`; how many came to it, and for how much."""

    step: str
    n: int
    amounts: Amounts = field(default_factory=dict)


def funnel(leads: Sequence[Lead]) -> list[Rung]:
    """The stages in their order. Who bought at once stands among the customers without having been accepted."""
    now = Counter(one.stage for one in leads)
    return [_rung(place, stage, leads, now[stage]) for place, stage in enumerate(ORDER)]


def days_of(lead: Lead) -> dict[str, str]:
    """The day on which the lead came to each stage it ever reached."""
    days = {
        "mcl": lead.since if lead.stage != "parked" or lead.handed_at else None,
        "mql": lead.mql if lead.stage != "parked" else None,
        "sal": lead.accepted_at and lead.accepted_at[:10],
        "customer": lead.sold,
    }
    return {stage: day for stage, day in days.items() if day}


def _rung(place: int, stage: str, leads: Sequence[Lead], now: int) -> Rung:
    n, further, spans = 0, 0, []
    for lead in leads:
        days = days_of(lead)
        if stage not in days:
            continue
        n += 1
        later = [days[one] for one in ORDER[place + 1 :] if one in days]
        further += bool(later)
        if later and lead.dated:
            spans.append(max(_days(days[stage], later[0]), 0))
    return Rung(stage, n, now, further, float(median(spans)) if spans else None)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def pipeline(db: Connection, leads: Sequence[Lead], as_of: str | None = None) -> list[Link]:
    """From first contact to paid invoice, without a gap between marketing and sales."""
    offers = {(profile, currency): cents for profile, currency, cents in ask(db, _OFFERS, as_of)}
    bills = ask(db, _INVOICES, as_of).fetchall()
    owing = {profile for profile, _currency, _cents, left in bills if left > 0}
    settled = {profile for profile, *_rest in bills} - owing
    reached = {stage: sum(stage in days_of(one) for one in leads) for stage in ORDER}
    return [
        Link("contact", len(leads)),
        *(Link(stage, reached[stage]) for stage in ORDER[:-1]),
        Link("offer", len({profile for profile, _currency in offers}), _sums((key[1], n) for key, n in offers.items())),
        Link("invoice", reached["customer"], _sums((currency, cents) for _p, currency, cents, _left in bills)),
        Link("paid", len(settled), _sums((currency, cents - left) for _p, currency, cents, left in bills)),
    ]


def _sums(parts: Iterable[tuple[str, int]]) -> Amounts:
    found: defaultdict[str, int] = defaultdict(int)
    for currency, cents in parts:
        found[currency] += cents
    return {currency: cents for currency, cents in sorted(found.items(), key=lambda one: -one[1]) if cents}
