"""Given names on their own: nicknames, slips, and which of two names is the given one."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from kmu_crm.fields import name
from kmu_crm.identity import couples
from kmu_crm.identity.counted import numbered
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.spelled import skeleton

_SOUND = str.maketrans("cqzvpyj", "kksffii")  # first letters that stand for each other: Carina and Karina


@lru_cache(maxsize=100_000)
def forms(plain: str) -> frozenset[str]:
    """All names a skeleton may stand for, as skeletons; the umlauts it lost are tried."""
    return frozenset(skeleton(form) for spelling in _spelled(plain) for form in name.given_forms(spelling)) | {plain}


def _spelled(plain: str) -> set[str]:
    return {plain} | {f"{plain[:at]}{sign}e{plain[at + 1 :]}" for at, sign in enumerate(plain) if sign in "aou"}


@lru_cache(maxsize=100_000)
def _is_listed(plain: str) -> bool:
    return any(map(name.is_given, _spelled(plain)))


def is_known(plain: str) -> bool:
    return len(forms(plain)) > 2


@lru_cache(maxsize=100_000)
def initial(plain: str) -> str:
    """A letter that all forms and most misspellings of a name share."""
    first = plain.split(" ")[0]
    return min(form for form in forms(first) if form).translate(_SOUND)[:1] if is_known(first) else _sound(first)


def _sound(plain: str) -> str:
    return plain.translate(_SOUND)[:1]


@lru_cache(maxsize=200_000)
def grade(one: str, other: str) -> L:
    """Two different spellings of given names, as skeletons."""
    if told := numbered(one, other):
        return told
    ones, others = one.split(), other.split()
    if couples.AND in (*ones, *others):
        return _couples(ones, others)
    if all(len(part) == 1 for part in min(ones, others, key=lambda parts: sum(map(len, parts)))):
        return L.INITIAL if all(a[0] == b[0] for a, b in zip(ones, others, strict=False)) else L.DIFFERENT
    if one.replace(" ", "") == other.replace(" ", ""):
        return L.VARIANT
    if {one, other} in _TWO:
        return L.CLOSE
    if _nickname(one, other):
        return L.VARIANT
    if set(ones) & set(others):
        return L.PART
    if _of_a_couple(*sorted((one, other), key=len)):
        return L.CLOSE
    if slip(one, other):
        return L.CLOSE if _is_listed(one) and _is_listed(other) else L.TYPO
    if len(ones) != len(others) and any(slip(a, b) or _nickname(a, b) for a in ones for b in others):
        return L.PART
    if _is_listed(one) and _is_listed(other):
        return L.DIFFERENT  # Nadine and Rainer are as near as two slips, and two people
    return L.NEAR if OSA.distance(one, other) * 2 <= min(len(one), len(other)) else L.DIFFERENT


def _couples(ones: list[str], others: list[str]) -> L:
    """Two who are named together are somebody else than one of them."""
    if (couples.AND in ones) != (couples.AND in others):
        return L.CLOSE
    left, right = set(ones) - {couples.AND}, set(others) - {couples.AND}
    met = [any(a == b or _nickname(a, b) for b in right) for a in left]
    return L.VARIANT if all(met) else L.PART if any(met) else L.DIFFERENT


# Where a list of nicknames would make them one: Andrea is a man in the south, and beside an Andreas nearly always his wife.
_TWO = ({"andrea", "andreas"}, {"simon", "simone"}, {"manuel", "manuela"}, {"nicola", "nicolas"})


def _nickname(one: str, other: str) -> bool:
    """One names the other; a nickname that two names share does not make them one."""
    return one in forms(other) or other in forms(one)


_HERS = ("a", "e", "ie", "ia", "ina", "ine")
_HIS_AND_HERS = (("er", "ra"), ("o", "a"), ("us", "a"), ("ius", "ia"))


def _of_a_couple(short: str, long: str) -> bool:
    """Jan and Jana, Peter and Petra, Mario and Maria: two people rather than a slip."""
    if len(short) > 2 and any(long == short + ending for ending in _HERS):
        return True
    return any(
        {short, long} == {stem + his, stem + hers}
        for his, hers in _HIS_AND_HERS
        for stem in (short.removesuffix(his), short.removesuffix(hers))
        if len(stem) > 2
    )


def slip(one: str, other: str) -> bool:
    """One edit; two in long words; three letters and less have no room for a slip."""
    edits = OSA.distance(one, other, score_cutoff=2)
    return bool(edits <= (2 if min(len(one), len(other)) > 6 else 1) and min(len(one), len(other)) > 3)
