"""Files go in with the mappings people checked; each can be left out; each can be taken back."""

import pytest

from kmu_crm.decisions import journal
from kmu_crm.desk import leftovers, preview
from kmu_crm.desk.delivering import Part, deliver, take_back
from kmu_crm.errors import Cancelled
from kmu_crm.profiles import queries as profiles
from kmu_crm.progress import Progress
from kmu_crm.sources import losses, queries

PEOPLE = "Kundennummer;Vorname;Nachname;E-Mail\n1;Ina;Özdemir;ina@berg.example\n2;Uwe;Kranz;uwe@tal.example\n"
MORE = "Kundennummer;Vorname;Nachname;E-Mail\n3;Eva;Lind;eva@see.example\n"


class Stopped(Progress):
    def report(self, done: int, total: int) -> None:
        raise Cancelled()


@pytest.fixture
def part(tmp_path):
    def write(name: str, text: str) -> Part:
        (tmp_path / name).write_text(text, encoding="utf-8")
        look = preview.look(tmp_path / name)
        return Part(look.table.file, look.recognised, look.rows)

    return write


def backups(store):
    return list((store.file.parent / "backups").glob("*before-import*"))


def test_a_file_left_out_does_not_keep_the_others_out(store, part):
    parts = [part("a.csv", PEOPLE), part("b.csv", MORE)]
    done = deliver(store.db, parts, [Stopped(), Progress()])
    assert done.left == [parts[0]] and [report.file for report in done.done] == ["b.csv"]
    assert profiles.count(store.db) == done.new_profiles == 1


def test_stopping_all_leaves_the_store_as_it_was(store, part):
    done = deliver(store.db, [part("a.csv", PEOPLE)], progress=Stopped())
    assert (len(done.left), done.derived, queries.imports(store.db)) == (1, None, [])


def test_a_file_that_vanished_is_told_and_the_rest_goes_in(store, part):
    gone, there = part("a.csv", PEOPLE), part("b.csv", MORE)
    gone.path.unlink()
    done = deliver(store.db, [gone, there])
    assert [one for one, _error in done.refused] == [gone] and len(done.done) == 1


def test_a_backup_comes_before_a_large_delivery_and_its_place_is_told(store, part):
    head, rows = PEOPLE.splitlines()[0], [f"{n};Ina;Nummer{n};" for n in range(1_200)]
    assert deliver(store.db, [part("a.csv", "\n".join([head, *rows]))]).backup is None  # there was nothing to lose yet
    assert deliver(store.db, [part("b.csv", "\n".join([head, *rows[:600], ""]))]).backup is None
    delivered = deliver(store.db, [part("c.csv", "\n".join([head, *rows[:1_100], ""]))])
    assert backups(store) == [delivered.backup]


def test_taking_back_says_before_what_would_be_lost(store, part):
    deliver(store.db, [part("a.csv", PEOPLE)])
    deliver(store.db, [part("b.csv", MORE)])
    first, second = sorted(line.id for line in queries.imports(store.db))
    assert losses.of(store.db, first) == losses.Losses(2, 0, 0, 0, names=("Ina Özdemir", "Uwe Kranz"))
    (ina,) = store.db.execute("SELECT id FROM profile WHERE given_name = 'Ina'").fetchone()
    journal.decide(store.db, "tag", {"records": [ina], "tag": "Messe"}, "Eva")
    assert losses.of(store.db, first).edits == 1 and losses.of(store.db, second).edits == 0
    take_back(store.db, [first])
    assert profiles.count(store.db) == 1 and losses.of(store.db, first).nothing


def test_what_a_later_file_says_too_is_not_lost(store, part):
    deliver(store.db, [part("a.csv", PEOPLE)])
    deliver(store.db, [part("b.csv", PEOPLE + "9;Ole;Neu;ole@wald.example\n")])
    assert losses.of(store.db, min(line.id for line in queries.imports(store.db))).customers == 0


def test_rows_left_out_stand_below_their_own_columns(store, part, tmp_path):
    orders = (
        "Bestellnummer;Farbe;Datum;Kundennummer;Gesamtbetrag\nB1;rot;03.02.2025;17;12,6o\nB2;blau;03.02.2025;17;12,60\n"
    )
    (done,) = deliver(store.db, [part("o.csv", orders)]).done
    leftovers.write(store.db, done.id, tmp_path / "rest.csv")
    header, row = (tmp_path / "rest.csv").read_text(encoding="utf-8-sig").splitlines()
    assert dict(zip(header.split(";"), row.split(";"), strict=True))["Farbe"] == "rot"


def test_refusals_by_number_find_the_customers_of_the_same_delivery(store, part):
    noes = part("a.csv", "Kundennummer;Werbewiderspruch\n1;12.03.2024\n")
    done = deliver(store.db, [noes, part("b.csv", PEOPLE)])
    assert [(report.file, len(report.refusals)) for report in done.done] == [("b.csv", 0), ("a.csv", 0)]
    assert store.db.execute("SELECT count(*) FROM objection").fetchone() == (1,)
