"""Before an import it is said what becomes of the customers that are there, over all sources."""

from pathlib import Path

import pytest

from kmu_crm.desk import preview, trial
from kmu_crm.desk.derive import derive
from kmu_crm.sources.recording.changes import OfCustomers
from tests.sources.intake_desk import Desk

HEAD = "Kundennummer;Name;Straße;PLZ;Ort;E-Mail;Telefon"
HANS = "K1;Hans Müller;Weg 1;01067;Dresden;hans@mueller.example;0351 4961200"
MOVED = (
    "E-Mail;Vorname;Nachname;Straße;PLZ;Ort\nhans@mueller.example;Hans;Müller;Gasse 9;80331;München\n"
    "eva@oel.example;Eva;Öl;Ring 3;50667;Köln\n"
)


@pytest.fixture
def desk(tmp_path: Path):
    made = Desk(tmp_path)
    made.imports("kunden.csv", HEAD, HANS)
    derive(made.db)
    yield made
    made.store.close()


def tried(desk: Desk, mode: str) -> OfCustomers:
    file = desk.folder / "andere.csv"
    file.write_text(MOVED, encoding="utf-8")
    looked = preview.look(file, desk.db)
    before = desk.ask("SELECT * FROM profile"), desk.ask("SELECT * FROM fact"), desk.ask("SELECT * FROM pair")
    told = trial.run(desk.db, file, looked.recognised, mode=mode).customers
    assert (desk.ask("SELECT * FROM profile"), desk.ask("SELECT * FROM fact"), desk.ask("SELECT * FROM pair")) == before
    assert told is not None
    return told


def test_a_file_that_goes_first_tells_whose_values_it_replaces(desk):
    told = tried(desk, "update")
    assert (told.new, told.changed) == (1, 1)
    (hans,) = told.samples
    assert hans.name == "Hans Müller" and ("street", "Weg 1", "Gasse 9") in hans.changes


def test_a_file_of_new_customers_only_replaces_nothing(desk):
    assert tried(desk, "new") == (1, 0, ())


def test_what_is_told_is_what_happens(desk):
    told = tried(desk, "update")
    desk.imports("andere.csv", *MOVED.splitlines(), mode="update")
    assert derive(desk.db).customers == told
    assert desk.ask("SELECT street FROM profile WHERE display_name = 'Hans Müller'") == [("Gasse 9",)]
    assert len(desk.ask("SELECT 1 FROM profile")) == 1 + told.new
