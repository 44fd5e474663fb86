"""Taking an import back as if it had never been: what only it said goes, and what it had superseded speaks again."""

from sqlite3 import Connection

from kmu_crm.consent import former, ledger, objections
from kmu_crm.decisions import undecided
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources import modes, remaining
from kmu_crm.sources.recording import carried, given_back, other_year, retold, shared_number
from kmu_crm.store.transaction import transaction

KEYS = {"party": "record_id", "fact": "source_id, kind, key", "article": "source_id, key"}


class NoSuchImport(KmuError):
    text = N_("There is no import number {number} that could be taken back.")
    advice = N_("The command “imports” lists them all.")
    code = "no_import"


def undo(db: Connection, import_id: int, progress: Progress = SILENT) -> None:
    """Takes one import back, also an older one. Permissions it brought go with it; withdrawals and bounces stay, and who
    said no at an address stays known, and what people typed in stays with the customer, where others tell of them."""
    refuse_unknown(db, import_id)
    (source,) = db.execute("SELECT source_id FROM import WHERE id = ?", (import_id,)).fetchone()
    with transaction(db):
        heir = db.execute("SELECT min(id) FROM import WHERE same_as = ? AND state = 'done'", (import_id,)).fetchone()[0]
        if heir is not None:
            _inherit(db, import_id, heir)
        else:
            undecided.part(db)
            former.keep(db, import_id)
            objections.keep(db, import_id)
            for place, table in enumerate(KEYS):
                progress.report(place, len(KEYS))
                _take_back(db, table, import_id)
                if table == "fact":
                    other_year.release(db)
            shared_number.release(db, source)
            given_back.release(db, source)
            retold.settle(db)
            carried.settle(db)
            db.execute("DELETE FROM confirmed WHERE import_id = ?", (import_id,))
            ledger.take_back(db, import_id)
            remaining.settle(db)
        db.execute("UPDATE import SET state = 'undone', same_as = NULL WHERE id = ?", (import_id,))
        modes.settle(db, source)


def refuse_unknown(db: Connection, import_id: int) -> None:
    """Raises NoSuchImport, also for one that was taken back, and for what people typed in."""
    if not db.execute(
        "SELECT 1 FROM import WHERE id = ? AND state = 'done' AND format <> 'entry'", (import_id,)
    ).fetchone():
        raise NoSuchImport(number=import_id)


def _inherit(db: Connection, import_id: int, heir: int) -> None:
    """The very same file was imported again: that import now stands for every row."""
    for table in KEYS:
        db.execute(f"UPDATE {table} SET import_id = ? WHERE import_id = ?", (heir, import_id))
    db.execute("UPDATE OR REPLACE confirmed SET import_id = ? WHERE import_id = ?", (heir, import_id))
    db.execute("UPDATE consent_event SET import_id = ? WHERE import_id = ?", (heir, import_id))
    db.execute("UPDATE refused_row SET import_id = ? WHERE import_id = ?", (heir, import_id))
    db.execute("UPDATE import SET same_as = ? WHERE same_as = ?", (heir, import_id))
    db.execute(
        "UPDATE import SET same_as = NULL, (rows, new, updated, unchanged, refused)"
        " = (SELECT rows, new, updated, unchanged, refused FROM import WHERE id = ?) WHERE id = ?",
        (import_id, heir),
    )


def _take_back(db: Connection, table: str, import_id: int) -> None:
    keys = KEYS[table]
    db.execute("DROP TABLE IF EXISTS temp.touched")
    db.execute(f"CREATE TEMP TABLE touched AS SELECT DISTINCT {keys} FROM {table} WHERE import_id = ?", (import_id,))
    if table != "article":
        db.execute(
            f"INSERT OR IGNORE INTO changed_record SELECT record_id FROM {table} WHERE import_id = ? AND record_id IS NOT NULL",
            (import_id,),
        )
    _hand_over(db, table, import_id)
    db.execute(
        "DELETE FROM confirmed WHERE kind = ? AND version_id IN (SELECT id FROM " + table + " WHERE import_id = ?)",
        (table, import_id),
    )
    db.execute(f"DELETE FROM {table} WHERE import_id = ?", (import_id,))
    newest = f"SELECT max(id) FROM {table} WHERE ({keys}) IN (SELECT {keys} FROM temp.touched) GROUP BY {keys}"
    db.execute(f"UPDATE {table} SET current = 0 WHERE ({keys}) IN (SELECT {keys} FROM temp.touched) AND current = 1")
    db.execute(f"UPDATE {table} SET current = 1 WHERE id IN ({newest})")
    if table != "article":
        db.execute(
            f"INSERT OR IGNORE INTO changed_record SELECT record_id FROM {table}"
            f" WHERE ({keys}) IN (SELECT {keys} FROM temp.touched) AND record_id IS NOT NULL"
        )


def _hand_over(db: Connection, table: str, import_id: int) -> None:
    """Versions that a later import confirmed stay, and from now on stand where that one had them."""
    db.execute("DROP TABLE IF EXISTS temp.heirs")
    db.execute(
        "CREATE TEMP TABLE heirs AS SELECT c.version_id, min(c.import_id) AS import_id FROM confirmed AS c"
        f" JOIN {table} AS t ON t.id = c.version_id WHERE c.kind = ? AND t.import_id = ? AND c.import_id <> ? GROUP BY c.version_id",
        (table, import_id, import_id),
    )
    db.execute(
        f"UPDATE {table} SET (import_id, row, line) = (SELECT c.import_id, c.row, c.line FROM confirmed AS c"
        " JOIN temp.heirs AS h ON h.version_id = c.version_id AND h.import_id = c.import_id"
        f" WHERE c.kind = ? AND c.version_id = {table}.id ORDER BY c.row LIMIT 1)"
        " WHERE id IN (SELECT version_id FROM temp.heirs)",
        (table,),
    )
    db.execute(
        "DELETE FROM confirmed WHERE kind = ? AND (version_id, import_id) IN (SELECT version_id, import_id FROM temp.heirs)"
        f" AND row = (SELECT row FROM {table} WHERE id = confirmed.version_id)",
        (table,),
    )
