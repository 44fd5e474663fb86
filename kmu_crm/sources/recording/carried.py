"""Customers whom only documents name speak as long as one of these does, and with the words of the newest of them."""

from sqlite3 import Connection

MARK = "~@"  # how the key of such a record begins; "~@:" that of an address out of mail, or of a number alone

_RECORDS = f"SELECT r.id FROM changed_record AS c JOIN record AS r ON r.id = c.record_id AND r.key LIKE '{MARK}%'"

# An import speaks with the day of the newest document of the customer that it told, whenever it came.
_NEWEST = f"""
    WITH several AS MATERIALIZED (
        SELECT record_id FROM party WHERE record_id IN ({_RECORDS}) GROUP BY record_id HAVING count(*) > 1),
    told AS (
        SELECT p.record_id, p.id, p.import_id FROM several AS s JOIN party AS p ON p.record_id = s.record_id
        UNION SELECT p.record_id, p.id, c.import_id FROM several AS s JOIN party AS p ON p.record_id = s.record_id
        JOIN confirmed AS c ON c.kind = 'party' AND c.version_id = p.id),
    day AS (
        SELECT f.record_id, f.import_id, f.day FROM several AS s JOIN fact AS f ON f.record_id = s.record_id AND f.current = 1
        UNION SELECT f.record_id, c.import_id, f.day FROM several AS s JOIN fact AS f ON f.record_id = s.record_id AND f.current = 1
        JOIN confirmed AS c ON c.kind = 'fact' AND c.version_id = f.id)
    SELECT t.record_id, t.id FROM told AS t LEFT JOIN day AS d ON d.record_id = t.record_id AND d.import_id = t.import_id
    GROUP BY t.record_id, t.id, t.import_id ORDER BY t.record_id, coalesce(max(d.day), ''), t.import_id, t.id"""


def settle(db: Connection) -> None:
    """Among the records that changed: who lost their last document falls silent, who has one again speaks again."""
    newest = dict(db.execute(_NEWEST).fetchall())
    db.execute(
        "UPDATE party SET current = EXISTS (SELECT 1 FROM fact WHERE record_id = party.record_id AND current = 1)"
        f" WHERE id IN (SELECT max(id) FROM party WHERE record_id IN ({_RECORDS}) GROUP BY record_id)"
    )
    db.executemany(
        "UPDATE party SET current = id = ? AND EXISTS (SELECT 1 FROM fact WHERE record_id = party.record_id AND current = 1)"
        " WHERE record_id = ?",
        ((version, record) for record, version in newest.items()),
    )
