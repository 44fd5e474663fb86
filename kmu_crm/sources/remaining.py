"""Of a customer whom several imports told of, one may be taken back: what people typed in stays with the one who remains.

Notes and campaigns move to a record that still says something of the customer. What names records forever, as decisions do,
follows them: each record that falls silent is written down with one that it was one with. `identity.silent` brings it along
until a file speaks of it again. Whom only a decision made one with others is written down with itself: what is theirs stays
theirs, and is with those others while the decision stands.
"""

from sqlite3 import Connection

from kmu_crm.decisions import undecided
from kmu_crm.store.record_key import CORRESPONDENT

_SPEAKS = "EXISTS (SELECT 1 FROM party WHERE record_id = {0}.record_id AND current = 1)"
_IS_NAMED = """EXISTS (SELECT 1 FROM fact AS f JOIN import AS i ON i.id = f.import_id
    WHERE f.record_id = {0}.record_id AND f.current = 1 AND i.format <> 'entry')"""
SILENT = f"NOT {_SPEAKS} AND NOT {_IS_NAMED}"  # of records of the table {0}: no file says anything of them

_OF_ONE = f"""
    FROM membership AS o JOIN record AS r ON r.id = o.record_id
    WHERE o.profile_id = m.profile_id AND o.record_id <> m.record_id AND r.key NOT GLOB '{CORRESPONDENT}'"""
_OTHERS = f"""
    CREATE TEMP TABLE remaining AS SELECT m.record_id, coalesce(
        (SELECT o.record_id {_OF_ONE} AND {undecided.SAME.format("o.record_id", "m.record_id")}
         ORDER BY {_SPEAKS.format("o")} DESC, {_IS_NAMED.format("o")} DESC, o.record_id LIMIT 1),
        CASE WHEN EXISTS (SELECT 1 {_OF_ONE}) THEN m.record_id END) AS other_id
    FROM changed_record AS c JOIN membership AS m ON m.record_id = c.record_id JOIN record AS own ON own.id = m.record_id
    WHERE own.key NOT GLOB '{CORRESPONDENT}' AND NOT {_SPEAKS.format("m")}"""
_TYPED = "current = 1 AND import_id IN (SELECT id FROM import WHERE format = 'entry') AND record_id"
_SPEAKING = "SELECT record_id, other_id FROM temp.remaining WHERE EXISTS (SELECT 1 FROM party WHERE record_id = other_id AND current = 1)"


def settle(db: Connection) -> None:
    """Once an import is taken back, while the records it told of stand in line and profiles are as they were before, also in what
    `undecided.part` wrote down."""
    db.execute("DROP TABLE IF EXISTS temp.remaining")
    db.execute(_OTHERS)
    db.execute("CREATE INDEX temp.remaining_record ON remaining (record_id)")
    db.execute("DELETE FROM left_with WHERE record_id IN (SELECT record_id FROM temp.remaining)")
    db.execute(
        "INSERT INTO left_with SELECT record_id, other_id FROM temp.remaining"
        f" WHERE other_id IS NOT NULL AND {SILENT.format('remaining')}"
    )
    for table, which in (("fact", _TYPED), ("recipient", "record_id")):
        db.execute(
            f"UPDATE OR IGNORE {table} SET record_id = (SELECT s.other_id FROM ({_SPEAKING}) AS s WHERE s.record_id = {table}.record_id)"
            f" WHERE {which} IN (SELECT record_id FROM ({_SPEAKING}))"
        )
