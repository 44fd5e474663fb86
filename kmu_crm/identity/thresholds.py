"""What other thresholds would make of the pairs and customers there are. Reads only; setting them gives the same.

The pair table holds no pairs below the lower threshold in force: how many would be asked about below it is not known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.decisions import journal
from kmu_crm.identity import changes, clusters, correspondents, model, queries, silent, verdicts
from kmu_crm.identity.model import Model

Band = str  # one, ask or apart
_ROWS = """
    SELECT p.a, p.b, p.score, p.weight, p.band, p.evidence LIKE '%"number.only"%' FROM pair AS p"""


class Pair(NamedTuple):
    a: int
    b: int
    score: float
    weight: float
    band: Band
    fixed: bool  # of a record that is a number and nothing else: no threshold moves it


@dataclass(frozen=True)
class State:
    """Pairs of records by band, of those known now; questions about two customers; customers."""

    one: int
    ask: int
    apart: int
    questions: int
    customers: int


@dataclass(frozen=True)
class Move:
    """Two records that would come together (`joined`), come apart, be asked about for the first time, or no longer."""

    kind: str  # joined, apart, asked, dropped
    a: int
    b: int
    score: float


@dataclass(frozen=True)
class Moved:
    """`joined`: customers who would become one with another; `apart`: those who would come apart; `moves`: those nearest to
    a threshold first. `below`: pairs under the lower threshold were not kept, there may be more."""

    now: State
    then: State
    joined: int
    apart: int
    moves: tuple[Move, ...]
    below: bool


def preview(db: Connection, one: float, ask: float) -> Moved:
    """What customers and questions there would be with these thresholds, under the match model in force."""
    fitted = model.load(db)
    before: dict[int, int] = dict(db.execute("SELECT record_id, profile_id FROM membership"))
    known = [pair for pair in (Pair(*row) for row in db.execute(_ROWS)) if pair.a in before and pair.b in before]
    after, bands = dict(before), [_band(pair, one, ask) for pair in known]
    if fitted is not None:
        after |= _regrouped(db, fitted, known, bands)
    decisions = journal.standing(db, ("apart", "split"))
    guests = {record for (record,) in db.execute(correspondents.RECORDS)}

    def state(membership: Mapping[int, int], banded: Iterable[Band]) -> State:
        found, kept = list(banded), queries.parted(decisions, membership)
        asked = {
            (min(sides), max(sides))
            for pair, band in zip(known, found, strict=True)
            if band != "apart" and len(sides := {membership[pair.a], membership[pair.b]}) == 2
        }
        count = Counter(found)
        customers = {profile for record, profile in membership.items() if record not in guests}
        return State(count["one"], count["ask"], count["apart"], len(asked - kept), len(customers))

    now = state(before, [pair.band for pair in known])
    joined, apart = _moved(before, after)
    kept = queries.parted(decisions, after)
    moves = [
        move
        for move in _moves(zip(known, bands, strict=True), before, after, lambda p: min(abs(p - one), abs(p - ask)))
        if (min(sides := (after[move.a], after[move.b])), max(sides)) not in kept
    ]
    return Moved(now, state(after, bands), joined, apart, tuple(moves), fitted is not None and ask < fitted.ask)


def _band(pair: Pair, one: float, ask: float) -> Band:
    """As `pairs` would keep it; what is below the lower threshold is one in no case."""
    if pair.fixed:
        return pair.band
    if pair.score < ask:
        return "apart"
    return "one" if pair.score >= one else "ask"


def _regrouped(db: Connection, fitted: Model, known: list[Pair], bands: list[Band]) -> dict[int, int]:
    """Groups anew all that hangs together with pairs that begin or cease to be one, by links of now or of then."""
    decisions = correspondents.left_out(db, journal.standing(db, verdicts.KINDS))
    mates: defaultdict[int, set[int]] = defaultdict(set)
    for record, tied in clusters.ties(decisions).items():
        mates[record] |= tied
    edge: set[int] = set()
    for pair, band in zip(known, bands, strict=True):
        if "one" in (pair.band, band):
            mates[pair.a].add(pair.b)
            mates[pair.b].add(pair.a)
            if pair.band != band:
                edge |= {pair.a, pair.b}
    reached: set[int] = set()
    while edge:
        reached |= edge
        edge = ({mate for record in edge for mate in mates[record]} | silent.fellows(db, edge)) - reached
    links = [
        (pair.weight, pair.a, pair.b)
        for pair, band in zip(known, bands, strict=True)
        if band == "one" and pair.a in reached
    ]
    if not reached:
        return {}
    return changes.resolved(db, fitted, reached, links, decisions, changes.Reader(db, fitted))


def _moved(before: Mapping[int, int], after: Mapping[int, int]) -> tuple[int, int]:
    """How many customers of now would be one with another, and how many would come apart."""
    sources: defaultdict[int, set[int]] = defaultdict(set)
    pieces: defaultdict[int, set[int]] = defaultdict(set)
    for record, profile in before.items():
        sources[after[record]].add(profile)
        pieces[profile].add(after[record])
    joined = {profile for parts in sources.values() if len(parts) > 1 for profile in parts}
    return len(joined), sum(len(parts) > 1 for parts in pieces.values())


def _moves(
    pairs: Iterable[tuple[Pair, Band]],
    before: Mapping[int, int],
    after: Mapping[int, int],
    far: Callable[[float], float],
) -> Iterable[Move]:
    found: dict[tuple[str, int, int], Move] = {}
    for pair, band in sorted(pairs, key=lambda one: (far(one[0].score), one[0].a, one[0].b)):
        was, will = before[pair.a] == before[pair.b], after[pair.a] == after[pair.b]
        asked = band != "apart" and not will, pair.band != "apart" and not was
        if was != will:
            kind = "joined" if will else "apart"
        elif asked[0] != asked[1]:
            kind = "asked" if asked[0] else "dropped"
        else:
            continue
        sides = before if kind == "joined" else after
        found.setdefault((kind, sides[pair.a], sides[pair.b]), Move(kind, pair.a, pair.b, pair.score))
    return found.values()
