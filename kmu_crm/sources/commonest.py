"""The currency that the store counts in: the one of most documents. Others stay visible, and count in no revenue."""

from collections.abc import Mapping
from sqlite3 import Connection

from kmu_crm import settings

SALES = ("invoice", "order", "credit_note", "cancellation")
_COUNTS = f"""
    SELECT currency, count(*), sum(import_id <> ?) FROM fact
    WHERE current = 1 AND kind IN {SALES} AND currency <> '' GROUP BY currency"""


def counts(db: Connection, import_id: int = 0) -> dict[str, tuple[int, int]]:
    """Currency -> its documents, and those of them that other imports brought."""
    return {str(name): (int(every), int(others)) for name, every, others in db.execute(_COUNTS, (import_id,))}


def most(db: Connection, found: Mapping[str, int]) -> str:
    """The currency of most documents; of as many, or of none, that of the country of the business."""
    home = "CHF" if settings.read(db, "business.country") == "CH" else "EUR"
    return min(found, key=lambda name: (-found[name], name != home, name), default=home)


def currency(db: Connection) -> str:
    return most(db, {name: every for name, (every, _) in counts(db).items()})
