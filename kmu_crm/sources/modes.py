"""How a source ranks against others. It is said with each import; the newest that stands decides for the whole source."""

from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_

FILL = "fill"  # by the rules of trust: a better source wins, of equal ones the one that came first
UPDATE = "update"  # its values go before those of all other files
NEW = "new"  # its values count only for customers that no other source names
MODES = {
    FILL: N_("Fill gaps: only better sources replace what is known"),
    UPDATE: N_("Update: the new values win"),
    NEW: N_("New customers only: change nobody who is known"),
}


class UnknownMode(KmuError):
    text = N_("There is no way of importing named {mode}; there are: {modes}.")
    code = "unknown_mode"


def of_source(db: Connection, source: int) -> str:
    return str(db.execute("SELECT mode FROM source WHERE id = ?", (source,)).fetchone()[0])


def so_far(db: Connection, system: str, account: str) -> str:
    """How a source ranks before its next file; one that never came fills gaps."""
    row = db.execute("SELECT mode FROM source WHERE system = ? AND account = ?", (system, account)).fetchone()
    return str(row[0]) if row else FILL


def check(mode: str | None) -> None:
    """Raises UnknownMode."""
    if mode is not None and mode not in MODES:
        raise UnknownMode(mode=mode, modes=", ".join(MODES))


def settle(db: Connection, source: int) -> None:
    """The source ranks as its newest standing import says, and since its first one; where that is new, all its customers
    are drawn anew."""
    newest = db.execute(
        "SELECT mode FROM import WHERE source_id = ? AND state = 'done' ORDER BY id DESC LIMIT 1", (source,)
    ).fetchone()
    (came,) = db.execute("SELECT min(id) FROM import WHERE source_id = ? AND state = 'done'", (source,)).fetchone()
    stands = (str(newest[0]) if newest else FILL, came)
    if stands != db.execute("SELECT mode, came FROM source WHERE id = ?", (source,)).fetchone():
        db.execute("UPDATE source SET (mode, came) = (?, ?) WHERE id = ?", (*stands, source))
        db.execute("INSERT OR IGNORE INTO changed_record SELECT id FROM record WHERE source_id = ?", (source,))
