"""One file goes in whole or not at all: opened, recognised, studied, read, compared, written, in one transaction."""

import gc
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import consents
from kmu_crm.sources.blocks import Block
from kmu_crm.sources.hooks import HOOKS
from kmu_crm.sources.ledger import Ledger
from kmu_crm.sources.problems import Oddity, gather
from kmu_crm.sources.recognise import Recognised, recognise
from kmu_crm.sources.rows import Builder, Built
from kmu_crm.sources.shapes import Refusal
from kmu_crm.sources.sheets import Sheet, is_secret
from kmu_crm.sources.studying import study
from kmu_crm.sources.tables import Table, open_table
from kmu_crm.sources.versions import Tally
from kmu_crm.store.bulk import bulk


class NotRecognised(KmuError):
    text = N_("{file} fits none of the known exports well enough ({share} % sure).")
    advice = N_("Assign its columns on the import page, or describe them in a format sheet.")
    code = "not_recognised"


class Declined(KmuError):
    text = N_(
        "{file} was recognised as {title}. It holds no customers and no documents of theirs, so nothing was taken from it."
    )
    code = "unsupported"


class UnknownFormat(KmuError):
    text = N_("There is no format named {format}.")
    advice = N_("The command “formats” lists them all.")
    code = "unknown_format"


@dataclass
class ImportReport:
    """What an import did; a dry run gives the same numbers and leaves nothing behind."""

    id: int | None
    file: str
    format: str
    title: str
    confidence: float
    encoding: str | None
    delimiter: str | None
    rows: int = 0
    tally: Tally = field(default_factory=Tally)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Oddity] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    facts: int = 0
    lines: int = 0
    same_as: int | None = None
    seconds: float = 0.0


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
    dry_run: bool = False,
    progress: Progress = SILENT,
) -> ImportReport:
    """Takes one file in. Raises Refused, NotRecognised, Declined or Cancelled; the store then is as before."""
    began = time.perf_counter()
    table = open_table(path, encoding=encoding)
    recognised = mapping or recognise(table, db, further, format)
    _refuse(table, recognised, format)
    report = ImportReport(
        None,
        path.name,
        recognised.sheet.id,
        recognised.sheet.title,
        recognised.confidence,
        table.encoding,
        table.delimiter,
    )
    try:
        with _uncollected(), bulk(db):
            _import(db, table, recognised, report, progress)
            report.seconds = round(time.perf_counter() - began, 3)
            db.execute("UPDATE import SET seconds = ? WHERE id = ?", (report.seconds, report.id))
            if dry_run:
                raise _DryRun
    except _DryRun:
        report.id = None
    return report


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


def _refuse(table: Table, recognised: Recognised, format: str | None) -> None:
    if format and recognised.sheet.id != format:
        raise UnknownFormat(format=format)
    if recognised.sheet.declined:
        raise Declined(file=table.file.name, title=recognised.sheet.label)
    if not recognised.importable:
        raise NotRecognised(file=table.file.name, share=round(recognised.confidence * 100))


def _import(db: Connection, table: Table, recognised: Recognised, report: ImportReport, progress: Progress) -> None:
    digest = _digest(table.file, recognised)
    source = _source(db, recognised)
    twin = db.execute(_TWIN, (digest,)).fetchone()
    report.id = _open_import(db, table, recognised, source, digest, twin[0] if twin else None)
    if twin:
        report.same_as, report.rows = twin
        report.tally = Tally(rows=twin[1], unchanged=twin[1])
    else:
        _take_all(db, table, recognised, source, report, progress)
    _close_import(db, report)


# The same file once more: nothing to read, unless another file of that source has spoken since.
_TWIN = """
    SELECT id, rows FROM import AS i WHERE sha256 = ? AND state = 'done' AND same_as IS NULL AND NOT EXISTS (
        SELECT 1 FROM import AS later WHERE later.source_id = i.source_id AND later.id > i.id AND later.state = 'done'
        AND later.same_as IS NOT i.id)
    ORDER BY id DESC
"""


def _take_all(
    db: Connection, table: Table, recognised: Recognised, source: int, report: ImportReport, progress: Progress
) -> None:
    columns = recognised.mapped()
    batches = study(table, columns, recognised.sheet, str(settings.read(db, "business.country")), progress)
    hook = HOOKS[recognised.sheet.hook](table.head) if recognised.sheet.hook else None
    builder = Builder(recognised.sheet, columns, hook)
    assert report.id is not None
    ledger = Ledger(db, report.id, source, recognised.sheet.family)
    problems: list[tuple[str, str, int]] = []
    held: list[Built] = []
    progress.stage(_("Importing {file}").format(file=table.file.name))
    for batch, last in _with_last(batches):
        progress.report(report.rows, table.rows or 0)
        built = builder.build(batch, last)
        report.rows += len(batch.rows)
        problems += built.problems
        report.refusals += built.refusals
        for reason, count in built.skipped.items():
            report.skipped[reason] = report.skipped.get(reason, 0) + count
        if recognised.sheet.sum_rows:
            held.append(built)
        else:
            _write(db, ledger, builder, built, source, report)
    for built in builder.summed(held):
        _write(db, ledger, builder, built, source, report)
    report.refusals += [
        Refusal(bad.row, bad.line, None, bad.code, bad.text, tuple(bad.cells)) for bad in table.bad_rows
    ]
    report.rows += len(table.bad_rows)
    secret = {place for place, header in enumerate(table.header) if is_secret(header)}
    report.refusals = sorted((_without(one, secret) for one in report.refusals), key=lambda refusal: refusal.row)
    report.warnings = gather(table, columns, problems)


def _without(refusal: Refusal, secret: set[int]) -> Refusal:
    """Rows left out are kept as they stood, but for what is never stored."""
    if not secret:
        return refusal
    return refusal._replace(cells=tuple("" if i in secret else cell for i, cell in enumerate(refusal.cells)))


def _write(db: Connection, ledger: Ledger, builder: Builder, built: Built, source: int, report: ImportReport) -> None:
    own = builder.has_fact or builder.has_line
    parties = ledger.take_parties(built.parties, own)
    facts = ledger.take_facts(built.facts)
    report.facts += len(built.facts)
    report.lines += sum(len(fact.lines) for fact in built.facts)
    report.tally += facts if own else parties
    if built.articles:
        report.tally += ledger.take_articles(built.articles)
    if built.statements:
        assert report.id is not None
        consents.note(db, built.statements, source, report.id, report.file)


def _with_last(batches: Iterator[Block]) -> Iterator[tuple[Block, bool]]:
    before: Block | None = None
    for batch in batches:
        if before is not None:
            yield before, False
        before = batch
    if before is not None:
        yield before, True


def _digest(path: Path, recognised: Recognised) -> str:
    """The bytes and the way they are read: a corrected mapping makes the same file another one."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(repr((recognised.sheet.id, recognised.columns)).encode())
    return digest.hexdigest()


def _source(db: Connection, recognised: Recognised) -> int:
    sheet = recognised.sheet
    found = db.execute(
        "SELECT id FROM source WHERE system = ? AND account = ?", (sheet.system, recognised.account)
    ).fetchone()
    if found:
        return int(found[0])
    row = db.execute(
        "INSERT INTO source (system, account, title) VALUES (?, ?, ?)", (sheet.system, recognised.account, sheet.title)
    )
    return int(row.lastrowid or 0)


def _open_import(
    db: Connection, table: Table, recognised: Recognised, source: int, digest: str, twin: int | None
) -> int:
    mapping = json.dumps({header: found for header, found, _ in recognised.columns}, ensure_ascii=False)
    row = db.execute(
        "INSERT INTO import (source_id, file, sha256, format, mapping, confidence, encoding, delimiter, at, state, same_as,"
        " rows, new, updated, unchanged, refused, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'done', ?, 0, 0, 0, 0, 0, 0)",
        (source, table.file.name, digest, recognised.sheet.id, mapping, recognised.confidence, table.encoding, table.delimiter,
         datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), twin),
    )  # fmt: skip
    return int(row.lastrowid or 0)


def _close_import(db: Connection, report: ImportReport) -> None:
    tally = report.tally
    db.execute(
        "UPDATE import SET rows = ?, new = ?, updated = ?, unchanged = ?, refused = ?, warnings = ? WHERE id = ?",
        (report.rows, tally.new, tally.updated, tally.unchanged, len(report.refusals),
         json.dumps([warning.as_dict() for warning in report.warnings], ensure_ascii=False), report.id),
    )  # fmt: skip
    db.executemany(
        "INSERT INTO refused_row VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                report.id,
                one.row,
                one.line,
                one.column,
                one.code,
                one.code,
                one.value,
                json.dumps(one.cells, ensure_ascii=False),
            )
            for one in report.refusals
        ],
    )
