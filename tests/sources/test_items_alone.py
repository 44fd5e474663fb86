"""Items of orders whose customers stand in another export, and files that name no customer at all: said before anything is written."""

import pytest

from kmu_crm.desk import intake
from kmu_crm.desk.derive import derive

ETSY_ORDER = {"Sale Date": "09/03/25", "Order ID": "1", "Full Name": "Anna Muster", "Currency": "EUR", "Order Value": "30.00",
              "Sales Tax": "4.00", "Order Total": "34.00"}  # fmt: skip
ETSY_ITEM = {"Sale Date": "09/03/25", "Order ID": "1", "Item Name": "Ring", "Quantity": "1", "Price": "30.00", "Item Total": "30.00",
             "Transaction ID": "9", "Listing ID": "L1", "Ship Name": "Anna Muster"}  # fmt: skip
SHOPWARE_ORDER = {"orderNumber": "20005", "invoiceAmount": "119.00", "invoiceAmountNet": "100.00", "orderTime": "2012-08-30 10:15:54",
                  "email": "anna@mail.example", "billingFirstName": "Anna", "billingLastName": "Muster"}  # fmt: skip
SHOPWARE_ITEM = {"number": "20005", "orderDetailId": "1", "articleNumber": "SW1", "articleName": "Tee", "quantity": "1",
                 "price": "119.00", "mode": "0"}  # fmt: skip
SHOPS = [
    ("etsy-sold-order-items.csv", ETSY_ITEM, "etsy-sold-orders.csv", ETSY_ORDER, "Etsy orders"),
    ("shopware5-orders-lines.csv", SHOPWARE_ITEM, "shopware5-orders-main.csv", SHOPWARE_ORDER, "Shopware 5 orders"),
]
NOBODY, ORDERS = "customers_nowhere", "orders_missing"


def said(report):
    return [(one.code, one.count) for one in report.warnings if one.code in (NOBODY, ORDERS)]


def joined(desk):
    derive(desk.db, as_of="2026-06-30")
    return desk.ask(
        "SELECT c.profile_id IS NOT NULL, l.name FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact"
    )


@pytest.mark.parametrize(("items", "item", "orders", "order", "title"), SHOPS)
def test_items_alone_name_the_export_that_has_their_customers(desk, take, items, item, orders, order, title):
    report = take(items, item, item)
    assert said(report) == [(ORDERS, 1)]
    assert any(title in one.text for one in report.warnings)
    assert said(take(orders, order)) == []
    assert [row[0] for row in joined(desk)] == [1, 1]


@pytest.mark.parametrize(("items", "item", "orders", "order", "title"), SHOPS)
def test_items_after_their_orders_join_them_without_a_word(desk, take, items, item, orders, order, title):
    take(orders, order)
    assert said(take(items, item)) == []
    assert [row[0] for row in joined(desk)] == [1]


@pytest.mark.parametrize(("items", "item", "orders", "order", "title"), SHOPS)
def test_items_that_come_with_their_orders_wait_for_them(desk, take, items, item, orders, order, title):
    desk.undoes(take(items, item))
    desk.undoes(take(orders, order))
    delivery = intake.take_in(desk.db, [desk.folder / items, desk.folder / orders], guarded=False)
    assert [said(one) for one in delivery.done] == [[], []] and not delivery.refused
    assert [row[0] for row in joined(desk)] == [1]


def test_an_item_whose_order_is_missing_among_others_is_counted(desk, take):
    take("etsy-sold-orders.csv", ETSY_ORDER)
    report = take("etsy-sold-order-items.csv", ETSY_ITEM, ETSY_ITEM | {"Order ID": "2"})
    assert said(report) == [(ORDERS, 1)]


@pytest.mark.parametrize(
    ("head", "row"),
    [("Rechnungsnummer;Datum;Netto;Brutto", "R1;03.02.2025;100,00;119,00"),
     ("Bestellnummer;Datum;Artikel;Menge;Gesamtpreis;MwSt", "B1;03.02.2025;Tee;1;119,00;19 %")],
)  # fmt: skip
def test_a_list_without_customers_says_that_its_documents_are_nobodys(desk, head, row):
    assert said(desk.imports("r.csv", head, row)) == [(NOBODY, 1)]
    named = desk.imports("n.csv", f"{head};Kunde", f"{row};Anna Berg")
    assert said(named) == []


def test_an_export_without_customers_names_the_one_of_the_same_program_that_has_them(desk, take):
    row = {
        "amazon-order-id": "302-1",
        "purchase-date": "2025-03-01T10:00:00+00:00",
        "product-name": "Tee",
        "item-price": "9.00",
    }
    report = take("amazon-all-orders.txt", row | {"currency": "EUR", "quantity": "1"})
    assert said(report) == [(NOBODY, 1)]
    assert any("Amazon orders" in one.text for one in report.warnings)


def test_payments_that_name_their_documents_need_no_customer(desk):
    desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto;Brutto", "R1;03.02.2025;Anna Berg;100,00;119,00")
    assert said(desk.imports("z.csv", "Rechnungsnummer;Zahldatum;Betrag", "R1;03.02.2025;119,00")) == []


def test_a_list_with_an_empty_column_of_customers_is_told_once_row_by_row(desk):
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto;Brutto", "R1;03.02.2025;;100,00;119,00")
    assert (said(report), [one.code for one in report.warnings]) == ([], ["customer_missing"])


LESS = {"item-promotion-discount": "0.90"}  # which the other report has no column for


@pytest.mark.parametrize("nameless_first", [True, False])
@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ({}, [(1, 900)]),
        ({"order-status": "Cancelled"}, []),
        (LESS, [(1, 810)]),
        (LESS | {"order-status": "Cancelled"}, []),
    ],
)
def test_an_order_keeps_its_customer_where_another_report_tells_it_without(desk, take, nameless_first, said, counted):
    item = {
        "purchase-date": "2025-03-01T10:00:00+00:00",
        "product-name": "Tee",
        "item-price": "9.00",
        "currency": "EUR",
    }
    named = ("amazon-orders-merchant-fulfilled.txt", item | {"order-id": "302-1", "buyer-name": "Anna Muster"})
    nameless = ("amazon-all-orders.txt", item | {"amazon-order-id": "302-1"} | said)
    for name, row in (nameless, named) if nameless_first else (named, nameless):
        take(name, row)
    derive(desk.db, as_of="2026-06-30")
    assert desk.ask("SELECT profile_id IS NOT NULL, gross FROM counted WHERE counts = 1") == counted


@pytest.mark.parametrize("nameless_first", [True, False])
@pytest.mark.parametrize(
    ("items", "other", "counted"),
    [
        (["9.00", "5.00"], {"item-price": "9.00"}, 1400),
        (["9.00"], {"item-price": "0.00", "quantity": "0", "order-status": "Pending"}, 900),
    ],
    ids=["one of two items", "nothing yet"],
)
def test_of_two_reports_the_one_with_more_of_the_order_counts(desk, take, nameless_first, items, other, counted):
    item = {"purchase-date": "2025-03-01T10:00:00+00:00", "product-name": "Tee", "currency": "EUR"}
    rows = [item | {"order-id": "302-1", "buyer-name": "Anna Muster", "item-price": price} for price in items]
    named = ("amazon-orders-merchant-fulfilled.txt", *rows)
    nameless = ("amazon-all-orders.txt", item | {"amazon-order-id": "302-1"} | other)
    for name, *told in (nameless, named) if nameless_first else (named, nameless):
        take(name, *told)
    derive(desk.db, as_of="2026-06-30")
    assert desk.ask("SELECT profile_id IS NOT NULL, gross FROM counted WHERE counts = 1") == [(1, counted)]


def test_the_same_items_once_more_are_told_as_it_stands_by_then(desk, take):
    take("etsy-sold-order-items.csv", ETSY_ITEM)
    take("etsy-sold-orders.csv", ETSY_ORDER)
    assert said(take("etsy-sold-order-items.csv", ETSY_ITEM)) == []
