"""A yes without a day is unproven, one without an address holds nowhere: both are told with the rows that say so."""

from pathlib import Path

import pytest

from kmu_crm.desk import preview, trial
from tests.sources.intake_desk import Desk

PEOPLE = (
    "Kundennummer;Name;E-Mail;Telefon;Newsletter\n1;Ina Berg;ina@berg.example;;ja\n2;Uwe Tal;uwe@tal.example;;ja\n"
    "3;Eva Lind;eva@lind.example;;nein\n4;Jan Kern;;0351 4961200;ja\n"
)
WAYS = (
    "Kundennummer;Name;Telefon;Straße;PLZ;Ort;Werbung per Post;Telefonwerbung",
    "1;Ina Berg;0351 4961200;;;;ja;ja",
    "2;Uwe Tal;;Weg 1;01067;Dresden;ja;ja",
    "3;Eva Lind;;;;;nein;nein",
)


@pytest.fixture
def causes(tmp_path: Path) -> dict[str, trial.Cause]:
    desk = Desk(tmp_path)
    file = desk.folder / "kunden.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    looked = preview.look(file, desk.db)
    found = trial.judged(looked, trial.run(desk.db, file, looked.recognised)).causes
    desk.store.close()
    return {one.code: one for one in found}


def test_only_rows_that_say_yes_are_unproven(causes: dict[str, trial.Cause]) -> None:
    assert causes[trial.UNPROVEN].count == 2


def test_a_yes_without_an_address_is_told(causes: dict[str, trial.Cause]) -> None:
    assert (causes["yes_nowhere"].count, causes["yes_nowhere"].column) == (1, "Newsletter")


def test_so_is_one_to_letters_where_the_address_is_missing_and_one_to_calls(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    found = {one.column: one for one in desk.imports("kunden.csv", *WAYS).warnings if one.code.startswith("yes_no")}
    elsewhere = desk.imports("ohne.csv", "Kundennummer;Name;Werbung per Post", "1;Ina Berg;ja", "2;Uwe Tal;nein")
    desk.store.close()
    assert {column: one.rows for column, one in found.items()} == {"Werbung per Post": (1,), "Telefonwerbung": (2,)}
    assert "no street" in found["Werbung per Post"].text and "no number" in found["Telefonwerbung"].text
    assert not [one for one in elsewhere.warnings if one.code.startswith("yes_no")]
