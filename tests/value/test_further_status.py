"""Shop lists have a status of the order, of its payment and of its delivery: what was taken back in one of them was."""

import pytest

from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Bestellnummer;Bestelldatum;Kunde;E-Mail;Netto;Brutto;{};{};{}"
NAMES = [("Bestellstatus", "Zahlungsstatus", "Lieferstatus"), ("Status", "Zahlungsstatus", "Versandstatus"),
         ("Order Status", "Payment Status", "Shipping Status"), ("Order Status", "Financial Status", "Fulfillment Status")]  # fmt: skip


def orders(*said: tuple[str, str, str]) -> list[str]:
    return [
        f"A-{i};0{i}.01.2025;Kunde {i};k{i}@mail.example;100,00;119,00;{';'.join(cells)}"
        for i, cells in enumerate(said, 1)
    ]


def loud(report) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("refunded", ["Erstattet", "Rückerstattet", "Refunded", "Zurückgezahlt"])
def test_what_its_payment_says_was_refunded_is_no_revenue(desk, names, refunded):
    lines = orders(("Abgeschlossen", "Bezahlt", "Versandt"), ("Abgeschlossen", refunded, "Versandt"))
    report = desk.imports("bestellungen.csv", HEAD.format(*names), *lines)
    assert (revenue(desk), loud(report)) == (100_00, [])


@pytest.mark.parametrize("order", [0, 1])
def test_whichever_column_comes_first(desk, order):
    names, cells = ["Bestellstatus", "Zahlungsstatus"], ["Storniert", "Bezahlt"]
    names, cells = (names, cells) if not order else (names[::-1], cells[::-1])
    desk.imports("b.csv", HEAD.format(*names, "Lieferstatus"), *orders((*cells, ""), ("", "", "")))
    assert revenue(desk) == 100_00


def test_a_part_and_what_only_came_back_are_told(desk):
    lines = orders(("Abgeschlossen", "Teilweise erstattet", "Versandt"), ("Abgeschlossen", "Bezahlt", "Zurückgesendet"))
    report = desk.imports("b.csv", HEAD.format(*NAMES[0]), *lines)
    assert revenue(desk) == 200_00
    assert {(column, rows) for _, column, rows in loud(report)} == {("Zahlungsstatus", (1,)), ("Lieferstatus", (2,))}


@pytest.mark.parametrize("payment", ["Fehlgeschlagen", "Abgebrochen", "Autorisierung abgelaufen"])
@pytest.mark.parametrize("order", ["Abgeschlossen", "Versandt", "completed"])
def test_an_order_that_went_out_outlives_a_first_attempt_to_pay(desk, order, payment):
    desk.imports("b.csv", HEAD.format(*NAMES[0]), *orders((order, payment, "Versandt"), ("Offen", payment, "")))
    assert revenue(desk) == 100_00


def test_a_credit_note_whose_money_went_out_still_lowers_revenue(desk):
    head = "Rechnungsnummer;Datum;Kunde;E-Mail;Netto;Brutto;Status;Zahlungsstatus"
    desk.imports("r.csv", head, "RE-1;05.01.2025;Anna;a@mail.example;200,00;238,00;Abgeschlossen;Bezahlt",
                 "GS-2;07.01.2025;Anna;a@mail.example;-50,00;-59,50;Abgeschlossen;Erstattet")  # fmt: skip
    assert revenue(desk) == 150_00


@pytest.mark.parametrize("payment", ["Storniert", "abgelehnt", "fehlgeschlagen"])
def test_a_payment_that_failed_ends_an_order_and_leaves_an_invoice_open(desk, payment):
    lines = orders(("Offen", payment, ""), ("Abgeschlossen", "Bezahlt", ""))
    desk.imports("b.csv", HEAD.format(*NAMES[0]), *lines)
    assert revenue(desk) == 100_00
    head = HEAD.format("Rechnungsstatus", "Zahlungsstatus", "Text").replace("Bestell", "Rechnungs")
    desk.imports(
        "r.csv", head, *(line.replace("A-", "R-").replace("Kunde", "Herr").replace("k", "h") for line in lines)
    )
    assert revenue(desk) == 300_00


@pytest.mark.parametrize("heading", ["Status", "Zahlungsstatus"])
@pytest.mark.parametrize("less", [("-100,00;-119,00",), ("-60,00;-71,40", "-40,00;-47,60")])
def test_a_refund_beside_a_sale_that_is_marked_as_refunded_is_taken_off_once(desk, heading, less):
    head = f"Rechnungsnummer;Datum;Kunde;E-Mail;Netto;Brutto;{heading}"
    back = (f"RE-{i};20.03.2025;Bert;b@mail.example;{amounts};Erstattet" for i, amounts in enumerate(less, 5))
    sales = (
        "RE-1;05.01.2025;Anna;a@mail.example;300,00;357,00;Bezahlt",
        "RE-2;12.01.2025;Bert;b@mail.example;100,00;119,00;Erstattet",
    )
    desk.imports("r.csv", head, *sales, *back)
    assert revenue(desk) == 300_00


def test_a_refund_of_a_part_counts_beside_a_sale_that_was_refunded_whole(desk):
    desk.imports(
        "r.csv",
        "Rechnungsnummer;Datum;Kunde;E-Mail;Netto;Brutto;Status",
        "RE-1;05.01.2025;Anna;a@mail.example;300,00;357,00;Erstattet",
        "RE-2;12.01.2025;Anna;a@mail.example;500,00;595,00;Bezahlt",
        "RE-3;14.01.2025;Anna;a@mail.example;-300,00;-357,00;Erstattet",
        "RE-4;20.01.2025;Anna;a@mail.example;-50,00;-59,50;Erstattet",
    )
    assert revenue(desk) == 450_00
