"""Within one source the newest order of a customer tells where they live, in whatever order the exports come."""

from itertools import permutations

import pytest

from kmu_crm.desk.derive import derive
from tests.sources.intake_desk import Desk

HEAD = "Bestellnummer;Bestelldatum;Name;E-Mail;Straße;PLZ;Ort;Betrag brutto"
ORDERS = (
    "B-1001;03.02.2024;Ina Berg;ina@berg.example;Ring 1;89073;Ulm;10,00",
    "B-1002;03.02.2025;Ina Berg;ina@berg.example;Weg 2;50667;Köln;20,00",
    "B-1003;03.02.2023;Ina Berg;ina@berg.example;Gasse 3;10115;Berlin;30,00",
)


@pytest.mark.parametrize("order", [*permutations(range(3))][::2])
def test_an_older_export_that_comes_later_changes_no_address(tmp_path, order):
    desk = Desk(tmp_path)
    reports = [desk.imports(f"{place}.csv", HEAD, ORDERS[place]) for place in order]
    derive(desk.db)
    assert desk.ask("SELECT city FROM profile") == [("Köln",)]
    desk.undoes(reports[order.index(1)])
    derive(desk.db)
    assert desk.ask("SELECT city FROM profile") == [("Ulm",)]
    desk.store.close()
