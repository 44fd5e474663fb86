"""A delivery put together in the window: files with the mappings people checked, each with its own progress and way out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.desk import unclear
from kmu_crm.desk.derive import Derived, Heard, NotFollowed, derive
from kmu_crm.desk.guarding import Guard, NotBackedUp
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.profiles import queries as profiles
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.choices import Choice, Mend
from kmu_crm.sources.importing import comes_last, import_file
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.reading.table import Beside
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.undo import undo
from kmu_crm.store.transaction import transaction


@dataclass(frozen=True)
class Part:
    """One file of a delivery, how its columns are read, and what a person chose about it."""

    path: Path
    mapping: Recognised
    rows: int
    encoding: str | None = None
    sheet: str | None = None
    choices: tuple[Choice, ...] = ()
    mode: str | None = None
    mends: tuple[Mend, ...] = ()
    beside: Beside | None = None  # of a workbook what becomes of its other sheets


@dataclass
class Delivered:
    """What came of the files, and how the customers stand afterwards. `new_profiles` may be negative: merged ones."""

    done: list[ImportReport] = field(default_factory=list)
    refused: list[tuple[Part, KmuError]] = field(default_factory=list)
    left: list[Part] = field(default_factory=list)  # cancelled one by one, or all
    new_profiles: int = 0
    derived: Derived | None = None
    behind: NotFollowed | None = None  # what is derived could not follow, for want of room for example
    backup: Path | None = None  # what was kept of the state before, where the delivery is a large one


def deliver(
    db: Connection,
    parts: Sequence[Part],
    each: Sequence[Progress] = (),
    guarded: bool = True,
    progress: Progress = SILENT,
) -> Delivered:
    """Backs the store up where due, takes the files in one by one, those last that need the customers of others, then brings
    profiles and figures up to date. Raises NotBackedUp unless a person said that it goes without a backup (`guarded`).

    `each` holds one `Progress` a part, told about that file alone; where it raises Cancelled only that file stays out. Where
    `progress` does, the rest stays out, and the files already done stand.
    """
    delivered, before = Delivered(), profiles.count(db)
    guard = Guard(db, lambda: _rows_coming(parts, delivered), progress) if guarded else None
    pairs = sorted(zip(parts, each or [SILENT] * len(parts), strict=True), key=lambda pair: _needs_others(pair[0]))
    for place, (part, heard) in enumerate(pairs):
        try:
            progress.report(place, len(parts))
            delivered.done.append(
                import_file(
                    db, part.path, mapping=part.mapping, encoding=part.encoding, sheet=part.sheet, beside=part.beside,
                    choices=part.choices, mends=part.mends, mode=part.mode, before=guard,
                    progress=_Both(heard, progress, place, len(parts)),
                )
            )  # fmt: skip
        except NotBackedUp:
            raise
        except Cancelled:
            delivered.left.append(part)
        except KmuError as error:
            delivered.refused.append((part, error))
    delivered.backup = guard.backup if guard else None
    if delivered.done:
        try:
            delivered.derived = derive(db, progress=Heard(progress))
            unclear.tell(db, delivered.done)
        except KmuError as error:
            delivered.behind = NotFollowed(reason=error)
        delivered.new_profiles = profiles.count(db) - before
    return delivered


def _needs_others(part: Part) -> bool:
    return comes_last(part.mapping, part.choices)


def _rows_coming(parts: Sequence[Part], delivered: Delivered) -> int:
    refused = {id(part) for part, _error in delivered.refused}
    return sum(part.rows for part in parts if id(part) not in refused and part not in delivered.left)


def take_back(db: Connection, import_ids: Sequence[int], progress: Progress = SILENT) -> Derived:
    """Undoes imports and brings profiles and figures up to date, or leaves all as it was. Raises NoSuchImport."""
    with transaction(db):
        for number in import_ids:
            undo(db, number, progress)
        return derive(db, progress=progress)


class _Both(Progress):
    """Tells one file's listener how far it has come; the wish to stop may come from there or concern the whole delivery."""

    def __init__(self, one: Progress, whole: Progress, place: int, parts: int) -> None:
        self._one, self._whole, self._place, self._parts = one, whole, place, parts

    def stage(self, title: str) -> None:
        self._one.stage(title)

    def report(self, done: int, total: int) -> None:
        self._one.report(done, total)
        self._whole.report(self._place, self._parts)
