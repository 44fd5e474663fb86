"""What is booked on an account of many buyers makes no customer, and no revenue that a shop tells already, whichever list tells it."""

import pytest

from tests.value.lists import revenue
from tests.value.test_many_files import SHOP

CUSTOMERS = ("Kundennummer;Firma;Ort;E-Mail", "10;Diverse Debitoren;;", "11;Holz GmbH;Ulm;a@holz.example")
SALES = (
    "Rechnungsnr;Datum;Kundennummer;Betrag netto;Betrag brutto",
    "R1;01.02.2025;10;100,00;119,00",
    "R2;02.02.2025;11;200,00;238,00",
    "R3;03.02.2025;12;50,00;59,50",
)
LISTS = [("kunden.csv", CUSTOMERS), ("rechnungen.csv", SALES)]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("at_once", [True, False])
def test_sales_that_name_the_account_by_its_number(desk, order, at_once):
    for name, lines in LISTS[::order]:
        desk.imports(name, *lines)
        if not at_once:
            revenue(desk)
    assert revenue(desk) == 25000
    assert desk.ask("SELECT customer_numbers FROM profile") == [("11",), ("12",)]
    assert desk.ask("SELECT net FROM counted WHERE counts AND profile_id IS NULL") == [(10000,)]


@pytest.mark.parametrize(
    ("name", "day", "counts"),
    [("PayPal Kunden", "05.03.2025", False), ("Diverse Debitoren", "05.03.2025", False), ("Diverse Debitoren", "05.02.2025", True),
     ("Laufkundschaft", "05.03.2025", True), ("Barverkauf", "05.03.2025", True)],
)  # fmt: skip
def test_in_months_of_which_a_shop_tells_its_orders_only_sales_over_the_counter_count(desk, name, day, counts):
    desk.imports("kasse.csv", "Belegnummer;Datum;Kunde;Netto", f"B1;{day};{name};1000,00", f"B2;{day};Anna Berg;5,00")
    desk.imports("shop.csv", *SHOP)
    revenue(desk)
    assert desk.ask("SELECT counts, why FROM counted WHERE net = 100000") == [
        (int(counts), "" if counts else "collective")
    ]


def test_a_cancelled_order_tells_of_no_sale(desk):
    desk.imports(
        "kasse.csv", "Belegnummer;Datum;Kunde;Netto", "B1;05.03.2025;Diverse;1000,00", "B2;05.03.2025;Anna Berg;5,00"
    )
    desk.imports("shop.csv", SHOP[0], SHOP[1].replace(",paid,", ",voided,"))
    revenue(desk)
    assert desk.ask("SELECT counts FROM counted WHERE net = 100000") == [(1,)]


def test_a_number_that_a_customer_bears_elsewhere_is_the_customers(desk):
    for name, lines in LISTS:
        desk.imports(name, *lines)
    desk.imports("adressen.csv", "Kundennummer;Vorname;Nachname;Straße;PLZ", "10;Anna;Berg;Weg 1;89073")
    assert revenue(desk) == 35000


def test_without_the_list_that_tells_of_the_account_its_sales_are_somebodys_again(desk):
    told, _sales = [desk.imports(name, *lines) for name, lines in LISTS]
    assert revenue(desk) == 25000
    desk.undoes(told)
    assert revenue(desk) == 35000


def test_sales_that_name_the_account(desk):
    desk.imports(
        "verkauf.csv", "Bestellnummer;Datum;Kunde;Netto;Brutto", "1;01.02.2025;Barverkauf;10,00;11,90",
        "2;02.02.2025;Anna Berg;20,00;23,80",
    )  # fmt: skip
    assert revenue(desk) == 2000
    assert desk.ask("SELECT display_name FROM profile") == [("Anna Berg",)]
