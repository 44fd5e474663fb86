"""A list of invoices may tell what of each was paid and what is open: that much is open, and no more."""

import pytest

from kmu_crm.desk.derive import derive

OPEN = "SELECT p.display_name, o.open FROM open_item AS o JOIN profile AS p ON p.id = o.profile_id"
HEAD = "Kunde;Rechnungs-Nr.;Rg.-Datum;Fällig;Rechnungsbetrag;{}"
ROWS = ("Öl AG;R-1;01.02.2025;15.02.2025;119,00;{}", "Bär KG;R-2;02.02.2025;16.02.2025;50,00;{}",
        "Kö GmbH;R-3;03.02.2025;17.02.2025;70,00;{}")  # fmt: skip


def owed(desk):
    derive(desk.db, as_of="2025-12-31")
    return desk.ask(OPEN)


@pytest.mark.parametrize(
    ("headings", "cells"),
    [("Bezahlt;Offen", ("100,00;19,00", "0,00;50,00", "70,00;0,00")), ("Offen", ("19,00", "50,00", "0,00")),
     ("Bezahlt", ("100,00", "0,00", "70,00")), ("Zahlung", ("100,00", "", "70,00")),
     ("Zahlung;Zahldatum", ("100,00;05.03.2025", ";", "70,00;06.03.2025")), ("Offener Betrag;Bezahlt", ("19;100", "50;0", "0,00;70,00")),
     ("Bezahlt", ("100", "0", "70")), ("Offen", ("19", "50", "0")), ("offen;Bezahlt", ("19;100", "50;0", "0;70")),
     ("OP-Betrag", ("19,00", "50,00", "0,00")), ("Forderung", ("19,00", "50,00", "0,00")), ("zu zahlen", ("19,00", "50,00", "")),
     ("Restbetrag", ("19,00 €", "50,00 €", "0,00 €")), ("Amount Paid;Balance Due", ("100,00;19,00", "0;50,00", "70,00;-"))],
)  # fmt: skip
def test_what_is_open_is_what_the_list_says(desk, headings, cells):
    desk.imports("op.csv", HEAD.format(headings), *(row.format(told) for row, told in zip(ROWS, cells, strict=True)))
    assert owed(desk) == [("Bär KG", 5000), ("Öl AG", 1900)]


@pytest.mark.parametrize(
    "told", ["Rest 19,- offen", "noch 19 € offen", "offen 19,00", "Restbetrag EUR 19,00", "Anzahlung 100"]
)
def test_words_tell_what_is_left(desk, told):
    rows = [row.format(cell) for row, cell in zip(ROWS, (told, "offen", "bez. bar"), strict=True)]
    desk.imports("op.csv", HEAD.format("Bez.").replace("Fällig", "Zahlungsziel"), *rows)
    assert owed(desk) == [("Bär KG", 5000), ("Öl AG", 1900)]
    assert desk.ask("SELECT due FROM fact WHERE kind = 'invoice'") == [
        ("2025-02-15",),
        ("2025-02-16",),
        ("2025-02-17",),
    ]


@pytest.mark.parametrize(("heading", "cells", "left"), [("offen", ("1", "0", "50"), [1_00, 50_00]),
                                                       ("Bezahlt", ("1", "50", "0"), [70_00, 118_00])])  # fmt: skip
def test_a_1_beside_other_figures_is_a_sum_and_no_yes(desk, heading, cells, left):
    desk.imports("op.csv", HEAD.format(heading), *(row.format(told) for row, told in zip(ROWS, cells, strict=True)))
    assert sorted(open for _, open in owed(desk)) == left


@pytest.mark.parametrize("cells", [("0", "0", "238"), ("2024", "", "2024")])
def test_figures_that_are_more_than_the_invoice_are_neither_answers_nor_what_was_paid(desk, cells):
    report = desk.imports(
        "op.csv", HEAD.format("Bezahlt"), *(row.format(told) for row, told in zip(ROWS, cells, strict=True))
    )
    assert desk.ask("SELECT DISTINCT status FROM fact WHERE kind = 'invoice'") == [("",)]
    assert "columns_unread" in [one.code for one in report.warnings]


def test_the_list_of_the_next_month_goes_before_it(desk):
    desk.imports("feb.csv", HEAD.format("Bezahlt;Offen"), ROWS[0].format("50,00;69,00"), ROWS[1].format("0,00;50,00"))
    desk.imports("mar.csv", HEAD.format("Bezahlt;Offen"), ROWS[0].format("100,00;19,00"), ROWS[1].format("50,00;0,00"))
    assert owed(desk) == [("Öl AG", 1900)]


def test_invoices_of_another_list_that_tells_nothing_of_payments_are_not_open_by_it(desk):
    desk.imports("alt.csv", "Kunde;Rechnungs-Nr.;Rg.-Datum;Rechnungsbetrag", "Tal AG;Q-1;01.02.2024;10,00")
    desk.imports("op.csv", HEAD.format("Bezahlt;Offen"), ROWS[0].format("100,00;19,00"))
    assert owed(desk) == [("Öl AG", 1900)]


def test_a_payment_that_another_list_tells_with_its_day_counts_once(desk):
    desk.imports("op.csv", HEAD.format("Bezahlt;Offen"), ROWS[0].format("100,00;19,00"))
    desk.imports("zahlungen.csv", "Rechnungs-Nr.;Zahldatum;Betrag", "R-1;20.02.2025;100,00")
    assert owed(desk) == [("Öl AG", 1900)]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [("GEZAHLT", ("100,00", "", "70,00")), ("Forderung;GEZAHLT", ("19,00;100,00", "50,00;", "0,00;70,00")),
     ("Bezahlt;Offen", ("100,00;19,00", ";50,00", "70,00;")), ("Bezahlt;Offen", ("100,00;", ";", "70,00;"))],
)  # fmt: skip
def test_of_an_invoice_whose_cell_is_empty_nothing_was_paid(desk, headings, cells):
    desk.imports("op.csv", HEAD.format(headings), *(row.format(told) for row, told in zip(ROWS, cells, strict=True)))
    assert owed(desk) == [("Bär KG", 5000), ("Öl AG", 1900)]
    assert desk.ask("SELECT status, count(*) FROM fact WHERE kind = 'invoice' GROUP BY 1") == [("open", 2), ("paid", 1)]


def test_a_cell_that_says_no_amount_says_nothing_of_what_was_paid(desk):
    more = [f"Tal AG;S-{i};03.02.2025;17.02.2025;70,00;70,00" for i in range(1_000)]
    desk.imports("op.csv", HEAD.format("Bezahlt"), ROWS[0].format("100,00"), *more, ROWS[1].format("bar"))
    assert owed(desk) == [("Öl AG", 1900)]


@pytest.mark.parametrize(("heading", "cells"), [("Bezahlt", ("ja", "nein", "ja")), ("Offen", ("x", "", ""))])
def test_a_yes_and_a_no_is_no_amount(desk, heading, cells):
    desk.imports("op.csv", HEAD.format(heading), *(row.format(told) for row, told in zip(ROWS, cells, strict=True)))
    assert desk.ask("SELECT 1 FROM fact WHERE kind = 'payment'") == []


SALES = "Kunde;Rechnungs-Nr.;Rg.-Datum;Rechnungsbetrag;{}"
SALE = "{};R-{};0{}.02.2025;119,00;{}"


def of_account(desk, heading, *rows):
    report = desk.imports(
        "op.csv", SALES.format(heading), *(SALE.format(who, i, i, say) for i, (who, say) in enumerate(rows, 1))
    )
    return [one.text for one in report.warnings if one.code == "columns_unread" and heading in one.text]


@pytest.mark.parametrize("heading", ["Saldo", "Offen", "Balance"])
@pytest.mark.parametrize("said", [("200,00",) * 3, ("119,00", "238,00", "357,00")])
def test_more_than_the_invoice_comes_to_is_not_open_of_it_and_told(desk, heading, said):
    assert of_account(desk, heading, *(("Anna Berg", one) for one in said), ("Bär KG", "0,00"))
    assert owed(desk) == [] and desk.ask("SELECT DISTINCT kind, status FROM fact") == [("invoice", "")]


def test_what_all_rows_of_a_customer_repeat_as_balance_is_not_open_of_each(desk):
    assert of_account(
        desk, "Saldo", ("Anna Berg", "79,00"), ("Anna Berg", "79,00"), ("Bär KG", "0,00"), ("Bär KG", "0")
    )
    assert owed(desk) == []


def test_a_balance_of_each_invoice_is_what_is_open_of_it(desk):
    assert not of_account(desk, "Saldo", ("Anna Berg", "79,00"), ("Anna Berg", "0,00"), ("Bär KG", "119,00"))
    assert owed(desk) == [("Anna Berg", 7900), ("Bär KG", 11900)]
