"""What decisions hold together. One about customers whom earlier decisions had merged names the parts they consisted of, those
that people meant first: it holds these together, and the others only as far as the earlier decisions stand.
"""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kmu_crm.decisions import journal, undecided
from kmu_crm.decisions.journal import Decision

KINDS = ("one", "split")
Group = list[int]


class Held:
    """Decisions that stand, the older before the newer."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.by: dict[int, list[Group]] = {}  # decision -> the groups of records that it holds together
        self._other: dict[int, int] = {}  # record -> another that it is held together with
        for decision in sorted(decisions, key=lambda one: one.id):
            self.add(decision)

    def add(self, decision: Decision) -> None:
        self.by[decision.id] = groups = self._groups(decision)
        for group in groups:
            first = self._of(group[0]) if group else 0
            for record in group if len(group) > 1 else ():
                self._other[self._of(record)] = first

    def parts(self, db: Connection, records: Sequence[int], named: int) -> list[Group]:
        """Of the records of a customer first those that are one with the `named` by themselves; then the others, whom only
        decisions brought, each with who is one with them. What neither explains goes with the named."""
        if self._other.keys().isdisjoint(records):
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

    def _together(self, parts: Iterable[Group]) -> list[set[int]]:
        """These parts, those in one that older decisions hold together."""
        found: dict[int, set[int]] = {}
        for part in parts:
            known = {self._of(record) for record in part}
            whole = {*part}.union(*(found[one] for one in known if one in found))
            found.update(dict.fromkeys(known.union(map(self._of, whole)), whole))
        return list({id(one): one for one in found.values()}.values())

    def _of(self, record: int) -> int:
        """One record for all that are held together with this one."""
        other = self._other
        while (next_ := other.get(record, record)) != record:
            other[record] = other.get(next_, next_)
            record = next_
        return record


def standing(db: Connection) -> Held:
    return Held(journal.standing(db, KINDS))
