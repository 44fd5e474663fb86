"""What programs say became of an order or a payment: what was taken back is no sale, and a word that nobody knows is told."""

import pytest

from tests.sources.conftest import COLUMNS
from tests.sources.exports import CHARGE

pytestmark = pytest.mark.skipif(not COLUMNS.exists(), reason="the headers lie beside the repository")
WOO = {"Order Date": "2026-03-01 09:00", "Last Name (Billing)": "Muster", "Order Total Amount": "119.00"}
SHOPWARE = {
    "orderTime": "2026-02-01 10:00:00",
    "billingLastName": "Muster",
    "invoiceAmount": "119.00",
    "customerNumber": "7",
}
STATES = "SELECT DISTINCT status FROM fact WHERE kind = 'order'"


def told(report):
    return {one.code: one for one in report.warnings if one.code.startswith("state_")}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("cancelled", "Cancelled|wc-cancelled|Storniert|Abgebrochen|Annulliert|Trash|wc-trash|Papierkorb|Failed|Fehlgeschlagen"),
        ("refunded", "Refunded|wc-refunded|Erstattet|Rückerstattet|Retourniert"),
        ("draft", "Draft|Entwurf|checkout-draft|wc-checkout-draft|auto-draft"),
        ("paid", "Completed|wc-completed|Abgeschlossen|Processing|In Bearbeitung"),
        ("open", "wc-pending|Pending payment|Zahlung ausstehend|wc-on-hold|In Wartestellung"),
        ("", "Versendet|Shipped"),
    ],
)  # fmt: skip
def test_woocommerce_tells_in_both_languages_what_became_of_an_order(desk, take, state, words):
    rows = [WOO | {"Order Number": str(i), "Order Status": word} for i, word in enumerate(words.split("|"))]
    report = take("woocommerce-orders-algolplus.csv", *rows)
    assert (desk.ask(STATES), told(report)) == ([(state,)], {})


def test_a_state_that_nobody_knows_is_told_with_its_word_and_so_is_what_came_back_in_part(desk, take):
    words = ["Beim Drucker", "Partially Refunded", "Teilweise erstattet", "Teilweise erstattet"]
    rows = [WOO | {"Order Number": str(i), "Order Status": word} for i, word in enumerate(words)]
    found = told(take("woocommerce-orders-algolplus.csv", *rows[:3], rows[3] | {"Order Refund Amount": "-19.00"}))
    assert {code: one.rows for code, one in found.items()} == {"state_unknown": (1,), "state_in_part": (2, 3)}
    assert ("Beim Drucker" in found["state_unknown"].text, "Partially Refunded" in found["state_in_part"].text) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("states", "becomes"),
    [
        ("Offen/Komplett bezahlt|Open/Completely paid|Komplett abgeschlossen/Komplett bezahlt", "paid"),
        ("Offen/Offen|Klärung notwendig/1. Mahnung|Komplett ausgeliefert/Teilweise bezahlt", "open"),
        ("Offen/Der Vorgang wurde abgebrochen.|Cancelled / rejected/Open|Canceled/Open|Cancelled/Completely paid", "cancelled"),
        ("Komplett abgeschlossen/Wiedergutschrift|Open/Re-crediting", "refunded"),
    ],
)  # fmt: skip
def test_shopware5_tells_of_the_payment_beside_the_order(desk, take, states, becomes):
    said = [one.rpartition("/")[::2] for one in states.split("|")]
    rows = [
        SHOPWARE | {"orderNumber": str(40001 + i), "orderStatus": order, "paymentStatus": payment}
        for i, (order, payment) in enumerate(said)
    ]
    assert told(take("shopware5-orders-main.csv", *rows)) == {}
    assert desk.ask(STATES) == [(becomes,)]


def test_amazon_s_states_of_orders_that_stand_are_no_news(desk, take):
    order = {
        "purchase-date": "2025-03-01T10:00:00+00:00",
        "product-name": "Tee",
        "item-price": "9.00",
        "currency": "EUR",
    }
    states = ["Pending", "Unshipped", "PartiallyShipped", "Shipped", "Shipped - Delivered to Buyer", "Shipping"]
    rows = [order | {"amazon-order-id": f"302-{i}", "order-status": state} for i, state in enumerate(states)]
    assert told(take("amazon-all-orders.txt", *rows)) == {}


def test_shopware6_hides_its_states_behind_codes_and_that_is_told(desk, take):
    order = {"order_date_time": "2026-04-01 08:00:00.000", "customer_lastname": "Muster", "amount_total": "50"}
    states = ["cancelled", "completed", 32 * "f"]
    rows = [order | {"order_number": str(i), "order_state_id": state} for i, state in enumerate(states)]
    assert {code: one.rows for code, one in told(take("shopware6-orders.csv", *rows)).items()} == {"state_codes": (3,)}
    assert desk.ask("SELECT status FROM fact ORDER BY status") == [("",), ("",), ("cancelled",)]


@pytest.mark.parametrize(("left", "back"), [("59.50", [(-5950,)]), ("0.00", []), ("", []), ("119.00", [])])
def test_what_etsy_gave_back_of_an_order_is_what_its_adjusted_total_lacks(desk, take, left, back):
    order = {"Sale Date": "03/13/26", "Order ID": "1", "Full Name": "Anna Muster", "Order Value": "119.00"}
    take("etsy-sold-orders.csv", order | {"Order Total": "119.00", "Adjusted Order Total": left})
    assert desk.ask("SELECT gross FROM fact WHERE kind = 'credit_note'") == back


def test_what_stripe_lost_in_a_dispute_went_back_and_a_state_that_nobody_knows_is_told(desk, take):
    lost = CHARGE | {"Status": "Disputed", "Disputed Amount": "100.00", "Dispute Status": "lost"}
    report = take(
        "stripe-payments.csv",
        lost,
        lost | {"id": "ch_2", "Dispute Status": "won"},
        lost | {"id": "ch_3", "Disputed Amount": ""},
        CHARGE | {"id": "ch_4", "Status": "Sonderbar"},
    )
    assert desk.ask("SELECT key, gross FROM fact WHERE gross < 0") == [("ch_1#refund", -10000), ("ch_3#refund", -11900)]
    assert [(one.code, one.rows) for one in report.warnings if "Sonderbar" in one.text] == [("state_unknown", (4,))]
