"""A call is finished: what came of it, the task that led to it, the next one, and an objection, in one go; and back again."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import tasks
from kmu_crm.desk import entry, looping
from kmu_crm.desk.derive import followed, key_date
from kmu_crm.errors import KmuError
from kmu_crm.fields import text
from kmu_crm.i18n import N_
from kmu_crm.identity.verdicts import records_of
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sales.calls import fitting, outcomes
from kmu_crm.sales.calls import sheet as sheets_
from kmu_crm.sales.calls import today as listing
from kmu_crm.sales.calls.fitting import Pair
from kmu_crm.sales.calls.history import follow_up_in
from kmu_crm.sales.calls.people import people
from kmu_crm.sales.calls.sheet import CallSheet
from kmu_crm.sales.calls.today import Call, Dropped
from kmu_crm.segments import evaluate

_IN_WORDS = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "uebermorgen": 2}  # folded
MOST = 200  # lines of a list out of a segment: more than anybody calls in a week
_LEAVES_TASK = {outcomes.NOT_REACHED, outcomes.CALL_BACK}  # what was to be said was not said yet


class DayIsOver(KmuError):
    text = N_("This day is over: choose today or later.")
    code = "day_is_over"


def follow_up_day(typed: str, today: str) -> str:
    """The ISO day that is meant, also by a word such as `morgen`, which is a weekday then. Raises BadEntry, DayIsOver."""
    days = _IN_WORDS.get(text.fold(typed))
    day = entry.cleaned("due", typed) if days is None else follow_up_in(today, days)
    if day < today:
        raise DayIsOver()
    return day


@dataclass(frozen=True)
class Finished:
    """What was written: the call (`fact_id`), the decisions that tasks are `done`, the task of the `follow_up`, and the
    entries of the ledger (`refusals`). All that `take_back` needs."""

    profile: int
    fact_id: int
    record_id: int
    done: tuple[int, ...] = ()
    follow_up: int | None = None
    refusals: tuple[int, ...] = ()


def today(db: Connection, day: str = "") -> list[Call]:
    """The list of an ISO day; without one, of the key date. Raises BadSheet, BadEntry."""
    return listing.today(db, day_of(db, day))


def count_open(db: Connection) -> int:
    """How many of today's calls are still to be made; none where the rules cannot be read: the page says why."""
    try:
        return sum(one.allowed and not one.done for one in today(db))
    except KmuError:
        return 0


def of_segment(db: Connection, name: str, day: str = "", most: int = MOST) -> list[Call]:
    """The members of a segment, by its name or as a rule, the most valuable first. Raises the errors of segments."""
    from kmu_crm.desk.mailing import rule_of  # with what it needs to write lists: not before a list is asked for

    members = evaluate.members(db, rule_of(db, name)[1])
    worth = sorted(people(db, members).values(), key=lambda one: one.worth)
    return listing.chosen(db, [one.profile_id for one in worth[:most]], day_of(db, day))


def of_loops(db: Connection, day: str = "") -> list[Call]:
    """Whoever complained or scored low and was not seen to, the longest overdue first."""
    return listing.chosen(db, list(dict.fromkeys(one.profile for one in looping.open_loops(db))), day_of(db, day))


def dropped(db: Connection, day: str = "") -> list[Dropped]:
    return listing.dropped(db, day_of(db, day))


def sheet(db: Connection, profile: int, day: str = "", pairs: Sequence[Pair] | None = None) -> CallSheet:
    """As `sales.calls.sheet.sheet`, of the key date without a day. Raises NoSuchProfile, BadSheet, BadEntry."""
    return sheets_.sheet(db, profile, day_of(db, day), pairs)


def sheets(db: Connection, profiles: Sequence[int], day: str = "") -> dict[int, CallSheet]:
    """Those of many customers; what is bought together is asked once."""
    when = day_of(db, day)
    pairs = fitting.pairs(db, when) if profiles else []
    return {number: sheets_.sheet(db, number, when, pairs) for number in profiles}


def day_of(db: Connection, typed: str = "") -> str:
    """As typed, or the key date. Raises BadEntry."""
    return entry.cleaned("day", typed) if typed else key_date(db)


def finish(
    db: Connection,
    profile: int,
    outcome: str,
    note: str,
    follow_up: str,
    author: str,
    task: int | None = None,
    progress: Progress = SILENT,
) -> Finished:
    """The result of a call in one transaction. The `task` that led to it (without one: that was due first) is done, unless
    nobody was reached and no further day was given. `follow_up`: a day as typed, or ''. Raises UnknownOutcome, BadEntry,
    NoSuchRecord; then nothing is changed."""
    code = outcomes.code(outcome)
    with followed(db, progress):
        records = records_of(db, profile)
        due = tasks.due(db, key_date(db), records)
        due = [one for one in due if task in (None, one.id)][:1]
        said = {"profile": str(profile), "text": note.strip(), "outcome": code, "author": author}
        made = entry.new(db, "call", said)
        over = due if follow_up or code not in _LEAVES_TASK else []
        done = tuple(tasks.finish(db, one, author) for one in over)
        next_ = None
        if follow_up:
            about = text.clean(note) or next((one.text for one in due), "") or outcomes.title(code)
            next_ = entry.task(db, profile, about, follow_up, author)
        refusals = tuple(made.get("refusals", ()))
        return Finished(profile, made["fact_id"], made["record_id"], done, next_, refusals)
