"""A checked backup before the first import into a customer file, and before each large one."""

from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store import backup
from kmu_crm.store.transaction import file_of

OCCASION = "before-import"


class NotBackedUp(KmuError):
    text = N_("Nothing was imported: the backup before it could not be written or did not pass its check ({file}).")
    advice = N_(
        "Check that there is space and that the folder “backups” can be written to, or import without a backup (“--without-backup”)."
    )
    code = "not_backed_up"


def before_import(db: Connection, rows: int, progress: Progress = SILENT) -> Path | None:
    """Writes a backup where one is due before an import of about so many rows, and says where it lies.

    Raises NotBackedUp.
    """
    file = file_of(db)
    if file is None or not is_due(db, rows):
        return None
    progress.stage(_("Backing up {file}").format(file=file.name))
    try:
        return backup.dated(file, OCCASION)
    except backup.BackupFailed as error:
        raise NotBackedUp(**error.facts) from error


def is_due(db: Connection, rows: int) -> bool:
    """Not where nothing is stored that could be lost. How many rows are many is set: `backup.large_rows`, `backup.large_percent`."""
    stored = _stored(db)
    if not stored:
        return False
    if not db.execute("SELECT 1 FROM import WHERE format <> 'entry' LIMIT 1").fetchone():
        return True
    share = settings.number(db, "backup.large_percent")
    return rows >= settings.number(db, "backup.large_rows") or rows * 100 >= stored * share


def _stored(db: Connection) -> int:
    """What files and people said."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM party) + (SELECT count(*) FROM fact) + (SELECT count(*) FROM article)"
        " + (SELECT count(*) FROM decision) + (SELECT count(*) FROM segment) + (SELECT count(*) FROM suppression)"
    ).fetchone()
    return int(row[0])
