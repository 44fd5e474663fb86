"""A store from before rules that part customers: whoever was one with somebody who objected has objected for himself."""

from pathlib import Path

from kmu_crm.store import migrations
from kmu_crm.store.store import connect

FILES = sorted(file.name for file in Path(migrations.__file__).with_name("steps").glob("*.sql"))
BEFORE = FILES.index("020_spread_objections.sql")


def test_every_record_of_a_customer_who_objected_has_objected(tmp_path: Path) -> None:
    db = connect(tmp_path / "alt.kmucrm", write=True)
    migrations.bring_up_to_date(db, lambda: tmp_path, migrations.steps()[:BEFORE])
    db.execute("PRAGMA foreign_keys = OFF")
    db.executemany("INSERT INTO membership VALUES (?, ?)", [(1, 1), (2, 1), (3, 3)])
    said = [(1, "", "", "2024-02-01", "2024-02-02T00:00:00Z"), (0, "x@abc.de", "phone", "", "2024-02-02T00:00:00Z")]
    db.executemany("INSERT INTO objection VALUES (?, ?, ?, ?, ?)", said)
    migrations.bring_up_to_date(db, lambda: tmp_path / "kept.kmucrm")
    found = db.execute("SELECT * FROM objection ORDER BY record_id").fetchall()
    db.close()
    assert found == [said[1], said[0], (2, *said[0][1:])]
