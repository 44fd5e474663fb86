"""The rows of a file are built and written, block after block; what could not be used is told."""

from collections.abc import Collection, Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.consent import ledger as noted
from kmu_crm.consent import waiting
from kmu_crm.i18n import _
from kmu_crm.progress import Progress
from kmu_crm.sources import log
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.sheets import is_secret
from kmu_crm.sources.mapping.unread import Unread
from kmu_crm.sources.reading.tables import BadRow, Table
from kmu_crm.sources.recording import (
    card_numbers,
    given_back,
    left_people,
    missing,
    other_days,
    other_year,
    recount,
    retold,
    shared_number,
    unkept,
)
from kmu_crm.sources.recording.built import Built
from kmu_crm.sources.recording.callers import Callers
from kmu_crm.sources.recording.card_numbers import without
from kmu_crm.sources.recording.consents import Consents
from kmu_crm.sources.recording.foreign import Foreign
from kmu_crm.sources.recording.gaps import naming_days
from kmu_crm.sources.recording.held import Held
from kmu_crm.sources.recording.ledger import Ledger
from kmu_crm.sources.recording.nobodys import Nobodys, nameless
from kmu_crm.sources.recording.oddities import Oddity, gather
from kmu_crm.sources.recording.opposite import Opposite
from kmu_crm.sources.recording.problems import (
    AMOUNT_MISSING,
    GONE,
    GONE_ELSEWHERE,
    NOBODYS,
    NOTHING,
    OTHER_YEAR,
    REFUSAL_LOST,
    STANDS,
    Problem,
    sentence,
)
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.recording.rows import Builder
from kmu_crm.sources.recording.shapes import Refusal, is_beside
from kmu_crm.sources.recording.summing import summed
from kmu_crm.store.transaction import size


def take_all(
    db: Connection,
    table: Table,
    builder: Builder,
    blocks: Iterator[Block],
    source: int,
    report: ImportReport,
    unread: Unread,
    progress: Progress,
) -> None:
    """Fills the report. `source` is whose words they are; Cancelled comes from `progress`."""
    assert report.id is not None
    ledger = Ledger(db, report.id, source, builder.sheet.family)
    told = (
        (ledger.facts, ledger.articles) if builder.has_fact or builder.has_line else (ledger.parties, ledger.articles)
    )
    for versions in told:
        versions.changes = report.changes
    export, again = builder.sheet.consent_no == "declined", log.was_here(db, report.id)
    consents = Consents(
        db, source, report.id, report.format, report.file, export, again, builder.in_documents, table.line
    )
    problems: list[Problem] = []
    foreign, nobodys, callers = Foreign(), Nobodys(builder.sheet), Callers(builder.columns)
    opposite = Opposite(db, source, report.id) if builder.sheet.yearly else None
    held = Held()
    progress.stage(_("Importing {file}").format(file=table.name))
    before = size(db)
    twice = 2 if builder.sheet.sum_rows else 1  # such rows are written only once all of them are read
    for rows, built in _built(builder, blocks):
        report.grown = size(db) - before
        progress.report(report.rows // twice, table.rows or 0)
        unread.see(rows)
        report.rows += len(rows)
        problems += (
            built.problems if builder.has_fact or builder.has_line else [*built.problems, *nameless(built.parties)]
        )
        report.refusals += built.refusals
        for reason, count in built.skipped.items():
            report.skipped[reason] = report.skipped.get(reason, 0) + count
        if builder.sheet.sum_rows:
            report.joined += _documents(built)
            held.add(built.facts)
            built.facts = []
        foreign.see(built.facts)
        builder.gaps.see(built.facts)
        nobodys.see(built.facts)
        callers.see(built.parties)
        problems += [*builder.gaps.undated(built.facts), *builder.gaps.priceless(built.facts)]
        problems += _apart(opposite, builder, built)
        _write(ledger, consents, builder, built, report)
    for built in summed(held, builder.sheet, builder.number_header) if builder.sheet.sum_rows else ():
        progress.report((report.rows + report.facts) // twice, table.rows or 0)
        problems += [*built.problems, *builder.gaps.undated(built.facts), *builder.gaps.priceless(built.facts)]
        report.joined -= _documents(built)
        foreign.see(built.facts)
        builder.gaps.see(built.facts)
        nobodys.see(built.facts)
        problems += _apart(opposite, builder, built)
        _write(ledger, consents, builder, built, report)
    report.grown = size(db) - before
    left_people.take_back(db, source, report.id, builder.documents.parts.left)
    retold.note(db, source, builder.turned)
    report.changes.note(AMOUNT_MISSING, builder.gaps.amountless)
    if builder.sheet.yearly:
        problems += _settle_years(db, builder, source, report, ledger)
    retold.settle(db)
    given_back.settle(db, source)
    ledger.close()
    for channel, state in consents.leave([one.row for one in report.refusals]):
        if state == "claimed":
            report.unproven[channel] -= 1
    report.unproven = {channel: count for channel, count in report.unproven.items() if count}
    consents.close()
    waiting.touch_places(db, noted.places(db, report.id))
    report.noes = len(consents.noes)
    problems += [(REFUSAL_LOST, "", row) for row in consents.unusable]
    problems += [(GONE, builder.hearing.header(channel), row) for channel, row in consents.gone]
    problems += [(GONE_ELSEWHERE, builder.hearing.header(one.channel), one.row) for one in consents.elsewhere.same]
    problems += [(STANDS, builder.hearing.header(one.channel), one.row) for one in consents.elsewhere.strangers]
    problems += callers.told(db)
    if not (builder.has_fact or builder.has_line):
        recount.recount(db, report)
    report.rows += len(table.bad_rows)
    report.refusals = _told(report.refusals, table, card_numbers.borne(builder.columns))
    unusable = report.rows > 0 and len(report.refusals) == report.rows
    nothing = [Oddity(NOTHING, sentence(NOTHING), (), None, 0)] if unusable else []
    rows_told = any(code == NOBODYS for code, _header, _row in problems)
    of_nobody = () if rows_told else nobodys.told(db, source)
    report.warnings = gather(
        table,
        builder.columns,
        naming_days(problems, unread.days),
        builder.gaps.netless(builder.tax if builder.documents.filled else None, unread.taxes),
        _missing(db, builder, source, report, consents),
        builder.hearing.days_alone,
        [
            *nothing,
            *foreign.told(db, report.id, builder.tender.header),
            *of_nobody,
            *builder.owed.told(),
            *builder.documents.states.told(),
            *unkept.told(unread.unkept),
            *(other_days.told(db, source, report.id) if builder.sheet.system == "list" and builder.has_fact else ()),
        ],
        unread.filled,
    )


def _documents(built: Built) -> int:
    return sum(not is_beside(one) for one in built.facts)


def _apart(opposite: Opposite | None, builder: Builder, built: Built) -> list[Problem]:
    if opposite is None:
        return []
    built.facts, rows = opposite.apart(built.facts)
    return [("number_shared", builder.number_header, row) for row in rows]


def _settle_years(
    db: Connection, builder: Builder, source: int, report: ImportReport, ledger: Ledger
) -> Sequence[Problem]:
    """Documents that came under another key than before, for a day in another year."""
    assert report.id is not None
    chosen, header = builder.chosen_about_numbers(OTHER_YEAR), builder.number_header
    shared = shared_number.settle(db, source, report.id, report.changes)
    moved, told = other_year.settle(db, source, report.id, chosen, header, report.changes)
    moved += shared
    report.tally.new, report.tally.updated = report.tally.new - moved, report.tally.updated + moved
    ledger.replaced += moved
    return told


def _missing(db: Connection, builder: Builder, source: int, report: ImportReport, consents: Consents) -> int:
    """Of a newsletter list that says yes itself: one of those who left, or an old file once more, lacks everybody else."""
    assert report.id is not None
    if builder.sheet.kind != "newsletter" or not consents.agrees or log.was_here(db, report.id):
        return 0
    return missing.count(db, source, report.id, report.format)


def _told(refusals: Sequence[Refusal], table: Table, borne: Collection[int]) -> list[Refusal]:
    """With the rows that were no rows, in the order of the file; kept as they stood, but for what is never stored."""
    bad = [_bad(one, table.header) for one in table.bad_rows]
    secret = {place for place, header in enumerate(table.header) if is_secret(header)}
    masked = [*(_masked(one, borne) for one in refusals), *(_masked(one) for one in bad)]
    told = sorted(masked, key=lambda refusal: refusal.row)
    if not secret:
        return told
    return [one._replace(cells=tuple("" if i in secret else cell for i, cell in enumerate(one.cells))) for one in told]


def _masked(one: Refusal, borne: Collection[int] = ()) -> Refusal:
    """In whatever cell, for those of a row with too many stand below other headings; but for numbers that rows bear."""
    cells = tuple(cell if place in borne else without(cell) for place, cell in enumerate(one.cells))
    return one._replace(cells=cells, value=without(one.value) if one.value else one.value)


def _bad(one: BadRow, header: Sequence[str]) -> Refusal:
    """Where a single cell is the cause it is named, unless that column is never stored."""
    if one.place is None or is_secret(header[one.place]):
        return Refusal(one.row, one.line, None, one.code, one.text, tuple(one.cells))
    return Refusal(one.row, one.line, header[one.place], one.code, one.cells[one.place], tuple(one.cells))


def _write(ledger: Ledger, consents: Consents, builder: Builder, built: Built, report: ImportReport) -> None:
    own = builder.has_fact or builder.has_line
    parties = ledger.take_parties(built.parties, own)
    facts = ledger.take_facts(built.facts)
    report.facts += _documents(built)
    report.lines += sum(len(fact.lines) for fact in built.facts)
    report.joined += sum(len(fact.lines) - 1 for fact in built.facts if fact.lines)
    report.tally += facts if own else parties
    if built.articles:
        report.tally += ledger.take_articles(built.articles)
    for said in built.statements:
        if said.state == "claimed":
            report.unproven[said.channel] = report.unproven.get(said.channel, 0) + 1
    consents.take(built.statements)
    consents.take_objectors(built.objectors, ledger.records)


def _built(builder: Builder, blocks: Iterator[Block]) -> Iterator[tuple[Sequence[tuple[str, ...]], Built]]:
    """With the rows it was built of."""
    before: Block | None = None
    for block in blocks:
        if before is not None:
            yield before.rows, builder.build(before, False)
        before = block
    if before is not None:
        yield before.rows, builder.build(before, True)
        yield from (((), built) for built in builder.rest())
