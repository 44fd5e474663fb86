"""Grades -> weight, score, probability, and the share each field has in them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kmu_crm.identity import curves, grade_names, grade_reach
from kmu_crm.identity.grade import Grade
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.levels import COUNT, Level
from kmu_crm.identity.table import Flags, Ints, shared
from kmu_crm.identity.weights import FIRM, MIXED, PERSON, Kind

Floats = npt.NDArray[np.float64]

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
NAMESAKES = 0.62  # of pairs that only a name speaks for, about this share is one
CONTRADICTED = 0.8  # the most that is left where a plain contradiction stands against all that agrees
NAMESAKES_ELSEWHERE = 0.25  # and where the addresses differ
# Of two own lists that count together one number bears two names: somebody married, or the number went to somebody new.
RENAMED = 0.6
BRANCH = -2.5  # bits from which two firms of one name in two places are asked about
KINDS = {"person": PERSON, "firm": FIRM, "mixed": MIXED}


@dataclass(frozen=True)
class Weighed:
    """Pairs of one kind: `a`, `b` rows of the table; `weight` in bits; `shares` of each field in it, in bits.

    `score` is what the thresholds are about; `probability` how often such a pair is one."""

    kind: str
    a: Ints
    b: Ints
    weight: Floats
    score: Floats
    probability: Floats
    grades: Mapping[str, Grade]
    shares: Mapping[str, Floats]


def weigh(grades: Grades, a: Ints, b: Ints) -> list[Weighed]:
    """All pairs, in up to three parts: persons, firms, and a firm with a person."""
    firms = _sides(grades, a, b)
    parts = (("person", 0, grades.person), ("firm", 2, grades.firm), ("mixed", 1, grades.mixed))
    return [
        _weigh(kind, a[chosen], b[chosen], grade(a[chosen], b[chosen]), grades)
        for kind, count, grade in parts
        if len(chosen := np.flatnonzero(firms == count))
    ]


def _sides(grades: Grades, a: Ints, b: Ints) -> Ints:
    """How many of two are firms. Whoever reads a firm's mail together with another stands for the firm; two who give a
    person's name, and no more of a firm than a mail host that nobody names one at, are people. Whoever is called just as the
    firm is that firm."""
    firm, family = grades.table.firm, grades.table["family"].one
    count = firm[a].astype(np.int64) + firm[b]
    person = ~grades.spread.at_firm & (family > 0)
    _, _, mail = shared(grades.table["mails"], a, b)
    count[person[a] & person[b] & ~grades.spread.of_desk[mail]] = 0
    count[(count == 0) & grades.spread.of_firm[mail]] = 2
    count[grade_names.twins(grades, a, b)] = 2
    return count


def _weigh(name: str, a: Ints, b: Ints, grades: Mapping[str, Grade], ground: Grades) -> Weighed:
    kind, model, table = KINDS[name], ground.model, ground.table
    same = np.full(len(a), np.log2(kind.same / model.size))
    other = np.full(len(a), np.log2(kind.other / model.size))
    bits: dict[str, tuple[Floats, Floats]] = {}
    for field, grade in grades.items():
        bits[field] = _bits(kind, field, grade)
        same += bits[field][0]
        other += bits[field][1]
    against = np.logaddexp2(other, 0.0)
    weight = same - against
    beside = np.exp2(other - against)  # how far the other explanation, not chance, is what stands against
    shares = {field: one - beside * two for field, (one, two) in bits.items()}
    score = 1 / (1 + np.exp2(-np.clip(weight, -60, 60)))
    personal = np.zeros(len(a), dtype=bool)
    for field, levels in PERSONAL[name].items():
        personal |= np.isin(grades[field].level, levels)
    if name == "firm":
        personal |= _one_contact(ground, grades, a, b)
    place, (_, streets, _) = grades["place"].level, shared(table["streets"], a, b)
    elsewhere = (place == Level.DIFFERENT) | (
        (place == Level.NEAR) & streets
    )  # the same town alone is no other address
    only_name = np.where(elsewhere & (name != "firm"), NAMESAKES_ELSEWHERE, NAMESAKES)  # a firm has branches
    score = np.where(personal, score, score * only_name)
    bare = _bare_firms(name, grades, table["called"].one[a] > 0)
    branch = _branches(name, grades, elsewhere, table["called"].one[a] > 0) & (weight > BRANCH)
    score = np.where(bare | branch, np.maximum(score, RENAMED), score)
    veto = _contradictions(name, grades, len(a)) | _only_host(
        name, grades, ground.spread.called[a] | ground.spread.called[b]
    )
    if name == "firm":
        veto |= _only_desk(ground, a, b) | _called_alike(ground, a, b)
    if name == "person":
        veto |= _one_birthday(grades)
    if name == "mixed":
        veto |= _own_mailbox(ground, grades, a, b) | _members(ground, a, b) | _called_alike(ground, a, b)
    score = np.where(veto, np.minimum(score, CONTRADICTED), score)
    renamed = (grades["number"].level == Level.SHARED) & table.own[a] & table.own[b]
    score = np.where(renamed, np.maximum(score, RENAMED), score)
    probability = curves.probability(name, weight, ~personal, elsewhere, bare, veto)
    probability = np.where(renamed, np.maximum(probability, RENAMED), probability)
    return Weighed(name, a, b, weight, score, probability, grades, shares)


def _one_contact(ground: Grades, grades: Mapping[str, Grade], a: Ints, b: Ints) -> Flags:
    """One firm's name, and somebody there of one given name and surname."""
    given = ground.table["given"]
    named, _, _ = shared(given, a, b)
    long = np.array([len(text) > 1 for text in given.texts], dtype=bool)
    found: Flags = named & long[given.one[a]] & (grades["contact"].level == Level.SAME)
    return found & np.isin(grades["company"].level, (Level.SAME, Level.TYPO))


def _only_host(kind: str, grades: Mapping[str, Grade], called: Flags) -> Flags:
    """Two names, or one firm and a person it does not name, and nothing that speaks for one firm but a host that is not called
    as it is: a provider's, perhaps."""
    none = np.zeros_like(called)
    if kind != "firm":
        return none
    speaks = [np.isin(grades[field].level, levels) for field, levels in PERSONAL[kind].items() if field != "mail"]
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


def _only_desk(grades: Grades, a: Ints, b: Ints) -> Flags:
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
    unknown = ~shared(table["streets"], one, other)[0] & ~spread.at_firm[one] & ~spread.at_firm[other]
    strange &= (place == Level.DIFFERENT) | unknown
    for field in ("phones", "vat", "iban"):
        strange &= ~shared(table[field], one, other)[0]
    found[ask] = strange
    return found | _members(grades, a, b)


def _members(grades: Grades, a: Ints, b: Ints) -> Flags:
    """People who name no firm: members of a club who give the mail of its desk, and a street and a telephone of their own,
    beside each other and beside the club; namesakes among them in two towns; and a couple."""
    table, spread = grades.table, grades.spread
    core, named = table["core"].one, (table["given"].one > 0) & (table["family"].one > 0) & (table["core"].one == 0)
    found = np.zeros(len(a), dtype=bool)
    ask = np.flatnonzero((named[a] | named[b]) & ((core[a] == 0) | (core[b] == 0)) & ~grade_names.twins(grades, a, b))
    one, other = a[ask], b[ask]
    agree, _, mail = shared(table["mails"], one, other)
    desk, people = agree & spread.of_desk[mail], named[one] & named[other]
    first, last = grade_names.person(grades, one, other)
    strange = people & np.isin(first.level, (Level.DIFFERENT, Level.CLOSE))
    couple = desk & strange & (last.level == Level.SAME)
    contact = grade_names.contact(grades, one, other).level
    place, (_, streets, _) = grade_reach.place(grades, one, other).level, shared(table["streets"], one, other)
    elsewhere = desk & np.where(contact == Level.SAME, people & (place == Level.DIFFERENT), streets)
    for field in ("phones", "vat", "iban", "places", "streets"):
        elsewhere &= ~shared(table[field], one, other)[0]
    found[ask] = couple | elsewhere
    return found


def _own_mailbox(ground: Grades, grades: Mapping[str, Grade], a: Ints, b: Ints) -> Flags:
    """A firm that gives its owner's own mailbox, which bears the name of the owner, who also buys under that name alone; who is
    told by name and mail and nothing else reads the firm's newsletter."""
    table = ground.table
    agree, _, mail = shared(table["mails"], a, b)
    buys = (table["places"].one > 0) | (table["phones"].one > 0) | (table["core"].one > 0)
    found: Flags = agree & (grades["contact"].level == Level.SAME) & ~ground.spread.of_desk[mail] & buys[a] & buys[b]
    return found & ground.spread.bears_name(a, b, mail)


def _called_alike(ground: Grades, a: Ints, b: Ints) -> Flags:
    """A firm of a legal form that bears its owner's name, and the owner by that name alone: both give the owner's mailbox."""
    table = ground.table
    core, form, called = (table[field].one for field in ("core", "form", "called"))
    agree, _, mail = shared(table["mails"], a, b)
    found: Flags = agree & ~ground.spread.of_desk[mail] & ((core[a] > 0) != (core[b] > 0))
    found &= ((form[a] > 0) | (form[b] > 0)) & (called[a] > 0) & (called[a] == called[b])
    return found


def _bare_firms(kind: str, grades: Mapping[str, Grade], several: Flags) -> Flags:
    """One name of several words and no other legal form, and of one of the two nothing else is known: nothing speaks for
    two firms."""
    if kind != "firm":
        return np.zeros_like(several)
    beside = [grade.level for field, grade in grades.items() if field not in ("company", "form", "contact")]
    found: Flags = np.all([level == Level.MISSING for level in beside], axis=0) & several
    found &= (grades["company"].level == Level.SAME) & (grades["form"].level != Level.DIFFERENT)
    return found


def _branches(kind: str, grades: Mapping[str, Grade], elsewhere: Flags, several: Flags) -> Flags:
    """One name of several words with one legal form in two places, and nothing but the places speaks for two firms."""
    if kind != "firm":
        return np.zeros_like(several)
    found: Flags = elsewhere & several & (grades["company"].level == Level.SAME) & (grades["form"].level == Level.SAME)
    for field in ("vat", "mail", "phone", "number"):
        found &= ~np.isin(grades[field].level, (Level.DIFFERENT, Level.CONTRARY))
    return found


def _bits(kind: Kind, field: str, grade: Grade) -> tuple[Floats, Floats]:
    """log2 of how much likelier a level is among records that are one, or the other thing, than by chance."""
    same, other, rare = np.zeros(COUNT), np.zeros(COUNT), np.zeros(COUNT)
    for level, odds in kind.fields[field].items():
        same[level] = np.log2(odds.same / odds.chance)
        other[level] = np.log2(odds.other / odds.chance)
        rare[level] = 1.0 if odds.rare else 0.0
    common = rare[grade.level] * grade.rarity
    return same[grade.level] - common, other[grade.level] - common


def contradict(grades: Grades, a: Ints, b: Ints) -> Flags:
    """Which pairs contradict each other so that no chain of other records may bridge it."""
    found, sides = np.zeros(len(a), dtype=bool), _sides(grades, a, b)
    persons, firms = np.flatnonzero(sides == 0), np.flatnonzero(sides == 2)
    found[persons] = _two_people(grades.who(a[persons], b[persons]))
    found[firms] = _two_firms(*(grade(a[firms], b[firms]) for grade in (grades.vat, grades.company, grades.form)))
    found[firms] |= _only_desk(grades, a[firms], b[firms]) | _called_alike(grades, a[firms], b[firms])
    mixed = np.flatnonzero(sides == 1)
    one, other = a[mixed], b[mixed]
    found[mixed] = _firm_and_owner(grades, one, other) | _members(grades, one, other)
    found[mixed] |= _called_alike(grades, one, other)
    return found


def _contradictions(kind: str, grades: Mapping[str, Grade], pairs: int) -> Flags:
    if kind == "person":
        return _two_people(grades)
    return (
        _two_firms(grades["vat"], grades["company"], grades["form"]) if kind == "firm" else np.zeros(pairs, dtype=bool)
    )


def _firm_and_owner(grades: Grades, a: Ints, b: Ints) -> Flags:
    """A firm, and the private row of its contact with a mail address of its own."""
    agree, both, _ = shared(grades.table["mails"], a, b)
    found: Flags = both & ~agree & (grade_names.contact(grades, a, b).level == Level.SAME)
    return found


def _two_people(grades: Mapping[str, Grade]) -> Flags:
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


def _two_firms(number: Grade, name: Grade, form: Grade) -> Flags:
    vat, company = number.level, name.level
    other = np.isin(company, (Level.SISTER, Level.NUMBERED, Level.NEAR))  # Huber Hochbau and Huber Tiefbau
    other |= np.isin(company, (Level.SAME, Level.TYPO)) & (form.level == Level.DIFFERENT)
    found: Flags = (vat == Level.CONTRARY) | (other & (vat != Level.SAME))
    return found
