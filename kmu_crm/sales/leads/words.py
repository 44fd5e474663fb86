"""What stages, reasons and clocks are called by people."""

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.segments.fields import LEAD_STAGES

# Why sales gives a lead back, in the order offered.
REASONS = {
    "no_need": N_("No need"), "no_budget": N_("No budget"), "later": N_("Not now, perhaps later"),
    "not_reached": N_("Could not be reached"), "wrong_contact": N_("Does not decide"), "competitor": N_("Has decided for another"),
    "outside": N_("Does not fit us"), "bad_data": N_("Data are wrong or incomplete"), "other": N_("Other"),
}  # fmt: skip
_DAY, _HOUR = 86_400, 3_600


def stage(name: str) -> str:
    return _(LEAD_STAGES[name])


def reason(name: str | None, text: str | None = "") -> str:
    """“No budget: only next year”."""
    told = _(REASONS[name]) if name in REASONS else name or ""
    return f"{told}: {text}" if text else told


def time_left(seconds: int) -> str:
    """“3 hours left”, “2 days overdue”."""
    span = _span(abs(seconds))
    return (_("{span} overdue") if seconds < 0 else _("{span} left")).format(span=span)


def _span(seconds: int) -> str:
    days, hours = seconds // _DAY, seconds // _HOUR
    if days >= 2:
        return ngettext("{n} day", "{n} days", days).format(n=show.number(days))
    if hours >= 1:
        return ngettext("{n} hour", "{n} hours", hours).format(n=show.number(hours))
    minutes = seconds // 60
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=show.number(minutes))
