"""A timeline entry as it is shown: icon, heading, lines below it, the day."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kmu_crm.desk import wording
from kmu_crm.fields import period, phone, show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.profiles import answers
from kmu_crm.profiles.contracts import terms
from kmu_crm.profiles.timeline import PURCHASES, Entry
from kmu_crm.sales.calls import outcomes
from kmu_crm.ui.pages.customers import words

SHORT = 24  # letters of an outcome that still stand in the heading
_OURS = re.compile(r"[0-9]+ (months|days)")  # with the unit of the heading
Sold = Mapping[int, Sequence[tuple[str, float]]]

_LOOKS = {
    "order": ("shopping-cart", "accent"), "invoice": ("receipt-text", "neutral"), "credit_note": ("receipt", "warn"),
    "cancellation": ("circle-x", "warn"), "payment": ("euro", "ok"), "return": ("package-x", "warn"),
    "complaint": ("message-square-warning", "danger"), "call": ("phone", "info"), "email": ("mail", "info"),
    "appointment": ("calendar", "info"), "visit": ("calendar", "info"), "newsletter": ("newspaper", "neutral"),
    "touch": ("mouse-pointer-click", "neutral"), "consent": ("signature", "ok"), "note": ("sticky-note", "neutral"),
    "service": ("headset", "info"), "enquiry": ("message-square-text", "info"), "survey": ("star", "accent"),
    "shipping": ("truck", "neutral"), "contract": ("file-check", "accent"),
}  # fmt: skip
_STATUS = {
    "open": N_("open"), "paid": N_("paid"), "cancelled": N_("cancelled"), "refunded": N_("refunded"),
    "draft": N_("draft"), "closed": N_("closed"), "pending": N_("pending"), "fulfilled": N_("delivered"),
    "partially_refunded": N_("partly refunded"),
}  # fmt: skip
_WAYS = {"in": N_("received"), "out": N_("sent"), "bounced": N_("came back")}  # of mails
_CONSENT = {
    "claimed": N_("Consent without proof: {channel}"), "given": N_("Consent given: {channel}"),
    "confirmed": N_("Consent confirmed: {channel}"), "withdrawn": N_("Consent withdrawn: {channel}"),
    "refused": N_("Objection: {channel}"), "bounced": N_("Undeliverable: {channel}"),
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    icon: str
    tone: str
    title: str
    day: str
    month: str  # ISO
    notes: tuple[str, ...]

    def spoken(self) -> str:
        return ", ".join(part for part in (self.day, self.title, *self.notes) if part)


def shown(entry: Entry, sold: Sold, still_open: Collection[int], today: str = "") -> Shown:
    """`today`: the key date, on which a contract may have gone on after its first end."""
    icon, tone = _LOOKS.get(entry.kind, ("circle-dot", "neutral"))
    if entry.kind == "consent" and entry.status in ("withdrawn", "refused", "bounced"):
        tone = "danger"
    at = entry.at or ""
    of_contract = entry.kind == "contract"
    title, notes = _of_contract(entry, today) if of_contract else _texts(entry, sold, still_open)
    return Shown(icon, tone, title, show.date(at) if at else "", at[:7], tuple(note for note in notes if note))


def _texts(entry: Entry, sold: Sold, still_open: Collection[int]) -> tuple[str, list[str]]:
    if entry.kind == "consent":
        channel = _(words.CHANNELS[entry.subject]) if entry.subject in words.CHANNELS else entry.subject or ""
        said = _CONSENT.get(entry.status or "", "{channel}")
        title = _(said).format(channel=channel)
        basis = _(words.SYSTEMS[entry.outcome]) if entry.outcome in words.SYSTEMS else entry.outcome
        address = phone.show(entry.reference) if entry.subject == "phone" and entry.reference else entry.reference
        return title, [_joined(address, entry.text or basis)]
    if entry.amount_gross is not None or entry.amount_net is not None:
        return _with_amount(entry, sold, still_open)
    title = entry.subject or (entry.text or "").split("\n")[0][:120] or words.kind(entry.kind)
    outcome = answers.told(entry) or entry.outcome or ""
    if entry.kind == "email" and outcome in _WAYS:
        outcome = _(_WAYS[outcome])
    if entry.kind == "call":
        outcome = outcomes.title(outcome)
    if outcome and len(outcome) <= SHORT:
        title, outcome = _("{subject} – {outcome}").format(subject=title, outcome=outcome), ""
    text = " ".join((entry.text or "").split()) if entry.subject or "\n" in (entry.text or "") else ""
    minutes = _("{n} min").format(n=entry.minutes) if entry.minutes else ""
    return title, [
        outcome,
        text,
        _joined(words.kind(entry.kind), entry.reference, wording.author(entry.author), minutes),
    ]


def _of_contract(entry: Entry, today: str) -> tuple[str, list[str]]:
    of = entry.terms or terms((entry.at or "")[:10], entry.due, entry.text, entry.status, None)
    cents = entry.amount_gross if entry.amount_gross is not None else entry.amount_net
    amount = "" if cents is None else show.amount(cents, entry.currency or "EUR")
    last, until = of.ends(today), of.notice_until(today)
    told = _("ended on {day}") if last < today else _("ends on {day}")
    ends = told.format(day=show.date(last)) if last else ""
    status = _(_STATUS[entry.status]) if entry.status in _STATUS else entry.status or ""
    notice = _("Notice: {text}").format(text=_length(of.notice)) if of.notice else ""
    day = _("can be cancelled until {day}").format(day=show.date(until)) if today and until >= today else ""
    term = _("Term: {text}").format(text=_length(of.term)) if of.term else ""
    again = _("goes on: {text}").format(text=_length(of.renewal)) if of.renewal else ""
    title = _joined(entry.reference, entry.subject) or words.kind(entry.kind)
    return title, [_joined(words.kind(entry.kind), ends, amount, status), _joined(term, again), _joined(notice, day)]


def _length(said: str) -> str:
    """A term or notice as its list has it; a bare number with what it counts."""
    found = period.read(said) if period.is_bare(said) or _OURS.fullmatch(said) else None
    if found is None:
        return " ".join(said.split())
    if found.unit == period.MONTHS:
        return ngettext("{n} month", "{n} months", found.n).format(n=show.number(found.n))
    return ngettext("{n} day", "{n} days", found.n).format(n=show.number(found.n))


def _with_amount(entry: Entry, sold: Sold, still_open: Collection[int]) -> tuple[str, list[str]]:
    cents = entry.amount_gross if entry.amount_gross is not None else entry.amount_net
    amount = show.amount(cents or 0, entry.currency or "EUR")
    goods = _goods(sold.get(entry.fact_id or 0, ()))
    number = entry.reference or words.kind(entry.kind)
    status = wording.no_sale(entry.status) or (
        _(_STATUS[entry.status]) if entry.status in _STATUS else entry.status or ""
    )
    if entry.status == "open" and entry.fact_id not in still_open:
        status = ""  # the shop does not know that the invoice of this order was paid
    if entry.kind == "payment":
        return _("{number} paid · {amount}").format(number=number, amount=amount), [_joined(entry.text)]
    if entry.kind == "invoice":
        due = _("due {day}").format(day=show.date(entry.due)) if entry.due else ""
        open_ = _("open") if entry.fact_id in still_open else wording.no_sale(entry.status)
        return _joined(number, amount), [
            _joined(words.kind("invoice"), entry.outcome, due, open_),
            "" if entry.fact_id not in still_open else goods,
        ]
    outcome = entry.outcome if entry.kind in (*PURCHASES, "enquiry") else None
    if goods and entry.kind == "order":
        return _joined(number, goods), [_joined(amount, words.system(entry.system), status)]
    return _joined(number, amount), [_joined(words.kind(entry.kind), outcome, words.system(entry.system), status)]


def _goods(items: Sequence[tuple[str, float]]) -> str:
    """`10 × Espresso „Nocciola“, 4 × Decaf und 2 weitere`"""
    named = [f"{show.number(n, 0 if n == int(n) else 2)} × {name}" if n else name for name, n in items[:2]]
    rest = len(items) - len(named)
    more = ngettext("{n} more", "{n} more", rest).format(n=rest) if rest > 0 else ""
    return ", ".join([*named, more] if more else named)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
