"""What decisions hold together. One about customers whom earlier decisions had merged names the parts they consisted of, those
that people meant first: it holds these together, and the others only as far as the earlier decisions stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kmu_crm.decisions import journal, undecided
from kmu_crm.decisions.journal import Decision

KINDS = ("one", "split")
Group = list[int]


class DisjointSets:
    """Numbers of which some belong together: each has a leader, the same for all that belong to it."""

    def __init__(self) -> None:
        self._leader: dict[int, int] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._leader

    def leader(self, number: int) -> int:
        found = self._leader
        while (further := found.get(number, number)) != number:
            found[number] = found.get(further, further)
            number = further
        return number

    def join(self, one: int, other: int) -> None:
        one, other = self.leader(one), self.leader(other)
        self._leader[one] = self._leader[other] = one


class Held:
    """Decisions that stand, the older before the newer."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.by: dict[int, list[Group]] = {}  # decision -> the groups of records that it holds together
        self._sets = DisjointSets()
        for decision in sorted(decisions, key=lambda one: one.id):
            self.add(decision)

    def add(self, decision: Decision) -> None:
        self.by[decision.id] = groups = self._groups(decision)
        for group in groups:
            for record in group[1:]:
                self._sets.join(group[0], record)

    def parts(self, db: Connection, records: Sequence[int], named: int) -> list[Group]:
        """Of the records of a customer first those that are one with the `named` by themselves; then the others, whom only
        decisions brought, each with who is one with them. What neither explains goes with the named."""
        if not any(record in self._sets for record in records):
            return [list(records)]
        found = undecided.parts(db, records)
        first = next((part for part in found if named in part), found[0])
        reached = next(one for one in self._together(found) if first[0] in one)
        rest = [part for part in found if part is not first and part[0] in reached]
        return [sorted({*records}.difference(*rest)), *rest]

    def _groups(self, decision: Decision) -> list[Group]:
        if decision.kind == "apart":
            return []
        left, right = decision.what["left"], decision.what["right"]
        if "parts" not in decision.what:
            return [[*left, *right]] if decision.kind == "one" else [left, right]
        sides, live = decision.what["parts"], {*left, *right}  # addresses out of mail were left out
        if decision.kind == "split":
            return [sorted(one & live) for parts in sides for one in self._together(parts)]
        groups, named = self._together([*sides[0], *sides[1]]), {*sides[0][0], *sides[1][0]}
        together = set[int]().union(*(one for one in groups if one & named))
        return [sorted(one & live) for one in (together, *(one for one in groups if not one & named))]

    def _together(self, parts: Sequence[Group]) -> list[set[int]]:
        """These parts, those in one that older decisions hold together."""
        own = DisjointSets()
        for place, part in enumerate(parts, start=1):
            for record in part:
                own.join(self._sets.leader(record), -place)  # no record has such a number
        found: defaultdict[int, set[int]] = defaultdict(set)
        for place, part in enumerate(parts, start=1):
            found[own.leader(-place)].update(part)
        return list(found.values())


def standing(db: Connection) -> Held:
    return Held(journal.standing(db, KINDS))
