"""The relations of a customer in words, and what a company is worth together with its people, a household as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import authors
from kmu_crm.desk import wording
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.profiles import queries as profiles
from kmu_crm.profiles.relations import queries, rules, said
from kmu_crm.profiles.relations.queries import Relation
from kmu_crm.profiles.relations.rules import KINDS, Kind
from kmu_crm.value import queries as value

NONE = "none"
# What the other is to this customer: where the relation is read from here to there, and from there to here.
HERE = {
    "works_at": N_("works at"), "owns": N_("owner of"), "lives_with": N_("same household"), "branch_of": N_("branch of"),
    "sister_of": N_("sister company"),
}  # fmt: skip
THERE = {**HERE, "works_at": N_("works here"), "owns": N_("owner"), "branch_of": N_("branch")}
WHY = {
    rules.PLACE: N_("same address"), rules.SURNAME: N_("same surname"), rules.MAIL: N_("same mailbox"),
    rules.PHONE: N_("same phone"), rules.HOST: N_("mail at the company’s own address"),
    rules.CONTACT: N_("named as contact"), rules.IN_NAME: N_("name stands in the company’s name"),
    rules.OWNER: N_("named as owner"), rules.NAME: N_("same name"), rules.TRADE: N_("same name, other line of business"),
}  # fmt: skip


_PEOPLE: tuple[tuple[Kind, bool], ...] = (("works_at", True), ("owns", True), ("lives_with", True))
_COMPANIES: tuple[tuple[Kind, bool], ...] = (
    ("works_at", False), ("owns", False), ("branch_of", True), ("branch_of", False), ("sister_of", True), ("owns", True),
)  # fmt: skip


class NoSuchKind(KmuError):
    text = N_("“{kind}” is no kind of relation.")
    advice = N_("There are: {kinds}.")
    code = "no_relation_kind"


@dataclass(frozen=True)
class Related:
    """Another customer and what it is to this one; `why`: in words."""

    profile: int
    name: str
    kind: Kind
    here: bool  # the kind is read from this customer to the other
    role: str
    why: str
    decision: int | None


@dataclass(frozen=True)
class Together:
    """Sums of a company and its people, or of a household; cents in one currency. `unknown`: customers whose revenue no document
    tells."""

    customers: int
    revenue_12m: int
    revenue_net: int
    open_amount: int
    currency: str
    unknown: int


def offered(*, is_company: bool) -> Sequence[tuple[Kind, bool]]:
    """What may be said of a customer: the kind, and whether it is read from here to the other."""
    return _COMPANIES if is_company else _PEOPLE


def sentence(left: str, kind: str | None, right: str) -> str:
    """What somebody said of two customers, who are called so."""
    if kind is None:
        return _("No relation: {left} / {right}").format(left=left, right=right)
    return f"{left} – {_(HERE[kind])}: {right}"


def related(db: Connection, profile: int) -> list[Related]:
    """Of a profile number, what people said first."""
    found = queries.of(db, profile)
    names = {line.id: line.display_name for line in profiles.lines(db, [one.other(profile) for one in found])}
    return [_related(one, profile, names) for one in found if one.other(profile) in names]


def _related(one: Relation, profile: int, names: dict[int, str]) -> Related:
    here = one.a == profile
    why = (
        _("said by {author}").format(author=wording.by(authors.title(one.author)))
        if one.decision
        else ", ".join(_(WHY[code]) for code in one.why)
    )
    role = _((HERE if here else THERE)[one.kind])
    return Related(one.other(profile), names[one.other(profile)], one.kind, here, role, why, one.decision)


def together(db: Connection, profile: int, found: Sequence[Related]) -> Together | None:
    """A company with those who work at or own it; a person with those who live with him. None where there is nobody, or money
    of several currencies has no sum."""
    people = [one.profile for one in found if one.kind in ("works_at", "owns") and not one.here]
    people = people or [one.profile for one in found if one.kind == "lives_with"]
    known = [figures for number in (profile, *people) if (figures := value.figures(db, number)) is not None]
    currencies = {one.currency for one in known if one.documents}
    if not people or len(currencies) > 1:
        return None
    told = [one for one in known if not one.is_revenue_unknown]
    return Together(
        1 + len(people),
        sum(one.revenue_12m for one in told),
        sum(one.revenue_net for one in told),
        sum(one.open_amount for one in known),
        next(iter(currencies), "EUR"),
        len(known) - len(told),
    )


def relate(db: Connection, a: int, kind: str, b: int, author: str) -> int:
    """Somebody says what `a` is to `b`, or that they have nothing to do with each other, whatever their data say; holds until it
    is taken back. Returns the decision's number. Raises NoSuchKind,
    NoSuchRecord, WithItself."""
    if kind == NONE:
        return said.unrelate(db, a, b, author)
    found = next((one for one in KINDS if one == kind), None)
    if found is None:
        raise NoSuchKind(kind=kind, kinds=", ".join((*KINDS, NONE)))
    return said.relate(db, a, found, b, author)
