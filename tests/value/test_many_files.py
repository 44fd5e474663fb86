"""One sale in several files: whatever their order, and without any of them, the figures are those of the sale."""

import tempfile
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from kmu_crm.desk.derive import derive
from tests.sources import exports
from tests.sources.intake_desk import Desk

File = tuple[str, ...]
ANNA = "10007;Anna Berg;anna@abc.example"
WHO = "Kundennummer;Name;E-Mail"
PEOPLE: File = ("Kundennummer;Vorname;Nachname;E-Mail", "10007;Anna;Berg;anna@abc.example")
ORDER: File = (f"Bestellnummer;Datum;{WHO};Netto;Brutto;Status", f"1001;01.03.2025;{ANNA};100,00;119,00;bezahlt")
GROSS: File = (f"Bestellnummer;Datum;{WHO};Brutto;Status;Zahlart", f"1001;01.03.2025;{ANNA};119,00;bezahlt;bar")
NOBODYS: File = ("Bestellnummer;Datum;Netto;Brutto", "1001;01.03.2025;100,00;119,00")
SHOP: File = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Billing Name",
    "#1001,anna@abc.example,paid,2025-03-01 10:00:00 +0100,fulfilled,EUR,119.00,0.00,19.00,119.00,"
    "2025-03-01 10:00:00 +0100,1,Tee,119.00,Anna Berg",
)
BILL: File = (f"Rechnungsnummer;Rechnungsdatum;{WHO};Netto;Brutto", f"RE-2025-01;03.03.2025;{ANNA};100,00;119,00")
NET: File = (
    "Rechnungsnummer;Rechnungsdatum;Kundennummer;Name;Netto;Bearbeiter",
    "RE-2025-01;03.03.2025;10007;Anna Berg;100,00;x",
)
LATE: File = (
    f"Rechnungsnummer;Rechnungsdatum;{WHO};Bestellnummer;Netto;Brutto",
    f"RE-2025-02;03.09.2025;{ANNA};1001;100,00;119,00",
)
UNNAMED: File = ("Rechnungsnummer;Datum;Bestellnummer;Netto;Brutto", "RE-2025-03;03.03.2025;1001;100,00;119,00")
UNNAMED_NET: File = ("Rechnungsnummer;Datum;Bestellnummer;Netto", "RE-2025-03;03.03.2025;1001;100,00")
DEARER: File = (NOBODYS[0], NOBODYS[1].replace("100,00;119,00", "110,00;130,90"))
PAID: File = ("Zahlungsdatum;Rechnungsnummer;Betrag;Zahlungsart", "15.03.2025;RE-2025-01;119,00;Bank")
BOOKED: File = tuple(
    exports.datev(
        21,
        [
            exports.booking("119,00", "S", "10007", "8400", "0303", "RE-2025-01"),
            exports.booking("119,00", "H", "10007", "1200", "1503", "RE-2025-01"),
        ],
        120,
    )
)
CANCELLED: File = (ORDER[0], ORDER[1].replace("bezahlt", "storniert"))
FRANCS: File = (f"{ORDER[0]};Währung", f"{ORDER[1]};CHF")
EUROS: File = (f"{LATE[0]};Währung", f"{LATE[1]};EUR", f"RE-2025-04;03.10.2025;{ANNA};;0,00;0,00;EUR")
CREDITS = f"Rechnungsdatum;{WHO};Belegart;Netto;Brutto"
BY_INVOICE: File = (f"Rechnungsnummer;{CREDITS};Grund", f"RE-2025-01;20.03.2025;{ANNA};Gutschrift;-100,00;-119,00;x")
BY_ORDER: File = (
    f"Rechnungsnummer;Bestellnummer;{CREDITS}",
    f"RE-2025-01;;03.03.2025;{ANNA};Rechnung;100,00;119,00",
    f"GS-2025-01;1001;20.03.2025;{ANNA};Gutschrift;100,00;119,00",
)
BACK: File = (
    SHOP[0].replace("Total,", "Total,Refunded Amount,"),
    SHOP[1].replace("paid,2025", "refunded,2025").replace(",119.00,2025-03", ",119.00,119.00,2025-03"),
)
TAKEN_BACK: dict[str, tuple[File, ...]] = {
    "credit note by its invoice": (ORDER, BILL, BY_INVOICE),
    "credit note by its order": (ORDER, BY_ORDER),
    "credit note by its order, refund of the shop": (BACK, BY_ORDER),
}

ONE_SALE: dict[str, tuple[File, ...]] = {
    "order, invoice": (ORDER, BILL),
    "order gross, invoice net": (GROSS, NET),
    "order twice, invoice net": (ORDER, GROSS, NET),
    "own list, shop, invoice": (GROSS, SHOP, NET),
    "order of nobody, shop": (NOBODYS, SHOP),
    "order of nobody, shop, invoice": (NOBODYS, SHOP, LATE),
    "order of nobody, invoice": (NOBODYS, LATE),
    "order of nobody, invoice of another amount": (DEARER, LATE),
    "order, invoice of nobody": (ORDER, UNNAMED),
    "order gross, net invoice of nobody": (GROSS, UNNAMED_NET),
    "order, invoice, booking, people": (GROSS, BOOKED, NET, PEOPLE),
    "order, invoice, payment": (GROSS, NET, PAID),
    "cancelled order, invoice": (CANCELLED, BILL),
    "order in francs, invoice in euros": (FRANCS, EUROS),
}
EACH = (
    "SELECT p.display_name, g.revenue_net, g.documents, g.purchase_days, g.unknown_net, g.open_amount, g.days_to_pay"
    " FROM figure AS g JOIN profile AS p ON p.id = g.profile_id WHERE g.documents > 0"
)


def figures(
    folder: Path, files: Sequence[File], order: Iterable[int], without: int | None = None
) -> list[tuple[Any, ...]]:
    """Of every customer, after the files came in this order and one was taken back."""
    desk = Desk(Path(tempfile.mkdtemp(dir=folder)))
    reports = {place: desk.imports(f"list{place}.csv", *files[place]) for place in order}
    if without is not None:
        desk.undoes(reports[without])
    derive(desk.db, as_of="2025-12-31")
    found = desk.ask(EACH)
    desk.store.close()
    return found


@pytest.mark.parametrize("files", ONE_SALE.values(), ids=ONE_SALE)
def test_one_sale_counts_once_whichever_file_comes_first(tmp_path, files):
    told = [figures(tmp_path, files, order) for order in permutations(range(len(files)))]
    assert all(one == told[0] for one in told)
    assert [(name, net, days, unknown) for name, net, _, days, unknown, *_ in told[0]] == [("Anna Berg", 10000, 1, 0)]


def test_an_order_invoiced_in_parts_counts_once_whichever_file_comes_first(tmp_path):
    files: tuple[File, ...] = (
        (GROSS[0], GROSS[1].replace("119,00", "238,00")),
        (BILL[0], BILL[1], BILL[1].replace("01;03.03", "02;17.03")),
    )
    for order in permutations(range(2)):
        assert [one[1:4] for one in figures(tmp_path, files, order)] == [(20000, 2, 2)]


@pytest.mark.parametrize("files", TAKEN_BACK.values(), ids=TAKEN_BACK)
def test_a_sale_that_was_taken_back_is_none_whichever_file_comes_first(tmp_path, files):
    for order in permutations(range(len(files))):
        assert [(net, days) for _, net, _, days, *_ in figures(tmp_path, files, order)] == [(0, 0)]


@pytest.mark.parametrize("files", (ONE_SALE | TAKEN_BACK).values(), ids=ONE_SALE | TAKEN_BACK)
def test_without_one_file_the_figures_are_those_of_the_others(tmp_path, files):
    everything = range(len(files))
    for gone in everything:
        others = [place for place in everything if place != gone]
        assert figures(tmp_path, files, everything, without=gone) == figures(tmp_path, files, others)


def test_an_order_of_nobody_leaves_two_customers_with_one_number_their_orders(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    for whose, source in ((anna, "list"), (bert, "shop"), (None, "third")):
        shop.order(whose, "2025-03-01", 10000, "1001", source_id=shop.source(source))
    shop.score()
    assert [shop.figures(one).revenue_net for one in (anna, bert)] == [10000, 10000]


def test_an_invoice_of_nobody_and_another_amount_stays_nobodys(shop):
    anna = shop.customer()
    order = shop.order(anna, "2025-03-01", 10000, "12")
    shop.invoice(None, "2025-03-03", 5000, subject="12")
    shop.score()
    assert (shop.why(order), shop.figures(anna).revenue_net) == ("counts", 10000)


@pytest.mark.parametrize(("day", "why"), [("2025-09-01", "invoiced"), ("2026-04-01", "counts")])
def test_an_order_of_nobody_goes_with_the_invoice_that_names_it_within_a_year(shop, day, why):
    order = shop.order(None, "2025-03-01", 10000, "12")
    shop.invoice(shop.customer(), day, 5000, subject="12")
    shop.score("2026-12-31")
    assert shop.why(order) == why
