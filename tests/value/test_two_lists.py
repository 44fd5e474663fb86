"""One sale told by two files counts once: the files go in through the real import, the figures come out of the store."""

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


ACCEPTED = (
    "Angebot Nr.;Kunde;E-Mail;Netto;Brutto;Status;Auftrag am;Rechnung Nr.",
    "AN-1;Otto Abel;otto@abc.example;14850,00;17671,50;Auftrag;02.02.2025;RE-25-017",
    "AN-2;Eva Blau;eva@xyz.example;900,00;1071,00;offen;;",
)
BILLED = (
    "Rechnung Nr.;Rechnungsdatum;Kunde;E-Mail;Netto;Brutto",
    "RE-25-017;30.04.2025;Otto Abel;otto@abc.example;14850,00;17671,50",
)


BOTH_DAYS = (
    "Auftrag am;Rechnung Nr.;Rechnungsdatum;Kunde;E-Mail;Netto;Brutto",
    "02.02.2025;RE-25-017;30.04.2025;Otto Abel;otto@abc.example;14850,00;17671,50",
)


@pytest.mark.parametrize(
    "lists", [(ACCEPTED, BILLED), (BILLED, ACCEPTED), (ACCEPTED, BOTH_DAYS), (BOTH_DAYS, ACCEPTED)]
)
def test_an_invoice_of_two_lists_counts_once_whatever_their_days_and_on_the_day_it_was_written(desk, lists):
    desk.imports("first.csv", *lists[0])
    told = desk.imports("second.csv", *lists[1]).warnings
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask("SELECT net, day FROM counted WHERE counts = 1") == [(1485000, "2025-04-30")]
    assert [one.rows for one in told if one.code == "other_day"] == [(1,)]


def test_a_short_number_a_few_days_apart_counts_once_and_is_told_so(desk):
    desk.imports("first.csv", *(line.replace("RE-25-017", "R-17") for line in BILLED))
    lines = [line.replace("RE-25-017", "R-17").replace("30.04.2025", "28.04.2025") for line in BILLED]
    told = desk.imports("second.csv", f"{lines[0]};Filiale", f"{lines[1]};Nord").warnings
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask("SELECT net FROM counted WHERE counts = 1") == [(1485000,)]
    assert [one.code for one in told if one.code in ("other_day", "far_day")] == ["other_day"]


@pytest.mark.parametrize(("number", "day"), [("W-12", "30.04.2025"), ("RE-25-017", "09.10.2025")])
def test_of_quite_other_days_or_under_a_short_number_both_count_and_that_is_told(desk, number, day):
    desk.imports("first.csv", *(line.replace("RE-25-017", number) for line in ACCEPTED))
    lines = (line.replace("RE-25-017", number).replace("30.04.2025", day) for line in BILLED)
    told = desk.imports("second.csv", *lines).warnings
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(2,)]
    assert [one.rows for one in told if one.code in ("other_day", "far_day")] == [(1,)]


@pytest.mark.parametrize(
    ("number", "billed"),
    [("17", BILLED), ("RE-25-017", (BILLED[0], BILLED[1].replace("14850,00;17671,50", "14800,00;17612,00"))),
     ("RE-25-017", (BILLED[0], BILLED[1].replace("Otto Abel;otto@abc", "Eva Blau;eva@xyz")))],
)  # fmt: skip
def test_of_other_days_a_bare_number_another_amount_or_customer_is_another_invoice(desk, number, billed):
    revenue(desk, *(tuple(line.replace("RE-25-017", number) for line in lines) for lines in (ACCEPTED, billed)))
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(2,)]


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


ORDER = (
    "Bestellnummer;Datum;Kundennummer;Name;E-Mail;{amount};Status",
    "{number};01.03.2025;7;Anna Berg;anna@abc.example;{cents};bezahlt",
)
BILL = ("Rechnungsnummer;Rechnungsdatum;Kundennummer;Name;{amount}", "RE-1;{day};7;Anna Berg;{cents}")


def written(lines: tuple[str, ...], **words: str) -> tuple[str, ...]:
    return tuple(line.format(**words) for line in lines)


@pytest.mark.parametrize("turned", [False, True], ids=["order first", "invoice first"])
@pytest.mark.parametrize("gross", ["119,00", "107,00", "120,00", "110,00", "113,00", "108,10", "102,60", "100,00"])
def test_an_order_told_gross_and_its_invoice_told_net_count_once(desk, gross, turned):
    order = written(ORDER, amount="Brutto", number="1001", cents=gross)
    bill = written(BILL, amount="Netto", day="03.03.2025", cents="100,00")
    assert revenue(desk, *((bill, order) if turned else (order, bill))) == 10000
    assert desk.ask("SELECT invoices, purchase_days, unknown_net FROM figure") == [(1, 1, 0)]


@pytest.mark.parametrize("gross", ["118,99", "127,00", "99,00", "111,00"])
def test_gross_and_net_that_no_tax_explains_are_two_sales(desk, gross):
    order = written(ORDER, amount="Brutto", number="1001", cents=gross)
    bill = written(BILL, amount="Netto", day="03.03.2025", cents="100,00")
    revenue(desk, order, bill)
    assert desk.ask("SELECT invoices FROM figure") == [(2,)]


def test_equal_amounts_join_before_those_that_a_tax_explains(desk):
    orders = written(ORDER, amount="Netto;Brutto", number="1001", cents="100,00;119,00")
    gross = written(ORDER, amount="Brutto", number="1002", cents="119,00")[1].replace("119,00", ";119,00")
    bill = written(BILL, amount="Netto", day="02.03.2025", cents="100,00")
    revenue(desk, (*orders, gross), bill)
    assert desk.ask("SELECT f.key FROM counted AS c JOIN fact AS f ON f.id = c.fact_id WHERE c.why = 'invoiced'") == [
        ("1001/2025",)
    ]


def test_the_order_tells_the_net_amount_that_its_invoice_leaves_out(desk):
    order = written(ORDER, amount="Netto;Brutto", number="1001", cents="100,00;119,00")
    bill = written(BILL, amount="Brutto", day="03.03.2025", cents="119,00")
    assert revenue(desk, order, bill) == 10000
    assert desk.ask("SELECT invoices, unknown_net FROM figure") == [(1, 0)]


@pytest.mark.parametrize("number", ["1001", "#1001"])
@pytest.mark.parametrize("heading", ["Bestellnummer", "Auftragsnummer", "Order No"])
def test_an_invoice_that_has_the_order_number_in_a_column_belongs_to_it_whatever_day_and_amount(desk, heading, number):
    order = written(ORDER, amount="Netto;Brutto", number=number, cents="100,00;119,00")
    bill = written(BILL, amount=f"{heading};Netto;Brutto", day="28.09.2025", cents="1001;90,00;107,10")
    assert revenue(desk, order, bill) == 9000
    assert desk.ask("SELECT invoices, purchase_days FROM figure") == [(1, 1)]


def test_a_link_goes_before_an_equal_amount_that_is_nearer(desk):
    orders = written(ORDER, amount="Netto;Brutto", number="1001", cents="100,00;119,00")
    nearer = orders[1].replace("1001", "1002").replace("01.03.", "27.09.")
    bill = written(BILL, amount="Bestellnummer;Netto;Brutto", day="28.09.2025", cents="1001;100,00;119,00")
    assert revenue(desk, (*orders, nearer), bill) == 20000
    assert desk.ask("SELECT f.key FROM counted AS c JOIN fact AS f ON f.id = c.fact_id WHERE c.why = 'invoiced'") == [
        ("1001/2025",)
    ]


def test_of_two_orders_of_one_customer_and_number_the_invoice_belongs_to_the_nearer(desk):
    orders = written(ORDER, amount="Netto;Brutto", number="1001", cents="100,00;119,00")
    older = orders[1].replace(".2025", ".2024")
    bill = written(BILL, amount="Bestellnummer;Netto;Brutto", day="28.09.2025", cents="1001;90,00;107,10")
    assert revenue(desk, (*orders, older), bill) == 19000


@pytest.mark.parametrize("more", ["Betreff;Bestellnummer", "Bestellnummer;Betreff"])
def test_a_subject_beside_the_order_number_keeps_both(desk, more):
    order = written(ORDER, amount="Netto;Brutto", number="1001", cents="100,00;119,00")
    told = "Wartung;1001" if more.startswith("Betreff") else "1001;Wartung"
    bill = written(BILL, amount=f"{more};Netto;Brutto", day="28.09.2025", cents=f"{told};90,00;107,10")
    assert revenue(desk, order, bill) == 9000
    assert desk.ask("SELECT subject FROM fact WHERE kind = 'invoice'") == [("Wartung",)]


def test_an_order_of_the_goods_alone_is_the_invoice_that_adds_what_sending_costs(desk):
    orders = ("Bestellnummer;Bestelldatum;Name;E-Mail;Betrag netto;Betrag brutto;Versandkosten",
              "10001;05.01.2024;Otto Abel;otto@abc.example;100,00;119,00;5,95")  # fmt: skip
    invoices = ("Rechnungsnummer;Rechnungsdatum;Name;E-Mail;Betrag brutto;Betrag netto",
                "RE-7;06.01.2024;Otto Abel;otto@abc.example;124,95;105,00")  # fmt: skip
    assert revenue(desk, orders, invoices) == 105_00
