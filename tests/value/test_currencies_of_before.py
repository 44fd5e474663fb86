"""A store that was filled when € was another currency than EUR counts them as one from then on."""

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from kmu_crm.desk.derive import bring_to_today, derive
from kmu_crm.fields import currency
from kmu_crm.store.store import Store
from tests.sources.intake_desk import Desk
from tests.value.test_currencies import bills

BEFORE = 16  # steps such a store had seen
WORDS = ("EUR", "€", "EURO", "EUR", "CHF")


def turn_back(db: Connection) -> None:
    db.execute("ALTER TABLE import DROP COLUMN noes")  # later steps make these
    db.execute("ALTER TABLE fact DROP COLUMN noted_at")
    db.execute("ALTER TABLE import DROP COLUMN head")
    db.execute("DROP TABLE retold")
    db.execute("DROP TABLE meant_sale")
    db.execute("ALTER TABLE remembered_mapping DROP COLUMN sheet")
    db.execute("ALTER TABLE source DROP COLUMN came")
    db.execute("DROP INDEX party_collective")
    db.execute("DROP TABLE left_with")
    db.execute("DROP VIEW revocation")
    db.execute("DROP TABLE step")
    db.execute("DROP INDEX decision_kind")
    db.execute(f"PRAGMA user_version = {BEFORE}")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Its figures are those of then, too."""
    desk = Desk(tmp_path)
    desk.imports("r.csv", *bills(*WORDS))
    for number, word in enumerate(WORDS, start=1):
        desk.db.execute("UPDATE fact SET currency = ? WHERE key = ?", (word, f"R{number}/2025"))
    derive(desk.db)
    turn_back(desk.db)
    desk.store.close()
    return desk.store.file


def revenue(store: Store) -> int:
    return int(store.db.execute("SELECT sum(revenue_net) FROM figure").fetchone()[0])


def test_its_documents_count_from_the_next_start_on(old):
    with closing(Store(old)) as store:
        assert revenue(store) == 200_00
        assert bring_to_today(store.db)
        assert revenue(store) == 400_00
        found = store.db.execute("SELECT currency, count(*) FROM fact GROUP BY currency ORDER BY 1").fetchall()
        assert [tuple(one) for one in found] == [("CHF", 1), ("EUR", 4)]


def test_the_same_file_once_more_is_nothing_new(old, tmp_path):
    Store(old).close()
    desk = Desk(tmp_path)
    again = desk.imports("r.csv", *bills(*WORDS))
    desk.store.close()
    assert (again.same_as, again.tally.new, again.tally.updated) == (1, 0, 0)


@pytest.mark.parametrize("written", [str.upper, str, lambda name: f"{name}.".upper()], ids=["capitals", "typed", "dot"])
def test_every_word_that_lists_use_is_known_to_the_step(old, written):
    names = sorted(name for name in currency.NAMES if written is not str or name.isascii())
    with closing(Store(old)) as store:
        for number, name in enumerate(names):
            store.db.execute(
                "INSERT INTO fact (source_id, kind, key, import_id, row, hash, currency) VALUES (1, 'invoice', ?, 1, 1, x'', ?)",
                (f"k{number}", written(name)),
            )
        turn_back(store.db)
    with closing(Store(old)) as store:
        for number, name in enumerate(names):
            kept = store.db.execute("SELECT currency FROM fact WHERE key = ?", (f"k{number}",)).fetchone()[0]
            assert kept == currency.NAMES[name], name


def test_what_nobody_knows_stays(old):
    with closing(Store(old)) as store:
        store.db.execute("UPDATE fact SET currency = 'TALER' WHERE key = 'R5/2025'")
        turn_back(store.db)
    with closing(Store(old)) as store:
        assert store.db.execute("SELECT currency FROM fact WHERE key = 'R5/2025'").fetchone()[0] == "TALER"
