"""What a person is asked: pairs and clusters in the order one likes, and groups of pairs for which the same speaks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from sqlite3 import Connection

from kmu_crm.desk import agreement, decided, putting_off
from kmu_crm.desk.deciding import Wish
from kmu_crm.i18n import N_, _
from kmu_crm.identity import joined, questions
from kmu_crm.identity import queries as identity
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.identity.reasons import sentence
from kmu_crm.profiles import queries

MOST_PAIRS = 10_000
ORDERS = {
    "value": N_("Most valuable first"), "probable": N_("Most probable first"), "doubtful": N_("Most doubtful first"),
}  # fmt: skip
FEWEST = 3  # pairs that are a group
_NAME = frozenset(("given.same", "family.same"))


@dataclass(frozen=True)
class Waiting:
    """A question in the queue: the pairs it is about, the customers and their names. `reasons`, of a pair: the codes of what speaks
    for and against."""

    pairs: tuple[ReviewPair, ...]
    profiles: tuple[int, ...]
    names: tuple[str, ...]
    reasons: tuple[str, ...] = ()

    @property
    def pair(self) -> ReviewPair:
        return self.pairs[0]

    @cached_property
    def key(self) -> tuple[int, ...]:
        return tuple(sorted(self.profiles))

    @property
    def probability(self) -> float:
        """That of the pair that is least sure."""
        return min(pair.probability for pair in self.pairs)

    @property
    def is_cluster(self) -> bool:
        return len(self.profiles) > 2


@dataclass(frozen=True)
class Group:
    """Pairs for and against which the very same speaks, in words."""

    text: str
    members: tuple[Waiting, ...]


@dataclass(frozen=True)
class GroupLine:
    """A pair of a group: what agrees, and what differs or is known of one alone, in words."""

    waiting: Waiting
    agrees: str
    differs: str


def queue(db: Connection, order: str = "value") -> list[Waiting]:
    """The questions in one of `ORDERS`, those put off last; at most `MOST_PAIRS` pairs."""
    valued = (lambda numbers: queries.ordered(db, numbers, "revenue_12m")) if order == "value" else None
    pairs = identity.review(db, MOST_PAIRS, valued)
    if order == "doubtful":
        pairs = sorted(pairs, key=lambda pair: (pair.probability < identity.UNLIKELY, pair.probability))
    return waiting(db, putting_off.in_order(db, asked(db, pairs)))


def asked(db: Connection, pairs: Sequence[ReviewPair]) -> list[tuple[ReviewPair, ...]]:
    """The questions in the order of the pairs."""
    return questions.together(pairs, identity.kept_apart(db))


def waiting(db: Connection, found: Sequence[tuple[ReviewPair, ...]]) -> list[Waiting]:
    """Questions with the names of all whom they are about."""
    rows = queries.rows(db, sorted({number for one in found for pair in one for number in (pair.a, pair.b)}))
    made = []
    for one in found:
        whose = questions.profiles(one)
        known = [rows[number] for number in whose if number in rows]
        told = agreement.reasons(one[0], *known) if len(known) == len(whose) == 2 else ()
        names = tuple(str(rows[number]["display_name"]) if number in rows else "" for number in whose)
        made.append(Waiting(one, whose, names, tuple(told)))
    return made


def groups(waiting: Sequence[Waiting]) -> list[Group]:
    """The largest first. Who is asked about more than once is in none: the look at a line must be all there is to see."""
    found: defaultdict[frozenset[str], list[Waiting]] = defaultdict(list)
    often: defaultdict[int, int] = defaultdict(int)
    for one in waiting:
        for number in one.profiles:
            often[number] += 1
    for one in waiting:
        if not one.is_cluster and all(often[number] == 1 for number in one.profiles):
            found[frozenset(one.reasons)].append(one)
    large = sorted((some for some in found.values() if len(some) >= FEWEST), key=len, reverse=True)
    return [Group(_in_words(some[0].reasons), tuple(some)) for some in large]


def _in_words(reasons: Sequence[str]) -> str:
    if _NAME.issubset(reasons):
        reasons = ["name.same", *(one for one in reasons if one not in _NAME)]
    return ", ".join(dict.fromkeys(_("same name") if one == "name.same" else sentence(one) for one in reasons))


def look(db: Connection, group: Group) -> list[GroupLine]:
    """Without those who are gone meanwhile."""
    rows = queries.rows(db, [number for one in group.members for number in one.profiles])
    found = []
    for one in group.members:
        if all(number in rows for number in one.profiles):
            both = [rows[number] for number in one.profiles]
            found.append(GroupLine(one, agreement.agrees(one.pair, both), agreement.differs(one.pair, both)))
    return found


def wishes(waiting: Waiting, chosen: Sequence[int], one: bool, corrections: dict[str, str] | None = None) -> list[Wish]:
    """What a person's word on a question says of each pair: `chosen` are one, and those left out whom they were asked about
    with are not; or, not `one`, none of them are. Who was left out with others is asked about again."""
    if not one:
        return [Wish(pair.a, pair.b, False) for pair in waiting.pairs]
    first, *others = [number for number in waiting.profiles if number in chosen]
    found = [Wish(first, other, True) for other in others]
    if corrections and found:
        found[-1] = Wish(first, others[-1], True, corrections, (first, *others))
    inside = set(chosen)
    return found + [Wish(pair.a, pair.b, False) for pair in waiting.pairs if (pair.a in inside) != (pair.b in inside)]


def in_words(db: Connection, waiting: Waiting, one: bool, merged: int) -> str:
    """What is decided about a question, as the journal will tell it; of a cluster, how many are `merged`."""
    if waiting.is_cluster:
        return decided.several(one, waiting.names, merged)
    first, second = waiting.profiles
    return decided.pair(one, *decided.customers(db, first, second))


def told(db: Connection, limit: int) -> list[dict[str, object]]:
    """The most probable pairs, each with both names, with the customers whom its question is about, and with its group: what speaks for and
    against all of it, and how many pairs that are."""
    pairs = identity.review(db, max(limit, MOST_PAIRS))
    found = waiting(db, asked(db, pairs))
    whose = {(pair.a, pair.b): one.key for one in found for pair in one.pairs}
    rows = queries.rows(db, sorted({number for pair in pairs[:limit] for number in (pair.a, pair.b)}))
    whole = {(one.pair.a, one.pair.b): group for group in groups(found) for one in group.members}
    lines = []
    for pair in pairs[:limit]:
        group = whole.get((pair.a, pair.b))
        lines.append(
            asdict(pair)
            | {"names": [decided.numbered(rows[one]) if one in rows else "–" for one in (pair.a, pair.b)]}
            | {"customers": list(whose[pair.a, pair.b])}
            | {"group": group.text if group else None, "group_pairs": len(group.members) if group else 1}
        )
    return lines


def told_joined(db: Connection, limit: int) -> list[dict[str, object]]:
    """Pairs of records that were joined without a question, the least certain first, each with the name they go by now."""
    found = joined.joined(db, limit)
    rows = queries.rows(db, sorted({one.profile for one in found}))
    return [
        asdict(one) | {"names": [decided.numbered(rows[one.profile])] if one.profile in rows else []} for one in found
    ]
