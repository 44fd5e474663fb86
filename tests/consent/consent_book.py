"""A customer file to speak in."""

from sqlite3 import Connection

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement


class Book:
    """A customer file with one shop, and the few things said in most tests."""

    def __init__(self, db: Connection):
        self.db = db
        db.execute("INSERT INTO source (id, system, account, title) VALUES (1, 'shop', '', 'Shop')")

    def new_import(self) -> int:
        return self.db.execute(
            "INSERT INTO import (source_id, file, sha256, format, mapping, confidence, at, state, rows, new, updated,"
            " unchanged, refused, seconds) VALUES (1, 'f.csv', 'x', 'shop', '{}', 1, '2025-01-01T00:00:00Z', 'done',"
            " 1, 1, 0, 0, 0, 0)"
        ).lastrowid

    def undo(self, number: int) -> ledger.TakenBack:
        self.db.execute("UPDATE import SET state = 'undone' WHERE id = ?", (number,))
        return ledger.take_back(self.db, number)

    def imports(self, *said: Statement) -> int:
        number = self.new_import()
        ledger.note_many(self.db, [said_by(number, one) for one in said], "import")
        return number

    def member(self, record: int, profile: int) -> None:
        self.db.execute("INSERT INTO record (id, source_id, key) VALUES (?, 1, ?)", (record, str(record)))
        self.db.execute("INSERT INTO membership VALUES (?, ?)", (record, profile))


def said_by(number: int, one: Statement) -> Statement:
    words = (one.address, one.channel, one.state, one.purpose, one.basis, one.evidence, one.at)
    return Statement(*words, source_id=1, import_id=number, row=1)
