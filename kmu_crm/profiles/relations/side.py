"""What the records of one profile say of it together, as relations are told by it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kmu_crm.fields import email, name, text
from kmu_crm.identity.spelled import own_host, skeleton
from kmu_crm.identity.words import Words

_BRANCH = re.compile(
    r"\b(?:filiale?|(?:zweig)?niederlassung|nl|zweigstelle|geschaftsstelle|betriebsstatte|aussenstelle|standort|branch|succursale)\b"
)
_OWNER = re.compile(r"\b(?:Inh\.|Inhaber(?:in)?\b):?\s*(?P<who>[^,;()]+)", re.I)  # Sport Meier, Inh. Kurt Meier

Name = tuple[str, str]  # given name and surname


@dataclass(frozen=True)
class Side:
    """Skeletons throughout. `people` are those whom the records name: the contacts of a firm, or the person; `owners` those
    whom the firm's name names as such."""

    profile: int
    people: frozenset[Name] = frozenset()
    owners: frozenset[Name] = frozenset()
    generations: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()
    cores: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()  # trades of sister firms that the names show, as `company.sister_marks`
    vats: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()  # mailboxes, without those of desks
    hosts: frozenset[str] = frozenset()  # of one's own
    phones: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()  # postcode and street
    cities: frozenset[str] = frozenset()

    @property
    def is_firm(self) -> bool:
        return bool(self.cores)

    @property
    def surnames(self) -> frozenset[str]:
        """Each part of a double name for itself."""
        return frozenset(part for _given, family in self.people for part in family.split() if len(part) > 1)

    @property
    def roots(self) -> frozenset[frozenset[str]]:
        """The words of the firm's names but for towns and for what calls it a branch."""
        return frozenset(frozenset(_BRANCH.sub(" ", core).split()) - self.cities for core in self.cores) - {frozenset()}

    @property
    def is_branch(self) -> bool:
        """Whether its name says so, or bears its town."""
        return any(_BRANCH.search(core) or self.cities & set(core.split()[1:]) for core in self.cores)


def of(profile: int, said: Collection[Words], public: frozenset[str]) -> Side:
    """`public`: further mail hosts that many unrelated people use, as the match model found them."""
    mails = [mail for one in said for mail in one.mails]
    return Side(
        profile,
        frozenset((one.given, one.family) for one in said if one.family and not any(map(str.isdigit, one.family))),
        frozenset(_owners(one.company_shown for one in said)),
        _told(one.generation for one in said),
        _told(one.birth for one in said),
        _told(one.core for one in said),
        _told(mark for one in said for mark in one.marks.split()),
        _told(one.vat for one in said),
        _told(email.mailbox(mail) for mail in mails if not email.is_role(mail.partition("@")[0])),
        _told(own_host(mail, public) for mail in mails),
        _told(phone for one in said for phone in one.phones),
        _told(place for one in said for place in one.places if any(map(str.isdigit, place.partition("|")[2]))),
        _told(city for one in said for city in one.cities),
    )


def _owners(firms: Iterable[str]) -> Iterable[Name]:
    for found in (match for firm in firms for match in _OWNER.finditer(firm)):
        named = name.split(found["who"].strip())
        if named.given and named.family:
            yield skeleton(text.fold(named.given)), skeleton(text.fold(named.family))


def _told(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value in values if value)
