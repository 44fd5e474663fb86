"""Values that people put right, and for whom they hold: where somebody is taken apart again, each stays with whose it was.

A correction names all records of the customer as it stood, so that it outlives each of them. Of these, `whose` are the ones it
is about; what a later decision took away from them has lost it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.decisions.journal import Decision

Records = frozenset[int]


@dataclass(frozen=True)
class Correction:
    """`beside`: fields that stood beside the value and stay (None: no longer); `merge`: the decision it was chosen with, if any."""

    id: int
    field: str
    value: str
    beside: Mapping[str, str | None]
    stands: bool
    merge: int | None
    whose: Records
    torn: tuple[tuple[Records, Records], ...]  # what later decisions took apart

    def holds_for(self, members: Collection[int]) -> bool:
        """For a profile of these records, some of which it names. Asks nothing but these and the journal: what happens to
        other profiles can never bring it here or take it away."""
        if not self.whose.isdisjoint(members):
            return True
        for sides in self.torn:
            here = [side for side in sides if not side.isdisjoint(members)]
            if len(here) == 1 and self.whose.isdisjoint(here[0]):
                return False
        return True


def everything(db: Connection) -> dict[int, Correction]:
    """By number, oldest first, also those taken back since."""
    made = [*journal.standing(db, ("correct",)), *journal.taken_back(db, ("correct",))]
    if not made:
        return {}
    tearing = _by_record([*journal.standing(db, ("apart", "split")), *journal.taken_back(db, ("one",))])
    return {one.id: _correction(one, tearing) for one in sorted(made, key=lambda one: one.id)}


def _correction(one: Decision, tearing: Mapping[int, Sequence[Decision]]) -> Correction:
    records: Records = frozenset(one.what["records"])
    later = {tear.id: tear for record in records for tear in tearing.get(record, ()) if _since(tear) > one.id}
    sides = ((frozenset(tear.what["left"]), frozenset(tear.what["right"])) for tear in later.values())
    return Correction(
        one.id,
        one.what["field"],
        one.what["value"],
        one.what.get("beside", {}),
        one.revoked_by is None,
        one.what.get("merge"),
        frozenset(one.what.get("whose", records)),
        tuple(both for both in sides if not any(side.isdisjoint(records) for side in both)),
    )


def _by_record(decisions: Iterable[Decision]) -> dict[int, list[Decision]]:
    """By each record they name: merges that were taken back, and what stands against being one."""
    found: dict[int, list[Decision]] = {}
    for one in sorted(decisions, key=lambda one: one.id):
        for record in journal.records_of(one.what):
            found.setdefault(record, []).append(one)
    return found


def _since(tear: Decision) -> int:
    """The entry of the journal that took the two sides apart."""
    return tear.revoked_by or tear.id
