"""What a list says was paid of an invoice is told of that one alone, and as of that list."""

import pytest

from kmu_crm.desk.derive import derive

OPEN = "SELECT p.display_name, o.open FROM open_item AS o JOIN profile AS p ON p.id = o.profile_id"
HEAD = "Kunde;Rechnungs-Nr.;Rg.-Datum;Rechnungsbetrag;{}"
PAYMENTS = "Rechnungs-Nr.;Zahldatum;Betrag"


def owed(desk):
    derive(desk.db, as_of="2025-12-31")
    return desk.ask(OPEN)


def test_numbers_that_begin_anew_each_year_are_paid_each_for_itself(desk):
    desk.imports(
        "op.csv", HEAD.format("Bezahlt"), "Öl AG;1;01.03.2023;119,00;40,00", "Tal AG;2;01.04.2023;50,00;50,00",
        "Bär KG;1;01.03.2024;119,00;100,00", "Tal AG;2;01.04.2024;60,00;60,00",
    )  # fmt: skip
    assert owed(desk) == [("Bär KG", 1900), ("Öl AG", 7900)]


@pytest.mark.parametrize("customer", ["Bär KG", "Öl AG"])
def test_a_number_that_two_invoices_of_one_year_share_is_paid_each_for_itself(desk, customer):
    desk.imports(
        "op.csv", HEAD.format("Bezahlt"), "Öl AG;1;01.03.2024;119,00;40,00", f"{customer};1;05.03.2024;119,00;70,00",
        "Tal AG;2;01.04.2024;60,00;60,00",
    )  # fmt: skip
    assert owed(desk) == sorted([(customer, 4900), ("Öl AG", 7900)])


@pytest.mark.parametrize("said", ["0,00;119,00", ";119,00"])
def test_what_a_later_list_takes_back_was_not_paid_until_it_is_undone(desk, said):
    other = "Tal AG;R-2;01.04.2024;60,00;10,00;50,00"
    desk.imports("op.csv", HEAD.format("Bezahlt;Offen"), "Öl AG;R-1;01.03.2024;119,00;40,00;79,00", other)
    later = desk.imports("op2.csv", HEAD.format("Bezahlt;Offen"), f"Öl AG;R-1;01.03.2024;119,00;{said}", other)
    assert owed(desk) == [("Tal AG", 5000), ("Öl AG", 11900)]
    desk.undoes(later)
    assert owed(desk) == [("Tal AG", 5000), ("Öl AG", 7900)]


def test_that_nothing_was_paid_is_no_payment(desk):
    desk.imports("op.csv", HEAD.format("Bezahlt"), "Öl AG;R-1;01.03.2024;119,00;0,00")
    assert desk.ask("SELECT kind FROM fact") == [("invoice",)]


def test_an_invoice_that_gets_another_key_keeps_what_was_paid_of_it(desk):
    one, other = "Öl AG;1;01.03.2024;119,00;40,00;79,00", "Tal AG;2;01.04.2024;60,00;10,00;50,00"
    shared = "Bär KG;1;05.03.2024;119,00;70,00;49,00"
    desk.imports("op.csv", HEAD.format("Bezahlt;Offen"), one, other)
    desk.imports("op.csv", HEAD.format("Bezahlt;Offen"), one, shared, other)
    desk.imports("op.csv", HEAD.format("Bezahlt;Offen"), one, other)
    assert owed(desk) == [("Bär KG", 4900), ("Tal AG", 5000), ("Öl AG", 7900)]
    assert desk.ask("SELECT count(*) FROM fact WHERE kind = 'payment' AND current = 1") == [(3,)]


def test_an_invoice_whose_day_is_put_right_into_another_year_keeps_what_was_paid_of_it(desk):
    rows = ["Tal AG;98;20.12.2025;60,00;10,00", "Tal AG;99;29.12.2025;60,00;10,00"]
    desk.imports("op.csv", HEAD.format("Bezahlt"), *rows, "Öl AG;100;31.12.2025;119,00;40,00")
    desk.imports("op.csv", HEAD.format("Bezahlt"), *rows, "Öl AG;100;02.01.2026;119,00;40,00")
    paid = desk.ask("SELECT key FROM fact WHERE kind = 'payment' AND current = 1")
    keys = desk.ask("SELECT key || '#paid' FROM fact WHERE kind = 'invoice' AND current = 1")
    assert paid == keys and len(keys) == 3


@pytest.mark.parametrize(
    ("payments", "rest"),
    [(("R-1;05.04.2024;79,00",), []), (("R-1;05.04.2024;30,00",), [("Öl AG", 4900)]),
     (("R-1;20.03.2024;40,00",), [("Öl AG", 7900)]), (("R-1;20.03.2024;40,00", "R-1;05.04.2024;79,00"), []),
     (("R-1;20.03.2024;15,00", "R-1;22.03.2024;25,00", "R-1;05.04.2024;50,00"), [("Öl AG", 2900)])],
)  # fmt: skip
def test_payments_that_come_after_the_list_lessen_what_it_says_is_open(desk, payments, rest):
    desk.imports("op.csv", HEAD.format("Offen"), "Öl AG;R-1;01.03.2024;119,00;79,00")
    desk.imports("zahlungen.csv", PAYMENTS, *payments)
    assert owed(desk) == rest


def test_payments_that_came_before_the_list_are_known_to_it(desk):
    desk.imports("zahlungen.csv", PAYMENTS, "R-1;20.03.2024;30,00")
    desk.imports("op.csv", HEAD.format("Offen"), "Öl AG;R-1;01.03.2024;119,00;79,00")
    assert owed(desk) == [("Öl AG", 7900)]


@pytest.mark.parametrize("again", ["zahlungen.csv", "op.csv"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_file_that_is_taken_back_and_read_again_changes_nothing(desk, order, again):
    files = {"zahlungen.csv": (PAYMENTS, "R-1;20.03.2024;30,00"),
             "op.csv": (HEAD.format("Offen"), "Öl AG;R-1;01.03.2024;119,00;79,00")}  # fmt: skip
    reports = {name: desk.imports(name, *files[name]) for name in [*files][::order]}
    before = owed(desk)
    desk.undoes(reports[again])
    desk.imports(again, *files[again])
    assert owed(desk) == before == [("Öl AG", 7900 if order == 1 else 4900)]
