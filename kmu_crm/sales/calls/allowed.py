"""May somebody be called, and why: the gate's answer for advertising by phone, in words. There is no second door."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent import moments, permissions
from kmu_crm.consent.gate import Gate, Verdict
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.profiles import reach
from kmu_crm.sales.calls import outcomes
from kmu_crm.sales.calls.history import Called
from kmu_crm.sales.calls.people import Person


@dataclass(frozen=True)
class Answer:
    """`phone`: E.164, '' where nobody may call; `ground` or `loss`: as in `consent.law`, and `no_more_calls`; `why`: in words."""

    phone: str
    allowed: bool
    ground: str
    loss: str
    why: str


_ALLOWED = N_("Phone allowed: {why}")
_LOSSES = {
    "no_address": N_("No telephone number"),
    "no_consent": N_("Consent to calls is missing"),
    "may_say_no": N_("May have said no: look first"),
}
_NO_MORE = N_("Please do not call: said on {day}")


def answers(db: Connection, people: Sequence[Person], said: dict[int, list[Called]], day: str) -> list[Answer]:
    """One each, in the order asked; `said`: the calls of each, as `history.calls`."""
    asked = reach.candidates(db, people)
    verdicts = Gate(db, "advertising", "phone", day).decide(asked)
    told = permissions.explain_all(db, "phone", asked)
    return [
        _answer(verdict, permission.why, said.get(verdict.profile_id, ()))
        for verdict, permission in zip(verdicts, told, strict=True)
    ]


def _answer(verdict: Verdict, why: str, said: Sequence[Called]) -> Answer:
    no = _unheard(verdict, said)
    if no:
        return _refused("no_more_calls", _(_NO_MORE).format(day=show.date(no.day)))
    if verdict.cleared is None:
        known = _LOSSES.get(verdict.loss)
        return _refused(verdict.loss, _(known) if known else why)
    return Answer(verdict.cleared.address, True, verdict.ground, "", _(_ALLOWED).format(why=why))


def _refused(loss: str, why: str) -> Answer:
    return Answer("", False, "", loss, why)


def _unheard(verdict: Verdict, said: Sequence[Called]) -> Called | None:
    """A list of calls may know of a no that stands in no ledger; only a consent that is surely later goes before it."""
    spoken = [one for one in said if one.outcome == outcomes.NO_MORE_CALLS]
    if not spoken or not verdict.allowed:
        return None
    state = verdict.state
    agreed = state is not None and state.state == "yes" and bool(state.since)
    if agreed and state is not None and moments.surely_later(state.since or "", spoken[-1].at):
        return None
    return spoken[-1]
