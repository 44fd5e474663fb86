"""What people did to customers, one step after the other: undo and redo, also after a restart.

A step names what was written while it was done: decisions, entries that took decisions back, facts and customers typed in,
permissions. Each comes back under its own number, in its own place of the order. A no of a customer is no step: nobody takes it
back but the customer. What is done anew drops what could have been done again.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from sqlite3 import Connection

from kmu_crm.consent import ledger
from kmu_crm.decisions import journal
from kmu_crm.errors import KmuError
from kmu_crm.fields import text as plain
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sales.calls import outcomes
from kmu_crm.sources import retired
from kmu_crm.store.transaction import transaction

PARTS = ("decisions", "entries", "facts", "parties", "permissions")
LONGEST = 300  # letters of what was done
_NEWEST = """
    SELECT (SELECT coalesce(max(id), 0) FROM decision), (SELECT coalesce(max(id), 0) FROM fact),
        (SELECT coalesce(max(id), 0) FROM party), (SELECT coalesce(max(id), 0) FROM consent_event)"""
_ENTRY = "import_id IN (SELECT id FROM import WHERE format = 'entry')"
_WRITTEN = {  # what came after the newest of before
    "decisions": "SELECT id FROM decision WHERE id > :decision AND revokes IS NULL",
    "entries": "SELECT id FROM decision WHERE id > :decision AND revokes IS NOT NULL",
    "facts": f"SELECT id FROM fact WHERE id > :fact AND {_ENTRY}",
    "parties": f"SELECT id FROM party WHERE id > :party AND {_ENTRY}",
}


class StillNeeded(KmuError):
    text = N_("“{what}” cannot be undone: more was noted of this customer since.")
    advice = N_("Take that back first: nothing that somebody noted gets lost.")
    code = "still_needed"


class NoSuchStep(KmuError):
    text = N_("There is no step number {number} that could be undone.")
    advice = N_("The command “steps” lists them all.")
    code = "no_step"


@dataclass(frozen=True)
class Step:
    """`what`: part -> numbers, with those that an undo wrote under `struck`. `undone`: its place in the order of undoing.
    `no_stays`: it is undone, but for the objection that was noted with it."""

    id: int
    at: str
    author: str
    text: str
    what: Mapping[str, Sequence[int]]
    undone: int | None
    no_stays: bool = False

    def part(self, name: str) -> Sequence[int]:
        return self.what.get(name, ())


@contextmanager
def recorded(db: Connection, text: str | Callable[[], str], author: str) -> Iterator[list[int]]:
    """All that a person says in this block is one step, which is written once it is over, also where what follows from it is
    broken off; its number is then in the list, which stays empty where there is nothing to undo. `text`: what was done, or what
    tells it once it is."""
    before = dict(zip(("decision", "fact", "party", "consent"), db.execute(_NEWEST).fetchone(), strict=True))
    made: list[int] = []
    try:
        yield made
    except BaseException:
        if any((what := _written(db, before)).values()):
            note(db, _told(text), author, what)
        raise
    if (number := note(db, _told(text), author, _written(db, before))) is not None:
        made.append(number)


def _told(text: str | Callable[[], str]) -> str:
    return text if isinstance(text, str) else text()


def _written(db: Connection, before: Mapping[str, int]) -> dict[str, list[int]]:
    what = {part: [number for (number,) in db.execute(sql, before)] for part, sql in _WRITTEN.items()}
    said = [number for (number,) in db.execute("SELECT id FROM consent_event WHERE id > :consent", before)]
    return what | {"permissions": ledger.by_hand(db, said, counting=True)}


def note_decided(db: Connection, text: str, author: str, number: int) -> int:
    """A step of decisions that were made in one go, by the number of the first of them."""
    made = db.execute(
        "SELECT id FROM decision WHERE id >= :head AND (id = :head OR what ->> '$.with' = :head OR what ->> '$.merge' IN"
        " (SELECT id FROM decision WHERE id = :head OR id > :head AND what ->> '$.with' = :head)) ORDER BY id",
        {"head": number},
    )
    noted = note(db, text, author, {"decisions": [one for (one,) in made]})
    assert noted is not None
    return noted


def strike_newest(db: Connection, numbers: Sequence[int], further: int, author: str) -> list[int]:
    """As `deciding.strike_newest`; the steps they were made in are undone, and can be done again. What follows is drawn later."""
    from kmu_crm.desk import deciding

    with transaction(db):
        (before,) = db.execute("SELECT coalesce(max(id), 0) FROM decision").fetchone()
        found = deciding.strike_newest(db, numbers, further, author)
        struck = dict(db.execute("SELECT revokes, id FROM decision WHERE id > ? AND revokes IS NOT NULL", (before,)))
        for head in found:
            for step in _read(
                db, "undone IS NULL AND ? IN (SELECT value FROM json_each(what, '$.decisions'))", (head,)
            ):
                entries = [struck[one] for one in step.part("decisions") if one in struck]
                entries += _strike_too(db, step, author, struck)
                _write(db, step.id, {**step.what, "struck": entries}, _next_place(db))
    return found


def note(db: Connection, text: str, author: str, what: Mapping[str, Sequence[int]]) -> int | None:
    """Something was done; what was undone before cannot be done again any more. None where there is nothing to undo of it."""
    with transaction(db):
        _drop_undone(db)
        if not any(what.values()):
            return None
        made = db.execute(
            "INSERT INTO step (at, author, text, what) VALUES (?, ?, ?, ?)",
            (
                journal.now(),
                author,
                worded(text),
                json.dumps({part: list(numbers) for part, numbers in what.items() if numbers}),
            ),
        )
    return made.lastrowid


def worded(text: str) -> str:
    """What was done as it is kept and shown: one line, without marks that turn or hide others, and not too long."""
    told = plain.clean(text)
    return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"


def told_undone(text: str, *, no_stays: bool = False) -> str:
    """That what `text` tells of is undone; `no_stays`: as in `Step`, said first: a bar cuts off at the end."""
    if no_stays:
        return _("Taken back, but the objection stays: {what}").format(what=text)
    return _("Taken back: {what}").format(what=text)


def _drop_undone(db: Connection) -> None:
    for step in _read(db, "undone IS NOT NULL"):
        retired.drop(db, step.part("facts"), step.part("parties"))
    db.execute("DELETE FROM step WHERE undone IS NOT NULL")


def all_of(db: Connection) -> list[Step]:
    """Newest first."""
    return _read(db, "1 ORDER BY id DESC")


def last(db: Connection, but: Collection[int] = ()) -> Step | None:
    """What an undo takes back: those that somebody took back otherwise are passed over, and `but` these."""
    found = _each(db, "undone IS NULL ORDER BY id DESC")
    return next((one for one in found if one.id not in but and _stands(db, one)), None)


def next_again(db: Connection) -> Step | None:
    """What a redo does again."""
    return next((one for one in _each(db, "undone IS NOT NULL ORDER BY undone DESC") if _rests(db, one)), None)


def undo_last(db: Connection, author: str, progress: Progress = SILENT) -> Step | None:
    """Raises StillNeeded."""
    step = last(db)
    return step and _undo(db, step, author, progress)


def redo_last(db: Connection, author: str, progress: Progress = SILENT) -> Step | None:
    step = next_again(db)
    return step and _redo(db, step, author, progress)


def undo(db: Connection, number: int, author: str, progress: Progress = SILENT) -> Step:
    """One step, also an older one. Raises NoSuchStep, StillNeeded."""
    found = _read(db, "id = ? AND undone IS NULL", (number,))
    if not found or not _stands(db, found[0]):
        raise NoSuchStep(number=number)
    return _undo(db, found[0], author, progress)


def stands(db: Connection, number: int) -> bool:
    """Whether this step is done and can be undone."""
    return any(_stands(db, one) for one in _read(db, "id = ? AND undone IS NULL", (number,)))


def _stands(db: Connection, step: Step) -> bool:
    return bool(
        _in_force(db, step.part("decisions"))
        or _in_force(db, step.part("entries"))
        or any(retired.speaking(db, step.part("facts"), step.part("parties")))
        or ledger.by_hand(db, step.part("permissions"), counting=True)
    )


def _rests(db: Connection, step: Step) -> bool:
    return bool(
        _in_force(db, step.part("struck"))
        or step.part("lifted")
        or any(retired.resting(db, step.part("facts"), step.part("parties")))
        or ledger.by_hand(db, step.part("permissions"), counting=False)
    )


def _in_force(db: Connection, numbers: Sequence[int]) -> list[int]:
    """Of these entries of the journal those that nobody took back."""
    rows = db.execute(
        "SELECT d.id FROM json_each(?) AS w JOIN decision AS d ON d.id = w.value"
        " WHERE NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id) ORDER BY d.id",
        (json.dumps(list(numbers)),),
    )
    return [number for (number,) in rows]


def _undo(db: Connection, step: Step, author: str, progress: Progress) -> Step:
    from kmu_crm.desk import deciding, following  # heavy, and nothing a window needs to say what would be undone

    facts, parties = retired.speaking(db, step.part("facts"), step.part("parties"))
    with transaction(db):
        follow = following.Following(db)
        made = _in_force(db, step.part("decisions"))
        struck = deciding.revoke_all(db, made, author) if made else []
        struck += _strike_too(db, step, author, made)
        lifted = journal.lift(db, _in_force(db, step.part("entries")), author)
        needed = _is_needed(db, parties, facts)
        if needed and retired.are_alone(db, parties):
            raise StillNeeded(what=step.text)
        follow.decisions([*journal.these(db, made), *lifted])
        follow.facts(facts, retired.retire(db, facts, parties, needed=needed))
        for number in ledger.by_hand(db, step.part("permissions"), counting=True):
            ledger.take_back_entry(db, number)
            follow.permissions()
        what = {**step.what, "struck": struck, "lifted": [one.id for one in lifted]}
        place = _next_place(db)
        _write(db, step.id, what, place)
        follow.derive(db, progress)
    return replace(step, what=what, undone=place, no_stays=_told_a_no(db, facts))


def _told_a_no(db: Connection, facts: Sequence[int]) -> bool:
    """Whether one of these is a call with which an objection was noted."""
    asked = "SELECT 1 FROM fact WHERE id IN (SELECT value FROM json_each(?)) AND kind = 'call' AND outcome = ?"
    return db.execute(asked, (json.dumps(list(facts)), outcomes.NO_MORE_CALLS)).fetchone() is not None


def _redo(db: Connection, step: Step, author: str, progress: Progress) -> Step:
    from kmu_crm.desk import following

    facts, parties = retired.resting(db, step.part("facts"), step.part("parties"))
    with transaction(db):
        follow = following.Following(db)
        follow.facts(facts, retired.revive(db, facts, parties))
        held = journal.lift(db, step.part("struck"), author)
        again = journal.these(
            db, step.part("lifted")
        )  # also where another step has them taken back: each does for itself
        entries = journal.revoke_these(db, again, author)
        follow.decisions([*held, *again])
        for number in ledger.by_hand(db, step.part("permissions"), counting=False):
            ledger.say_again(db, number)
            follow.permissions()
        what = {part: numbers for part, numbers in step.what.items() if part in PARTS}
        what |= {"entries": entries} if "entries" in what else {}
        _write(db, step.id, what, None)
        follow.derive(db, progress)
    return replace(step, what=what, undone=None)


def _strike_too(db: Connection, step: Step, author: str, struck: Collection[int]) -> list[int]:
    """Decisions of a step that is undone which another step took back before: they stay so when that one is undone as well."""
    others = [one for one in step.part("decisions") if one not in struck]
    return journal.revoke_these(db, journal.these(db, others), author)


def _is_needed(db: Connection, parties: Sequence[int], own: Sequence[int]) -> bool:
    """Whether anything else than the facts of the same step was noted of these customers: it must not be lost with them."""
    records = retired.with_left(db, parties)
    if not records:
        return False
    named = any(not records.isdisjoint(journal.records_of(one.what)) for one in journal.standing(db))
    return named or retired.is_spoken_of(db, records, own)


def _next_place(db: Connection) -> int:
    return int(db.execute("SELECT coalesce(max(undone), 0) + 1 FROM step").fetchone()[0])


def _write(db: Connection, number: int, what: Mapping[str, Sequence[int]], undone: int | None) -> None:
    kept = json.dumps({part: list(numbers) for part, numbers in what.items() if numbers})
    db.execute("UPDATE step SET what = ?, undone = ? WHERE id = ?", (kept, undone, number))


def _read(db: Connection, where: str, bound: Sequence[int] = ()) -> list[Step]:
    return list(_each(db, where, bound))


def _each(db: Connection, where: str, bound: Sequence[int] = ()) -> Iterator[Step]:
    for number, at, author, text, what, undone in db.execute(
        f"SELECT id, at, author, text, what, undone FROM step WHERE {where}", bound
    ):
        yield Step(number, at, author, worded(text), json.loads(what), undone)
