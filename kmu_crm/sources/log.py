"""The log of imports: what came in when, how it was read, what was left out, and whether it was here before."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.consent.words import Channel
from kmu_crm.sources import modes
from kmu_crm.sources.choices import Choice, Mend
from kmu_crm.sources.mapping import whole_list
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.reading.tables import Table
from kmu_crm.sources.recording.oddities import Oddity, again
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.recording.shapes import Refusal
from kmu_crm.sources.refusals import refused


class Twin(NamedTuple):
    """An earlier import of the very same file; `taken`: rows that became something."""

    id: int
    rows: int
    taken: int
    refusals: list[Refusal]
    warnings: list[Oddity]
    skipped: dict[str, int]
    joined: int
    noes: int
    unproven: dict[Channel, int]  # rows that said yes, and not when


def digest(table: Table, recognised: Recognised, choices: Sequence[Choice], mends: Sequence[Mend] = ()) -> str:
    """The bytes and the way they are read: a corrected mapping, cell or choice makes the same file another one."""
    try:
        with table.file.open("rb") as file:
            found = hashlib.file_digest(file, "sha256")
    except OSError:
        raise refused("vanished", table.file.name) from None
    made = [(one.column, one.code, one.action) for one in sorted(choices)]
    cells = [(one.row, one.column, one.text) for one in sorted(mends)]
    found.update(repr((recognised.sheet.id, recognised.columns, table.sheet, made, *cells)).encode())
    if recognised.everyone:  # by its name, under another of which the same bytes were a list of customers
        found.update(recognised.everyone.encode())
    if told := whole_list.by_its_name(recognised.sheet):  # the same for credit notes, offers ..
        found.update(told.encode())
    if recognised.sheet.reduces:  # and where it tells which letters of numbers are those of credit notes
        found.update(b"reduces")
    if table.own:
        found.update(repr(table.own).encode())
    return found.hexdigest()


def twin(db: Connection, digest: str) -> Twin | None:
    """The same file once more: nothing to read, unless another file of that source has spoken since."""
    row = db.execute(
        """
        SELECT id, rows, new + updated + unchanged, warnings, skipped, joined, noes FROM import AS i
        WHERE sha256 = ? AND state = 'done' AND same_as IS NULL AND NOT EXISTS (
            SELECT 1 FROM import AS later WHERE later.source_id = i.source_id AND later.id > i.id AND later.state = 'done'
            AND later.same_as IS NOT i.id)
        ORDER BY id DESC""",
        (digest,),
    ).fetchone()
    if row is None:
        return None
    left_out = db.execute(
        "SELECT row, line, column_name, code, value, cells FROM refused_row WHERE import_id = ? ORDER BY row", (row[0],)
    )
    refusals = [
        Refusal(place, line, column, code, value, tuple(json.loads(cells)))
        for place, line, column, code, value, cells in left_out
    ]
    number, rows, taken, warnings, skipped, joined, noes = row
    return Twin(
        number, rows, taken, refusals, list(map(again, json.loads(warnings))), json.loads(skipped), joined, noes,
        _unproven(db, number),
    )  # fmt: skip


def _unproven(db: Connection, number: int) -> dict[Channel, int]:
    sql = "SELECT channel, count(DISTINCT row) FROM consent_event WHERE import_id = ? AND state = 'claimed' GROUP BY channel"
    return dict(db.execute(sql, (number,)))


def was_here(db: Connection, number: int) -> bool:
    """Whether the file of this import came in before, whatever has been said since."""
    row = db.execute(
        "SELECT 1 FROM import AS i JOIN import AS e ON e.sha256 = i.sha256 AND e.id < i.id WHERE i.id = ?", (number,)
    )
    return row.fetchone() is not None


def source(db: Connection, sheet: Sheet, account: str) -> int:
    """The number of the source a file belongs to, a new one where it is the first."""
    named = (sheet.system, account)
    found = db.execute("SELECT id FROM source WHERE system = ? AND account = ?", named).fetchone()
    if found:
        return int(found[0])
    row = db.execute("INSERT INTO source (system, account, title) VALUES (?, ?, ?)", (*named, sheet.title))
    return int(row.lastrowid or 0)


def begin(
    db: Connection,
    table: Table,
    recognised: Recognised,
    source: int,
    digest: str,
    same_as: int | None,
    mode: str | None,
    choices: Sequence[Choice] = (),
    mends: Sequence[Mend] = (),
) -> int:
    """The number of the import that begins here; without a `mode` the source keeps its own. Of cells corrected by hand only
    the place is kept: what they say stands in what the import brought."""
    mapping = json.dumps({header: found for header, found, _ in recognised.columns}, ensure_ascii=False)
    row = db.execute(
        "INSERT INTO import (source_id, file, sha256, format, mapping, confidence, encoding, delimiter, at, state, same_as, mode,"
        " choices, head, rows, new, updated, unchanged, refused, seconds)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'done', ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)",
        (source, table.title, digest, recognised.sheet.id, mapping, recognised.confidence, table.encoding, table.delimiter,
         datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), same_as, mode or modes.of_source(db, source),
         json.dumps([[one.column, one.code, one.action] for one in sorted(choices)], ensure_ascii=False),
         json.dumps(table.head, ensure_ascii=False)),
    )  # fmt: skip
    number = int(row.lastrowid or 0)
    fields = {header: found for header, found, _ in recognised.columns}
    db.executemany(
        "INSERT OR IGNORE INTO mended_cell VALUES (?, ?, ?, ?)",
        [(number, one.row, one.column, fields.get(one.column)) for one in mends],
    )
    return number


def end(db: Connection, number: int, report: ImportReport) -> None:
    told = json.dumps([warning.as_dict() for warning in report.warnings], ensure_ascii=False)
    tally = report.tally
    db.execute(
        "UPDATE import SET rows = ?, new = ?, updated = ?, unchanged = ?, refused = ?, warnings = ?, skipped = ?, joined = ?, noes = ?"
        " WHERE id = ?",
        (
            report.rows,
            tally.new,
            tally.updated,
            tally.unchanged,
            len(report.refusals),
            told,
            json.dumps(report.skipped),
            report.joined,
            report.noes,
            number,
        ),
    )
    db.executemany(
        "INSERT INTO refused_row VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *one[:4], one.code, one.value, json.dumps(one.cells, ensure_ascii=False)) for one in report.refusals],
    )
