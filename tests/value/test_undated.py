"""Documents without a day stand in no revenue, and amounts with S or H behind them may be meant the other way round."""

import pytest

from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kunde;Netto;Brutto"
SALE = "R1;01.01.2025;Abel GmbH;100,00;119,00"


def told(report):
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("Rechnungsnr", "Bestellnr")])
def test_a_document_without_a_day_is_told_with_its_row(desk, head):
    report = desk.imports("r.csv", head, SALE, "R2;;Voigt GmbH;100,00;119,00", "R4;;Conrad GmbH;1000,00;1190,00")
    assert told(report) == [("day_missing", "Datum", (2, 3))]
    assert revenue(desk) == 100_00


def test_the_second_item_of_a_document_needs_none(desk):
    report = desk.imports(
        "r.csv",
        "Rechnungsnr;Datum;Kunde;Artikel;Gesamtpreis netto",
        "R1;01.01.2025;Ina Lang;Tee;10,00",
        ";;;Tasse;5,00",
    )
    assert (told(report), revenue(desk)) == ([], 15_00)


@pytest.mark.parametrize("row", ["R2;;Voigt GmbH;100,00;119,00;storniert", "R2;;Voigt GmbH;;;offen"])
def test_what_counts_in_no_case_needs_none(desk, row):
    report = desk.imports("r.csv", f"{HEAD};Status", f"{SALE};offen", row)
    assert "day_missing" not in {one.code for one in report.warnings}


@pytest.mark.parametrize("side", ["S", "Soll", "H", " S"])
def test_sides_of_an_account_behind_the_amounts_of_invoices_are_told(desk, side):
    report = desk.imports("r.csv", HEAD, SALE, f"R3;03.01.2025;Conrad GmbH;100,00{side};119,00{side}")
    assert told(report) == [("amount_sides", "Netto", ()), ("amount_sides", "Brutto", ())]


def test_those_of_payments_are_what_the_bank_says(desk):
    report = desk.imports("Zahlungen.csv", "Rechnungsnummer;Datum;Kunde;Betrag", "R1;03.01.2025;Conrad GmbH;100,00 H")
    assert told(report) == []


@pytest.mark.parametrize("cell", ["100,00 CHF", "100,00 EUR", "100,00-"])
def test_a_currency_or_a_minus_is_no_side(desk, cell):
    assert told(desk.imports("r.csv", HEAD.replace(";Brutto", ""), f"R1;01.01.2025;Abel GmbH;{cell}")) == []
