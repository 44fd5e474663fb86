"""Who must not be contacted any more, by any way: for the head of their page, before anybody looks for a button."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

from kmu_crm.consent import former
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.gate import Gate, Verdict
from kmu_crm.consent.objections import OBJECTED
from kmu_crm.consent.permissions import Permission
from kmu_crm.consent.words import CHANNELS, Channel

_NOES = ("objected", "refused", "withdrawn", "suppressed")  # what a person said, unlike an address that nothing reaches


@dataclass(frozen=True)
class Barred:
    """`how`: blocked, where not even a word about an order may leave; objected, where somebody objected to all advertising;
    refused, where they said no to every way there is. `since`: ISO day or moment from which it holds, None where nobody knows.
    `noes`: channel and reason in words. `notices`: the ways that are still open for what an order needs."""

    how: Literal["blocked", "objected", "refused"]
    since: str | None
    noes: tuple[tuple[Channel, str], ...]
    notices: tuple[Channel, ...]


def barred(db: Connection, who: Candidate, said: Sequence[Permission], day: str) -> Barred | None:
    """None for whoever may be spoken to by any way, or only has not agreed to it. `said`: their permissions; `day`: ISO."""
    if any(one.answer == "yes" for one in said):  # where advertising may go, nothing shuts the way for an order
        return None
    verdicts = {channel: Gate(db, "notice", channel, day).decide([who])[0] for channel in CHANNELS}
    notices = tuple(channel for channel in CHANNELS if verdicts[channel].allowed)
    shut = [one for one in verdicts.values() if one.loss == "blocked"]
    if shut and not notices:
        noes = tuple(
            (one.channel, _reason(verdicts[one.channel], one)) for one in said if verdicts[one.channel] in shut
        )
        return Barred("blocked", _latest(one.state.since for one in shut if one.state), noes, ())
    objected = [
        one for one in former.said(db, "email", "advertising", [who]).get(who.profile_id, ()) if one.said == OBJECTED
    ]
    if objected:
        return Barred("objected", _latest(one.since for one in objected), (), notices)
    known = [one for one in said if one.code]  # to which there is an address
    if not known or any(one.answer != "no" or one.code not in _NOES for one in known):
        return None
    return Barred(
        "refused", _latest(one.since for one in known), tuple((one.channel, one.why) for one in known), notices
    )


def _reason(verdict: Verdict, said: Permission) -> str:
    """What was written down with the block, else why the way is shut."""
    return (verdict.state.evidence if verdict.state else "") or said.why


def _latest(moments: Iterable[str | None]) -> str | None:
    return max((one for one in moments if one), default=None)
