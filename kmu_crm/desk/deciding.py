"""One or two: decisions on pairs carried out together, and taken back with all that belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.desk import decided, entry
from kmu_crm.desk.derive import derive
from kmu_crm.identity import verdicts
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction

KINDS = ("one", "apart")


@dataclass(frozen=True)
class Wish:
    """What a person decided about two profiles; `corrections` hold for the merged one."""

    a: int
    b: int
    one: bool
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """A standing decision in words: the names on both sides as they are now."""

    id: int
    one: bool
    left: str
    right: str

    @property
    def text(self) -> str:
        return decided.pair(self.one, self.left, self.right)


def carry_out(db: Connection, wishes: Sequence[Wish], author: str, progress: Progress = SILENT) -> list[int]:
    """The numbers of the decisions; profiles and figures follow once. A pair that is one already is passed over.

    What was decided stands with the values chosen with it before anything follows: the program may be closed meanwhile."""
    with transaction(db):
        made = [_decide(db, wish, author) for wish in wishes]
    derive(db, progress=progress)
    return [number for number in made if number is not None]


def _decide(db: Connection, wish: Wish, author: str) -> int | None:
    left, right = verdicts.profile_of(db, wish.a), verdicts.profile_of(db, wish.b)
    if left == right or None in (left, right):
        return None
    number = (verdicts.merge if wish.one else verdicts.apart)(db, wish.a, wish.b, author)
    if wish.corrections:
        entry.correct_merged(db, wish.a, wish.b, wish.corrections, author, number)
    return number


def take_back(db: Connection, number: int, author: str, progress: Progress = SILENT) -> None:
    """Revokes a decision and the values chosen with it; profiles and figures follow. Raises NoSuchDecision."""
    revoke(db, number, author)
    derive(db, progress=progress)


def revoke(db: Connection, number: int, author: str) -> int:
    """Takes any decision back, with the values chosen with it; what was put right afterwards stays, each value with the side
    it belongs to (`corrections`). Gives the number of the entry. Raises NoSuchDecision."""
    with transaction(db):
        entered = journal.revoke(db, number, author)
        for one in journal.standing(db, ("correct",)):
            if one.what.get("merge") == number:
                journal.revoke(db, one.id, author)
    return entered


def last(db: Connection, limit: int = 4) -> list[Made]:
    """The newest standing decisions on pairs, newest first."""
    decisions = journal.standing(db, KINDS)[-limit:][::-1]
    sides = decided.names(db, [one.what[side] for one in decisions for side in ("left", "right")])
    return [
        Made(one.id, one.kind == "one", left, right)
        for one, left, right in zip(decisions, sides[::2], sides[1::2], strict=True)
    ]


def count(db: Connection) -> int:
    return len(journal.standing(db, KINDS))
