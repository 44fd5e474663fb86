"""A delivery of files goes in one by one; a refused file leaves the others standing; then profiles follow."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.desk import customers_after, unclear
from kmu_crm.desk.derive import Derived, Heard, NotFollowed, derive
from kmu_crm.desk.guarding import Guard, NotBackedUp
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.i18n import N_
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import beside
from kmu_crm.sources.choices import Choice
from kmu_crm.sources.importing import NeedsCustomers, import_file
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.reading import raw, unpacking
from kmu_crm.sources.reading.member_names import is_clutter
from kmu_crm.sources.reading.tables import Table
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.refusals import Refused
from kmu_crm.store.store import SUFFIX
from kmu_crm.value import meant


class One(NamedTuple):
    """A file, or a sheet of a workbook, which is open already."""

    path: Path
    table: Table | None = None

    @property
    def named(self) -> Path:
        """Where a further sheet would lie, were it a file."""
        return self.path.parent / self.table.title.rpartition("/")[2] if self.table else self.path


@dataclass
class Delivery:
    """What came of each file, and where the store stands afterwards."""

    done: list[ImportReport] = field(default_factory=list)
    refused: list[tuple[Path, KmuError]] = field(default_factory=list)
    open_links: int = 0
    derived: Derived | None = None
    behind: NotFollowed | None = None  # what is derived could not follow, for want of room for example
    backup: Path | None = None  # what was kept of the state before, where the delivery is a large one
    stopped: bool = False  # a wish to stop came while a file was read: that one and those after it stayed out
    waiting: list[One] = field(default_factory=list)  # files that need the customers of others, until their turn comes


class NothingThere(KmuError):
    text = N_("There is no file to import in {folder}.")
    advice = N_("Name the files, or the folder that holds them; the folders in it are not looked at.")
    code = "nothing_there"


def files_of(paths: Iterable[Path]) -> list[Path]:
    """A folder means every file in it, in the order of their names; hidden files, and what Windows and macOS leave beside
    files, are none. Archives stay as they are."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                file
                for file in path.iterdir()
                if file.is_file() and not is_clutter(file.name) and SUFFIX not in file.name
            )
        else:
            found.append(path)
    return found


def _each(paths: Sequence[Path], delivery: Delivery) -> Generator[tuple[One, bool], None, None]:
    """Every file and whether others follow, those of an archive while it is unpacked; what cannot be unpacked is refused."""
    for path in files_of(paths):
        try:
            with unpacking.opened(path) as (files, refused):
                delivery.refused += refused
                yield from ((One(file), True) for file in files)
                if path not in files:  # an archive, whose files are about to go
                    yield from _waited(delivery)
        except Refused as error:
            delivery.refused.append((path, error))
    yield from _waited(delivery)


def _waited(delivery: Delivery) -> Iterator[tuple[One, bool]]:
    while delivery.waiting:
        yield delivery.waiting.pop(0), False


def _rows_coming(paths: Sequence[Path], delivery: Delivery) -> int:
    """About how many rows come in, without those of files that were refused so far."""
    refused = {path for path, _error in delivery.refused}
    return sum(raw.rows_about(path) for path in files_of(paths) if path not in refused)


def take_in(
    db: Connection,
    paths: Sequence[Path],
    *,
    format: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    mode: str | None = None,
    choices: Sequence[Choice] = (),
    further: Sequence[Sheet] = (),
    dry_run: bool = False,
    remember: bool = False,
    as_of: str | None = None,
    guarded: bool = True,
    progress: Progress = SILENT,
) -> Delivery:
    """Imports the files, those last that need the customers of others, then brings profiles and figures up to date. Where no
    `sheet` is named, further sheets of a workbook come in like files of their own (`beside`).

    A wish to stop takes back the file under way; those already in stay and are followed. Raises Cancelled where there are
    none, and NotBackedUp unless a person said that it goes without a backup (`guarded`).
    """
    delivery = Delivery()
    guard = Guard(db, lambda: _rows_coming(paths, delivery), progress) if guarded else None
    with closing(_each(paths, delivery)) as files:
        for file, more_follow in files:
            coming = [file]
            while coming and not delivery.stopped:
                one = coming.pop(0)
                try:
                    progress.report(0, 0)
                    if one.table is None and sheet is None:
                        opened = beside.tables(one.path, db, further, format, progress)
                        one, *coming = [One(one.path, table) for table in opened] or [one]
                    delivery.done.append(
                        import_file(
                            db,
                            one.path,
                            format=format,
                            encoding=encoding,
                            sheet=sheet,
                            table=one.table,
                            mode=mode,
                            choices=choices,
                            further=further,
                            dry_run=dry_run,
                            more_follow=more_follow,
                            remember=remember,
                            before=guard,
                            after=customers_after.of if dry_run else None,
                            progress=progress,
                        )
                    )
                except NotBackedUp:
                    raise
                except NeedsCustomers:
                    delivery.waiting.append(one)
                except Cancelled:
                    if dry_run or not delivery.done:
                        raise
                    delivery.stopped = True
                except KmuError as error:
                    delivery.refused.append((one.named, error))
            if delivery.stopped:
                break
    delivery.backup = guard.backup if guard else None
    if not dry_run and delivery.done:
        try:
            delivery.derived = derive(db, as_of=as_of, progress=Heard(progress))
            unclear.tell(db, delivery.done)
        except KmuError as error:
            delivery.behind = NotFollowed(reason=error)
    delivery.open_links = meant.open_links(db)
    return delivery
