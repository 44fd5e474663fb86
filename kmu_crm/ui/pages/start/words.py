"""Sentences of the start page."""

from datetime import date, datetime

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.profiles.timeline import News

_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip

# kind of event: sentence, icon
_EVENTS = {
    "order": (N_("Order: {name}"), "shopping-cart"),
    "invoice": (N_("Invoice: {name}"), "receipt-text"),
    "credit_note": (N_("Credit note: {name}"), "receipt"),
    "cancellation": (N_("Cancellation: {name}"), "receipt"),
    "payment": (N_("Payment: {name}"), "euro"),
    "return": (N_("Return: {name}"), "package-x"),
    "complaint": (N_("Complaint: {name}"), "message-square-warning"),
    "enquiry": (N_("Enquiry: {name}"), "message-square-text"),
    "call": (N_("Call: {name}"), "phone"),
    "service": (N_("Service: {name}"), "headset"),
    "email": (N_("E-mail: {name}"), "mail"),
    "appointment": (N_("Appointment: {name}"), "calendar"),
    "visit": (N_("Visit: {name}"), "map-pin"),
    "survey": (N_("Survey: {name}"), "star"),
    "note": (N_("Note: {name}"), "sticky-note"),
    "contract": (N_("Contract: {name}"), "signature"),
    "consent": (N_("Consent: {name}"), "signature"),
}
_OTHER = (N_("Contact: {name}"), "message-square")
_CONSENTS = {
    "given": N_("{channel} allowed"),
    "confirmed": N_("{channel} confirmed by double opt-in"),
    "withdrawn": N_("{channel} withdrawn"),
}
_CHANNELS = {
    "email": N_("Advertising by e-mail"),
    "phone": N_("Advertising by telephone"),
    "post": N_("Advertising by post"),
}


def greeting(hour: int, nothing_to_do: bool) -> str:
    if nothing_to_do:
        return (
            (_("Good morning.") if hour < 11 else _("Good day.") if hour < 18 else _("Good evening."))
            + " "
            + _("All is done.")
        )
    if hour < 11:
        return _("Good morning. This is for today.")
    return _("Good day. This is for today.") if hour < 18 else _("Good evening. This is still open.")


def day(iso: str) -> str:
    """`Monday, 24 Nov 2025`."""
    return f"{_(_WEEKDAYS[date.fromisoformat(iso).weekday()])}, {show.date(iso)}"


def month(iso: str) -> str:
    """Without the year."""
    return show.month(iso).rsplit(" ", 1)[0]


def event(of: News) -> tuple[str, str, str]:
    """Title, note and icon."""
    sentence, icon = _EVENTS.get(of.kind, _OTHER)
    if of.kind == "consent":
        state, channel = _CONSENTS[str(of.reference)], _CHANNELS[str(of.subject)]
        note = _(state).format(channel=_(channel))
    else:
        amount = show.amount(of.amount_gross, of.currency or "EUR") if of.amount_gross else ""
        subject = of.subject if of.subject and of.subject != of.name else ""
        note = " · ".join(part for part in (of.reference, subject, amount) if part)
    return _(sentence).format(name=of.name), note, icon


def event_time(of: News, today: date) -> str:
    """The time of day for today, else the day."""
    if len(of.at) > 10 and of.at[:10] == today.isoformat():
        return show.moment(of.at).rsplit(" ", 1)[-1]
    return show.near_date(of.at, today)


def lately(iso_utc: str) -> str:
    """`heute, 08:12`, else the day."""
    at = datetime.fromisoformat(iso_utc.replace("Z", "+00:00")).astimezone()
    near = show.near_date(at.date().isoformat(), date.today())
    return f"{near}, {at:%H:%M}" if at.date() == date.today() else near
