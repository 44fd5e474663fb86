"""By which ways this customer may be spoken to: what the sheet tells before somebody promises an e-mail or a text message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kmu_crm.consent.permissions import Permission
from kmu_crm.consent.words import Answer, Channel
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.sales.calls.allowed import BARRED
from kmu_crm.sales.calls.allowed import Answer as MayCall

_SAID: dict[tuple[Channel, Answer], str] = {
    ("email", "yes"): N_("E-mail allowed: {why}"),
    ("email", "no"): N_("No e-mail: {why}"),
    ("email", "unproven"): N_("E-mail unproven: {why}"),
    ("email", ""): N_("E-mail unknown: {why}"),
    ("post", "yes"): N_("Post: {why}"),
    ("post", "no"): N_("No letters: {why}"),
    ("post", "unproven"): N_("Letters unproven: {why}"),
    ("post", ""): N_("Letters unknown: {why}"),
}
_NAMES = {"email": N_("E-mail"), "post": N_("Post"), "sms": N_("SMS")}


@dataclass(frozen=True)
class Way:
    """`channel`: phone, email, post or sms; `answer` as in a permission; `text`: the answer with its reason, in one sentence."""

    channel: Channel | Literal["sms"]
    answer: Answer
    text: str


def ways(answer: MayCall, may: Sequence[Permission], checked_at: str, phones: Sequence[str]) -> Iterator[Way]:
    """The phone, asked at `checked_at` (UTC), then each way to which there is an address. No consent to text messages is kept
    here, and without one they are forbidden: of whoever has a telephone that is said, too."""
    if answer.allowed:
        yield Way("phone", "yes", _("Call allowed, checked {moment}").format(moment=show.moment(checked_at)))
    else:
        yield Way("phone", "no" if answer.loss == BARRED else "unproven", answer.why)
    for one in may:
        if one.channel != "phone" and one.why:
            yield Way(one.channel, one.answer, _(_SAID[one.channel, one.answer]).format(why=one.why))
    if phones:
        yield Way("sms", "no", _("No SMS: no consent to it is known"))


def closed(found: Sequence[Way]) -> str:
    """“Kein Kontakt per E-Mail, SMS”, '' where every way but the phone is open."""
    names = [_(_NAMES[one.channel]) for one in found if one.channel in _NAMES and one.answer == "no"]
    return _("No contact by {ways}").format(ways=", ".join(names)) if names else ""
