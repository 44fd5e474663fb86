"""When a customer was last in touch, by the way it went; and when an answer to a survey last came."""

from collections.abc import Mapping
from dataclasses import dataclass

from kmu_crm.i18n import N_
from kmu_crm.profiles.timeline import Tally

WAYS = {
    "phone": N_("Phone"), "email": N_("E-mail"), "personal": N_("In person"), "service": N_("Service"),
    "newsletter": N_("Newsletter"),
}  # fmt: skip

_KINDS = {
    "phone": ("call",), "email": ("email",), "personal": ("visit", "appointment"),
    "service": ("service", "complaint", "enquiry"), "newsletter": ("newsletter",),
}  # fmt: skip


@dataclass(frozen=True)
class Contacts:
    """`last`: by way, ISO day and how many there were, the newest first; `answered`: ISO day of the latest answer."""

    last: dict[str, tuple[str, int]]
    answered: str | None


def contacts(of: Mapping[str, Tally]) -> Contacts:
    """Of a customer's entries up to a day."""
    found = {}
    for way, kinds in _KINDS.items():
        told = [of[kind] for kind in kinds if kind in of and of[kind].last]
        if told:
            found[way] = max(one.last or "" for one in told), sum(one.until for one in told)
    newest = sorted(found.items(), key=lambda one: one[1][0], reverse=True)
    return Contacts(dict(newest), of["survey"].last if "survey" in of else None)
