"""Statements of rows become events of the consent ledger."""

from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.sources.shapes import Statement


def note(db: Connection, statements: Sequence[Statement], source: int, import_id: int, file: str) -> None:
    raise NotImplementedError
