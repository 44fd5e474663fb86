"""A word about an address changes what its profiles may be sent; their lines follow at once."""

from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.profiles import build, queries


def refresh(db: Connection, addresses: Sequence[str]) -> int:
    """Draws the profiles that name one of the addresses anew. Returns how many."""
    numbers = queries.naming(db, addresses)
    build.refresh(db, numbers)
    return len(numbers)
