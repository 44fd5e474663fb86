"""The currency that the store counts in: the one of most documents. Others stay visible, and count in no revenue."""

from collections.abc import Mapping
from sqlite3 import Connection

from kmu_crm import settings

SALES = ("invoice", "order", "credit_note", "cancellation")
_COUNTS = f"""
    SELECT currency, count(*), sum(import_id <> ?) FROM fact
    WHERE current = 1 AND kind IN {SALES} AND currency <> '' GROUP BY currency"""

# Of files without a column of currencies, in which none or less than half of the documents bear a sign: those without one.
_UNSAID = f"""
    WITH each AS (
        SELECT import_id, sum(coalesce(currency, '') = '') AS without, sum(coalesce(currency, '') <> '') AS signed FROM fact
        WHERE current = 1 AND kind IN {SALES} GROUP BY import_id)
    SELECT coalesce(sum(without), 0) FROM each JOIN import AS i ON i.id = each.import_id
    WHERE without > signed AND i.mapping NOT LIKE '%"currency"%'"""


def counts(db: Connection, import_id: int = 0) -> dict[str, tuple[int, int]]:
    """Currency -> its documents, and those of them that other imports brought."""
    return {str(name): (int(every), int(others)) for name, every, others in db.execute(_COUNTS, (import_id,))}


def most(db: Connection, found: Mapping[str, int]) -> str:
    """The currency of most documents; of as many, or of none, that of the country of the business."""
    home = _home(db)
    return min(found, key=lambda name: (-found[name], name != home, name), default=home)


def own(db: Connection, found: Mapping[str, tuple[int, int]]) -> str:
    """As `most`, of `counts`. Amounts of which a list says nothing are in the currency of the country of the business."""
    votes, home = {name: every for name, (every, _) in found.items()}, _home(db)
    if votes and most(db, votes) != home:
        votes[home] = votes.get(home, 0) + int(db.execute(_UNSAID).fetchone()[0])
    return most(db, votes)


def currency(db: Connection) -> str:
    return own(db, counts(db))


def _home(db: Connection) -> str:
    return "CHF" if settings.read(db, "business.country") == "CH" else "EUR"
