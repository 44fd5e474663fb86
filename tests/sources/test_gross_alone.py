"""Exports of shops and lists that tell gross amounts alone: that is said, and a person may say which VAT they include."""

import pytest

from kmu_crm import settings
from kmu_crm.desk import preview, trial
from kmu_crm.desk.derive import derive
from kmu_crm.sources import choices
from kmu_crm.sources.importing import import_file
from tests.sources.exports import CHARGE
from tests.sources.test_tax_by_choice import codes, revenue

AMAZON = {"order-id": "302-1", "purchase-date": "2025-03-01T10:00:00+00:00", "buyer-name": "Anna Muster", "sku": "K1",
          "product-name": "Kaffee", "quantity-purchased": "1", "currency": "EUR", "item-price": "119.00"}  # fmt: skip
ALL = {"amazon-order-id": "302-1", "purchase-date": "2025-03-01T10:00:00+00:00", "product-name": "Kaffee", "quantity": "1",
       "currency": "EUR", "item-price": "119.00"}  # fmt: skip
EBAY = {"Verkaufsprotokollnummer": "1", "Bestellnummer": "11-2", "Vollständiger Name des Käufers": "Anna Muster",
        "Artikelnummer": "77", "Artikelbezeichnung": "Tasse", "Stückzahl": "1", "Verkaufspreis": "EUR 119,00",
        "Gesamtpreis": "EUR 119,00", "Verkaufsdatum": "10-Dez-25"}  # fmt: skip
EBAY_EN = {"Sales Record Number": "100", "Order Number": "11-1", "Buyer Username": "anna_m", "Buyer Name": "Anna Muster",
           "Total Price": "EUR 119.00", "Sale Date": "Jul-21-25"}  # fmt: skip
ETSY = {"Sale Date": "09/03/25", "Order ID": "1", "Full Name": "Anna Muster", "Order Value": "119.00", "Currency": "EUR",
        "Sales Tax": "0.00", "Order Total": "119.00"}  # fmt: skip
SHOPWARE = {"order_number": "10001", "customer_firstname": "Anna", "customer_lastname": "Muster", "amount_total": "119.00",
            "customer_email": "anna@mail.example", "order_date_time": "2025-03-01 10:00:00"}  # fmt: skip
VAT_19 = [choices.parse("net_unknown=tax_19")]


def net(desk):
    derive(desk.db, as_of="2026-06-30")
    return desk.ask("SELECT net, gross FROM counted WHERE counts = 1")


def unknown(report):
    return [(one.column, one.count) for one in report.warnings if one.code == "net_unknown"]


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [("amazon-orders-merchant-fulfilled.txt", AMAZON, "item-price"), ("amazon-all-orders.txt", ALL, "item-price"),
     ("amazon-orders-merchant-fulfilled.txt", AMAZON | {"item-tax": "0.00"}, "item-price"),
     ("ebay-orders-de-legacy.csv", EBAY, "Gesamtpreis"), ("ebay-orders-en.csv", EBAY_EN, "Total Price"),
     ("etsy-sold-orders.csv", ETSY, "Order Total"), ("shopware6-orders.csv", SHOPWARE, "amount_total")],
)  # fmt: skip
def test_an_export_with_gross_amounts_alone_says_so_and_takes_the_vat_that_a_person_names(
    desk, take, name, row, column
):
    report = take(name, row)
    assert (unknown(report), net(desk)) == ([(column, 1)], [(None, 11900)])
    report = import_file(desk.db, desk.folder / name, choices=VAT_19)
    assert "read_tax_19" in codes(report) and unknown(report) == [] and net(desk) == [(10000, 11900)]


@pytest.mark.parametrize(
    ("name", "row"),
    [("amazon-orders-merchant-fulfilled.txt", AMAZON | {"item-tax": "19.00"}),
     ("amazon-all-orders.txt", ALL | {"item-tax": "19.00"}),
     ("ebay-orders-de-legacy.csv", EBAY | {"Inklusive Mehrwertsteuersatz": "19%"}),
     ("etsy-sold-orders.csv", ETSY | {"Sales Tax": "19.00"})],
)  # fmt: skip
def test_a_tax_that_the_export_tells_makes_revenue_known_without_a_word(desk, take, name, row):
    report = take(name, row)
    assert (unknown(report), net(desk)) == ([], [(10000, 11900)])


@pytest.mark.parametrize(
    ("tax", "more", "amounts"),
    [("0.62", (), (1992, 2170)), ("0.00", (), (2029, 2170)), ("0.62", ("0.25",), (4021, 4340))],
)
def test_the_tax_on_sending_is_what_the_export_tells(desk, take, tax, more, amounts):
    row = AMAZON | {"item-price": "17.80", "item-tax": "1.16", "shipping-price": "3.90", "shipping-tax": tax}
    report = take(
        "amazon-orders-merchant-fulfilled.txt", row, *(row | {"shipping-tax": one, "sku": "K2"} for one in more)
    )
    assert (unknown(report), net(desk)) == ([], [amounts])


@pytest.mark.parametrize(
    ("given", "more", "amounts"),
    [
        ("5.95", [], (100_00, 119_00)),
        ("2.38", [], (103_00, 122_57)),
        ("5.95", [{"shipping-price": "11.90", "shipping-tax": "1.90"}], (210_00, 249_90)),
        ("0.00", [{"item-promotion-discount": "-119.00", "ship-promotion-discount": "-5.95"}], (105_00, 124_95)),
    ],
)
def test_what_was_sent_or_given_free_holds_no_tax(desk, take, given, more, amounts):
    row = AMAZON | {"item-tax": "19.00", "shipping-price": "5.95", "shipping-tax": "0.95"}
    free = row | {"ship-promotion-discount": f"-{given}"}
    take("amazon-orders-vat-variant.txt", free, *(row | {"sku": "K2"} | one for one in more))
    assert net(desk) == [amounts]


def test_the_vat_a_person_names_is_that_of_the_items_that_tell_none(desk, take):
    book = AMAZON | {"order-id": "302-2", "item-price": "107.00", "item-tax": "7.00"}
    report = take("amazon-orders-merchant-fulfilled.txt", AMAZON, book, AMAZON | {"order-id": "302-3"})
    (said,) = (one for one in report.warnings if one.code == "net_unknown")
    assert (said.rows, said.count) == ((1, 3), 2)
    import_file(desk.db, desk.folder / "amazon-orders-merchant-fulfilled.txt", choices=VAT_19)
    assert net(desk) == [(10000, 10700), (10000, 11900), (10000, 11900)]


def test_an_order_of_items_with_and_without_tax_adds_both(desk, take):
    book = AMAZON | {"item-price": "107.00", "item-tax": "7.00", "shipping-price": ""}
    report = take("amazon-orders-merchant-fulfilled.txt", AMAZON, book)
    assert unknown(report) == [("item-price", 1)]
    import_file(desk.db, desk.folder / "amazon-orders-merchant-fulfilled.txt", choices=VAT_19)
    assert net(desk) == [(20000, 22600)]


def test_cancelled_orders_and_payments_need_no_net_amount(desk, take):
    assert unknown(take("amazon-all-orders.txt", ALL | {"order-status": "Cancelled"})) == []
    assert unknown(take("stripe-payments.csv", CHARGE)) == []
    assert unknown(desk.imports("z.csv", "Rechnungsnummer;Zahldatum;Betrag", "R1;03.02.2025;119,00")) == []


def test_rows_of_an_own_list_without_their_net_amount_take_the_vat_that_a_person_names(desk):
    lines = (
        "Rechnungsnummer;Datum;Name;Netto;Brutto",
        "R1;03.03.2025;Anna Berg;50,00;53,50",
        "R2;04.03.2025;Anna Berg;;119,00",
    )
    (said,) = (one for one in desk.imports("r.csv", *lines).warnings if one.code == "net_unknown")
    assert (said.column, said.rows) == ("Brutto", (2,))
    report = desk.imports("r.csv", *lines, choices=VAT_19)
    assert (codes(report), revenue(desk)) == (["read_tax_19"], (15000, 0))


def test_the_vat_named_for_an_export_holds_for_that_of_the_next_month(desk, take):
    take("shopware6-orders.csv", SHOPWARE)
    import_file(desk.db, desk.folder / "shopware6-orders.csv", choices=VAT_19)
    report = take("shopware6-orders.csv", SHOPWARE | {"order_number": "10002", "amount_total": "238.00"})
    assert (codes(report), net(desk)) == (["chosen_before", "read_tax_19"], [(10000, 11900), (20000, 23800)])


@pytest.mark.parametrize(("choice", "fits"), [("net_unknown=tax_19", False), ("date_invalid=leave_out", True)])
def test_a_choice_that_fits_no_problem_of_the_file_is_said(desk, choice, fits):
    lines = (
        "Rechnungsnummer;Datum;Name;Netto;Brutto",
        "R1;31.02.2025;Anna Berg;50,00;53,50",
        "R2;1.3.2025;Anna Berg;50,00;53,50",
    )
    report = desk.imports("r.csv", *lines, choices=[choices.parse(choice)])
    said = [one.text for one in report.warnings if one.code == "choice_unfit"]
    assert said == [] if fits else (len(said) == 1 and choice in said[0])


def test_the_taxes_of_the_land_of_the_business_are_offered_first(desk, take):
    take("shopware6-orders.csv", SHOPWARE)
    settings.write(desk.db, "business.country", "AT")
    file = desk.folder / "shopware6-orders.csv"
    look = preview.look(file, desk.db)
    (cause,) = trial.judged(look, trial.run(desk.db, file, look.recognised)).problems
    assert (cause.outcome, cause.count, cause.actions[:4]) == ("unknown", 1, ("keep", "tax_20", "tax_10", "tax_13"))
    assert set(cause.actions) == set(choices.actions("net_unknown"))


@pytest.mark.parametrize(
    ("heading", "cell", "net"),
    [("MwSt. in %", "19,00", 20000), ("MwSt (%)", "19,00", 20000), ("MwSt 19%", "19,00", None)],
)
def test_a_tax_in_percent_is_a_rate_though_it_has_two_decimals(desk, heading, cell, net):
    desk.imports("l.csv", f"Re-Nr;Datum;Name;Betrag;{heading}", f"R1;01.02.2024;Anna Berg;238,00;{cell}")
    assert desk.ask("SELECT gross, net FROM fact") == [(23800, net)]


@pytest.mark.parametrize(
    ("heading", "text"), [("Betrag", "Nothing says whether these amounts"), ("Bruttobetrag", "Amounts include tax")]
)
def test_that_tax_is_in_an_amount_is_said_to_be_assumed_where_no_heading_tells_it(desk, heading, text):
    report = desk.imports("r.csv", f"Rechnungsnummer;Datum;Name;{heading}", "R1;03.03.2025;Anna Berg;119,00")
    assert [one.text.startswith(text) for one in report.warnings if one.code == "net_unknown"] == [True]
