"""Lists of orders, a row for each item, as programs for stock and shipping write them."""

import pytest

ORDERS = (
    "SELECT d.number, f.day, f.gross, (SELECT sum(net) FROM line WHERE fact_id = f.id) FROM fact AS f"
    " JOIN document AS d ON d.id = f.document_id"
)
JTL = "{number};Bestelldatum;Kundennummer;Artikelnummer;Menge;{price};Positionstyp"


@pytest.mark.parametrize("number", ["Auftragsnummer", "Bestellnummer", "Auftragsnummer/Bestellnummer"])
@pytest.mark.parametrize(("price", "gross", "net"), [("Preis brutto", 2490, None), ("Preis netto", None, 2490)])
def test_jtls_items_come_to_an_amount(desk, number, price, gross, net):
    desk.imports("a.csv", JTL.format(number=number, price=price), "A1;01.02.2025;7;K1;2;10,00;Artikel",
                 "A1;01.02.2025;7;;1;4,90;Versandposition")  # fmt: skip
    assert desk.ask(ORDERS) == [("A1", "2025-02-01", gross, net)]
    assert desk.ask("SELECT kind FROM line") == [("product",), ("shipping",)]


def test_jtls_orders_without_a_day_are_orders_and_told(desk):
    head = "Auftragsnummer;Name;Straße;PLZ;Ort;Artikelname;Menge;Preis brutto;Positionstyp"
    report = desk.imports("a.csv", head, "A1;Anna Muster;Weg 1;04109;Leipzig;Kaffee;2;10,00;Artikel")
    assert desk.ask(ORDERS) == [("A1", None, 2000, None)]
    assert "day_missing" in {one.code for one in report.warnings}


@pytest.mark.parametrize(
    ("numbers", "position", "orders"),
    [
        (["302-1_1", "302-1_2", "302-2_1"], "Positionstyp", ["302-1", "302-2_1"]),
        (["302-1_1", "302-2", "302-1_2"], "Positionstyp", ["302-1", "302-2"]),
        (["302-1_1", "302-1_2"], "Bemerkung", ["302-1_1", "302-1_2"]),
    ],
)
def test_parcels_of_jtl_are_one_order_where_both_are_there(desk, numbers, position, orders):
    head = f"Externe Auftragsnummer;Bestelldatum;Kundennummer;Artikelnummer;Menge;Preis brutto;{position}"
    desk.imports("a.csv", head, *(f"{number};01.02.2025;7;K{n};1;10,00;Artikel" for n, number in enumerate(numbers)))
    found = desk.ask(ORDERS)
    assert [row[0] for row in found] == orders
    assert sum(row[2] for row in found) == 1000 * len(numbers)


@pytest.mark.parametrize(("who", "first", "second"), [("Kundennummer", "7", "8"), ("Firmenname", "Holz AG", "Kern AG")])
def test_orgamaxs_items_are_orders_that_lack_days_and_amounts(desk, who, first, second):
    report = desk.imports("bestellungen.csv", f"Bestellnummershop;Artikelnummer;Menge;{who}",
                          f"S1;K1;2;{first}", f"S1;K2;1;{first}", f"S2;K1;1;{second}")  # fmt: skip
    assert desk.ask(ORDERS) == [("S1", None, None, None), ("S2", None, None, None)]
    assert desk.ask("SELECT article, quantity FROM line") == [("K1", 1000), ("K1", 2000), ("K2", 1000)]
    assert {one.code for one in report.warnings} == {"day_missing", "amounts_missing"}
