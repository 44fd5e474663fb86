"""What to talk about, in order: complaints before offers, what is open before what is new. Each point names its document and day."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent.permissions import Permission
from kmu_crm.decisions.tasks import Task
from kmu_crm.fields import show, text
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.profiles import contracts
from kmu_crm.profiles.timeline import Entry
from kmu_crm.sales.calls.finding import ANSWERED, CLOSED, WAITS
from kmu_crm.sales.calls.fitting import Fit
from kmu_crm.sales.calls.history import days_after, months_after
from kmu_crm.value.queries import OpenItem

RECENT_DAYS, OFFER_MONTHS, CONTRACT_DAYS, NOTE_MONTHS = 60, 6, 180, 12
MOST_OF_A_KIND = 2

_OFFERS = f"""
    SELECT f.id, f.day, coalesce(d.number, ''), coalesce(nullif(f.subject, ''), f.text, ''), coalesce(f.gross, f.net),
           coalesce(f.currency, 'EUR')
    FROM membership AS m CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id
    LEFT JOIN document AS d ON d.id = f.document_id
    WHERE m.profile_id = :profile AND f.current = 1 AND f.day >= :since AND f.day <= :day
      AND (f.status = 'offer' OR (f.kind = 'enquiry' AND d.family = 'offer'))
      AND {WAITS}
    ORDER BY f.day DESC, f.id DESC LIMIT 2"""
_CONTRACT = """
    SELECT coalesce(d.number, ''), coalesce(f.subject, '')
    FROM fact AS f LEFT JOIN document AS d ON d.id = f.document_id WHERE f.id = ?"""
_WISH = r"fragt|fragte|interesse an|interessiert sich|wünscht|möchte|asks|asked|interested in"
_ASKS = re.compile(rf"[^.!?\n]*\?|[^.!?\n]*\b(?:{_WISH})\b[^.!?\n]*", re.IGNORECASE)
_FROM = {
    "note": N_("Note of {day}"),
    "call": N_("Call of {day}"),
    "enquiry": N_("Enquiry of {day}"),
    "visit": N_("Visit of {day}"),
}
_CHANNELS = {"email": N_("E-mail"), "phone": N_("Phone"), "post": N_("Post")}


@dataclass(frozen=True)
class Point:
    """`kind`: complaint, invoice, offer, contract, task, question, due, fits or consent; `text` names the document and the day (ISO in
    `day`); `fact_id`: the fact it was drawn from."""

    kind: str
    title: str
    text: str
    day: str = ""
    fact_id: int | None = None


def is_open(complaint: Entry) -> bool:
    return (complaint.status or "").lower() not in CLOSED


def points(
    db: Connection,
    profile: int,
    day: str,
    said: Sequence[Entry],
    due: Sequence[Task],
    fits: Sequence[Fit],
    may: Sequence[Permission],
    owed: Sequence[OpenItem],
    currency: str,
) -> list[Point]:
    """`said`: complaints, notes, calls, visits and enquiries of the customer, the newest first; `owed`: the oldest first."""
    asked: dict[str, object] = {
        "answered": json.dumps(ANSWERED),
        "profile": profile,
        "day": day,
        "since": months_after(day, -OFFER_MONTHS),
        "until": days_after(day, CONTRACT_DAYS),
    }
    parts = (
        _complaints(said, day), _overdue(owed, currency), _offers(db, asked), _contracts(db, asked), _tasks(due),
        _questions(said, day), _fitting(fits), _consents(may),
    )  # fmt: skip
    return [one for part in parts for one in list(part)[:MOST_OF_A_KIND]]


def _complaints(said: Sequence[Entry], day: str) -> Iterator[Point]:
    """The open ones first, then what was settled lately."""
    recent = days_after(day, -RECENT_DAYS)
    found = [one for one in said if one.kind == "complaint" and (is_open(one) or (one.at or "") >= recent)]
    for one in sorted(found, key=lambda one: not is_open(one)):
        told = _("Complaint {number} of {day}, open: to be spoken of first") if is_open(one) else (
            _("Complaint {number} of {day}, settled: ask whether all is well")
        )  # fmt: skip
        on = (one.at or "")[:10]
        about = text.clean(one.subject or (one.text or "").split("\n")[0]) or _("Complaint")
        line = _tidy(told.format(number=text.clean(one.reference or ""), day=_day(on)))
        yield Point("complaint", _("Ask about: {subject}").format(subject=about), line, on, one.fact_id)


def _overdue(owed: Sequence[OpenItem], currency: str) -> Iterator[Point]:
    for one in owed:
        if one.days_overdue > 0 and one.open > 0:
            days = ngettext("overdue for {n} day", "overdue for {n} days", one.days_overdue)
            told = (show.amount(one.open, currency), days.format(n=show.number(one.days_overdue)))
            title = _tidy(_("Speak of the open invoice {number}").format(number=text.clean(one.number)))
            yield Point("invoice", title, ", ".join(told), one.day, one.fact_id)


def _offers(db: Connection, asked: dict[str, object]) -> Iterator[Point]:
    for number, on, reference, about, cents, currency in db.execute(_OFFERS, asked):
        amount = show.amount(cents, currency) if cents else ""
        title = _tidy(
            _("Follow up offer {number}: {subject}").format(number=text.clean(reference), subject=text.clean(about))
        )
        line = ", ".join(part for part in (_("Offer of {day}").format(day=_day(on)), amount) if part)
        yield Point("offer", title, line, on, number)


def _contracts(db: Connection, asked: dict[str, object]) -> Iterator[Point]:
    day, last = str(asked["day"]), str(asked["until"])
    ending = contracts.endings(db, day, [int(str(asked["profile"]))])
    for one in sorted((one for one in ending if day <= one.ends <= last), key=lambda one: one.ends):
        reference, about = db.execute(_CONTRACT, (one.fact_id,)).fetchone()
        title = _tidy(_("Extend contract: {subject}").format(subject=text.clean(about)))
        told = _("Contract {number} ends on {day}")
        if one.until:
            told = _("Contract {number} can be cancelled until {until}, ends on {day}")
        line = _tidy(told.format(number=text.clean(reference), day=_day(one.ends), until=_day(one.until)))
        yield Point("contract", title, line, one.ends, one.fact_id)


def _tasks(due: Sequence[Task]) -> Iterator[Point]:
    for one in due:
        yield Point("task", text.clean(one.text), _("Follow-up of {day}").format(day=_day(one.due)), one.due)


def _questions(said: Sequence[Entry], day: str) -> Iterator[Point]:
    """Sentences that ask for something, out of notes and talks."""
    since = months_after(day, -NOTE_MONTHS)
    for one in said:
        words = f"{one.text or one.subject or ''}\n{one.outcome or ''}"
        if one.kind in _FROM and (one.at or "") >= since and (asks := _ASKS.search(words)):
            on = (one.at or "")[:10]
            yield Point("question", text.clean(asks[0]), _(_FROM[one.kind]).format(day=_day(on)), on, one.fact_id)


def _fitting(fits: Sequence[Fit]) -> Iterator[Point]:
    """One that is due and one that goes with the rest: more is no advice."""
    for one in [*[fit for fit in fits if fit.is_due][:1], *[fit for fit in fits if not fit.is_due][:1]]:
        if one.is_due:
            told = _("last bought on {day}, usually every {gap} days")
            line = told.format(day=_day(one.last), gap=show.number(one.gap))
            yield Point("due", _("Due again: {article}").format(article=one.name), line, one.last)
        else:
            told = _("bought {times} times as often together with {article}")
            line = told.format(times=show.number(one.lift, 1), article=one.because)
            yield Point("fits", _("Offer: {article}").format(article=one.name), line)


def _consents(may: Sequence[Permission]) -> Iterator[Point]:
    """Only for an address there is, of which nobody said anything, or cannot prove it: whoever said no is not asked again."""
    missing = [
        _(_CHANNELS[one.channel]) for one in may if one.channel != "post" and one.why and one.answer in ("", "unproven")
    ]
    if missing:
        line = _("Missing: {channels}. Only ask where it fits").format(channels=", ".join(missing))
        yield Point("consent", _("Refresh the consent"), line)


def _day(iso: str) -> str:
    return show.date(iso) if iso else "–"


def _tidy(line: str) -> str:
    """Without the traces of what is not known."""
    return re.sub(r" {2,}", " ", line).strip(" :")
