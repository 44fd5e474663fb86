"""The store's shape grows by numbered steps, each in a transaction, after a backup; a newer file is refused."""

from collections.abc import Callable, Sequence
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store.transaction import transaction

Step = Callable[[Connection], None]


class StoreIsNewer(KmuError):
    text = N_(
        "This customer file was written by a newer version of the program (state {have}, this program knows {known})."
    )
    advice = N_("Update the program to open it.")
    code = "newer"


def steps() -> list[Step]:
    """One step for each numbered file beside this module, in their order."""
    files = sorted(Path(__file__).with_name("steps").glob("*.sql"), key=lambda file: file.name)
    return [_step(file.read_text(encoding="utf-8")) for file in files]


def _step(script: str) -> Step:
    def run(db: Connection) -> None:
        for statement in _statements(script):
            db.execute(statement)

    return run


def _statements(script: str) -> list[str]:
    """`executescript` would commit behind our back, so statements run one by one; none here holds a `;` inside."""
    bare = "\n".join(text.split("--")[0] for text in script.splitlines())
    return [statement for statement in bare.split(";") if statement.strip()]


def bring_up_to_date(db: Connection, backup: Callable[[], None], plan: Sequence[Step] | None = None) -> None:
    """Runs the steps this file has not seen yet. Raises StoreIsNewer where the file knows more than we do."""
    plan = steps() if plan is None else plan
    (have,) = db.execute("PRAGMA user_version").fetchone()
    if have > len(plan):
        raise StoreIsNewer(have=have, known=len(plan))
    if 0 < have < len(plan):
        backup()
    for number, step in enumerate(plan[have:], start=have + 1):
        with transaction(db):
            step(db)
            db.execute(f"PRAGMA user_version = {number:d}")
