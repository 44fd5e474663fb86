"""How two profiles belong together, told by what both say. What only looks alike (a name, a town) makes no relation."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kmu_crm.fields import company
from kmu_crm.identity import couples, given
from kmu_crm.identity.counted import numbered
from kmu_crm.identity.levels import Level
from kmu_crm.profiles.relations.side import Name, Side

Kind = Literal["works_at", "owns", "lives_with", "branch_of", "sister_of"]
KINDS: tuple[Kind, ...] = ("works_at", "owns", "lives_with", "branch_of", "sister_of")

# Why: what two profiles share, or what one says of the other.
PLACE, SURNAME, MAIL, PHONE, HOST, CONTACT, IN_NAME, OWNER, NAME, TRADE = (
    "place", "surname", "mail", "phone", "host", "contact", "in_name", "owner", "name", "trade",
)  # fmt: skip
_OF_MANY = frozenset(
    {"gebruder", "geschwister", "nachfolger", "sohne", "tochter", "partner"}
)  # in the names of many firms
_WORTH_A_WORD = 4  # letters; shorter words of a firm's name are initials and articles


class Tie(NamedTuple):
    """`kind` is read from the first side to the second, unless `turned`."""

    kind: Kind
    why: tuple[str, ...]
    turned: bool = False


def between(one: Side, other: Side) -> Tie | None:
    """The closest relation of two profiles that are not one."""
    if one.is_firm and other.is_firm:
        return None if _only_numbered(one, other) else next(_firms(one, other), None)
    if one.is_firm or other.is_firm:
        person, firm = (other, one) if one.is_firm else (one, other)
        found = next(_person_and_firm(person, firm), None)
        return found and found._replace(turned=one.is_firm)
    return next(_people(one, other), None)


def _people(one: Side, other: Side) -> Iterator[Tie]:
    """Who lives behind one door and bears one name, or reads the other's mail there; neighbours do not."""
    shared, name = _shared(one, other), bool(one.surnames & other.surnames)
    if not (one.surnames and other.surnames) or _may_be_one(one, other):
        return
    if PLACE in shared and (name or len(shared) > 1):
        yield Tie("lives_with", (*shared, *([SURNAME] if name else [])))
    elif name and shared and not (one.places and other.places):
        yield Tie("lives_with", (*shared, SURNAME))


def _may_be_one(one: Side, other: Side) -> bool:
    """Names that one person may bear, and nothing that tells father and son apart: that is a question of duplicates."""
    if one.generations != other.generations or (one.births and other.births and not one.births & other.births):
        return False
    return any(set(a[1].split()) & set(b[1].split()) and _fit(a[0], b[0]) for a in one.people for b in other.people)


def _fit(one: str, other: str) -> bool:
    """A row of a couple is nobody of the two, and no third one who lives with them."""
    if not (one and other) or one == other or couples.AND in (*one.split(), *other.split()):
        return True
    return given.grade(one, other) in (Level.INITIAL, Level.VARIANT, Level.PART)


def _person_and_firm(person: Side, firm: Side) -> Iterator[Tie]:
    shared, named = _shared(person, firm), bool(person.people & firm.people)
    words = [set(core.split()) for core in firm.cores]
    if person.people & firm.owners:
        yield Tie("owns", (OWNER, *shared))
    if shared and any(_is_named(who, core) for who in person.people for core in words):
        yield Tie("owns", (IN_NAME, *shared))
    # Of a family behind one door nobody knows whose the firm is, unless this is the only one whom it names.
    alone = firm.people <= person.people and (named or set(shared) - {PLACE})
    if alone and (shared or person.hosts & firm.hosts) and any(person.surnames & core for core in words):
        yield Tie("owns", (IN_NAME, *([CONTACT] if named else []), *shared))
    if person.surnames and person.hosts & firm.hosts:
        yield Tie("works_at", (HOST, *([CONTACT] if named else [])))
    if named and shared:
        yield Tie("works_at", (CONTACT, *shared))


def _is_named(who: Name, core: set[str]) -> bool:
    first, family = who
    return bool(first) and {*first.split(), *family.split()} <= core


def _firms(one: Side, other: Side) -> Iterator[Tie]:
    shared, roots = _shared(one, other), one.roots & other.roots
    hosts = (HOST,) if one.hosts & other.hosts else ()
    differ = bool(one.vats and other.vats and not one.vats & other.vats)
    elsewhere = not one.places & other.places and (one.is_branch != other.is_branch or one.cities != other.cities)
    known = shared or hosts or one.vats & other.vats  # a name alone bear strangers in two towns
    if roots and known and one.marks == other.marks and not differ and elsewhere:
        yield Tie("branch_of", (NAME, *shared, *hosts), turned=_is_head(one, other))
    near = bool(shared or hosts or one.cities & other.cities)
    if near and one.marks != other.marks and _without_marks(one) & _without_marks(other):
        yield Tie("sister_of", (TRADE, *shared, *hosts))
    if (shared or hosts) and (roots or _own_words(one) & _own_words(other)):
        yield Tie("sister_of", (NAME, *shared, *hosts))


def _only_numbered(one: Side, other: Side) -> bool:
    """WEG Ringweg 12 and WEG Ringweg 14 have whoever looks after both in common."""
    return any(numbered(a, b) for a in one.cores for b in other.cores)


def _is_head(one: Side, other: Side) -> bool:
    """Whether the first is what the other is a branch of: where names do not tell, the one that was known first."""
    if one.is_branch != other.is_branch:
        return other.is_branch
    return one.profile < other.profile


def _without_marks(side: Side) -> frozenset[frozenset[str]]:
    found = (
        frozenset(word for word in root if word not in _OF_MANY and not company.sister_marks(word))
        for root in side.roots
    )
    return frozenset(found) - {frozenset()}


def _own_words(side: Side) -> set[str]:
    """Words that call this firm, not its trade: Huber of Huber Holzbau."""
    words = {word for root in side.roots for word in root if len(word) >= _WORTH_A_WORD}
    return {word for word in words - _OF_MANY if not (company.looks_like_company(word) or company.sister_marks(word))}


def _shared(one: Side, other: Side) -> Sequence[str]:
    pairs = ((PLACE, one.places & other.places), (MAIL, one.mails & other.mails), (PHONE, one.phones & other.phones))
    return [why for why, found in pairs if found]
