"""What is looked at as one where contradictions are sought: records that say the very same, and those that people
decided to be one.

Where people made one of two that contradict each other, neither contradicts what the other says any more. No customer is
of more than `MOST` units: a chain of values that each two of many records share would draw in everybody.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from kmu_crm.identity.table import Flags, Ints

Vetoes = Callable[[Ints, Ints], Flags]  # of pairs of record numbers
Link = tuple[float, int, int]  # weight, and two record numbers
Pair = tuple[int, int]
Side = tuple[Ints, Ints]  # of pairs: units, and what one of their records says
MOST = 1_000
AT_ONCE = 1_000_000  # pairs
DECIDED = 1 << 40  # no record has a number so high


class Decided(Protocol):
    """Disjoint groups of records."""

    members: dict[int, set[int]]


class Units:
    """`of`: record -> the unit it is of."""

    def __init__(self, decided: Decided, alike: Mapping[int, int]):
        self.of = dict(alike)
        self._says: dict[int, list[int]] = {}  # unit -> what its records say, each once
        for leader, members in decided.members.items():
            if len(members) > 1:
                self.of.update(dict.fromkeys(members, DECIDED + leader))
                self._says[DECIDED + leader] = sorted({alike[one] for one in members if one in alike})
        self._together: dict[int, set[int]] = {}

    def bounded(self, links: Sequence[Link]) -> list[Link]:
        """Without links that would bring too many units together; the first go first."""
        place: dict[int, int] = {}
        together, kept = self._together, list[Link]()
        for link in links:
            one, other = (self.of.get(record, record) for record in link[1:])
            left, right = place.setdefault(one, one), place.setdefault(other, other)
            few, many = together.setdefault(left, {left}), together.setdefault(right, {right})
            if left != right:
                if len(few) > len(many):
                    left, right, few, many = right, left, many, few
                if len(few) + len(many) > MOST:
                    continue
                many |= together.pop(left)
                place.update(dict.fromkeys(few, right))
            kept.append(link)
        return kept

    def contradictions(self, vetoes: Vetoes) -> list[tuple[int, int]]:
        """Pairs of units that must stay apart, within what would hang together: of two alone, somebody looked at both."""
        hits: defaultdict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
        for (one, a), (other, b) in _together(self._pairs()):
            hit = vetoes(a, b)
            for left, right, x, y in zip(*(side[hit].tolist() for side in (one, other, a, b)), strict=True):
                hits[left, right].add((x, y))
        excused, barred = defaultdict[int, set[int]](set), list[tuple[int, int]]()
        for (left, right), pairs in hits.items():
            if left == right:
                continue
            if all(_is_excused(pair, pairs, hits.get((left, left)), hits.get((right, right))) for pair in pairs):
                excused[left].add(right)
                excused[right].add(left)
            else:
                barred.append((left, right))
        return [(a, b) for a, b in barred if excused[a].isdisjoint(excused[b])]

    def _pairs(self) -> Iterator[tuple[Side, Side]]:
        for units in self._together.values():
            if len(units) > 2 or (len(units) > 1 and not self._says.keys().isdisjoint(units)):
                said = [(unit, record) for unit in sorted(units) for record in self._says.get(unit, (unit,))]
                unit, record = np.array(said, dtype=np.int64).T
                order = np.arange(len(said))
                step = max(AT_ONCE // len(said), 1)
                for start in range(0, len(said), step):
                    a, b = np.nonzero(order[start : start + step, None] < order)
                    yield (unit[a + start], record[a + start]), (unit[b], record[b])


def _is_excused(
    pair: Pair, pairs: Collection[Pair], left: Collection[Pair] | None, right: Collection[Pair] | None
) -> bool:
    """Whether people said that whatever contradicts one of two records is one with something that does not: `left` and
    `right` are the contradictions within their units."""
    a, b = pair
    return any((a, one) not in pairs for one in _against(b, right)) or any(
        (one, b) not in pairs for one in _against(a, left)
    )


def _against(record: int, within: Collection[Pair] | None) -> Iterator[int]:
    for one, other in within or ():
        if record in (one, other):
            yield other if record == one else one


def _together(parts: Iterable[tuple[Side, Side]]) -> Iterator[tuple[Side, Side]]:
    """Several small ones at once."""
    held: list[tuple[Side, Side]] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part[0][0])
        if size >= AT_ONCE:
            yield _one(held)
            held, size = [], 0
    if held:
        yield _one(held)


def _one(parts: Sequence[tuple[Side, Side]]) -> tuple[Side, Side]:
    left, right = zip(*parts, strict=True)
    return _joined(left), _joined(right)


def _joined(sides: Sequence[Side]) -> Side:
    units, records = zip(*sides, strict=True)
    return np.concatenate(units), np.concatenate(records)
