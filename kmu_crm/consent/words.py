"""The few words this folder speaks in: channels, purposes, and what can be said about an address."""

from typing import Literal, TypeVar

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _

Channel = Literal["email", "phone", "post"]
Purpose = Literal["advertising", "existing-customers", "notice"]
Answer = Literal["yes", "no", "unproven", ""]

CHANNELS: tuple[Channel, ...] = ("email", "phone", "post")
PURPOSES: tuple[Purpose, ...] = ("advertising", "existing-customers", "notice")
SAID = ("claimed", "given", "confirmed", "withdrawn", "bounced")
Known = TypeVar("Known", bound=str)

EVERYTHING = "*"  # a block for every purpose
PRESUMED = "presumed"  # basis: UWG §7(2) no. 1, presumed consent of a business, with the concrete reason as evidence
DOUBTED = "doubted"  # basis of a claimed yes: where the source said yes, it now says what nobody understands
SALE = "sale"  # basis: UWG §7(3), see `existing`
_TITLES = {
    "claimed": N_("yes without proof"),
    "given": N_("consent given"),
    "confirmed": N_("consent confirmed"),
    "withdrawn": N_("withdrawn"),
    "bounced": N_("undeliverable"),
    "suppressed": N_("blocked"),
    "objected": N_("objected to all advertising"),
    "refused": N_("objected to this way"),
}
PERMISSIONS = frozenset({"claimed", "given", "confirmed"})


class UnknownWord(KmuError):
    text = N_("“{word}” is not known here; allowed: {allowed}.")
    code = "unknown_word"


def one_of(word: str, allowed: tuple[Known, ...]) -> Known:
    """`word`, where it is one of `allowed`. Raises UnknownWord."""
    for known in allowed:
        if word == known:
            return known
    raise UnknownWord(word=word, allowed=", ".join(allowed))


def channel(word: str) -> Channel:
    return one_of(word, CHANNELS)


def purpose(word: str) -> Purpose:
    return one_of(word, PURPOSES)


def title(said: str) -> str:
    """A word of the ledger for people, translated."""
    return _(_TITLES[said])
