"""Customers whom only documents name speak as long as one of these does."""

from sqlite3 import Connection

MARK = "~@"  # how the key of such a record begins; "~@:" that of an address out of mail


def settle(db: Connection) -> None:
    """Among the records that changed: who lost their last document falls silent, who has one again speaks again."""
    db.execute(
        """
        UPDATE party SET current = EXISTS (SELECT 1 FROM fact WHERE record_id = party.record_id AND current = 1)
        WHERE id IN (
            SELECT max(p.id) FROM changed_record AS c JOIN record AS r ON r.id = c.record_id AND r.key LIKE ? || '%'
            JOIN party AS p ON p.record_id = r.id GROUP BY p.record_id)
        """,
        (MARK,),
    )
