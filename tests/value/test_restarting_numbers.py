"""Numbers that begin anew each year: a credit note, a refund or a payment is of the sale of its number that it fits."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from kmu_crm.desk import unclear
from kmu_crm.desk.derive import derive
from kmu_crm.profiles import timeline
from kmu_crm.value import meant_payment, queries

HEAD = "Rechnungsnummer;Datum;Kundennummer;Name;Betrag brutto;Betrag netto;Belegart;Zu Rechnung"
ANNA = ("RE-1;01.02.2023;10;Anna Berg;119,00;100,00;Rechnung;", "RE-1;01.02.2024;10;Anna Berg;357,00;300,00;Rechnung;")
BERT = ("RE-2;01.03.2023;11;Bert Tal;238,00;200,00;Rechnung;", "RE-2;05.03.2024;12;Carl Hof;119,00;100,00;Rechnung;")
INVOICES = (HEAD, *ANNA, *BERT)
CREDITS = "Gutschriftsnummer;Datum;Kundennummer;Name;Betrag brutto;Betrag netto;Zu Rechnung"
PAYMENTS = "Rechnungsnummer;Zahlungsdatum;Zahlbetrag"
REMAINING = (
    "SELECT f.key, c.remaining FROM counted AS c JOIN fact AS f ON f.id = c.fact_id"
    " WHERE c.kind = 'invoice' AND c.remaining < c.net"
)
OPEN = "SELECT f.key, o.open FROM open_item AS o JOIN fact AS f ON f.id = o.fact_id"


def take(desk, *lists: Sequence[str]):
    """How many documents of numbers the files told that several sales bear, one after the other."""
    told = 0
    for place, lines in enumerate(lists):
        report = desk.imports(f"list{place}.csv", *lines)
        derive(desk.db, as_of="2025-12-31")
        unclear.tell(desk.db, [report])
        told += sum(one.count for one in report.warnings if one.code == "number_of_several")
    return told


@pytest.mark.parametrize(
    ("credit", "left"),
    [
        ("GU-9;01.04.2024;10;Anna Berg;-119,00;-100,00;RE-1", ("RE-1/2024", 20000)),
        ("GU-9;01.04.2023;10;Anna Berg;-119,00;-100,00;RE-1", ("RE-1/2023", 0)),
        ("GU-9;01.04.2024;12;Carl Hof;-59,50;-50,00;RE-2", ("RE-2/2024", 5000)),
        ("GU-9;01.04.2024;11;Bert Tal;-59,50;-50,00;RE-2", ("RE-2/2023", 15000)),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_a_credit_note_is_of_the_newest_invoice_of_its_number_and_customer_before_it(desk, credit, left, apart):
    if apart:
        take(desk, INVOICES, (CREDITS, credit))
    else:
        number, day, who, name, gross, net, of = credit.split(";")
        take(desk, (*INVOICES, f"{number};{day};{who};{name};{gross};{net};Gutschrift;{of}"))
    assert desk.ask(REMAINING) == [left]


@pytest.mark.parametrize(("kind", "sign"), [("Rechnung", "-"), ("Gutschrift", ""), ("Storno", "-"), ("Erstattung", "")])
@pytest.mark.parametrize(("amounts", "rest"), [("357,00;{}300,00", 0), ("119,00;{}100,00", 20000)])
def test_what_bears_the_number_of_the_invoice_it_takes_back_is_of_the_newest(desk, kind, sign, amounts, rest):
    take(desk, (HEAD, *ANNA, f"RE-1;01.04.2024;10;Anna Berg;{sign}{amounts.format(sign)};{kind};"))
    below = "c.remaining >= 0"
    found = desk.ask(f"{REMAINING} AND {below}")
    assert [(key[:9], left) for key, left in found] == [("RE-1/2024", rest)]
    assert desk.ask("SELECT invoices, revenue_net FROM figure") == [(1 if not rest else 2, 10000 + rest)]


def test_what_is_more_than_remains_of_the_newest_is_of_the_one_before(desk):
    first = "GU-1;01.03.2024;10;Anna Berg;-297,50;-250,00;Gutschrift;RE-1"
    take(desk, (HEAD, *ANNA, first, "GU-2;02.05.2024;10;Anna Berg;-119,00;-100,00;Gutschrift;RE-1"))
    assert desk.ask(REMAINING) == [("RE-1/2023", 0), ("RE-1/2024", 5000)]


def test_what_the_row_of_an_invoice_says_was_given_back_is_of_that_one(desk):
    rows = ("RE-1;01.02.2023;10;Anna Berg;119,00;100,00;", "RE-1;01.02.2024;10;Anna Berg;357,00;300,00;357,00")
    take(desk, ("Rechnungsnummer;Datum;Kundennummer;Name;Betrag brutto;Betrag netto;Erstattet", *rows))
    assert desk.ask(REMAINING) == [("RE-1/2024", 0)]


def test_a_credit_note_that_fits_two_of_one_day_is_of_none_and_told(desk):
    same = (ANNA[0], "RE-1;01.02.2023;11;Bert Tal;119,00;100,00;Rechnung;")
    told = take(desk, (HEAD, *same, "GU-1;01.05.2023;;;-119,00;-100,00;Gutschrift;RE-1"))
    assert (desk.ask(REMAINING), told) == ([], 1)


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_payments_are_of_the_invoice_of_their_number_that_they_fit(desk, order):
    lists = (INVOICES, (PAYMENTS, "RE-1;10.02.2023;119,00", "RE-1;10.02.2024;100,00", "RE-2;10.03.2024;119,00"))
    assert take(desk, *(lists[place] for place in order)) == 0
    assert desk.ask(OPEN) == [("RE-1/2024", 25700), ("RE-2/2023", 23800)]
    profiles = dict(desk.db.execute("SELECT display_name, id FROM profile"))
    assert [one.adds for one in queries.documents(desk.db, profiles["Carl Hof"], "days_to_pay")] == [11900]
    assert timeline.counts(desk.db, profiles["Bert Tal"]) == {"invoice": 1}
    assert timeline.counts(desk.db, profiles["Anna Berg"]) == {"invoice": 2, "payment": 2}
    assert desk.ask("SELECT days_to_pay FROM figure") == [(5.0,), (9.0,), (None,)]


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_a_payment_that_fits_two_equally_is_of_none_and_told(desk, order):
    same = (HEAD, ANNA[0], *BERT, "RE-1;11.01.2024;11;Bert Tal;119,00;100,00;Rechnung;")
    lists = (same, (PAYMENTS, "RE-1;20.01.2024;119,00", "RE-2;10.03.2023;238,00"))
    assert take(desk, *(lists[place] for place in order)) == 1
    assert desk.ask(OPEN) == [("RE-1/2023", 11900), ("RE-1/2024", 11900), ("RE-2/2024", 11900)]
    assert desk.ask("SELECT json_extract(warnings, '$[#-1].code') FROM import WHERE id = 2") == [("number_of_several",)]


def test_of_two_programs_with_the_same_numbers_the_customer_of_the_payment_tells(desk):
    other = (
        "Beleg-Nr.;Belegdatum;Kunde;E-Mail;Summe brutto",
        "RE-1;03.02.2024;Dora Eck;dora@eck.example;357,00",
        "RE-2;03.02.2024;Dora Eck;dora@eck.example;1,00",
    )
    assert take(desk, (HEAD, ANNA[1]), other, (f"{PAYMENTS};E-Mail", "RE-1;20.02.2024;357,00;dora@eck.example")) == 0
    assert desk.ask(OPEN) == [("RE-2/2024", 100)]


def test_a_payment_is_of_the_invoice_though_a_credit_note_bears_its_number_too(desk):
    credit = "RE-1;01.04.2024;10;Anna Berg;-119,00;-100,00;Gutschrift;"
    assert take(desk, (HEAD, ANNA[1], credit), (PAYMENTS, "RE-1;01.05.2024;100,00")) == 0
    assert desk.ask(OPEN) == [("RE-1/2024", 13800)]


BOTH = [("3/2024", 11900), ("3/2025", 11900)]


@pytest.mark.parametrize(
    ("payments", "left", "few"),
    [
        ("3;25.02.2025;119,00|3;26.02.2025;119,00", [], 50),
        ("3;25.02.2025;119,00|3;26.02.2025;119,00", [], 1),
        ("3;25.02.2025;119,00|3;26.02.2025;50,00|3;27.02.2025;69,00", [], 50),
        ("3;25.02.2025;119,00|3;26.02.2025;50,00|3;27.02.2025;69,00", BOTH, 1),
        ("3;25.02.2025;119,00|3;26.02.2025;118,00", BOTH, 50),
        ("3;25.02.2025;119,00", BOTH, 50),
        ("3;25.02.2025;119,00", BOTH, 1),
    ],
)
def test_payments_of_all_that_a_number_leaves_settle_it_whichever_sale_each_means(
    desk, monkeypatch, payments, left, few
):
    monkeypatch.setattr(meant_payment, "FEW", few)
    rows = ("3;02.03.2024;10;Anna Berg;119,00;100,00;Rechnung;", "3;03.02.2025;10;Anna Berg;119,00;100,00;Rechnung;")
    paid = "9;04.02.2025;10;Anna Berg;11,90;10,00;Rechnung;"
    take(desk, (HEAD, *rows, paid), (PAYMENTS, "9;05.02.2025;11,90", *payments.split("|")))
    assert desk.ask(OPEN) == left


def test_a_payment_is_asked_for_again_once_later_ones_leave_one_sale(desk):
    rows = ("2;02.01.2025;10;Anna Berg;238,00;200,00;Rechnung;", "2;03.01.2025;11;Bert Tal;119,00;100,00;Rechnung;")
    paid = (PAYMENTS, "2;10.01.2025;50,00", "2;11.01.2025;188,00", "2;12.01.2025;119,00")
    assert take(desk, (HEAD, *rows), paid) == 0
    assert desk.ask(OPEN) == []


@pytest.mark.parametrize("few", [50, 1])
def test_of_many_sales_of_one_number_those_are_paid_whose_day_and_amount_tell_them(desk, monkeypatch, few):
    monkeypatch.setattr(meant_payment, "FEW", few)
    rows = [f"BAR1;{day:02}.01.2025;{10 + day % 3};Anna Berg;{100 + day % 5},00;;Rechnung;" for day in range(1, 29)]
    paid = [f"BAR1;{day:02}.01.2025;{100 + day % 5},00" for day in range(1, 27)]
    assert take(desk, (HEAD, *rows), (PAYMENTS, *paid)) == 0
    assert [key[:15] for key, _open in desk.ask(OPEN)] == ["BAR1/2025#2025-", "BAR1/2025#2025-"]


def test_an_open_credit_note_is_told_once_and_not_with_the_same_number_of_another_list(desk):
    same = [f"RE-1;01.02.2023;{who};119,00;100,00;Rechnung;" for who in ("10;Anna Berg", "11;Bert Tal", "12;Carl Hof")]
    credit = "GU-1;01.05.2023;;;-119,00;-100,00;Gutschrift;RE-1"
    other = ("Beleg-Nr.;Belegdatum;Kunde;E-Mail;Summe brutto", "RE-1;03.02.2024;Dora Eck;dora@eck.example;357,00")
    assert take(desk, (HEAD, *same[:2], credit), other, (HEAD, same[2])) == 1


def test_open_documents_of_before_and_of_the_file_itself_are_told_in_one_sentence(desk):
    same = "RE-1;01.02.2023;11;Bert Tal;119,00;100,00;Rechnung;"
    credit = "GU-{};01.05.2023;;;-119,00;-100,00;Gutschrift;RE-1"
    take(desk, (HEAD, credit.format(1)))
    report = desk.imports("whole.csv", HEAD, ANNA[0], same, credit.format(2))
    derive(desk.db, as_of="2025-12-31")
    unclear.tell(desk.db, [report])
    assert [one.count for one in report.warnings if one.code == "number_of_several"] == [2]
