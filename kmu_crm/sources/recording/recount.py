"""A customer of whom nothing but a consent is another than before is updated, too, and not unchanged."""

from sqlite3 import Connection

from kmu_crm.sources.recording.report import ImportReport

# Of every customer that is as before, this import's rows and those of the import that named them last.
_ROWS = (
    "CREATE TEMP TABLE named (party INTEGER, import_id INTEGER, row INTEGER, PRIMARY KEY (import_id, row, party)) WITHOUT ROWID",
    "INSERT INTO named SELECT version_id, import_id, row FROM confirmed WHERE import_id = :this AND kind = 'party'",
    """
    CREATE TEMP TABLE last AS
    SELECT p.id AS party, coalesce((SELECT max(c.import_id) FROM confirmed AS c
        WHERE c.kind = 'party' AND c.version_id = p.id AND c.import_id < :this), p.import_id) AS import_id
    FROM party AS p WHERE p.id IN (SELECT party FROM named) AND p.import_id < :this""",
    """
    INSERT OR IGNORE INTO named SELECT l.party, l.import_id, c.row FROM last AS l
    CROSS JOIN confirmed AS c ON c.kind = 'party' AND c.version_id = l.party AND c.import_id = l.import_id""",
    """
    INSERT OR IGNORE INTO named SELECT l.party, l.import_id, p.row FROM last AS l
    CROSS JOIN party AS p ON p.id = l.party AND p.import_id = l.import_id""",
    # The events of the ledger that these rows stand for; the + keeps SQLite from trying every customer for every row.
    """
    CREATE TEMP TABLE heard AS
    SELECT DISTINCT n.party, n.import_id < :this AS before, c.version_id AS event
    FROM (SELECT :this AS import_id UNION SELECT import_id FROM last) AS i
    CROSS JOIN confirmed AS c ON c.import_id = i.import_id AND c.kind = 'consent'
    CROSS JOIN named AS n ON n.import_id = c.import_id AND n.row = c.row WHERE +n.party IN (SELECT party FROM last)""",
)
_CHANGED = """
    SELECT row FROM named WHERE import_id = :this AND party IN (
        SELECT party FROM heard GROUP BY party, event HAVING count(*) = 1)"""
_GONE = tuple(f"DROP TABLE IF EXISTS temp.{name}" for name in ("named", "last", "heard"))


def recount(db: Connection, report: ImportReport) -> None:
    """Puts right what the report counts, once all of the file is written down."""
    rows = _changed(db, report.id) if report.tally.unchanged else set()
    if rows:
        report.tally.unchanged -= len(rows)
        report.tally.updated += len(rows)
        report.changes.consented(rows)


def _changed(db: Connection, import_id: int | None) -> set[int]:
    """Rows of customers who are as before, but for what is said about their consent."""
    facts = {"this": import_id}
    for made in _ROWS:
        db.execute(made, facts)
    rows = {row for (row,) in db.execute(_CHANGED, facts)}
    for gone in _GONE:
        db.execute(gone)
    return rows
