"""Questions about imports: the log, the rows left out, and which row of which file stands in which profile."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from kmu_crm.i18n import kept
from kmu_crm.sources.mapping.titles import of_format
from kmu_crm.store import record_key


@dataclass(frozen=True)
class ImportLine:
    """`title` names the format the file was recognised as. `skipped`: reason -> rows left out on purpose; `refused`:
    rows left out because something is wrong with them, which are kept."""

    id: int
    file: str
    format: str
    at: str
    state: str
    rows: int
    new: int
    updated: int
    unchanged: int
    refused: int
    seconds: float
    system: str
    title: str
    skipped: dict[str, int]

    @property
    def left_out(self) -> int:
        """As `ImportReport.left_out`."""
        return self.refused + sum(self.skipped.values())


def imports(db: Connection, limit: int = -1) -> list[ImportLine]:
    """The import log, newest first."""
    rows = db.execute(
        "SELECT i.id, i.file, i.format, i.at, i.state, i.rows, i.new, i.updated, i.unchanged, i.refused, i.seconds, s.system, s.title,"
        " i.skipped"
        " FROM import AS i LEFT JOIN source AS s ON s.id = i.source_id ORDER BY i.id DESC LIMIT ?",
        (limit,),
    )
    lines = (ImportLine(*[*row, json.loads(skipped)]) for *row, skipped in rows)
    return [replace(line, title=of_format(line.format, line.title or "")) for line in lines]


def last_standing(db: Connection) -> str | None:
    """When the newest import came in that was not taken back; None where there is none."""
    (at,) = db.execute("SELECT max(at) FROM import WHERE state = 'done'").fetchone()
    return str(at) if at else None


def all_stand(db: Connection, numbers: Sequence[int]) -> bool:
    """Whether none of these imports was taken back."""
    sql = "SELECT count(*) FROM import WHERE state <> 'done' AND id IN (SELECT value FROM json_each(?))"
    return not db.execute(sql, (json.dumps(list(numbers)),)).fetchone()[0]


def refused(db: Connection, import_id: int) -> list[dict[str, Any]]:
    """The rows an import left out, with the reason and the row as it stood."""
    rows = db.execute(
        "SELECT row, line, column_name, code, value, cells FROM refused_row WHERE import_id = ? ORDER BY row",
        (import_id,),
    )
    return [
        dict(zip(("row", "line", "column", "code", "value"), row[:5], strict=True), cells=json.loads(row[5]))
        for row in rows
    ]


def header(db: Connection, import_id: int) -> list[str]:
    """All columns of the file, also those that no field took: the cells of rows left out stand below them."""
    row = db.execute("SELECT mapping FROM import WHERE id = ?", (import_id,)).fetchone()
    return list(json.loads(row[0])) if row else []


def head(db: Connection, import_id: int) -> list[str]:
    """The cells of DATEV's line above the columns; of other files none."""
    row = db.execute("SELECT head FROM import WHERE id = ?", (import_id,)).fetchone()
    return list(json.loads(row[0])) if row else []


def named_rows(db: Connection) -> Iterator[tuple[str, str, str, int, int | None, str, int, int | None]]:
    """Every data row that names a customer, mails only of those who are known: system, kind, file, row, line, external id,
    record number, profile number."""
    return db.execute(_NAMED_ROWS)


_NAMED_ROWS = f"""
    WITH said AS (
        SELECT 'customer' AS kind, import_id, row, line, record_id FROM party
        UNION
        SELECT 'customer', c.import_id, c.row, c.line, p.record_id
        FROM confirmed AS c JOIN party AS p ON p.id = c.version_id AND c.kind = 'party'
        UNION
        SELECT kind, import_id, row, line, record_id FROM fact WHERE record_id IS NOT NULL
        UNION
        SELECT f.kind, c.import_id, c.row, c.line, f.record_id
        FROM confirmed AS c JOIN fact AS f ON f.id = c.version_id AND c.kind = 'fact' WHERE f.record_id IS NOT NULL
        UNION
        SELECT f.kind, f.import_id, l.row, l.line, f.record_id
        FROM line AS l JOIN fact AS f ON f.id = l.fact_id WHERE f.record_id IS NOT NULL
    )
    SELECT s.system, min(said.kind), i.file, said.row, said.line, {record_key.NUMBER},
           r.id, m.profile_id
    FROM said JOIN import AS i ON i.id = said.import_id JOIN record AS r ON r.id = said.record_id
    JOIN source AS s ON s.id = r.source_id LEFT JOIN membership AS m ON m.record_id = r.id
    WHERE m.profile_id IS NOT NULL OR r.key NOT GLOB '~@:*'
    GROUP BY i.id, said.row, r.id ORDER BY i.id, said.row
"""


# Sales of a source that lately sold are found soon: its newest numbers are mostly its newest documents.
_FRESHNESS = """
    WITH known AS (
        SELECT s.id, s.title, max(substr(i.at, 1, 10)) AS came, (
            SELECT 1 FROM fact AS f WHERE f.source_id = s.id AND f.current = 1 AND f.kind IN ('order', 'invoice')
            AND f.day >= :since AND f.day <= :today ORDER BY f.kind DESC, f.key DESC LIMIT 1) AS lately
        FROM source AS s JOIN import AS i ON i.source_id = s.id WHERE i.state = 'done' GROUP BY s.id)
    SELECT title, iif(:since <> '' AND lately, NULL, coalesce((
        SELECT max(f.day) FROM fact AS f WHERE f.source_id = known.id AND f.current = 1 AND f.kind IN ('order', 'invoice')
        AND f.day <= :today), came)),
        (SELECT l.file FROM import AS l WHERE l.source_id = known.id AND l.state = 'done' ORDER BY l.id DESC LIMIT 1)
    FROM known ORDER BY 2"""


def freshness(db: Connection, today: str, since: str = "") -> list[tuple[str, str]]:
    """Each source's title and the day up to which it is known, the oldest first: a source of sales up to its newest sale,
    any other up to its last import. Sources of one title are told apart by their last file. With `since`, an ISO day, those
    are left out that are known up to it."""
    rows = db.execute(_FRESHNESS, {"today": today, "since": since}).fetchall()
    many = Counter(title for title, _day, _file in rows)
    return [
        (f"{kept(title)} ({file})" if many[title] > 1 else kept(title), day)
        for title, day, file in rows
        if day is not None and (not since or day < since)
    ]


@dataclass(frozen=True)
class SourceLine:
    """A source and its last file: when it came, the last day its data speak of ("" where they name none), how it ranks."""

    id: int
    title: str
    file: str
    at: str
    last_day: str
    mode: str


def sources(db: Connection, today: str) -> list[SourceLine]:
    """Every source that files come from, the oldest first. Days after `today` are appointments, not news."""
    rows = db.execute(
        "SELECT s.id, i.format, s.title, i.file, i.at,"
        " coalesce((SELECT max(f.day) FROM fact AS f WHERE f.source_id = s.id AND f.current = 1 AND f.day <= ?), ''), s.mode"
        " FROM source AS s JOIN import AS i ON i.id ="
        " (SELECT max(id) FROM import WHERE source_id = s.id AND state = 'done') WHERE s.system <> 'kmu_crm' ORDER BY i.at, s.id",
        (today,),
    )
    return [SourceLine(id, of_format(format, title), *rest) for id, format, title, *rest in rows]


def last_came(db: Connection) -> dict[str, str]:
    """Bare file name -> when a file of that name came in last and stands; a UTC moment that ends in Z."""
    return dict(db.execute("SELECT file, max(at) FROM import WHERE state = 'done' GROUP BY file"))


def titles(db: Connection) -> dict[str, str]:
    """System -> what its source is called; of several the first."""
    return {system: kept(title) for system, title in db.execute("SELECT system, title FROM source ORDER BY id DESC")}


def standing_imports(db: Connection) -> tuple[int, int]:
    """Newest number and how many stand: another pair means that other files speak."""
    newest, standing = db.execute("SELECT coalesce(max(id), 0), count(*) FROM import WHERE state = 'done'").fetchone()
    return int(newest), int(standing)
