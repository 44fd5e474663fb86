"""One sale told by two files counts once: the files go in through the real import, the figures come out of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.desk.derive import derive
from tests.sources.intake_desk import Desk

BOTH = (
    "Rechnungsnummer;Rechnungsdatum;Kundennummer;Name;E-Mail;Betrag brutto;Betrag netto",
    "RE-2024-0001;05.01.2024;1;Otto Abel;otto@abc.example;119,00;100,00",
    "RE-2024-0002;07.02.2024;1;Otto Abel;otto@abc.example;1.190,00;1.000,00",
)
NET = (
    "Re.-Nr.;Datum;Kunde;E-Mail;Summe netto;Projekt",
    "RE-2024-0001;05.01.2024;Otto Abel;otto@abc.example;100,00;A",
    "RE-2024-0002;07.02.2024;Otto Abel;otto@abc.example;1.000,00;B",
)
GROSS = (
    "Beleg-Nr.;Rechnungsdatum;Kunde;E-Mail;Betrag brutto;Bearbeiter",
    "RE-2024-0001;05.01.2024;Otto Abel;otto@abc.example;119,00;A",
    "RE-2024-0002;07.02.2024;Otto Abel;otto@abc.example;1.190,00;B",
)
ORDERS = (
    "Bestellnummer;Bestelldatum;Name;E-Mail;Betrag netto;Betrag brutto",
    "10001;05.01.2024;Otto Abel;otto@abc.example;100,00;119,00",
    "10002;06.02.2024;Otto Abel;otto@abc.example;100,00;119,00",
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Billing Name",
    "#10001,otto@abc.example,paid,2024-01-05 10:00:00 +0100,fulfilled,EUR,119.00,0.00,19.00,119.00,"
    "2024-01-05 10:00:00 +0100,1,Tee,119.00,Otto Abel",
    "#10002,otto@abc.example,paid,2024-02-06 10:00:00 +0100,fulfilled,EUR,119.00,0.00,19.00,119.00,"
    "2024-02-06 10:00:00 +0100,1,Tee,119.00,Otto Abel",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def revenue(desk: Desk, *lists: tuple[str, ...]) -> int:
    """Net, in cents, of everybody, once the lists came in."""
    for place, lines in enumerate(lists):
        desk.imports(f"list{place}.csv", *lines)
    derive(desk.db, as_of="2025-12-31")
    return int(desk.db.execute("SELECT sum(revenue_net) FROM figure").fetchone()[0])


def longer(lines: tuple[str, ...], header: str) -> tuple[str, ...]:
    return (f"{lines[0]};{header}", *(f"{line};bar" for line in lines[1:]))


@pytest.mark.parametrize("lists", [(BOTH, NET), (NET, BOTH)])
def test_an_invoice_counts_once_where_one_list_tells_the_net_amount_only(desk, lists):
    assert revenue(desk, *lists) == 110000


@pytest.mark.parametrize("lists", [(NET, GROSS), (GROSS, NET)])
def test_an_invoice_counts_once_where_one_list_tells_net_the_other_gross(desk, lists):
    assert revenue(desk, *lists) == 110000
    assert desk.ask("SELECT sum(invoices), sum(unknown_net) FROM figure") == [(2, 0)]


def test_a_list_of_invoices_with_one_more_column_counts_once(desk):
    assert revenue(desk, NET, longer(NET, "Bemerkung")) == 110000


def test_another_net_amount_under_the_same_number_is_another_invoice(desk):
    other = (NET[0], NET[1].replace("100,00", "70,00").replace("05.01.", "06.01."))
    assert revenue(desk, BOTH, other) == 117000


@pytest.mark.parametrize("lists", [(ORDERS, SHOPIFY), (SHOPIFY, ORDERS)])
def test_an_order_counts_once_in_an_own_list_and_the_export_of_the_shop(desk, lists):
    assert revenue(desk, *lists) == 20000


def test_a_list_of_orders_with_one_more_column_counts_once(desk):
    assert revenue(desk, ORDERS, longer(ORDERS, "Zahlart")) == 20000


@pytest.mark.parametrize(
    ("was", "other", "expected"),
    [("119.00", "238.00", 60000), ("2024-01-05", "2024-01-07", 20000),
     ("2024-01-05", "2024-01-09", 30000)],
)  # fmt: skip
def test_another_amount_or_week_under_the_same_number_is_another_order(desk, was, other, expected):
    shop = tuple(line.replace(was, other).replace("19.00,238", "38.00,238") for line in SHOPIFY)
    assert revenue(desk, ORDERS, shop) == expected


def test_two_shops_that_number_alike_keep_the_orders_of_their_customers(desk):
    shop = tuple(line.replace("otto@abc", "eva@xyz").replace("Otto Abel", "Eva Blau") for line in SHOPIFY)
    assert revenue(desk, ORDERS, shop) == 40000


def test_an_order_of_two_lists_goes_with_its_invoice(desk):
    invoices = (
        "Rechnungsnummer;Rechnungsdatum;Bestellnummer;Name;E-Mail;Betrag brutto;Betrag netto",
        "RE-2024-0001;05.04.2024;10001;Otto Abel;otto@abc.example;119,00;100,00",
    )
    assert revenue(desk, ORDERS, SHOPIFY, invoices) == 20000


def test_an_invoice_of_two_lists_takes_its_order_in(desk):
    order = (ORDERS[0], ORDERS[1])
    assert revenue(desk, order, BOTH, NET) == 110000
