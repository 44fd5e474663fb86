"""Which of a person's addresses speaks for the person. Strictest wins, also between the addresses of one person."""

from collections.abc import Sequence
from typing import NamedTuple

from kmu_crm.consent import moments
from kmu_crm.consent.law import Judgement, Loss, judge
from kmu_crm.consent.states import State
from kmu_crm.consent.words import Channel, Purpose

_ORDER: tuple[Loss, ...] = ("blocked", "unproven", "no_consent", "bounced")  # what is told where nothing may leave


class Choice(NamedTuple):
    state: State
    judgement: Judgement


def choose(
    purpose: Purpose, channel: Channel, kind: str, country: str, found: Sequence[State], former: Sequence[State] = ()
) -> Choice | None:
    """The address to use, of those in `found`, the preferred first; None where there is none. `former`: what is known of
    addresses the person had before.

    Who said no at one address is not written to at another, unless the yes for that one is surely the later word:
    profiles are merged from many records, and a person objects as a person. Safety notices go to any open address.
    """
    choices = [Choice(state, judge(purpose, channel, kind, country, state)) for state in found]
    before = [Choice(state, judge(purpose, channel, kind, country, state)) for state in former]
    refused = [one for one in (*choices, *before) if one.judgement.loss == "blocked"]
    refusals = [one.state for one in refused]
    for one in choices:
        if not one.judgement.loss and (purpose == "notice" or all(_outlives(one.state, no) for no in refusals)):
            return one
    losses = [*(one for one in choices if one.judgement.loss), *(refused if choices else ())]
    return min(losses, key=lambda one: _ORDER.index(one.judgement.loss), default=None)


def _outlives(yes: State, no: State) -> bool:
    return yes.state == "yes" and bool(yes.since and no.since and moments.surely_later(yes.since, no.since))
