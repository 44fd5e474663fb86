"""What payment services say went back to a customer stands below nothing beside the payment, in whichever file it comes."""

import pytest

from tests.sources.conftest import COLUMNS
from tests.sources.exports import CHARGE

pytestmark = pytest.mark.skipif(not COLUMNS.exists(), reason="the headers lie beside the repository")

BY_CUSTOMER = (
    "SELECT coalesce(p.full_name, p.family_name), sum(f.gross) FROM fact AS f LEFT JOIN party AS p ON p.record_id = f.record_id"
    " AND p.current = 1 WHERE f.current = 1 AND f.kind = 'payment' GROUP BY coalesce(p.email, p.full_name, p.family_name)"
)
PAID = {
    "Datum": "05.01.2025", "Name": "Anna Muster", "Typ": "Zahlung erhalten", "Status": "Abgeschlossen", "Währung": "EUR",
    "Brutto": "119,00", "Absender E-Mail-Adresse": "anna@mail.example", "Empfänger E-Mail-Adresse": "wir@firma.example",
    "Transaktionscode": "T1", "Auswirkung auf Guthaben": "Haben",
}  # fmt: skip
BACK = PAID | {
    "Datum": "07.01.2025", "Typ": "Rückzahlung", "Brutto": "-19,00", "Absender E-Mail-Adresse": "wir@firma.example",
    "Empfänger E-Mail-Adresse": "anna@mail.example", "Transaktionscode": "T2", "Zugehöriger Transaktionscode": "T1",
    "Auswirkung auf Guthaben": "Soll",
}  # fmt: skip
GERMAN = "paypal-aktivitaeten-de.csv"


@pytest.mark.parametrize("kind", ["Rückzahlung", "Erstattung", "Rückbuchung", "Payment Refund"])
def test_a_refund_lowers_what_its_customer_paid(desk, take, kind):
    report = take(GERMAN, BACK | {"Typ": kind}, PAID)
    assert (report.skipped, desk.ask(BY_CUSTOMER)) == ({}, [("Muster", 10000)])


def test_a_chargeback_names_the_customer_as_its_sender_and_makes_nobody_of_the_business(desk, take):
    ours = {name: PAID[name] for name in ("Absender E-Mail-Adresse", "Empfänger E-Mail-Adresse")}
    take(GERMAN, BACK | ours | {"Typ": "Rückbuchung"}, PAID)
    assert desk.ask(BY_CUSTOMER) == [("Muster", 10000)]
    assert desk.ask("SELECT count(*) FROM party WHERE email = 'wir@firma.example'") == [(0,)]


@pytest.mark.parametrize("order", [(PAID, BACK), (BACK, PAID)])
def test_a_refund_without_a_mail_address_is_its_payments_in_whichever_file_it_comes(desk, take, order):
    for row in order:
        take(GERMAN, row | {"Empfänger E-Mail-Adresse": ""})
    assert desk.ask(BY_CUSTOMER) == [("Muster", 10000)]
    take(GERMAN, *(row | {"Empfänger E-Mail-Adresse": ""} for row in order))
    assert desk.ask(BY_CUSTOMER) == [("Muster", 10000)]


def test_two_refunds_are_nobodys_again_once_the_file_of_their_payment_is_taken_back(desk, take):
    nobody = BACK | {"Empfänger E-Mail-Adresse": "", "Brutto": "-9,00"}
    take(GERMAN, nobody, nobody | {"Transaktionscode": "T3"})
    before = desk.state()
    desk.undoes(take(GERMAN, PAID))
    assert desk.state() == before


def test_a_refund_is_nobodys_again_once_the_file_of_its_payment_is_taken_back(desk, take):
    take(GERMAN, BACK | {"Empfänger E-Mail-Adresse": ""})
    before = desk.state()
    desk.undoes(take(GERMAN, PAID))
    assert desk.state() == before


def test_a_payment_that_went_back_in_two_parts_comes_to_nothing(desk, take):
    take(GERMAN, PAID, BACK, BACK | {"Transaktionscode": "T3", "Brutto": "-100,00"})
    assert desk.ask(BY_CUSTOMER) == [("Muster", 0)]


def test_what_the_business_itself_moves_stays_out_beside_refunds(desk, take):
    own = [{"Typ": "Einbehaltung für Rückbuchung"}, {"Typ": "Rückzahlung", "Brutto": "5,00"}, {"Typ": "Gebührenerstattung"},
           {"Typ": "Zahlung gesendet"}]  # fmt: skip
    report = take(GERMAN, PAID, *(BACK | {"Transaktionscode": f"X{n}"} | one for n, one in enumerate(own)))
    assert (report.skipped, desk.ask(BY_CUSTOMER)) == ({"own_payment": 4}, [("Muster", 11900)])


def test_the_account_statement_tells_refunds_by_the_code_alone(desk, take):
    name = "paypal-kontoauszug-de.csv"
    of = ("Datum", "Währung", "Brutto", "Transaktionscode", "Zugehöriger Transaktionscode", "Name")
    paid, back = ({key: row.get(key, "") for key in of} for row in (PAID, BACK))
    take(name, back | {"Beschreibung": "Rückzahlung", "Absender E-Mail-Adresse": "wir@firma.example"},
         paid | {"Beschreibung": "Zahlung erhalten", "Absender E-Mail-Adresse": "anna@mail.example"})  # fmt: skip
    assert desk.ask(BY_CUSTOMER) == [("Muster", 10000)]


@pytest.mark.parametrize("name", ["paypal-activity-en.csv", "paypal-activity-en-legacy.csv"])
def test_refunds_in_english(desk, take, name):
    paid = {"Date": "13/01/2025", "Name": "Anna Muster", "Type": "Express Checkout Payment", "Status": "Completed",
            "Currency": "EUR", "Gross": "1,119.00", "From Email Address": "anna@mail.example", "Transaction ID": "T1"}  # fmt: skip
    back = paid | {"Type": "Payment Refund", "Gross": "-1,019.00", "From Email Address": "wir@firma.example",
                   "Transaction ID": "T2", "Reference Txn ID": "T1"}  # fmt: skip
    hold = back | {"Type": "Reversal of General Account Hold", "Transaction ID": "T3"}
    assert take(name, back | {"To Email Address": "anna@mail.example"}, paid, hold).skipped == {"own_payment": 1}
    assert desk.ask(BY_CUSTOMER) == [("Muster", 10000)]


STRIPE = "stripe-payments.csv"
CENTS = "SELECT key, gross FROM fact WHERE current = 1"


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ({"Amount Refunded": "19.00", "Converted Amount": "119.00", "Converted Amount Refunded": "19.00"}, 10000),
        ({"Amount Refunded": "119.00", "Status": "Refunded"}, 0),
        ({"Amount Refunded": "0.00"}, 11900),
        ({"Status": "Refunded"}, 0),
        ({"Currency": "usd", "Converted Amount": "100.00", "Converted Amount Refunded": "50.00"}, 5950),
    ],
)
def test_what_stripe_gave_back_is_taken_off_its_payment(desk, take, told, left):
    take(STRIPE, CHARGE)
    report = take(STRIPE, CHARGE | told)
    assert (report.skipped, sum(cents for _, cents in desk.ask(CENTS))) == ({}, left)


def test_a_second_refund_of_stripe_takes_the_place_of_the_first(desk, take):
    take(STRIPE, CHARGE | {"Amount Refunded": "19.00"})
    take(STRIPE, CHARGE | {"Amount Refunded": "29.00"})
    assert desk.ask(CENTS) == [("ch_1#refund", -2900), ("ch_1", 11900)]
