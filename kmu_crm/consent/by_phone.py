"""What was said in talks of which nothing but a telephone number is known: whoever has that number may have said it.

The talk itself stands with one of them (`identity.correspondents`); a no in it is no less likely another one's.
"""

from sqlite3 import Connection

from kmu_crm.store.record_key import OF_CALLER, OF_CALLERS

_SOURCES = f"SELECT s.id FROM source AS s WHERE EXISTS (SELECT 1 FROM record AS r WHERE r.source_id = s.id AND {OF_CALLERS.format('r')})"
NOT_THEIRS = (
    f" AND NOT EXISTS (SELECT 1 FROM record AS r WHERE r.id = f.record_id AND {OF_CALLERS.format('r')})"  # of facts f
)
# A record that has the number, or is the customer's whose number was put right by hand.
BEARERS = f"""
    WITH called AS MATERIALIZED ({_SOURCES}), own AS MATERIALIZED (
        SELECT m.profile_id, a.record_id, a.phone, a.more FROM json_each(?) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
        CROSS JOIN party AS a ON a.record_id = m.record_id AND a.current = 1 AND a.kind <> 'correspondent'),
    bearer AS MATERIALIZED (
        SELECT profile_id, record_id, phone FROM own WHERE phone IS NOT NULL
        UNION SELECT profile_id, record_id, further.value FROM own, json_each(own.more, '$.phones') AS further WHERE more IS NOT NULL
        UNION SELECT profile_id, record_id, p.phone FROM own JOIN profile AS p ON p.id = profile_id WHERE p.phone IS NOT NULL)
    SELECT b.profile_id, b.record_id, {{cells}} FROM called CROSS JOIN bearer AS b
    CROSS JOIN record AS r ON r.source_id = called.id AND {OF_CALLER.format("r", "b.phone")}
    CROSS JOIN fact AS f ON f.record_id = r.id AND f.current = 1 CROSS JOIN import AS i ON i.id = f.import_id"""


def any_of(db: Connection) -> bool:
    return db.execute(f"{_SOURCES} LIMIT 1").fetchone() is not None
