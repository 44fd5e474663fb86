"""One or two: decisions on pairs carried out together, and taken back with all that belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.decisions.journal import Decision
from kmu_crm.desk import decided, entry, joined
from kmu_crm.desk.derive import follow
from kmu_crm.i18n import N_
from kmu_crm.identity import verdicts
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction

PAIRS = ("one", "apart")
KINDS = (*PAIRS, "split")


@dataclass(frozen=True)
class Wish:
    """What a person decided about two profiles; `corrections` hold for the merged one: of `whose`, where it is more than
    these two."""

    a: int
    b: int
    one: bool
    corrections: Mapping[str, str] = field(default_factory=dict)
    whose: tuple[int, ...] = ()


class ContradictsByName(verdicts.Contradicts):
    advice = N_(
        "Take that decision back first: on the page of duplicates, newest first. All else that you decided stands."
    )


@dataclass(frozen=True)
class Made:
    """A standing decision in words: the names on both sides as they are now. `ones` and `twos`: how many pairs were merged
    and kept apart together with it, in one go; `is_cluster`: those merged are one customer."""

    id: int
    one: bool
    left: str
    right: str
    ones: int = 0
    twos: int = 0
    is_cluster: bool = False

    @property
    def text(self) -> str:
        if self.is_cluster:
            return decided.several(True, [self.left], self.ones + 1)
        if self.ones + self.twos > 1:
            return decided.together(self.ones, self.twos, self.left)
        return decided.pair(self.one, self.left, self.right)


def carry_out(db: Connection, wishes: Sequence[Wish], author: str, progress: Progress = SILENT) -> list[int]:
    """The numbers of the decisions; profiles and figures follow once. A pair that is one already is passed over.

    What was decided stands with the values chosen with it before anything follows: the program may be closed meanwhile."""
    return [number for number in carry_out_each(db, wishes, author, progress) if number is not None]


def carry_out_each(
    db: Connection, wishes: Sequence[Wish], author: str, progress: Progress = SILENT
) -> list[int | None]:
    """As `carry_out`, with None for a pair that was passed over."""
    return carry_out_groups(db, [[wish] for wish in wishes], author, progress)


def carry_out_groups(
    db: Connection, groups: Sequence[Sequence[Wish]], author: str, progress: Progress = SILENT
) -> list[int | None]:
    """As `write_down`; profiles and figures follow once."""
    made = write_down(db, groups, author)
    follow(db, progress=progress)
    return made


def write_what_can(
    db: Connection, groups: Sequence[Sequence[Wish]], author: str
) -> tuple[list[int | None], list[ContradictsByName]]:
    """As `write_down`, but for pairs that contradict an earlier word: these are left out, and told of."""
    refused: list[ContradictsByName] = []
    return write_down(db, groups, author, refused), refused


def write_down(
    db: Connection, groups: Sequence[Sequence[Wish]], author: str, refused: list[ContradictsByName] | None = None
) -> list[int | None]:
    """Into the journal alone, a matter of milliseconds: the records wait in line for `follow`. Each group is decided in one
    go and is taken back in one: by the number given for it, that of its first decision. None where all of it was passed
    over. Raises Contradicts where there is no list of what is `refused`."""
    with transaction(db):
        rulings = verdicts.Rulings(db, author)
        return [_decide_all(db, rulings, group, author, refused) for group in groups]


def _decide_all(
    db: Connection,
    rulings: verdicts.Rulings,
    group: Sequence[Wish],
    author: str,
    refused: list[ContradictsByName] | None,
) -> int | None:
    first: int | None = None
    for wish in group:
        try:
            number = _decide(db, rulings, wish, author, first)
        except verdicts.Contradicts as error:
            if refused is None:
                raise
            refused.append(_by_name(db, error))
        else:
            first = number if first is None else first
    return first


def _by_name(db: Connection, error: verdicts.Contradicts) -> ContradictsByName:
    """Those who cannot be one as the pages call them, those kept apart as their own rows do: by now they may be of one name."""
    told = error.facts
    a, b = decided.names(db, [[int(str(told[side]))] for side in ("a", "b")])
    own = joined.said(db, [int(str(told[side])) for side in ("left", "right")])
    left, right = (own.get(int(str(told[side])), ("–", ""))[0] for side in ("left", "right"))
    return ContradictsByName(**told | {"a": a, "b": b, "left": left, "right": right})


def _decide(db: Connection, rulings: verdicts.Rulings, wish: Wish, author: str, first: int | None) -> int | None:
    left, right = rulings.profile_of(wish.a), rulings.profile_of(wish.b)
    if left == right or None in (left, right):
        return None
    number = (rulings.merge if wish.one else rulings.apart)(wish.a, wish.b, first)
    if wish.corrections:
        entry.correct_merged(db, wish.whose or (wish.a, wish.b), wish.corrections, author, number)
    return number


def draw(db: Connection, alone: bool, progress: Progress = SILENT) -> None:
    """Makes up for what was written down or struck; `alone`: nothing else was behind."""
    follow(db, decided=alone, progress=progress)


def merge_all(db: Connection, numbers: Sequence[int], author: str) -> list[int]:
    """All these customers are one, in one go; the numbers of the decisions, for `follow`. Raises what
    `Rulings.merge` does."""
    with transaction(db):
        rulings = verdicts.Rulings(db, author)
        first, *others = numbers
        made: list[int] = []
        for other in others:
            made.append(rulings.merge(first, other, made[0] if made else None))
    return made


def strike(db: Connection, numbers: Sequence[int], author: str) -> None:
    """Takes decisions back, those made in one go with them, and the values chosen with them, in the journal alone, for `follow`.
    All or none. Raises NoSuchDecision."""
    with transaction(db):
        standing = journal.standing(db)
        heads = {verdicts.head(one) for one in standing}
        if missing := [one for one in numbers if one not in heads]:
            raise journal.NoSuchDecision(number=missing[0])
        _revoke_these(db, [one for one in standing if verdicts.head(one) in set(numbers)], standing, author)


def strike_newest(db: Connection, numbers: Sequence[int], further: int, author: str) -> list[int]:
    """These decisions, as far as they stand, and as many `further` of the newest of `KINDS`, what was decided in one go
    counted once. Gives the numbers of all."""
    standing = list(dict.fromkeys(verdicts.head(one) for one in journal.standing(db, KINDS)[::-1]))
    others = [one for one in standing if one not in numbers][:further]
    found = [one for one in standing if one in numbers] + others
    strike(db, found, author)
    return found


def revoke(db: Connection, number: int, author: str) -> int:
    """Takes any decision back, it alone and the values chosen with it; what was put right afterwards stays, each value with
    the side it belongs to (`corrections`). Gives the number of the entry. Raises NoSuchDecision."""
    return revoke_all(db, [number], author)[0]


def revoke_all(db: Connection, numbers: Sequence[int], author: str) -> list[int]:
    """As `revoke`, for several: all or none."""
    with transaction(db):
        standing = journal.standing(db)
        by_number = {one.id: one for one in standing}
        if missing := [one for one in numbers if one not in by_number]:
            raise journal.NoSuchDecision(number=missing[0])
        return _revoke_these(db, [by_number[one] for one in dict.fromkeys(numbers)], standing, author)


def revoke_several(db: Connection, numbers: Sequence[int], author: str) -> int:
    """As `revoke_all`; gives the first entry."""
    return revoke_all(db, numbers, author)[0]


def _revoke_these(db: Connection, gone: Sequence[Decision], standing: Sequence[Decision], author: str) -> list[int]:
    numbers = {one.id for one in gone}
    chosen = [one for one in standing if one.kind == "correct" and one.what.get("merge") in numbers - {one.id}]
    return journal.revoke_these(db, [*gone, *(one for one in chosen if one.id not in numbers)], author)


def last(db: Connection, limit: int = 4) -> list[Made]:
    """The newest standing decisions on who is one, newest first; what was decided in one go is one of them."""
    groups: dict[int, list[Decision]] = {}
    for one in journal.standing(db, KINDS)[::-1]:
        groups.setdefault(verdicts.head(one), []).append(one)
    newest = list(islice(groups.items(), limit))
    sides = decided.sides(db, [group[-1].what[side] for _, group in newest for side in ("left", "right")])
    for place, (_, group) in enumerate(newest):
        if len(group) == 1 and group[0].kind == "one":
            sides[2 * place : 2 * place + 2] = decided.own(db, group)
    found = []
    for (number, group), left, right in zip(newest, sides[::2], sides[1::2], strict=True):
        ones = [one for one in group if one.kind == "one"]
        cluster = len(ones) > 1 and len({decided.head(db, one.what["right"]) for one in ones[:2]}) == 1
        kind = group[-1].kind == "one"
        found.append(Made(number, kind, left, right, len(ones), len(group) - len(ones), cluster))
    return found


def count(db: Connection) -> int:
    """Decisions on pairs that stand."""
    return journal.count(db, PAIRS)
