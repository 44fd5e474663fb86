"""A list of one's own that says on which day an invoice was paid: what is open, and how long customers take to pay."""

import pytest

from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;Fällig am;Bezahlt am"
ROWS = (
    "1;02.01.2025;K1;Inge Meyer;100,00;119,00;16.01.2025;12.01.2025",
    "2;05.01.2025;K1;Inge Meyer;200,00;238,00;19.01.2025;",
    "3;07.01.2025;K2;Uwe Lang;300,00;357,00;21.01.2025;27.01.2025",
)


def figures(desk):
    revenue(desk)
    return desk.ask("SELECT revenue_net, open_amount, overdue_amount, days_to_pay FROM figure")


def test_what_has_no_day_of_payment_is_open_and_the_days_of_the_others_count(desk):
    desk.imports("rechnungen.csv", HEAD, *ROWS)
    assert figures(desk) == [(300_00, 0, 0, 20.0), (300_00, 238_00, 238_00, 10.0)]


def test_once_it_is_paid_nothing_is_open(desk):
    desk.imports("januar.csv", HEAD, *ROWS)
    desk.imports("februar.csv", HEAD, ROWS[0], ROWS[1] + "01.02.2025", ROWS[2])
    assert [row[1] for row in figures(desk)] == [0, 0]
    assert desk.ask("SELECT count(*) FROM fact WHERE kind = 'payment' AND current = 1") == [(3,)]


@pytest.mark.parametrize("status", ["", "versendet", "bezahlt"])
def test_a_day_of_payment_says_more_than_a_status(desk, status):
    desk.imports("r.csv", HEAD + ";Status", *(f"{row};{status}" for row in ROWS))
    assert [row[1] for row in figures(desk)] == [0, 238_00 if status != "bezahlt" else 0]


def test_what_was_cancelled_and_what_gives_money_back_is_not_owed(desk):
    desk.imports(
        "r.csv", HEAD + ";Status", ROWS[0] + ";", "4;05.01.2025;K1;Inge Meyer;200,00;238,00;;;storniert",
        "5;06.01.2025;K1;Inge Meyer;-50,00;-59,50;;;",
    )  # fmt: skip
    assert figures(desk) == [(50_00, 0, 0, 10.0)]


def test_undone_it_leaves_no_payment(desk):
    desk.undoes(desk.imports("r.csv", HEAD, *ROWS))
    assert desk.ask("SELECT count(*) FROM fact WHERE current = 1") == [(0,)]
