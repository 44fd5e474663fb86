"""Rows whose net amount is missing or can be read in two ways, beside a gross amount that is known."""

import csv

import pytest

from kmu_crm.desk import table
from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnr;Belegart;Datum;Kundennr;Kunde;Netto;Brutto"
SALE = "R3;Rechnung;01.02.2025;3;Ina Lang;100,00;119,00"


def told(report) -> list[str]:
    return [one.code for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize(
    "row", ["G3;Gutschrift;05.02.2025;3;Ina Lang;;-59,50", "R4;Rechnung;05.02.2025;3;Ina Lang;;59,50"]
)
def test_a_missing_net_amount_is_told_first_and_shown(desk, row, tmp_path):
    report = desk.imports("r.csv", HEAD, SALE, row)
    assert (told(report), report.warnings[0].rows) == (["net_unknown"], (2,))
    assert revenue(desk) == 100_00
    table.write(desk.db, tmp_path / "p.csv")
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        assert [row["unknown_net"] for row in csv.DictReader(file)] == ["1"]


def test_the_invoice_that_it_takes_back_tells_the_tax(desk):
    report = desk.imports("r.csv", f"{HEAD};Bezug", f"{SALE};", "G3;Gutschrift;05.02.2025;3;Ina Lang;;-59,50;R3")
    assert (told(report), revenue(desk)) == ([], 50_00)


def test_a_cancelled_invoice_needs_none(desk):
    report = desk.imports("r.csv", f"{HEAD};Status", f"{SALE};", "R4;Rechnung;05.02.2025;3;Ina Lang;;59,50;storniert")
    assert (told(report), revenue(desk)) == ([], 100_00)


@pytest.mark.parametrize(
    ("net", "gross", "cents"), [("1.000", "1.190,00", 1000_00), ("1.000", "1,19", 1_00), ("1000,00", "1.190", 1000_00)]
)
def test_what_can_be_read_in_two_ways_is_read_as_the_other_amount_allows(desk, net, gross, cents):
    rows = ("R1;Rechnung;01.02.2025;3;Ina Lang;100;119", f"R2;Rechnung;02.02.2025;3;Ina Lang;{net};{gross}")
    report = desk.imports("r.csv", HEAD, *rows)
    assert revenue(desk) == 100_00 + cents
    assert [one.rows for one in report.warnings if one.code == "amount_ambiguous"] in ([], [()])


def test_where_neither_amount_is_sure_both_stay_doubtful(desk):
    report = desk.imports("r.csv", HEAD, "R2;Rechnung;02.02.2025;3;Ina Lang;1.000;1.190")
    assert [one.column for one in report.warnings if one.code == "amount_ambiguous"] == ["Netto", "Brutto"]
