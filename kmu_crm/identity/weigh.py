"""Grades -> weight, score, probability, and the share each field has in them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kmu_crm.identity import curves, grade_names, vetoes
from kmu_crm.identity.grade import Grade
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.levels import COUNT, Level
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Flags, Ints, shared
from kmu_crm.identity.vetoes import PERSONAL
from kmu_crm.identity.weights import FIRM, MIXED, PERSON, Kind

Floats = npt.NDArray[np.float64]

NAMESAKES = 0.62  # of pairs that only a name speaks for, about this share is one
CONTRADICTED = 0.8  # the most that is left where a plain contradiction stands against all that agrees
NAMESAKES_ELSEWHERE = 0.25  # and where the addresses differ
# Of two own lists that count together one number bears two names: somebody married, or the number went to somebody new.
RENAMED = 0.6
BRANCH = -2.5  # bits from which two firms of one name in two places are asked about
AGREE = (Level.SAME, Level.SHARED)  # who says the same is never less alike for having said it
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
    place, (_, streets, _) = grades["place"].level, shared(table["streets"], a, b)
    for field, grade in grades.items():
        agree = np.isin(grade.level, AGREE)
        if field == "place":
            agree |= (place == Level.NEAR) & ~streets  # the same town, and no other street in it is known
        bits[field] = _bits(kind, field, grade, agree)
        alone = grade.level != Level.CROWDED
        same += np.where(alone, bits[field][0], 0.0)
        other += np.where(alone, bits[field][1], 0.0)
    for field, grade in grades.items():
        _add_crowd(np.flatnonzero(grade.level == Level.CROWDED), bits[field], same, other)
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
    elsewhere = (place == Level.DIFFERENT) | (
        (place == Level.NEAR) & streets
    )  # the same town alone is no other address
    only_name = np.where(elsewhere & (name != "firm"), NAMESAKES_ELSEWHERE, NAMESAKES)  # a firm has branches
    score = np.where(personal, score, score * only_name)
    bare = _bare_firms(name, grades, table["called"].one[a] > 0)
    branch = _branches(name, grades, elsewhere, table["called"].one[a] > 0) & (weight > BRANCH)
    score = np.where(bare | branch, np.maximum(score, RENAMED), score)
    apart = vetoes.live_apart(ground, a, b) if name != "person" else np.zeros(len(a), dtype=bool)
    veto = vetoes.of(name, ground, grades, a, b) | apart
    score = np.where(veto, np.minimum(score, CONTRADICTED), score)
    renamed = (grades["number"].level == Level.SHARED) & table.own[a] & table.own[b]
    score = np.where(renamed, np.maximum(score, RENAMED), score)
    probability = curves.probability(name, weight, ~personal, elsewhere, bare, veto)
    probability[apart] = np.minimum(probability[apart], curves.APART)
    probability[vetoes.opposed(name, grades, veto)] *= curves.OPPOSED
    if name == "firm":
        probability = np.minimum(probability, _borne(ground.model, grades, personal))
    probability = np.where(renamed, np.maximum(probability, RENAMED), probability)
    return Weighed(name, a, b, weight, score, probability, grades, shares)


def _one_contact(ground: Grades, grades: Mapping[str, Grade], a: Ints, b: Ints) -> Flags:
    """One firm's name, and somebody there of one given name and surname."""
    given = ground.table["given"]
    named, _, _ = shared(given, a, b)
    long = np.array([len(text) > 1 for text in given.texts], dtype=bool)
    found: Flags = named & long[given.one[a]] & (grades["contact"].level == Level.SAME)
    return found & np.isin(grades["company"].level, (Level.SAME, Level.TYPO))


def _borne(model: Model, grades: Mapping[str, Grade], personal: Flags) -> Floats:
    """The most that a firm's name makes likely where nothing else speaks, by how many bear it."""
    company = grades["company"]
    bearers = np.log2(np.maximum(model.bearers("core", company.rarity), 1))
    levels = {field: levels for field, levels in PERSONAL["firm"].items() if field != "company"}
    beside = np.any([np.isin(grades[field].level, among) for field, among in levels.items()], axis=0)
    beside |= (grades["contact"].level == Level.SAME) & ~np.isin(
        grades["mail"].level, (Level.DIFFERENT, Level.CONTRARY)
    )
    host = np.where((company.level == Level.VARIANT) & ~beside, curves.read(curves.BORNE["host"], bearers), 1.0)
    return np.where((company.level == Level.SAME) & ~personal, curves.read(curves.BORNE["same"], bearers), host)


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


def _bits(kind: Kind, field: str, grade: Grade, agree: Flags) -> tuple[Floats, Floats]:
    """log2 of how much likelier a level is among records that are one, or the other thing, than by chance; where both `agree`,
    never less among those that are one."""
    same, other, rare = np.zeros(COUNT), np.zeros(COUNT), np.zeros(COUNT)
    for level, odds in kind.fields[field].items():
        same[level] = np.log2(odds.same / odds.chance)
        other[level] = np.log2(odds.other / odds.chance)
        rare[level] = 1.0 if odds.rare else 0.0
    common = rare[grade.level] * grade.rarity
    one, two = same[grade.level] - common, other[grade.level] - common
    one = np.where(agree, np.maximum(one, 0.0), one)
    return one, np.where(agree, np.minimum(two, one), two)


def _add_crowd(crowd: Ints, bits: tuple[Floats, Floats], same: Floats, other: Floats) -> None:
    """What a crowd holds says next to nothing: where it would speak against, after all else, it says nothing."""
    if len(crowd):
        before = same[crowd] - np.logaddexp2(other[crowd], 0.0)
        after = same[crowd] + bits[0][crowd] - np.logaddexp2(other[crowd] + bits[1][crowd], 0.0)
        for one, total in zip(bits, (same, other), strict=True):
            one[crowd[after < before]] = 0.0
            total[crowd] += one[crowd]


def contradict(grades: Grades, a: Ints, b: Ints) -> Flags:
    """Which pairs contradict each other so that no chain of other records may bridge it."""
    found, sides = np.zeros(len(a), dtype=bool), _sides(grades, a, b)
    persons, firms = np.flatnonzero(sides == 0), np.flatnonzero(sides == 2)
    found[persons] = vetoes.two_people(grades.who(a[persons], b[persons]))
    found[firms] = vetoes.two_firms(*(grade(a[firms], b[firms]) for grade in (grades.vat, grades.company, grades.form)))
    found[firms] |= vetoes.only_desk(grades, a[firms], b[firms])
    mixed = np.flatnonzero(sides == 1)
    found[mixed] = vetoes.firm_and_owner(grades, a[mixed], b[mixed])
    desks = np.flatnonzero(sides > 0)
    one, other = a[desks], b[desks]
    found[desks] |= vetoes.live_apart(grades, one, other) | vetoes.called_alike(grades, one, other)
    return found
