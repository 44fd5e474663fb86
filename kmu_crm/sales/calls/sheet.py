"""The sheet to call with: who it is, whether it is allowed, why, what to talk about, and what is between the two of us."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent import permissions, unheard
from kmu_crm.decisions import journal, tasks
from kmu_crm.fields import show, text
from kmu_crm.i18n import _
from kmu_crm.identity.verdicts import profile_of, records_of
from kmu_crm.profiles import answers, reach, timeline
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.profiles.timeline import Entry
from kmu_crm.sales.calls import allowed, finding, fitting, history, outcomes, reasons, today
from kmu_crm.sales.calls.fitting import Fit, Pair
from kmu_crm.sales.calls.history import Called
from kmu_crm.sales.calls.people import Person, people
from kmu_crm.sales.calls.points import Point, points
from kmu_crm.sales.calls.rules import Rules, rules
from kmu_crm.sales.calls.ways import Way, ways
from kmu_crm.value import queries as value
from kmu_crm.value.queries import Figures, OpenItem

CONTACTS = (
    "call",
    "email",
    "appointment",
    "visit",
    "note",
    "service",
    "enquiry",
    "complaint",
    "return",
    "order",
    "invoice",
    "contract",
)
SHOWN, MOST = 6, 300  # contacts on the sheet, and what points are drawn from


@dataclass(frozen=True)
class CallSheet:
    """`phone`: E.164, '' where nobody may call; `allowed_why` with its ground or reason, asked at `checked_at` (UTC).
    `best_hours`: '' or such as “8–10”. `reasons`: why to call now, the first first; empty where no rule holds. `contacts`: the
    newest first; `complaints` and `returns` of 12 months; `figures`: money in cents, with the days to pay; `ways`: by
    which they may be spoken to; `notices`: sentences."""

    day: str
    profile: int
    name: str
    contact: str
    customer_numbers: tuple[str, ...]
    value_class: str
    phase: str
    country: str
    currency: str
    phone: str
    allowed: bool
    ground: str
    loss: str
    allowed_why: str
    checked_at: str
    best_hours: str
    reasons: tuple[str, ...]
    points: tuple[Point, ...]
    contacts: tuple[Entry, ...]
    open_items: tuple[OpenItem, ...]
    complaints: tuple[Entry, ...]
    returns: tuple[Entry, ...]
    fits: tuple[Fit, ...]
    ways: tuple[Way, ...]
    notices: tuple[str, ...]
    figures: Figures | None

    @property
    def open_amount(self) -> int:
        return sum(one.open for one in self.open_items)

    @property
    def days_to_pay(self) -> float | None:
        return self.figures.days_to_pay if self.figures else None


def sheet(db: Connection, number: int, day: str, pairs: Sequence[Pair] | None = None) -> CallSheet:
    """Of any record number, on an ISO day. `pairs`: as `fitting.pairs`, for many sheets in a row; None asks for them, which reads
    every purchase. Raises NoSuchProfile, BadSheet."""
    profile = profile_of(db, number)
    if profile is None or not (known := people(db, [profile])):
        raise NoSuchProfile(number=number)
    who, given = known[profile], rules(db)
    (candidate,) = reach.candidates(db, [who])
    (answer,) = allowed.answers(db, [who], day)
    may = permissions.explain(db, candidate)
    said = timeline.entries(db, profile, tuple(one for one in CONTACTS if one not in ("order", "invoice")), MOST)
    fits = fitting.fits(db, profile, day, fitting.pairs(db, day) if pairs is None else pairs)
    calls = history.calls(db, [profile], day, given.drop_out["most_months"]).get(profile, [])
    year = history.months_after(day, -12)
    due = tasks.due(db, tasks.ALWAYS, records_of(db, profile))
    owed, now = value.open_items(db, profile), journal.now()
    return CallSheet(
        day, profile, who.name, who.contact, tuple(one for one in who.customer_numbers.split("|") if one),
        who.value_class, who.phase, who.country, who.currency, answer.phone, answer.allowed, answer.ground, answer.loss,
        answer.why, now, best_hours(calls), _reasons(db, who, day, given, calls),
        tuple(points(db, profile, day, said, due, fits, may, owed, who.currency)),
        tuple(timeline.entries(db, profile, CONTACTS, SHOWN)),
        tuple(owed),
        tuple(one for one in said if one.kind == "complaint" and (one.at or "") >= year),
        tuple(one for one in said if one.kind == "return" and (one.at or "") >= year),
        tuple(fits), tuple(ways(answer, may, now, candidate.phones)), tuple(_notices(db, profile, calls, day, given)),
        value.figures(db, profile),
    )  # fmt: skip


def _reasons(db: Connection, who: Person, day: str, given: Rules, calls: Sequence[Called]) -> tuple[str, ...]:
    """Of whoever rests or dropped out the reasons are told all the same: somebody opened this sheet."""
    hits = finding.of(db, given, day, who.profile_id)
    wanted = today.standing(hits, calls, day, given) or hits
    return tuple(dict.fromkeys(reasons.sentence(hit, who, given) for hit in wanted))


def _notices(db: Connection, profile: int, calls: Sequence[Called], day: str, given: Rules) -> list[str]:
    out = history.drop_out(calls, day, given)
    found = [_("Left out of the list: {reason}").format(reason=reasons.of_drop_out(out))] if out else []
    said = [text.clean(one) for one in unheard.words(db, profile)]
    return [*found, _("May be a no: {words}").format(words=" · ".join(said))] if said else found


def best_hours(calls: Sequence[Called]) -> str:
    """The two hours in which somebody was reached most often, from two calls on."""
    hours = Counter(
        int(clock[:2]) for one in calls if one.outcome in outcomes.SPOKEN_TO and (clock := reasons.clock(one.at))
    )
    counted = {hour: hours[hour] + hours[hour + 1] for hour in sorted(hours)}
    best = max(counted, key=lambda hour: counted[hour], default=None)
    return f"{best}–{best + 2}" if best is not None and counted[best] > 1 else ""


def spoken(one: Entry) -> str:
    """What a contact was about, in one line: subject, words, and what came of it."""
    outcome = outcomes.title(one.outcome) if one.kind == "call" else answers.told(one) or one.outcome or ""
    amount = show.amount(one.amount_gross, one.currency or "EUR") if one.amount_gross is not None else ""
    parts = (one.reference, one.subject, one.text, amount, outcome if one.kind not in ("order", "invoice") else "")
    return " · ".join(dict.fromkeys(text.clean(part) for part in parts if part))
