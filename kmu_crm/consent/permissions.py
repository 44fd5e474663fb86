"""Yes, no, unproven or nothing known, for each profile and channel: what the customer list shows beside an address.

The answer is the one the gate would give for advertising, so that the list and the export never disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from sqlite3 import Connection

from kmu_crm.consent import former
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.choice import Choice, choose
from kmu_crm.consent.gate import Verdict, usable
from kmu_crm.consent.law import Judgement
from kmu_crm.consent.states import states
from kmu_crm.consent.words import CHANNELS, DOUBTED, Answer, Channel, title
from kmu_crm.i18n import N_, _

_BATCH = 5_000

Row = tuple[int, str, str, Sequence[str], Sequence[str], Sequence[str]]

MAY_SAY_NO = "may_say_no"
_WHY = {
    "consent": N_("Consent, {basis} ({source})"),
    "existing-customer": N_("Existing customer, UWG §7(3)"),
    "presumed": N_("Presumed consent of a business: {evidence}"),
    "legitimate-interest": N_("Letters are allowed until somebody objects"),
    "no-block-mark": N_("No block mark (Switzerland)"),
    "objected": N_("Objected to all advertising"),
    "refused": N_("Objected to advertising this way"),
    "withdrawn": N_("Consent withdrawn or objected ({source})"),
    "suppressed": N_("On the block list"),
    "bounced": N_("Could not be delivered ({source})"),
    "unproven": N_("A yes without day or proof ({source})"),
    "doubted": N_("The last import says neither yes nor no ({source})"),
    "no_reason": N_("The concrete reason for calling a business is not written down"),
    "no_consent": N_("Nobody has said yes"),
    MAY_SAY_NO: N_("May have said no: look first"),
}


@dataclass(frozen=True)
class Permission:
    """`answer` for advertising on one channel; `why` is a translated sentence; `since` an ISO moment or None; `code`: the reason,
    as `_WHY` names it, '' where there is no address."""

    channel: Channel
    answer: Answer
    since: str | None
    why: str
    code: str = ""


def held_back(one: Permission) -> Permission:
    """A permission whose lists wait until a person has looked at what may be a no."""
    return replace(one, answer="unproven", since=None, why=_(_WHY[MAY_SAY_NO]), code=MAY_SAY_NO)


def for_addresses(db: Connection, rows: Iterable[Row]) -> Iterator[tuple[int, Answer, Answer, Answer]]:
    """(profile, e-mail, phone, post) for rows of (profile, kind, country, e-mails, phones, post keys), same order.

    Addresses are those of all records of the profile, the preferred first. Found in batches, as sets.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        people = [
            Candidate(number, kind, country, tuple(emails), tuple(phones))
            for number, kind, country, emails, phones, _keys in batch
        ]
        chosen = {
            "email": _choices(db, "email", people, [usable(one, "email") for one in people]),
            "phone": _choices(db, "phone", people, [usable(one, "phone") for one in people]),
            "post": _choices(db, "post", people, [[key for key in row[5] if key] for row in batch]),
        }
        for place, who in enumerate(people):
            email, phone, post = (_answer(chosen[channel][place]) for channel in CHANNELS)
            yield who.profile_id, email, phone, post


def explain(db: Connection, who: Candidate) -> list[Permission]:
    """The three channels of one profile with the reason in words, for the head of its page."""
    return [one for channel in CHANNELS for one in explain_all(db, channel, [who])]


def explain_all(db: Connection, channel: Channel, people: Sequence[Candidate]) -> list[Permission]:
    """One channel of many profiles, in the order asked."""
    choices = _choices(db, channel, people, [usable(one, channel) for one in people])
    return [
        Permission(
            channel,
            _answer(choice),
            choice.state.since if choice else None,
            _why(choice),
            _reason(choice) if choice else "",
        )
        for choice in choices
    ]


def explain_verdict(verdict: Verdict) -> str:
    """The gate's own answer in words; '' where there is no address, and for an order, which needs no ground."""
    if verdict.state is None or verdict.ground == "notice":
        return ""
    return _why(Choice(verdict.state, Judgement(verdict.loss, verdict.ground)))


def _choices(
    db: Connection, channel: Channel, people: Sequence[Candidate], found: Sequence[Iterable[str]]
) -> list[Choice | None]:
    lists = [list(one) for one in found]
    known = states(db, channel, "advertising", [address for one in lists for address in one])
    before = former.said(db, channel, "advertising", people)
    chosen: list[Choice | None] = []
    for who, one in zip(people, lists, strict=True):
        said = [known[address] for address in one]
        choice = choose("advertising", channel, who.kind, who.country, said, before.get(who.profile_id, ()))
        if choice and choice.judgement.loss == "unproven" and who.kind == "company":
            # What another contact of a firm agreed to is nothing that is known of the address shown.
            choice = choose("advertising", channel, who.kind, who.country, said[:1])
        chosen.append(choice)
    return chosen


def _answer(choice: Choice | None) -> Answer:
    if choice is None or choice.judgement.loss == "no_consent":
        return ""
    if not choice.judgement.loss:
        return "yes"
    return "unproven" if choice.judgement.loss == "unproven" else "no"


def _why(choice: Choice | None) -> str:
    if choice is None or not (reason := _reason(choice)):
        return ""
    state = choice.state
    basis = state.basis or (title(state.said) if state.said else "")
    return _(_WHY[reason]).format(basis=basis, source=state.source, evidence=state.evidence)


def _reason(choice: Choice) -> str:
    state, loss = choice.state, choice.judgement.loss
    if not loss:
        return choice.judgement.ground
    if loss == "blocked":
        return state.said
    if loss == "unproven" and state.basis == DOUBTED:
        return "doubted"
    return "no_reason" if loss == "unproven" and not state.said else loss
