"""Brings everything that is derived up to date with records and decisions: who is one, profiles, figures."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.consent import waiting
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.recording.changes import OfCustomers
from kmu_crm.store.transaction import transaction


class NotFollowed(KmuError):
    text = N_("The files are in, but customers and figures could not be brought up to date with them yet.")
    advice = N_("{reason} The next start of the window, the next import or the command “match” makes up for it.")
    code = "not_followed"


@dataclass(frozen=True)
class Derived:
    records: int
    profiles: int
    merged_pairs: int
    review_pairs: int
    seconds: float
    customers: OfCustomers | None = None  # what became of those that were there, where not too many are concerned


def key_date(db: Connection) -> str:
    """The day that figures speak of: the one set in the customer file, else today."""
    chosen = str(settings.read(db, "figures.key_date"))
    return chosen or date.today().isoformat()


def derive(db: Connection, *, full: bool = False, as_of: str | None = None, progress: Progress = SILENT) -> Derived:
    """As `follow`, with what there is then, counted."""
    from kmu_crm.identity import queries

    with transaction(db):
        seconds, became = follow(db, full=full, as_of=as_of, progress=progress)
        counts = queries.counts(db)
    return Derived(counts.records, counts.profiles, counts.merged_pairs, counts.review_pairs, seconds, became)


def follow(
    db: Connection,
    *,
    full: bool = False,
    as_of: str | None = None,
    typed: bool = False,
    redraw: bool = False,
    decided: bool = False,
    progress: Progress = SILENT,
) -> tuple[float, OfCustomers | None]:
    """Cost grows with the records that changed; `full` derives from nothing. Whole or not at all: see `is_behind`. Gives the
    seconds of matching, and what became of the customers as in `Derived`.

    `typed`: nothing was behind but what was typed, which is no document: the figures of these customers alone follow, as
    far as all others stand. `redraw`: all profiles, for other values win now. `decided`: nothing was behind but decisions
    on who is one;
    figures stand where nobody has become another by them, as most who are kept apart."""
    from kmu_crm.desk import customers_after
    from kmu_crm.identity import match
    from kmu_crm.profiles import build
    from kmu_crm.value import base, standing

    with transaction(db):
        waiting.touch_bearers(db)
        members = _members(db) if decided and _speak_of(db, as_of) else None
        progress.stage(_("Finding who is one"))
        matched = match.update(db, full=full, progress=progress)
        before = customers_after.before(db, matched.touched)
        read = standing.read(db, matched.touched) if typed else {}
        build.refresh(db, None if full or redraw else matched.touched, progress)
        became = None
        if before is not None:
            became = customers_after.compared(before, customers_after.values(db, matched.touched))
        if typed and standing.stands(db, read, standing.read(db, matched.touched), matched.moved):
            base.follow(db, as_of or key_date(db), matched.touched)
        elif members is None or members != _members(db):
            progress.stage(_("Working out figures"))
            base.refresh(db, as_of or key_date(db), progress)
    return matched.seconds, became


_FOLLOWING: set[Connection] = set()


@contextmanager
def followed(db: Connection, progress: Progress = SILENT) -> Iterator[None]:
    """What is typed in this block is followed at once by profiles, and by the figures of those it is about; all or none. A
    block within another follows with it."""
    if db in _FOLLOWING:
        yield
        return
    _FOLLOWING.add(db)
    try:
        with transaction(db):
            typed = not is_behind(db)
            yield
            follow(db, typed=typed, progress=progress)
    finally:
        _FOLLOWING.discard(db)


def _members(db: Connection) -> list[tuple[int, int]]:
    return db.execute("SELECT record_id, profile_id FROM membership ORDER BY record_id").fetchall()


def _speak_of(db: Connection, as_of: str | None) -> bool:
    """Whether there are figures, of the key date."""
    row = db.execute("SELECT as_of FROM figure LIMIT 1").fetchone()
    return row is not None and row[0] == (as_of or key_date(db))


def is_behind(db: Connection, as_of: str | None = None) -> bool:
    """Whether records wait for their profile (the program was stopped), or the figures speak of another day than the key date."""
    if waits(db):
        return True
    row = db.execute("SELECT as_of FROM figure LIMIT 1").fetchone()
    return row is not None and row[0] != (as_of or key_date(db))


def bring_to_today(db: Connection, as_of: str | None = None, progress: Progress = SILENT) -> bool:
    """What is behind is derived anew; says whether that was needed."""
    if not is_behind(db, as_of):
        return False
    if waits(db):
        follow(db, as_of=as_of, progress=progress)
        return True
    from kmu_crm.value import base

    base.refresh(db, as_of or key_date(db), progress)
    return True


def waits(db: Connection) -> bool:
    """Whether records came in that no profile shows yet: the program was stopped before."""
    return db.execute("SELECT 1 FROM changed_record LIMIT 1").fetchone() is not None


class Heard(Progress):
    """Stages pass through, a wish to stop does not: files that are in must be seen in the profiles."""

    def __init__(self, outer: Progress) -> None:
        self._outer = outer

    def stage(self, title: str) -> None:
        self._outer.stage(title)

    def report(self, done: int, total: int) -> None:
        with suppress(Cancelled):
            self._outer.report(done, total)
