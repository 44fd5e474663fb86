"""What the law of the person's country asks for, channel by channel. Where the country is unknown, the strictest rule.

Germany: UWG §7(2), §7(3), GDPR Art. 6(1)(f) and 21(2). Austria: TKG 2021 §174 (no presumed consent for calls).
Switzerland: UWG Art. 3(1)(o) for bulk mail, (u) for calls: a block mark forbids, its absence allows.
"""

from typing import Literal, NamedTuple

from kmu_crm.consent import existing
from kmu_crm.consent.states import State
from kmu_crm.consent.words import Channel, Purpose

Loss = Literal["", "no_consent", "unproven", "blocked", "may_say_no", "no_address", "bounced"]
Ground = Literal["", "consent", "existing-customer", "presumed", "legitimate-interest", "no-block-mark", "notice"]


class Judgement(NamedTuple):
    """`loss` says why nothing may leave; where it is '', `ground` says on what it may."""

    loss: Loss
    ground: Ground = ""


_UNPROVEN = Judgement("unproven")


def judge(purpose: Purpose, channel: Channel, kind: str, country: str, state: State) -> Judgement:
    """One address of a person. Only the state of the address speaks here, not what else is known of the person."""
    if state.state == "no":
        return Judgement("bounced" if state.said == "bounced" else "blocked")
    if ground := _without_consent(purpose, channel, kind, country, state):
        return Judgement("", ground)
    if state.state == "yes":
        if state.purpose != "existing-customers":
            return Judgement("", "consent")
        return Judgement("", "existing-customer") if existing.complete(state.basis, state.evidence) else _UNPROVEN
    if state.state == "unproven" or (channel == "phone" and german_business(kind, country)):
        return _UNPROVEN  # a German business: call it once the concrete reason is written down
    return Judgement("no_consent")


def _without_consent(purpose: Purpose, channel: Channel, kind: str, country: str, state: State) -> Ground:
    if purpose == "notice":
        return "notice"
    if state.state == "yes":
        return ""
    if channel == "post":
        return "legitimate-interest"
    if channel == "phone" and country == "CH":
        return "no-block-mark"
    if channel == "phone" and german_business(kind, country) and state.presumed:
        return "presumed"
    return ""


def german_business(kind: str, country: str) -> bool:
    return kind == "company" and country == "DE"
