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

PAIRS = ("one", "apart")
KINDS = (*PAIRS, "split")


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
    return [number for number in carry_out_each(db, wishes, author, progress) if number is not None]


def carry_out_each(
    db: Connection, wishes: Sequence[Wish], author: str, progress: Progress = SILENT
) -> list[int | None]:
    """As `carry_out`, with None for a pair that was passed over."""
    with transaction(db):
        made = [_decide(db, wish, author) for wish in wishes]
    derive(db, progress=progress)
    return made


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
    take_back_all(db, [number], author, progress)


def take_back_all(db: Connection, numbers: Sequence[int], author: str, progress: Progress = SILENT) -> None:
    """As `take_back`, for several at once: all or none."""
    with transaction(db):
        for number in numbers:
            revoke(db, number, author)
    derive(db, progress=progress)


def take_back_newest(
    db: Connection, numbers: Sequence[int], further: int, author: str, progress: Progress = SILENT
) -> list[int]:
    """These decisions, as far as they stand, and as many `further` of the newest of `KINDS`. Gives the numbers of all."""
    standing = [one.id for one in journal.standing(db, KINDS)][::-1]
    others = [one for one in standing if one not in numbers][:further]
    found = [one for one in standing if one in numbers] + others
    if found:
        take_back_all(db, found, author, progress)
    return found


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
    """The newest standing decisions on who is one, newest first."""
    decisions = journal.standing(db, KINDS)[-limit:][::-1]
    sides = decided.names(db, [one.what[side] for one in decisions for side in ("left", "right")])
    return [
        Made(one.id, one.kind == "one", left, right)
        for one, left, right in zip(decisions, sides[::2], sides[1::2], strict=True)
    ]


def count(db: Connection) -> int:
    """Decisions on pairs that stand."""
    return len(journal.standing(db, PAIRS))
