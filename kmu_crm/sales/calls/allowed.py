"""May somebody be called, and why: the gate's answer for advertising by phone, in words. There is no second door."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent import permissions
from kmu_crm.consent.gate import Gate, Verdict
from kmu_crm.i18n import N_, _
from kmu_crm.identity.verdicts import profile_of
from kmu_crm.profiles import reach
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.sales.calls.people import Person, people
from kmu_crm.sales.leads import stages, words

LEAD = "lead"  # the loss of whoever is still with marketing
BARRED = "blocked"  # the loss of whoever said no, as in `consent.law`


@dataclass(frozen=True)
class Answer:
    """`phone`: E.164, '' where nobody may call; `ground` or `loss`: as in `consent.law`; `why`: in words."""

    phone: str
    allowed: bool
    ground: str
    loss: str
    why: str


_WITH_MARKETING = ("mcl", "mql", "nurture", "parked")
_NOT_YET = N_("Not with sales yet: {stage}")
_ALLOWED = N_("Phone allowed: {why}")
_LOSSES = {
    "no_address": N_("No telephone number"),
    "no_consent": N_("Consent to calls is missing"),
    "may_say_no": N_("May have said no: look first"),
}


def answer(db: Connection, number: int, day: str) -> Answer:
    """Of any record number, as it stands this moment. Raises NoSuchProfile."""
    profile = profile_of(db, number)
    if profile is None or not (known := people(db, [profile])):
        raise NoSuchProfile(number=number)
    return answers(db, [known[profile]], day)[0]


def answers(db: Connection, who: Sequence[Person], day: str) -> list[Answer]:
    """One each, in the order asked. A no that a list of calls tells of is heard by the gate: it waits until somebody looked."""
    asked = reach.candidates(db, who)
    verdicts = Gate(db, "advertising", "phone", day).decide(asked)
    told = permissions.explain_all(db, "phone", asked)
    found = [_answer(verdict, permission.why) for verdict, permission in zip(verdicts, told, strict=True)]
    return [_handed_over(db, person, answer) for person, answer in zip(who, found, strict=True)]


def _handed_over(db: Connection, person: Person, answer: Answer) -> Answer:
    """Who never bought and is still with marketing is called by nobody until sales has taken them over."""
    why = with_marketing(db, person.profile_id, person.phase) if answer.allowed else ""
    return _refused(LEAD, why) if why else answer


def with_marketing(db: Connection, profile: int, phase: str) -> str:
    """Why sales has not got to call them yet, in words; '' where it may. `phase` as figures tell it."""
    lead = stages.lead(db, profile) if phase == "prospect" else None
    if lead is None or lead.stage not in _WITH_MARKETING:
        return ""
    return _(_NOT_YET).format(stage=words.stage(lead.stage))


def _answer(verdict: Verdict, why: str) -> Answer:
    if verdict.cleared is None:
        known = _LOSSES.get(verdict.loss)
        return _refused(verdict.loss, _(known) if known else why)
    return Answer(verdict.cleared.address, True, verdict.ground, "", _(_ALLOWED).format(why=why))


def _refused(loss: str, why: str) -> Answer:
    return Answer("", False, "", loss, why)
