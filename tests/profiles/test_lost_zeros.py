"""Postcodes that a spreadsheet robbed of their zero, from the file to the profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.desk.derive import derive
from tests.sources.intake_desk import Desk

HEAD = "Kd-Nr;Vorname;Nachname;PLZ;Ort"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def test_each_row_without_its_zero_is_told_though_another_kept_it(desk):
    report = desk.imports("kunden.csv", HEAD, "1;Jürgen;Muster;1067;Dresden", "2;Anna;Weiß;4109;Leipzig",
                          "4;Petra;Stern;01067;Dresden", "5;Franz;Huber;1010;Wien", "6;Ida;Klein;4102;Binningen")  # fmt: skip
    assert [one.rows for one in report.warnings if one.code == "leading_zero_lost"] == [(1, 2)]
    derive(desk.db, as_of="2025-12-31")
    assert {code for (code,) in desk.ask("SELECT postcode FROM profile")} == {"01067", "04109", "1010", "4102"}


def test_a_zero_is_put_back_only_where_the_town_has_such_codes_and_the_country_none_else(desk):
    desk.imports("kunden.csv", f"{HEAD};Land", "1;Jürgen;Muster;1067;Dresden;DE", "2;Anna;Weiß;1234;Leipzig;DE",
                 "3;Eva;Blau;4109;Leipzig;AT", "4;Ida;Klein;6108;Halle;")  # fmt: skip
    derive(desk.db, as_of="2025-12-31")
    codes = [code for (code,) in desk.db.execute("SELECT postcode FROM profile ORDER BY id")]
    assert codes == ["01067", "1234", "4109", "06108"]
