"""Decisions taken back by number, as the pages do through their steps."""

from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.desk import deciding
from kmu_crm.desk.derive import derive


def take_back(db: Connection, number: int, author: str) -> None:
    """The decision, those made in one go with it, and the values chosen with them; profiles and figures follow."""
    take_back_all(db, [number], author)


def take_back_all(db: Connection, numbers: Sequence[int], author: str) -> None:
    """As `take_back`, for several at once: all or none."""
    deciding.strike(db, numbers, author)
    derive(db)
