"""A status in anybody's words: what was taken back or never bought is no revenue, and what may be so is told first."""

import pytest

from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

INVOICES = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;Status"
ORDERS = "Bestellnr;Datum;Kunde;E-Mail;Summe;MwSt;Status"


def imports(desk, word: str, orders: bool):
    if orders:
        rows = (
            ORDERS,
            "R1;01.02.2025;Ina Lang;i@abc.example;119,00;19,00;offen",
            f"R2;01.02.2025;Uwe Tal;u@abc.example;119,00;19,00;{word}",
        )
    else:
        rows = (
            INVOICES,
            "R1;01.02.2025;1;Ina Lang;100,00;119,00;offen",
            f"R2;01.02.2025;2;Uwe Tal;100,00;119,00;{word}",
        )
    return [one.code for one in desk.imports("l.csv", *rows).warnings if one.code in LOUD]


@pytest.mark.parametrize("orders", [False, True])
@pytest.mark.parametrize(
    "word", ["gutgeschrieben", "Retoure", "gelöscht", "retourniert", "Storniert am 3.3.", "abgelehnt", "im Warenkorb"]
)
def test_what_was_taken_back_or_never_bought_is_no_revenue(desk, word, orders):
    assert (imports(desk, word, orders), revenue(desk)) == ([], 100_00)
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(1,)]


@pytest.mark.parametrize(("orders", "cents"), [(True, 100_00), (False, 200_00)])
def test_an_order_does_not_survive_a_failed_payment_and_an_invoice_does(desk, orders, cents):
    assert (imports(desk, "Zahlung fehlgeschlagen", orders), revenue(desk)) == ([], cents)


@pytest.mark.parametrize("orders", [False, True])
@pytest.mark.parametrize("word", ["teilweise erstattet", "Rückgabe beantragt", "Teilstorno"])
def test_what_nobody_knows_counts_and_is_told_first(desk, word, orders):
    assert (imports(desk, word, orders), revenue(desk)) == (["cancelled_untold"], 200_00)


@pytest.mark.parametrize("word", ["in Bearbeitung", "verbucht", "nicht storniert", "ausgeliefert", "uneinbringlich"])
def test_other_words_leave_it_a_sale(desk, word):
    assert (imports(desk, word, False), revenue(desk)) == ([], 200_00)


@pytest.mark.parametrize(
    ("word", "state"),
    [("Anfrage", "offer"), ("Angebot", "offer"), ("Angebot versendet", "offer"), ("Kostenvoranschlag", "offer"),
     ("Angebot noch nicht bestätigt", "offer"), ("Quote", "offer"), ("Proforma", "proforma")],
)  # fmt: skip
def test_an_offer_is_no_revenue_and_that_is_told_first(desk, word, state):
    assert (imports(desk, word, True), revenue(desk)) == (["state_offer"], 100_00)
    assert desk.ask("SELECT why FROM counted WHERE counts = 0") == [(state,)]


def test_an_invoice_with_its_own_number_counts_whatever_its_state_says_of_an_offer(desk):
    assert (imports(desk, "Angebot", False), revenue(desk)) == (["state_offer_invoiced"], 200_00)


@pytest.mark.parametrize("orders", [False, True])
@pytest.mark.parametrize(
    "word",
    ["Anfrage beim Lieferanten", "Adressanfrage läuft", "Sonderangebot", "Kundenanfrage", "Auf Anfrage geliefert"],
)
def test_a_state_that_speaks_of_an_enquiry_about_something_else_leaves_it_a_sale(desk, word, orders):
    assert (imports(desk, word, orders), revenue(desk)) == ([], 200_00)


def test_an_enquiry_in_the_column_of_what_is_paid_takes_no_debt_away(desk):
    rows = ("RE-1;01.03.2025;Ina Lang;100,00;119,00;ja", "RE-2;02.03.2025;Max Holm;100,00;119,00;Anfrage an Anwalt",
            "RE-3;02.03.2025;Ute Kern;100,00;119,00;nein")  # fmt: skip
    desk.imports("l.csv", "Rechnungsnummer;Rechnungsdatum;Kunde;Netto;Brutto;Bezahlt", *rows)
    assert (revenue(desk), desk.ask("SELECT count(*) FROM counted WHERE counts = 1")) == (300_00, [(3,)])


@pytest.mark.parametrize(
    "word",
    [
        "unverbindlich reserviert",
        "unverbindlich",
        "reserviert",
        "Interesse",
        "verschoben",
        "in Klärung",
        "Angebot erledigt",
    ],
)
def test_an_order_that_may_be_no_sale_yet_counts_in_no_revenue_and_is_told_first(desk, word):
    assert (imports(desk, word, True), revenue(desk)) == (["state_unclear"], 100_00)
    assert (desk.imports("l.csv", ORDERS, "R2;01.02.2025;Uwe Tal;u@abc.example;119,00;19,00;bestätigt").warnings) == []
    assert revenue(desk) == 200_00


@pytest.mark.parametrize(
    "word", ["Angebot angenommen", "laut Angebot", "verbindlich reserviert", "verschoben, bezahlt"]
)
def test_an_order_that_was_agreed_to_is_a_sale(desk, word):
    assert (imports(desk, word, True), revenue(desk)) == ([], 200_00)
