"""What stands against two being one, whatever else agrees: plain contradictions, and what strangers share as well."""

from collections.abc import Mapping

import numpy as np

from kmu_crm.identity import grade_names, grade_reach
from kmu_crm.identity.grade import Grade
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.levels import Level
from kmu_crm.identity.table import Flags, Ints, shared

# Without one of these a name alone, however rare, is asked about and never merged.
PERSONAL: dict[str, dict[str, tuple[Level, ...]]] = {
    "person": {
        "mail": (Level.SAME, Level.SHARED, Level.TYPO),
        "phone": (Level.SAME, Level.SHARED, Level.VARIANT, Level.TYPO),
        "place": (Level.SAME, Level.TYPO, Level.VARIANT),
        "birth": (Level.SAME,),
        "iban": (Level.SAME,),
        "civil": (Level.SAME, Level.TYPO),
        "number": (Level.SAME, Level.VARIANT),
    },
    "firm": {
        "company": (Level.VARIANT,),
        "mail": (Level.SAME, Level.SHARED, Level.CROWDED, Level.TYPO, Level.NEAR),
        "phone": (Level.SAME, Level.SHARED, Level.VARIANT),
        "place": (Level.SAME, Level.TYPO, Level.VARIANT),
        "vat": (Level.SAME, Level.TYPO),
        "iban": (Level.SAME,),
        "number": (Level.SAME, Level.VARIANT),
    },
    "mixed": {"mail": (Level.SAME, Level.SHARED)},
}


def of(kind: str, ground: Grades, grades: Mapping[str, Grade], a: Ints, b: Ints) -> Flags:
    """Pairs of this kind that are asked about at most; those who `live_apart` besides."""
    if kind == "person":
        return two_people(grades) | _one_birthday(grades)
    if kind == "mixed":
        return _own_mailbox(ground, grades, a, b) | called_alike(ground, a, b)
    found = two_firms(grades["vat"], grades["company"], grades["form"])
    found |= _only_host(grades, ground.spread.called[a] | ground.spread.called[b])
    return found | only_desk(ground, a, b) | called_alike(ground, a, b)


def opposed(kind: str, grades: Mapping[str, Grade], veto: Flags) -> Flags:
    """Of those, whose own words say that they are two: two birthdays, Herr and Frau, father and son, names that differ in a number,
    sister firms, two legal forms, two numbers of the tax office."""
    told = {
        "person": (("birth", Level.CONTRARY), ("generation", Level.CONTRARY), ("gender", Level.CONTRARY),
                   ("given", Level.NUMBERED), ("family", Level.NUMBERED)),
        "firm": (("vat", Level.CONTRARY), ("company", Level.NUMBERED), ("company", Level.SISTER), ("form", Level.DIFFERENT)),
        "mixed": (),
    }[kind]  # fmt: skip
    found: Flags = np.zeros_like(veto)
    for field, level in told:
        found |= grades[field].level == level
    return found & veto


def _only_host(grades: Mapping[str, Grade], called: Flags) -> Flags:
    """Two names, or one firm and a person it does not name, and nothing that speaks for one firm but a host that is not called
    as it is: a provider's, perhaps."""
    speaks = [np.isin(grades[field].level, levels) for field, levels in PERSONAL["firm"].items() if field != "mail"]
    found: Flags = (
        (grades["mail"].level == Level.NEAR)
        & np.isin(grades["contact"].level, (Level.DIFFERENT, Level.MISSING))
        & ~called
    )
    found &= (grades["company"].level == Level.MISSING) & ~np.any(speaks, axis=0)
    return found


def _one_birthday(grades: Mapping[str, Grade]) -> Flags:
    """Two surnames, and nothing that speaks for one but a birthday and a given name, which others share: somebody who married,
    perhaps."""
    speaks = [np.isin(grades[field].level, levels) for field, levels in PERSONAL["person"].items() if field != "birth"]
    found: Flags = (grades["family"].level == Level.DIFFERENT) & ~np.any(speaks, axis=0)
    return found


def only_desk(grades: Grades, a: Ints, b: Ints) -> Flags:
    """Two names in two places, or at a host that nobody names a firm at, and nothing that speaks for one firm but a desk whose
    mail both give, and no firm's row does: of their agency, perhaps."""
    table, spread = grades.table, grades.spread
    agree, _, mail = shared(table["mails"], a, b)
    found: Flags = agree & ~spread.of_firm[mail] & (table["core"].one[a] == 0) & (table["core"].one[b] == 0)
    ask = np.flatnonzero(found)
    one, other = a[ask], b[ask]
    strange = grade_names.contact(grades, one, other).level == Level.DIFFERENT
    strange |= spread.people_of_mail[mail[ask]] > grade_reach.CROWD  # a market place's, at which namesakes buy, too
    place = grade_reach.place(grades, one, other).level
    strange &= (place == Level.DIFFERENT) | (~spread.at_firm[one] & ~spread.at_firm[other])
    for field in ("phones", "vat", "iban"):
        strange &= ~shared(table[field], one, other)[0]
    found[ask] = strange
    return found


def live_apart(grades: Grades, a: Ints, b: Ints) -> Flags:
    """A firm and people with a street or a telephone of their own, and these beside each other: what they share is its mail."""
    return _members(grades, a, b) | _staff(grades, a, b)


def _members(grades: Grades, a: Ints, b: Ints) -> Flags:
    """People who name no firm: members of a club who give the mail of its desk, and a street and a telephone of their own,
    beside each other and beside the club; namesakes among them in two towns; and a couple."""
    table, spread = grades.table, grades.spread
    core, named = table["core"].one, (table["given"].one > 0) & (table["family"].one > 0) & (table["core"].one == 0)
    found = np.zeros(len(a), dtype=bool)
    ask = np.flatnonzero((named[a] | named[b]) & ((core[a] == 0) | (core[b] == 0)) & ~grade_names.twins(grades, a, b))
    one, other = a[ask], b[ask]
    agree, _, mail = shared(table["mails"], one, other)
    desk, people = agree & (spread.of_desk[mail] | spread.of_firm[mail]), named[one] & named[other]
    first, last = grade_names.person(grades, one, other)
    strange = people & np.isin(first.level, (Level.DIFFERENT, Level.CLOSE))
    couple = desk & strange & (last.level == Level.SAME)
    contact = grade_names.contact(grades, one, other).level
    place, (_, streets, _) = grade_reach.place(grades, one, other).level, shared(table["streets"], one, other)
    _, numbers, _ = shared(table["phones"], one, other)
    own = streets | numbers
    elsewhere = desk & np.where(contact == Level.SAME, people & (place == Level.DIFFERENT), own)
    for field in ("phones", "vat", "iban", "places", "streets"):
        elsewhere &= ~shared(table[field], one, other)[0]
    found[ask] = couple | elsewhere
    return found


def _staff(grades: Grades, a: Ints, b: Ints) -> Flags:
    """A firm, and who writes from a mailbox of their own at its host, names no firm, and lives and telephones in another town."""
    table, spread = grades.table, grades.spread
    core, named = table["core"].one, (table["given"].one > 0) & (table["family"].one > 0) & (table["core"].one == 0)
    hosts, _, _ = shared(spread.hosts, a, b)
    mails, _, _ = shared(table["mails"], a, b)
    found: Flags = hosts & ~mails & ((named[a] & (core[b] > 0)) | (named[b] & (core[a] > 0)))
    ask = np.flatnonzero(found)
    one, other = a[ask], b[ask]
    _, streets, _ = shared(table["streets"], one, other)
    shares, phones, _ = shared(table["phones"], one, other)
    found[ask] = streets & phones & ~shares & (grade_reach.place(grades, one, other).level == Level.DIFFERENT)
    return found


def _own_mailbox(ground: Grades, grades: Mapping[str, Grade], a: Ints, b: Ints) -> Flags:
    """A firm that gives its owner's own mailbox, which bears the name of the owner, who also buys under that name alone; who is
    told by name and mail and nothing else reads the firm's newsletter."""
    table = ground.table
    agree, _, mail = shared(table["mails"], a, b)
    buys = (table["places"].one > 0) | (table["phones"].one > 0) | (table["core"].one > 0)
    found: Flags = agree & (grades["contact"].level == Level.SAME) & ~ground.spread.of_desk[mail] & buys[a] & buys[b]
    return found & ground.spread.bears_name(a, b, mail)


def called_alike(ground: Grades, a: Ints, b: Ints) -> Flags:
    """A firm of a legal form that bears its owner's name, and the owner by that name alone: both give the owner's mailbox."""
    table = ground.table
    core, form, called = (table[field].one for field in ("core", "form", "called"))
    agree, _, mail = shared(table["mails"], a, b)
    found: Flags = agree & ~ground.spread.of_desk[mail] & ((core[a] > 0) != (core[b] > 0))
    found &= ((form[a] > 0) | (form[b] > 0)) & (called[a] > 0) & (called[a] == called[b])
    return found


def firm_and_owner(grades: Grades, a: Ints, b: Ints) -> Flags:
    """A firm, and the private row of its contact with a mail address of its own."""
    agree, both, _ = shared(grades.table["mails"], a, b)
    found: Flags = both & ~agree & (grade_names.contact(grades, a, b).level == Level.SAME)
    return found


def two_people(grades: Mapping[str, Grade]) -> Flags:
    """No two have one number of the state's: what else differs weighs, as parents give theirs for their children, but bars
    nothing. Twins have one birthday. One name for both, as Uli and Alex, is two where one is Herr and one is Frau; where one
    list knows somebody with and without a jun., it knows two."""
    given, born, generation, civil = (grades[field].level for field in ("given", "birth", "generation", "civil"))
    strange = np.isin(given, (Level.DIFFERENT, Level.CLOSE))
    both = np.isin(given, (Level.VARIANT, Level.TYPO, Level.INITIAL, Level.NEAR))
    listed = np.isin(grades["number"].level, (Level.DIFFERENT, Level.CONTRARY))
    other = strange | (born == Level.CONTRARY) | (generation == Level.CONTRARY)
    other |= both & (grades["gender"].level == Level.CONTRARY)
    other |= (generation == Level.PART) & listed & (born != Level.SAME)
    numbered = (given == Level.NUMBERED) | (grades["family"].level == Level.NUMBERED)
    one = (civil == Level.SAME) | ((civil == Level.TYPO) & (~strange | (born == Level.SAME)))
    found: Flags = numbered | (other & ~one)
    return found


def two_firms(number: Grade, name: Grade, form: Grade) -> Flags:
    vat, company = number.level, name.level
    other = np.isin(company, (Level.SISTER, Level.NUMBERED, Level.NEAR))  # Huber Hochbau and Huber Tiefbau
    other |= np.isin(company, (Level.SAME, Level.TYPO)) & (form.level == Level.DIFFERENT)
    found: Flags = (vat == Level.CONTRARY) | (other & (vat != Level.SAME))
    return found
