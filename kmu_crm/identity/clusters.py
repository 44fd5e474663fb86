"""Links and decisions -> groups. Contradictions are checked on the whole group, so that no chain bridges them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kmu_crm.decisions import journal
from kmu_crm.decisions.journal import Decision
from kmu_crm.identity import unanimous
from kmu_crm.identity.held import Held
from kmu_crm.identity.units import Units, Vetoes

Link = tuple[float, int, int]  # weight, and two record numbers

AS_WELL = 0.05  # bits
SIDE = 1 << 60  # no record and no unit has a number so high


class Groups:
    """Disjoint groups of records, some of which must never come together: by their numbers, or by the units they are of."""

    def __init__(self, units: Mapping[int, int] | None = None) -> None:
        self.members: dict[int, set[int]] = {}
        self._leader: dict[int, int] = {}
        self._units = units or {}
        # Of each group: numbers of records, of units as negative ones, and of the sides of decisions.
        self._names: dict[int, set[int]] = {}
        self._sides: defaultdict[int, list[int]] = defaultdict(list)  # of each record: the sides it is on
        self._barred: defaultdict[int, set[int]] = defaultdict(set)

    def leader(self, record: int) -> int:
        if record not in self._leader:
            self._leader[record] = record
            self.members[record] = {record}
            self._names[record] = {record, -self._units.get(record, record)}
        return self._leader[record]

    def bar(self, decision: int, left: Iterable[int], right: Iterable[int]) -> None:
        """From here on none of one side comes together with one of the other, but for those who are together already. Two
        sides of a thousand records are a million pairs: each side is one name."""
        one, other = SIDE + 2 * decision, SIDE + 2 * decision + 1
        for side, records in ((one, left), (other, right)):
            for record in records:
                self._names[self.leader(record)].add(side)
                self._sides[record].append(side)
        self._barred[one].add(other)
        self._barred[other].add(one)

    def bars(self, records: Collection[int]) -> bool:
        """Whether any two of these must never come together."""
        units = {-self._units.get(one, one) for one in records}
        if any(unit in self._barred and not self._barred[unit].isdisjoint(units) for unit in units):
            return True
        sides: defaultdict[int, set[int]] = defaultdict(set)
        for one in records:
            for side in self._sides.get(one, ()):
                sides[side].add(self.leader(one))
        return any(side ^ 1 in sides and len(sides[side] | sides[side ^ 1]) > 1 for side in sides)

    def bar_units(self, a: int, b: int) -> None:
        self._barred[-a].add(-b)
        self._barred[-b].add(-a)

    def join(self, a: int, b: int) -> None:
        """Brings the groups of two records together where nothing bars it."""
        one, other = self.leader(a), self.leader(b)
        if one == other:
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        few, many = self._names[other], self._names[one]
        if any(not self._barred[name].isdisjoint(many) for name in few if name in self._barred):
            return
        self._names[one] |= self._names.pop(other)
        for record in self.members[other]:
            self._leader[record] = one
        self.members[one] |= self.members.pop(other)


def resolve(
    records: Iterable[int],
    links: Sequence[Link],
    decisions: Sequence[Decision],
    vetoes: Vetoes,
    alike: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """Record number -> profile number, which is the smallest of `records` in its group.

    Decisions go first, newest before older; then links, strongest first; equal ones by number. The order of the
    arguments does not matter. Decisions may name records that are not in `records`: they hold others together.
    `alike`: record -> the first that says the very same, of those that say anything; by itself, where not given.
    """
    live = set(records)
    said = dict(zip(live, live, strict=True)) if alike is None else alike
    named = {record for decision in decisions for record in journal.records_of(decision.what)}
    profile, left = unanimous.profiles(live, links, named, said, vetoes)
    links = [link for link in links if link[1] in left]
    said = {record: said[record] for record in left if record in said}
    return profile | _one_by_one(live & left, links, decisions, vetoes, said)


def _one_by_one(
    live: set[int], links: Sequence[Link], decisions: Sequence[Decision], vetoes: Vetoes, said: Mapping[int, int]
) -> dict[int, int]:
    decided, together = Groups(), Held(decisions).by
    for decision in sorted(decisions, key=lambda one: -one.id):
        _obey(decided, decision, together[decision.id])
    units = Units(decided, said)
    kept = units.bounded(sorted(links, key=lambda link: (-round(link[0], 3), link[1], link[2])))
    groups = Groups(units.of)
    for decision in sorted(decisions, key=lambda one: -one.id):
        _obey(groups, decision, together[decision.id])
    for a, b in units.contradictions(vetoes):
        groups.bar_units(a, b)
    for _, a, b in clear(kept, groups):
        groups.join(a, b)
    profile: dict[int, int] = {}
    for record in live:
        if record not in profile:
            members = groups.members[groups.leader(record)] & live
            profile.update(dict.fromkeys(members, min(members)))
    return profile


def clear(links: Sequence[Link], groups: Groups) -> list[Link]:
    """Without those of records that fit two as well who contradict each other: they stay alone, and people are asked."""
    best: dict[int, float] = {}
    for weight, a, b in links:
        for one in (a, b):
            best[one] = max(best.get(one, weight), weight)
    fits: defaultdict[int, set[int]] = defaultdict(set)
    for weight, a, b in links:
        for one, other in ((a, b), (b, a)):
            if weight > best[one] - AS_WELL:
                fits[one].add(other)
    torn = {record for record, found in fits.items() if len(found) > 1 and groups.bars(found)}
    return [link for link in links if torn.isdisjoint(link[1:])] if torn else list(links)


def _obey(groups: Groups, decision: Decision, together: Iterable[Sequence[int]]) -> None:
    for tied in together:
        for record in tied[1:]:
            groups.join(tied[0], record)
    if decision.kind != "one":
        groups.bar(decision.id, decision.what["left"], decision.what["right"])


def ties(decisions: Sequence[Decision]) -> Mapping[int, set[int]]:
    """For each record the records that decisions hold it together with, or may."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for decision in decisions:
        left, right = decision.what["left"], decision.what["right"]
        for tied in {"one": [[*left, *right]], "split": [left, right]}.get(decision.kind, ()):
            for record in tied:
                found[record].update(tied)
    return found
