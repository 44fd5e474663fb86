"""Pairs to review that hang together are one question: who of these is the same."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from kmu_crm.identity.queries import ReviewPair

MOST = 8  # customers in one question: nobody compares more at a time
# Whom one of these stands between are asked about by themselves: what is ticked beforehand must not hold both.
_CONTRADICT = frozenset((
    "birth.contrary", "generation.contrary", "gender.contrary", "vat.contrary", "given.different", "given.close",
    "given.numbered", "family.numbered", "company.sister", "company.numbered",
))  # fmt: skip


def together(
    pairs: Sequence[ReviewPair], apart: Collection[tuple[int, int]], most: int = MOST
) -> list[tuple[ReviewPair, ...]]:
    """Each pair in one question, at the place of the first of its pairs. The most probable are put together first; those whom
    a person keeps `apart`, or who contradict each other, never come into one question, nor do more than `most`."""
    apart = {*apart, *((pair.a, pair.b) for pair in pairs if _contradicted(pair))}
    groups = _grouped(sorted(pairs, key=lambda pair: (-pair.probability, pair.a, pair.b)), apart, most)
    found: defaultdict[object, list[ReviewPair]] = defaultdict(list)
    for pair in pairs:
        whole = groups[pair.a] is groups[pair.b]
        found[id(groups[pair.a]) if whole else (pair.a, pair.b)].append(pair)
    return [tuple(one) for one in found.values()]


def profiles(question: Sequence[ReviewPair]) -> tuple[int, ...]:
    """The two of the first pair first, each followed by those whom it is asked about with."""
    return tuple(dict.fromkeys(number for pair in question for number in (pair.a, pair.b)))


def reasons(pair: ReviewPair) -> list[str]:
    """The codes of what speaks for and against, the weightiest for it first; how rare a value is does not matter."""
    weighty = sorted(pair.evidence, key=lambda one: -one.weight)
    return list(dict.fromkeys(one.reason.removesuffix(".rare") for one in weighty))


def _contradicted(pair: ReviewPair) -> bool:
    return any(one.reason.removesuffix(".rare") in _CONTRADICT for one in pair.evidence)


def _grouped(pairs: Sequence[ReviewPair], apart: Collection[tuple[int, int]], most: int) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = {number: {number} for pair in pairs for number in (pair.a, pair.b)}
    barred: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        barred[a].add(b)
        barred[b].add(a)
    for pair in pairs:
        one, other = groups[pair.a], groups[pair.b]
        if one is other or len(one) + len(other) > most:
            continue
        if any(not barred[number].isdisjoint(other) for number in one if number in barred):
            continue
        one |= other
        groups.update(dict.fromkeys(other, one))
    return groups
