"""Lists of what comes with a sale and is none: delivery notes, reminders, complaints; and of what was sent or paid back."""

import pytest

from tests.value.lists import revenue

SALES = (
    "Rechnungen.csv",
    "Rechnungsnr;Datum;Kundennr;Kunde;Netto;MwSt;Brutto",
    "R1;01.02.2025;1;Ina Lang;400,00;76,00;476,00",
)
HEAD, ROW = "Nummer;Datum;Kundennr;Kunde;Netto;MwSt;Brutto", "X1;05.03.2025;1;Ina Lang;50,00;9,50;59,50"
NONE = ["Lieferscheine.csv", "Lieferscheine 2025.csv", "Mahnungen.csv", "Zahlungserinnerungen.csv", "Reklamationen.csv",
        "Delivery notes.csv",
        "Warenausgänge.csv", "Abgebrochene Warenkörbe.csv", "Beschwerden 2025.csv", "Rücklastschriften.csv"]  # fmt: skip
BACK = [
    "Retouren.csv",
    "Erstattungen.csv",
    "Rückerstattungen 2025.csv",
    "Refunds.csv",
    "Rücksendungen.csv",
    "Rückzahlungen.csv",
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", NONE)
def test_what_comes_with_a_sale_adds_nothing_and_is_told(desk, name, turned):
    reports = [desk.imports(*file) for file in ([(name, HEAD, ROW), SALES] if turned else [SALES, (name, HEAD, ROW)])]
    assert revenue(desk) == 400_00
    assert reports[0 if turned else 1].warnings[0].code == "kind_of_all"
    desk.undoes(reports[0 if turned else 1])
    assert revenue(desk) == 400_00


@pytest.mark.parametrize("heading", ["Belegnr", "Belegnummer", "Beleg-Nr.", "Dokumentnummer", "Auftragsnr.", "Beleg"])
@pytest.mark.parametrize("name", ["Lieferscheine.csv", "Mahnungen.csv"])
def test_the_name_of_the_file_outweighs_a_heading_that_numbers_anything(desk, name, heading):
    desk.imports(*SALES)
    report = desk.imports(name, HEAD.replace("Nummer", heading), ROW)
    assert (revenue(desk), report.warnings[0].code) == (400_00, "kind_of_all")


@pytest.mark.parametrize("heading", ["Rechnungsnr", "Rg.-Nr.", "RE-Nr.", "Invoice Number", "Faktura-Nr."])
def test_a_heading_of_invoices_outweighs_the_name_of_the_file(desk, heading):
    desk.imports("Lieferscheine.csv", HEAD.replace("Nummer", heading), ROW)
    assert revenue(desk) == 50_00


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("name", BACK)
def test_what_was_sent_or_paid_back_lowers_revenue(desk, name, sign):
    desk.imports(*SALES)
    report = desk.imports(name, HEAD, ROW.replace(";50,00;9,50;59,50", f";{sign}50,00;{sign}9,50;{sign}59,50"))
    assert (revenue(desk), report.warnings[0].code) == (350_00, "kind_of_all")


@pytest.mark.parametrize(
    "heading", ["Lieferscheinnummer", "Lieferschein-Nr.", "Mahnungsnr.", "Reklamationsnummer", "Delivery note number"]
)
def test_a_number_of_them_makes_its_rows_no_sales(desk, heading):
    desk.imports(*SALES)
    desk.imports("export.csv", HEAD.replace("Nummer", heading), ROW)
    assert revenue(desk) == 400_00


@pytest.mark.parametrize("heading", ["Retourennummer", "RMA-Nr.", "Erstattungsnummer"])
def test_a_number_of_returns_makes_its_rows_reduce(desk, heading):
    desk.imports(*SALES)
    desk.imports("export.csv", HEAD.replace("Nummer", heading), ROW)
    assert revenue(desk) == 350_00


@pytest.mark.parametrize("other", ["Lieferscheinnummer", "Lieferschein-Nr.", "Reklamationsnummer"])
@pytest.mark.parametrize("number", ["Rechnungsnr", "Belegnummer", "Auftragsnummer", "Bestellnummer"])
def test_beside_the_number_of_an_invoice_or_an_order_it_is_a_sale(desk, number, other):
    desk.imports("export.csv", f"{number};{other};Datum;Kundennr;Kunde;Netto", "R1;L1;01.02.2025;1;Ina Lang;400,00")
    assert revenue(desk) == 400_00


@pytest.mark.parametrize(
    "name",
    [
        "Rechnungen zu Lieferscheinen.csv",
        "Umsatz ohne Retouren.csv",
        "Umsatz nach Lieferungen.csv",
        "Retourenlager Kunden.csv",
    ],
)
def test_a_name_that_speaks_of_sales_too_leaves_them_sales(desk, name):
    report = desk.imports(name, *SALES[1:])
    assert (revenue(desk), [one.code for one in report.warnings]) == (400_00, [])
