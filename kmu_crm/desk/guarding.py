"""A checked backup before the first import into a customer file with something to lose, and before each large one."""

from collections.abc import Callable
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


class Guard:
    """Keeps the state before a delivery: once, when the first of its files is recognised and about to be written.

    `rows`: about how many rows the delivery has, asked at that moment; `backup`: where the copy lies, if one was due.
    """

    def __init__(self, db: Connection, rows: Callable[[], int], progress: Progress = SILENT):
        self.backup: Path | None = None
        self._db, self._rows, self._progress, self._asked = db, rows, progress, False

    def __call__(self) -> None:
        """Raises NotBackedUp."""
        if self._asked:
            return
        self._asked = True
        file = file_of(self._db)
        if file is None or not is_due(self._db, self._rows):
            return
        self._progress.stage(_("Backing up {file}").format(file=file.name))
        try:
            self.backup = backup.dated(file, OCCASION)
        except backup.BackupFailed as error:
            raise NotBackedUp(**error.facts) from error


def is_due(db: Connection, rows: Callable[[], int]) -> bool:
    """Before the first import, where something is stored that could be lost, and before large ones.

    Large is both: enough rows that nobody looks through them afterwards (`backup.large_rows`, 1,000), so that small stores
    are not copied for every small list; and a share of what is stored that changes it as a whole (`backup.large_percent`,
    10), so that big stores are not copied for each day's orders. What is smaller is taken back with “undo”.
    """
    stored = _stored(db)
    if not stored:
        return False
    if not db.execute("SELECT 1 FROM import WHERE format <> 'entry' LIMIT 1").fetchone():
        return True
    many, share = settings.number(db, "backup.large_rows"), settings.number(db, "backup.large_percent")
    return (coming := rows()) >= many and coming * 100 >= stored * share


def _stored(db: Connection) -> int:
    """What files and people said."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM party) + (SELECT count(*) FROM fact) + (SELECT count(*) FROM article)"
        " + (SELECT count(*) FROM decision) + (SELECT count(*) FROM segment) + (SELECT count(*) FROM suppression)"
    ).fetchone()
    return int(row[0])
