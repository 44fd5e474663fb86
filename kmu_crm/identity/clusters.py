"""Links and decisions -> groups. Contradictions are checked on the whole group, so that no chain bridges them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from kmu_crm.decisions.journal import Decision
from kmu_crm.identity import verdicts
from kmu_crm.identity.table import Flags, Ints

Link = tuple[float, int, int]  # weight, and two record numbers
Vetoes = Callable[[Ints, Ints], Flags]  # of pairs of record numbers


class Groups:
    """Disjoint groups of records, some of which must never come together."""

    def __init__(self) -> None:
        self.members: dict[int, set[int]] = {}
        self._leader: dict[int, int] = {}
        self._barred: defaultdict[int, set[int]] = defaultdict(set)

    def leader(self, record: int) -> int:
        if record not in self._leader:
            self._leader[record] = record
            self.members[record] = {record}
        return self._leader[record]

    def bar(self, a: int, b: int) -> None:
        """From here on these two stay apart, unless they are together already."""
        if self.leader(a) != self.leader(b):
            self._barred[a].add(b)
            self._barred[b].add(a)

    def join(self, a: int, b: int) -> None:
        """Brings the groups of two records together where nothing bars it."""
        one, other = self.leader(a), self.leader(b)
        if one == other:
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        few, many = self.members[other], self.members[one]
        if any(not self._barred[record].isdisjoint(many) for record in few if record in self._barred):
            return
        self.members[one] |= self.members.pop(other)
        for record in few:
            self._leader[record] = one


def resolve(
    records: Iterable[int], links: Sequence[Link], decisions: Sequence[Decision], vetoes: Vetoes
) -> dict[int, int]:
    """Record number -> profile number, which is the smallest of `records` in its group.

    Decisions go first, newest before older; then links, strongest first; equal ones by number. The order of the
    arguments does not matter. Decisions may name records that are not in `records`: they hold others together.
    """
    groups = Groups()
    for decision in sorted(decisions, key=lambda one: -one.id):
        _obey(groups, decision)
    live = set(records)
    for a, b in _contradictions(live, links, groups, vetoes):
        groups.bar(a, b)
    for _, a, b in sorted(links, key=lambda link: (-round(link[0], 3), link[1], link[2])):
        groups.join(a, b)
    profile: dict[int, int] = {}
    for record in live:
        if record not in profile:
            members = groups.members[groups.leader(record)] & live
            profile.update(dict.fromkeys(members, min(members)))
    return profile


def _obey(groups: Groups, decision: Decision) -> None:
    for tied in verdicts.ties(decision):
        for record in tied[1:]:
            groups.join(tied[0], record)
    if decision.kind != "one":
        for a in decision.what["left"]:
            for b in decision.what["right"]:
                groups.bar(a, b)


def _contradictions(
    live: set[int], links: Sequence[Link], decided: Groups, vetoes: Vetoes
) -> Iterable[tuple[int, int]]:
    """Pairs within what would hang together, of three records and more, that contradict each other.

    What people decided to be one is looked at as one: it is barred from others, not within itself.
    """
    whole = Groups()
    for link in links:
        whole.join(link[1], link[2])
    for held in decided.members.values():
        for record in held:
            whole.join(next(iter(held)), record)
    left, right = [], []
    for members in whole.members.values():
        if len(members) > 2:
            rows = np.array(sorted(members & live), dtype=np.int64)
            upper = np.triu_indices(len(rows), 1)
            left.append(rows[upper[0]])
            right.append(rows[upper[1]])
    if not left:
        return ()
    a, b = np.concatenate(left), np.concatenate(right)
    hit = vetoes(a, b)
    return zip(a[hit].tolist(), b[hit].tolist(), strict=True)


def ties(decisions: Sequence[Decision]) -> Mapping[int, set[int]]:
    """For each record the records that decisions hold it together with."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for decision in decisions:
        for tied in verdicts.ties(decision):
            for record in tied:
                found[record].update(tied)
    return found
