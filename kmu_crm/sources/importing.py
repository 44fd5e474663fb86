"""One file goes in whole or not at all: opened, recognised, studied, read, compared, written, in one transaction."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.decisions.journal import now
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import chosen_before, log, modes, unfinished
from kmu_crm.sources.choices import Choice, Mend, spread
from kmu_crm.sources.hooks import HOOKS
from kmu_crm.sources.left_rows import without_reasons
from kmu_crm.sources.mapping import forcing, generic, leaving, legends, unsure
from kmu_crm.sources.mapping import recognise as recognising
from kmu_crm.sources.mapping.recognise import Recognised, recognise
from kmu_crm.sources.mapping.sheets import Sheet, bundled
from kmu_crm.sources.mapping.studying import study
from kmu_crm.sources.mapping.unread import Unread
from kmu_crm.sources.reading.mending import Mending
from kmu_crm.sources.reading.raw import naming
from kmu_crm.sources.reading.table import Beside
from kmu_crm.sources.reading.tables import Table, open_table
from kmu_crm.sources.recording import by_number, everyone, retold, same_list
from kmu_crm.sources.recording.bearers import Bearers
from kmu_crm.sources.recording.changes import OfCustomers
from kmu_crm.sources.recording.oddities import placed
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.recording.rows import Builder
from kmu_crm.sources.recording.taking import take_all
from kmu_crm.sources.recording.versions import Tally
from kmu_crm.sources.refusals import refused
from kmu_crm.store.bulk import bulk
from kmu_crm.store.trouble import DiskFull


class NotRecognised(KmuError):
    text = N_("{file} fits none of the known exports well enough ({share}% sure).")
    advice = N_(
        "Assign its columns on the import page, or write them to a format sheet with “kmu-crm mapping {file} SHEET.toml”,"
        " complete it and import with “--mapping SHEET.toml”."
    )
    code = "not_recognised"

    def __init__(self, recognised: Recognised, **facts: object):
        super().__init__(share=round(recognised.confidence * 100), **facts)
        self.recognised = recognised


class OnlyAddresses(NotRecognised):
    text = N_("{file} holds mail addresses, and no line says what they are.")
    advice = N_(
        "Write “E-Mail” into the first line and import it again. Where they are of people who left, name the file so, too:"
        " “Abmeldungen” or “Bounces”."
    )


class OnlyNumbers(NotRecognised):
    text = N_(
        "{file} names customers by their number alone: no column holds a name, a mail address or a telephone number."
    )
    advice = N_("Add such a column, or assign it on the import page where the file has one.")


class OnlyItems(NotRecognised):
    text = N_("{file} holds items of documents, and no column tells their days or whose they are.")
    advice = N_(
        "Add both to each item, for example the columns “Datum” and “Kunde”, and import it again. Where another file tells the"
        " documents with their amounts, that one is enough for revenue."
    )


class ByLooks(NotRecognised):
    text = N_("{file} tells by a colour, or by a line through a row, who wants no advertising, and neither is read.")
    advice = N_(
        "Write it into a column, such as “Newsletter” with “ja” and “nein”, take the legend out and import the file again."
    )


class OthersBeside(NotRecognised):
    text = N_("{file} holds a list of people who left beside its rows, and they are others than those.")
    advice = N_("Move it into a file of its own that is called “Abmeldungen”, and import both.")


class OfSuppliers(NotRecognised):
    text = N_("{file} seems to be a list of suppliers: {why}. Suppliers never become customers.")
    advice = N_(
        "If they are customers all the same, say so on the import page; or write a format sheet with “kmu-crm mapping {file}"
        " SHEET.toml” and import with “--mapping SHEET.toml”."
    )
    code = "of_suppliers"


class Declined(KmuError):
    text = N_(
        "{file} was recognised as {title}. It holds no customers and no documents of theirs, so nothing was taken from it."
    )
    code = "unsupported"


class UnknownFormat(KmuError):
    text = N_("There is no format named {format}.")
    advice = N_("The command “formats” lists them all.")
    code = "unknown_format"


class OtherFormat(KmuError):
    text = N_("{file} is no file of the format {format}, which needs these columns: {columns}.")
    advice = N_("Import it without “--format”, and it is recognised by its columns.")
    code = "other_format"


class NeedsCustomers(Exception):
    """A list that names customers by their numbers alone; the files that come with it may hold these customers."""


class _DryRun(Exception):
    pass


def import_file(
    db: Connection,
    path: Path,
    *,
    format: str | None = None,
    mapping: Recognised | None = None,
    encoding: str | None = None,
    further: Sequence[Sheet] = (),
    sheet: str | None = None,
    table: Table | None = None,
    beside: Beside | None = None,
    choices: Sequence[Choice] = (),
    mends: Sequence[Mend] = (),
    mode: str | None = None,
    dry_run: bool = False,
    more_follow: bool = False,
    remember: bool = False,
    before: Callable[[], object] | None = None,
    after: Callable[[Connection], OfCustomers | None] | None = None,
    progress: Progress = SILENT,
    today: date | None = None,
) -> ImportReport:
    """Takes one file in. A person may choose the sheet of a workbook, what becomes of doubtful cells and damaged text
    (`choices`; without a `mapping` those of the last time hold, too), correct single cells (`mends`), and how the source ranks
    against others (`modes`; None: as it did before). `table`: the file where it is open already;
    `beside`: what becomes of the other sheets, where that is known.
    `remember`: what its columns mean holds for later files with the same header.
    `after`: of a dry run, what the customers would become, asked before everything is taken back.
    `before` is called once the file is recognised and about to be written; not for a dry run. `today`: what
    lies ahead is judged by this one day, whenever the run ends.

    Raises UnknownMode, BadChoice, Refused, NotRecognised, Declined or Cancelled, and what `before` raises; the store then
    is as before. So it is with NeedsCustomers, where `more_follow` and the list needs the customers of other files.
    """
    began = time.perf_counter()
    modes.check(mode)
    with naming(path):
        own, words = settings.emails(db), settings.mail_text(db)
        table = without_reasons(
            table or open_table(path, encoding=encoding, sheet=sheet, own=own, mail_text=words, progress=progress)
        )
        table.beside = beside or table.beside
        asked, choices = choices, spread(choices, table.header)
        table.mending = Mending(table.header, choices, mends)
        recognised = mapping or recognise(table, db, further, format)
        if format:
            _refuse_format(table, recognised, format, further)
        _refuse(table, recognised)
        if more_follow and comes_last(recognised, choices):
            raise NeedsCustomers
        report = _begun(table, recognised)
        if before and not dry_run:
            before()
        with suppress(_DryRun), _telling_room(table, report), _noted(db, path, dry_run), _uncollected(), bulk(db):
            if remember:
                recognising.remember(db, table, recognised, now(), further)
            day = today or _today(db)
            _import(db, table, recognised, choices, mends, mode, report, progress, None if mapping else asked, day)
            report.seconds = round(time.perf_counter() - began, 3)
            db.execute("UPDATE import SET seconds = ? WHERE id = ?", (report.seconds, report.id))
            if dry_run:
                report.customers = after(db) if after else None
                report.id = None
                raise _DryRun
    return report


def _today(db: Connection) -> date:
    """That of the clock; where a person set the key date further ahead, that one."""
    chosen = str(settings.read(db, "figures.key_date"))
    return max(date.today(), date.fromisoformat(chosen)) if chosen else date.today()


def needs_customers(recognised: Recognised, choices: Sequence[Choice] = ()) -> bool:
    """Whether its rows name customers by their numbers alone, so that the list of these has to come first."""
    return by_number.applies(recognised.spoken, recognised.mapped(choices))


def comes_last(recognised: Recognised, choices: Sequence[Choice] = ()) -> bool:
    """Whether it is to be judged by what other files of the same delivery bring: items belong to their orders."""
    return recognised.sheet.kind == "lines" or needs_customers(recognised, choices)


def _begun(table: Table, recognised: Recognised) -> ImportReport:
    sheet = recognised.sheet
    return ImportReport(
        None, table.title, sheet.id, sheet.title, recognised.confidence, table.encoding, table.delimiter,
        strangers=table.strangers,
    )  # fmt: skip


def _noted(db: Connection, path: Path, dry_run: bool) -> AbstractContextManager[None]:
    return nullcontext() if dry_run else unfinished.noted(db, path.name)


@contextmanager
def _telling_room(table: Table, report: ImportReport) -> Iterator[None]:
    """A full disk says how much room the rest would have taken."""
    try:
        yield
    except DiskFull as full:
        if full.free is not None and report.rows:  # once in the side file, once more in the file itself
            full.tell_room(full.free, 2 * report.grown * (table.rows or report.rows) // report.rows)
        raise


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows hold no circles: looking through a million of them for some, again and again, takes a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _refuse_format(table: Table, recognised: Recognised, format: str, further: Sequence[Sheet]) -> None:
    named = [sheet for sheet in (*further, *bundled()) if sheet.id == format]
    if not named:
        raise UnknownFormat(format=format)
    if recognised.sheet.id != format or not any(forcing.suits(sheet, table) for sheet in named):
        raise OtherFormat(file=table.name, format=format, columns=forcing.needed(named[0]))


def _why_left(table: Table, recognised: Recognised) -> type[NotRecognised] | None:
    cells = table.sample()
    if generic.tells_by_looks(table, cells):
        return ByLooks
    return OthersBeside if unsure.refuses_others(recognised.columns, cells) else None


def _refuse(table: Table, recognised: Recognised) -> None:
    if recognised.sheet.declined:
        raise Declined(file=table.name, title=recognised.sheet.label)
    if recognised.suppliers:
        raise OfSuppliers(recognised, file=table.name, why=str(recognised.suppliers))
    if not recognised.importable:
        bare = leaving.are_bare(recognised.columns, table)
        if recognised.of_people and (told := _why_left(table, recognised)):
            raise told(recognised, file=table.name)
        why = OnlyAddresses if bare else OnlyNumbers if recognised.by_number_alone else NotRecognised
        if why is NotRecognised and unsure.are_items(table.header):
            why = OnlyItems
        raise why(recognised, file=table.name)


def _import(
    db: Connection,
    table: Table,
    recognised: Recognised,
    choices: Sequence[Choice],
    mends: Sequence[Mend],
    mode: str | None,
    report: ImportReport,
    progress: Progress,
    asked: Sequence[Choice] | None,
    today: date,
) -> None:
    """`asked`: the choices as they were made for a file that nobody looked at."""
    account = same_list.account(db, table, recognised)
    before = chosen_before.of(db, recognised.sheet.system, account, table.header)
    if asked is not None:  # where a person checked the file, these were among the choices
        choices = chosen_before.joined(choices, before)
        table.mending = Mending(table.header, choices, mends)
    digest = log.digest(table, recognised, choices, mends)
    source = log.source(db, recognised.sheet, account)
    by_numbers = needs_customers(recognised, choices)
    twin = None if by_numbers else log.twin(db, digest)  # other files tell who bears the numbers
    report.id = log.begin(db, table, recognised, source, digest, twin.id if twin else None, mode, choices, mends)
    modes.settle(db, source)
    if twin:
        report.same_as, report.rows, report.refusals = twin.id, twin.rows, twin.refusals
        report.skipped, report.joined, report.warnings = twin.skipped, twin.joined, twin.warnings
        if any(one.rows and not one.lines for one in twin.warnings):  # kept before lines were
            table.survey(progress)
            report.warnings = placed(twin.warnings, table)
        report.noes, report.unproven = twin.noes, twin.unproven
        report.tally = Tally(rows=twin.rows, unchanged=twin.taken)
    else:
        columns = recognised.mapped(choices)
        country = str(settings.read(db, "business.country"))
        blocks = study(table, columns, recognised.sheet, country, progress, today)
        retold.find_elsewhere(db, source, columns)
        hook = HOOKS[recognised.sheet.hook](table.head) if recognised.sheet.hook else None
        bearers = Bearers(db, source, report.id, columns, recognised.sheet.system == "list")
        numbered = by_number.ByNumber(db, columns) if by_numbers else None
        looks = legends.are_of_looks(legends.lines_beside(table))
        builder = Builder(
            recognised.spoken, columns, hook, choices, table.strangers, bearers, numbered, table.header, table.bad_rows,
            today, looks,
        )  # fmt: skip
        take_all(db, table, builder, blocks, source, report, Unread(recognised), progress)
        told = chosen_before.told(choices, before, report)
        unfit = chosen_before.unfit(asked or (), report)
        of_all = everyone.told(recognised, report.rows, table.unread_sheets, looks)
        report.warnings = [*of_all, *told, *report.warnings, *unfit]
        if log.digest(table, recognised, choices, mends) != digest:
            raise refused("changed", table.file.name)
    log.end(db, report.id, report)
