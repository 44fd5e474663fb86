"""What goes before what where records disagree, criterion by criterion; and which criterion it was, in words."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kmu_crm.fields import email
from kmu_crm.i18n import N_, _
from kmu_crm.profiles import trust
from kmu_crm.profiles.word import Word

_LOST = re.compile(r"\w\?\w|\ufffd")  # letters that a program could not write


class Claim(NamedTuple):
    """A value that a record gives for a field."""

    value: str
    word: Word
    field: str
    permitted: Collection[str]
    rules: trust.Rules


@dataclass(frozen=True)
class Why:
    """Why a value won: the criterion, the winner's kind of source, that of the best loser; `one_source`: both are of one."""

    code: str
    winner: str = ""
    loser: str = ""
    one_source: bool = False


# The smaller goes first.
_CRITERIA: dict[str, Callable[[Claim], Any]] = {
    "alias": lambda claim: email.is_alias(claim.value),
    "permitted": lambda claim: claim.value not in claim.permitted,
    "damaged": lambda claim: bool(_LOST.search(claim.value)),
    "told_first": lambda claim: _is_after(claim.word),
    "further": lambda claim: claim.value != claim.word.values["email"],
    "initial": lambda claim: len(claim.value.strip(".")) < 2 or claim.value.isupper(),
    "street_only": lambda claim: not claim.word.values.get("postcode"),
    "rank": lambda claim: claim.rules.rank(claim.word.role, claim.field),
    "first": lambda claim: claim.word.came if _is_after(claim.word) else 0,
    "newest": lambda claim: -(claim.word.turn or claim.word.version),
    "fullest": lambda claim: -sum(bool(value) for value in claim.word.values.values()),
    "alphabet": lambda claim: claim.value,
}
_OF = {
    "email": ("alias", "permitted", "told_first", "further", "rank"),
    "given_name": ("damaged", "told_first", "initial", "rank"),
    "family_name": ("damaged", "told_first", "initial", "rank"),
    "street": ("damaged", "told_first", "street_only", "rank"),
}
_OF_OTHERS = ("damaged", "told_first", "rank")


def order(claim: Claim) -> tuple[Any, ...]:
    """The smallest wins: what is whole, no stopgap, may be used, is to replace others; the better source, of equal ones by
    the rule for those, which is: the one that spoke first where it only fills gaps; the newer word."""
    return tuple([_CRITERIA[code](claim) for code in _codes(claim.field, claim.rules.among_equals)])


def why(winner: Claim, loser: Claim) -> Why:
    """The first criterion in which the two differ."""
    both = zip(_codes(winner.field, winner.rules.among_equals), order(winner), order(loser), strict=True)
    code = next((code for code, one, other in both if one != other), "agreed")
    kinds = winner.word.role, loser.word.role
    if code == "told_first":
        code = "entered" if winner.word.role == trust.ENTRY else "replaces"
    elif code == "rank" and winner.word.role == trust.ENTRY:
        code = "entered"
    one_source = (winner.word.system, winner.word.came) == (loser.word.system, loser.word.came)
    return Why(code, *kinds, one_source)


@cache
def _codes(field: str, among_equals: tuple[str, ...]) -> tuple[str, ...]:
    last = ("alphabet",) if field == "email" else ()  # two of one record
    return (*_OF.get(field, _OF_OTHERS), *among_equals, *last)


def _is_after(word: Word) -> bool:
    """Neither typed in here nor of a source that is to replace what others say."""
    return word.role != trust.ENTRY and word.mode != "update"


KINDS = {
    "entry": N_("Typed in here"), "accounting": N_("Accounting"), "shop": N_("Shop"), "contacts": N_("Address book"),
    "orders": N_("Order without an account"), "list": N_("List"), "newsletter": N_("Newsletter"),
}  # fmt: skip
_SENTENCES = {
    "corrected": N_("put right by hand"),
    "zero": N_("the leading zero that was lost is put back"),
    "only": N_("the only word on it"),
    "agreed": N_("all who tell it say the same"),
    "together": N_("from the same record as the value it belongs to"),
    "unheard": N_("holds because the other source only brings new customers"),
    "alias": N_("holds because the other one only forwards for a market place"),
    "permitted": N_("holds because it may be written to"),
    "damaged": N_("holds because the other one lost letters"),
    "entered": N_("typed in by hand"),
    "replaces": N_("holds because its source is to replace others, as chosen at the import"),
    "further": N_("holds because it is the main address of its record"),
    "initial": N_("holds because it is the whole name"),
    "street_only": N_("holds because it has a postcode with it"),
    "rank": N_("holds because {winner} goes before {loser}"),
    "first": N_("holds because its source was there first"),
    "newest": N_("holds because it is the newest"),
    "fullest": N_("holds because its record is the fullest"),
    "alphabet": N_("the first of several that are as good"),
}


def title(kind: str) -> str:
    return _(KINDS[kind])


def sentence(reason: Why) -> str:
    """`gilt, weil Buchhaltung vor Shop geht`"""
    if reason.code == "newest" and reason.one_source:
        return _("holds because it is the newest word of this source")
    kinds = {"winner": KINDS.get(reason.winner), "loser": KINDS.get(reason.loser)}
    return _(_SENTENCES[reason.code]).format(**{side: _(kind) for side, kind in kinds.items() if kind})
