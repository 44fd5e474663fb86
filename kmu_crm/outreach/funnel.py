"""Who is left, and why the others are not: losses in a fixed order, each customer counted once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kmu_crm.consent.gate import Cleared, Verdict
from kmu_crm.consent.words import Channel
from kmu_crm.fields import show, text
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.outreach.arms import CONTROL, draw
from kmu_crm.outreach.people import Person

REASONS = ("no_consent", "unproven", "blocked", "may_say_no", "no_address", "bounced", "same_address", "control")

_TITLES = {
    "no_consent": N_("No consent for this channel"),
    "unproven": N_("Consent unproven (no proof)"),
    "blocked": N_("Block list or objection"),
    "may_say_no": N_("May have said no: look first"),
    "bounced": N_("Last time undeliverable (hard bounce)"),
    "same_address": N_("Same household, same address"),
    "control": N_("Control group (gets nothing)"),
}
_BY_CHANNEL = {
    ("no_consent", "email"): N_("No consent for e-mail advertising"),
    ("no_consent", "phone"): N_("No consent for calls"),
    ("no_address", "email"): N_("No e-mail address or an invalid one"),
    ("no_address", "phone"): N_("No phone number or an invalid one"),
    ("no_address", "post"): N_("No postal address or an incomplete one"),
}


@dataclass(frozen=True)
class Loss:
    """`profiles` are the customers behind the number."""

    reason: str
    profiles: tuple[int, ...]

    @property
    def n(self) -> int:
        return len(self.profiles)


@dataclass(frozen=True)
class Funnel:
    """`segment_size` is always the sum of losses and `kept`. `arms` holds everybody in `kept` or the control group. `beside`: of
    who is kept those of the same household, whom the same letter reaches; each of them may be written to."""

    segment_size: int
    losses: tuple[Loss, ...]
    kept: tuple[Cleared, ...]
    arms: Mapping[int, str]
    beside: Mapping[int, tuple[int, ...]]

    def loss(self, reason: str) -> Loss:
        return next(one for one in self.losses if one.reason == reason)


def title(reason: str, channel: Channel) -> str:
    """The line's words, translated."""
    return _(_BY_CHANNEL.get((reason, channel)) or _TITLES[reason])


def unheard(n: int) -> str:
    """What is said of those who are left out, for a remark may say no (`consent.unheard`)."""
    return ngettext(
        "Of {n} customer a remark, a tag, a talk or the name says what may be a no. The list leaves out whoever it is until you have"
        " looked and noted the objection for that way, or that there is none.",
        "Of {n} customers a remark, a tag, a talk or the name says what may be a no. The list leaves them out until you have looked"
        " and noted the objection for that way, or that there is none.",
        n,
    ).format(n=show.number(n))


def sift(
    who: Sequence[Person],
    verdicts: Sequence[Verdict],
    control: float,
    arms: int,
    seed: int,
    households: Mapping[int, int] | None = None,
) -> Funnel:
    """`who` and `verdicts` in one order, the most valuable first: of several with one address the first stays. `households`: those
    of `who` who live with others of them -> a number of their own."""
    lost: dict[str, list[int]] = {reason: [] for reason in REASONS}
    met: dict[str, int] = {}
    homes, beside = households or {}, dict[int, tuple[int, ...]]()
    reached: list[tuple[Person, Cleared]] = []
    for person, verdict in zip(who, verdicts, strict=True):
        if verdict.cleared is None:
            lost[verdict.loss].append(person.profile_id)
            continue
        home, keys = homes.get(person.profile_id), _doors(person, verdict.cleared, homes)
        first = next((met[key] for key in keys if key in met), person.profile_id)
        met |= dict.fromkeys(keys, first)
        if first == person.profile_id:
            reached.append((person, verdict.cleared))
            continue
        lost["same_address"].append(person.profile_id)
        if home is not None and home == homes.get(first):
            beside[first] = (*beside.get(first, ()), person.profile_id)
    drawn = draw([(person.profile_id, person.value_class) for person, _cleared in reached], control, arms, seed)
    lost["control"] = [person.profile_id for person, _cleared in reached if drawn[person.profile_id] == CONTROL]
    kept = tuple(cleared for person, cleared in reached if drawn[person.profile_id] != CONTROL)
    return Funnel(len(who), tuple(Loss(reason, tuple(lost[reason])) for reason in REASONS), kept, drawn, beside)


def _doors(person: Person, cleared: Cleared, homes: Mapping[int, int]) -> list[str]:
    """By what one is met who was reached already. Behind one door live several families: there the name counts too, or that they
    live together under several."""
    if cleared.channel != "post":
        return [cleared.address]
    found = [f"{cleared.address}|{text.fold(person.company or person.family_name or person.display_name)}"]
    if (home := homes.get(person.profile_id)) is not None:
        found.append(f"{cleared.address}|#{home}")
    return found
