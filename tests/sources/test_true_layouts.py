"""The true headers of exports with a few invented rows: what must come out of each."""

import pytest

from tests.sources.conftest import COLUMNS
from tests.sources.exports import CHARGE

pytestmark = pytest.mark.skipif(not COLUMNS.exists(), reason="the headers lie beside the repository")
PEOPLE = "SELECT kind, given_name, family_name, company, email, street, postcode, city, birth_date, tags FROM party"
FACTS = "SELECT f.kind, d.number, f.day, f.gross, f.currency, f.status FROM fact AS f LEFT JOIN document AS d ON d.id = f.document_id"
LINES = "SELECT l.name, l.kind, l.gross FROM line AS l"
CONSENTS = "SELECT address, channel, state FROM consent_event"
MAGENTO = {"_email": "anna@mail.example", "_website": "base"}
ANNA = {"First Name": "Anna", "Last Name": "Muster", "Email": "anna@mail.example"}


def stored(desk, *secrets):
    desk.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return [secret for secret in secrets if secret.encode() in desk.store.file.read_bytes()]


def test_shopify_takes_off_the_apostrophes(desk, take):
    who = {"Customer ID": "'7210448301122", "Default Address Zip": "'04109", "Default Address Phone": "'+4934112345678"}
    take("shopify-customers.csv", ANNA | who | {"Tags": "vip, Tee", "Accepts Email Marketing": "yes"})
    assert desk.ask(
        "SELECT r.key, p.postcode, p.phone, p.tags FROM party AS p JOIN record AS r ON r.id = p.record_id"
    ) == [("7210448301122", "04109", "+4934112345678", "vip, Tee")]


def test_shopify_orders_of_several_rows_count_once(desk, take):
    first = {
        "Name": "#1",
        "Email": "anna@mail.example",
        "Financial Status": "paid",
        "Currency": "EUR",
        "Total": "34.00",
    }
    first |= {
        "Created at": "2025-03-01 10:00:00 +0100",
        "Lineitem quantity": "2",
        "Lineitem name": "Kaffee",
        "Lineitem price": "10.00",
    }
    more = {
        "Name": "#1",
        "Email": "anna@mail.example",
        "Lineitem quantity": "1",
        "Lineitem name": "Tasse",
        "Lineitem price": "10.00",
    }
    take("shopify-orders.csv", first | {"Notes": "eins\nzwei"}, more)
    assert desk.ask(FACTS) == [("order", "#1", "2025-03-01", 3400, "EUR", "paid")]
    assert desk.ask(LINES) == [("Kaffee", "product", 2000), ("Tasse", "product", 1000)]


def test_shopware5_keeps_no_password_and_reads_null_as_nothing(desk, take):
    row = {
        "customernumber": "20001",
        "email": "anna@mail.example",
        "password": "$2y$10$geheim",
        "encoder": "bcrypt",
        "phone": "NULL",
    }
    take("shopware5-customers.csv", row | {"billing_firstname": "Null", "billing_lastname": "Muster"})
    assert desk.ask("SELECT given_name, phone FROM party") == [("Null", None)]
    assert stored(desk, "geheim", "bcrypt") == []


def test_shopware5_lines_tell_vouchers_and_keep_no_network_address(desk, take):
    line = {
        "number": "20005",
        "orderDetailId": "1",
        "articleNumber": "SW1",
        "quantity": "1",
        "remoteAddress": "93.184.216.34",
    }
    rows = [("Tee", "10.00", "0"), ("Gutschein", "-5.00", "2"), ("Rabatt", "-1.00", "3")]
    take("shopware5-orders-lines.csv", *(line | {"articleName": n, "price": p, "mode": m} for n, p, m in rows))
    assert desk.ask(LINES) == [("Gutschein", "voucher", -500), ("Rabatt", "discount", -100), ("Tee", "product", 1000)]
    assert stored(desk, "93.184.216.34") == []


def test_shopware5_baskets_that_were_not_ordered_are_left_out(desk, take):
    order = {
        "orderNumber": "20005",
        "invoiceAmount": "119.00",
        "orderTime": "2012-08-30 10:15:54",
        "email": "anna@mail.example",
    }
    report = take("shopware5-orders-main.csv", order, order | {"orderNumber": "0"})
    assert (report.skipped, len(desk.ask(FACTS))) == ({"aborted_basket": 1}, 1)


def test_a_list_of_newsletter_addresses_is_a_claim(desk, take):
    take("shopware5-newsletter.csv", {"email": "anna@mail.example", "group": "Newsletter", "lastmailing": "0"})
    assert desk.ask(CONSENTS) == [("anna@mail.example", "email", "claimed")]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (("",), ("", '2,"record(s) downloaded,"," from ,Jul-21-25"," to ,Jul-22-25"', "Seller ID: shop")),
        (("sep=,", ""), ()),
        ((), ()),
    ],
)
def test_ebay_between_a_blank_line_and_its_footers(desk, take, before, behind):
    order = {
        "Sales Record Number": "100",
        "Order Number": "11-1",
        "Buyer Username": "anna_m",
        "Buyer Name": "Anna Muster",
    }
    order |= {"Buyer Email": "--", "Buyer Address 1": "Weg 1", "Total Price": "$45.99", "Sale Date": "Jul-21-25"}
    items = [{"Item Title": name, "Quantity": "1", "Sold For": "$20.00"} for name in ("Tasse", "Kanne")]
    blank = {"Order Number": "11-1", "Sales Record Number": "100"}
    take("ebay-orders-en.csv", order, blank | items[0], blank | items[1], before=before, behind=behind)
    assert desk.ask(FACTS) == [("order", "11-1", "2025-07-21", 4599, "USD", "")]
    assert [row[0] for row in desk.ask(LINES)] == ["Kanne", "Tasse"]
    assert desk.ask("SELECT email, street FROM party") == [(None, "Weg 1")]


def test_ebay_sums_up_an_order_in_a_row_of_its_own_which_is_no_item(desk, take):
    order = {
        "Sales Record Number": "100",
        "Order Number": "11-1",
        "Buyer Name": "Anna Muster",
        "Buyer Username": "anna_m",
    }
    order |= {"Sale Date": "Jul-21-25", "Quantity": "3", "Sold For": "$40.00", "Total Price": "$45.99"}
    item = {"Sales Record Number": "100", "Order Number": "11-1", "Quantity": "1", "Sold For": "$20.00"}
    take(
        "ebay-orders-en.csv",
        order,
        item | {"Item Title": "Tasse"},
        item | {"Item Number": "124", "Item Title": "Kanne"},
    )
    assert desk.ask(LINES) == [("Kanne", "product", 2000), ("Tasse", "product", 2000)]


def test_ebay_in_german_with_months_in_words(desk, take):
    order = {"Verkaufsprotokollnummer": "1", "Bestellnummer": "11-2", "Vollständiger Name des Käufers": "Anna Muster"}
    take("ebay-orders-de-legacy.csv", order | {"Gesamtpreis": "EUR 44,90", "Verkaufsdatum": "10-Dez-25"})
    assert desk.ask(FACTS) == [("order", "11-2", "2025-12-10", 4490, "EUR", "")]


def test_etsy_writes_months_first_and_an_order_twice_counts_once(desk, take):
    order = {
        "Sale Date": "09/03/25",
        "Order ID": "1",
        "Full Name": "Anna Muster",
        "Order Value": "30.00",
        "Order Total": "34.00",
    }
    take("etsy-sold-orders.csv", order, order, behind=("Total,,",))
    assert desk.ask(FACTS) == [("order", "1", "2025-09-03", 3400, None, "")]


def test_amazon_adds_up_the_items_of_an_order(desk, take):
    item = {
        "order-id": "302-1",
        "purchase-date": "2025-03-01T10:00:00+00:00",
        "buyer-email": "abc@marketplace.amazon.de",
    }
    item |= {
        "buyer-name": "Anna Muster",
        "product-name": "Kaffee",
        "quantity-purchased": "2",
        "currency": "EUR",
        "item-price": "20.00",
    }
    take("amazon-orders-merchant-fulfilled.txt", item | {"shipping-price": "4.00"}, item | {"item-price": "10.00"})
    assert desk.ask(FACTS) == [("order", "302-1", "2025-03-01", 3400, "EUR", "")]


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    ("name", "number"), [("amazon-orders-vat-variant.txt", "order-id"), ("amazon-all-orders.txt", "amazon-order-id")]
)
def test_amazon_adds_the_shipping_of_every_item_and_takes_off_what_a_promotion_gave(desk, take, name, number, sign):
    item = {number: "302-1", "purchase-date": "2025-03-01T10:00:00+00:00", "currency": "EUR", "product-name": "Kaffee"}
    item |= {"item-price": "20.00", "shipping-price": "4.00", "item-promotion-discount": f"{sign}2.50"}
    tea = item | {"product-name": "Tee", "shipping-price": "1.50", "item-promotion-discount": ""}
    other = item | {number: "302-2", "item-promotion-discount": "0.00"}
    take(name, item, tea | {"ship-promotion-discount": f"{sign}1.50"}, other, tea | {"item-price": "1.00"})
    assert [(row[1], row[3]) for row in desk.ask(FACTS)] == [("302-1", 4400), ("302-2", 2400)]
    assert desk.ask("SELECT gross, shipping FROM fact") == [(2400, 400), (4400, 550)]
    assert [row[2] for row in desk.ask(LINES)] == [1750, 2000, 100, 2000]


@pytest.mark.parametrize("tax", ["19.00", "17.10"])
def test_amazon_s_tax_may_be_that_of_the_price_before_a_promotion(desk, take, tax):
    item = {
        "order-id": "302-1",
        "purchase-date": "2025-03-01T10:00:00+00:00",
        "currency": "EUR",
        "product-name": "Kaffee",
    }
    item |= {"item-price": "119.00", "item-tax": tax, "item-promotion-discount": "11.90"}
    take("amazon-orders-vat-variant.txt", item)
    assert desk.ask("SELECT net, gross FROM line") == [(9000, 10710)]


def test_stripe_takes_what_was_paid_and_no_card(desk, take):
    pay = CHARGE | {"Card Fingerprint": "Fp93geheim"}
    unfinished = [
        "Failed",
        "Blocked",
        "Requires payment method",
        "requires_action",
        "Expired",
        "Uncaptured",
        "Pending",
        "Canceled",
    ]
    more = [pay | {"id": f"ch_{i}", "Status": word} for i, word in enumerate(unfinished, 2)]
    report = take("stripe-payments.csv", pay, *more)
    assert (report.skipped, len(desk.ask(FACTS))) == ({"not_completed": 8}, 1)
    assert stored(desk, "Fp93geheim") == []


@pytest.mark.parametrize(
    ("said", "beside", "who"),
    [
        ("Lena Roth", {"Customer Email": "lena.roth@mail.example"}, ("Lena", "Roth", None)),
        ("Lena Roth", {"Customer Email": "l-roth@mail.example"}, ("Lena", "Roth", None)),
        ("Lena Roth", {"Card Name": "LENA ROTH"}, ("Lena", "Roth", None)),
        ("Lena Roth", {"Card Name": "Udo Ohm"}, (None, None, None)),
        ("Roth Bau GmbH", {"Customer Email": "info@roth-bau.example"}, (None, None, "Roth Bau GmbH")),
        ("Customer of Roth GmbH", {"Customer Email": "info@roth.example"}, (None, None, None)),
        ("Max Abo Premium", {"Customer Email": "max@mail.example"}, (None, None, None)),
        ("Rosa Paket", {"Customer Email": "ro5@mail.example"}, (None, None, None)),
        ("lena.roth@gmail.com", {}, (None, None, None)),
        ("Abo seit 2023", {}, (None, None, None)),
    ],
)  # fmt: skip
def test_what_stripe_says_of_a_customer_is_the_name_where_the_card_or_the_mail_has_it(desk, take, said, beside, who):
    take("stripe-payments.csv", CHARGE | {"Customer Description": said} | beside)
    assert desk.ask("SELECT given_name, family_name, company FROM party WHERE current = 1") == [who]


def test_paypal_leaves_out_its_own_side(desk, take):
    row = {
        "Datum": "05.01.2025",
        "Name": "Anna Muster",
        "Typ": "Zahlung erhalten",
        "Status": "Abgeschlossen",
        "Währung": "EUR",
    }
    row |= {"Brutto": "1.190,00", "Absender E-Mail-Adresse": "anna@mail.example", "Auswirkung auf Guthaben": "Haben"}
    own = [
        "Allgemeine Währungsumrechnung",
        "Bankgutschrift auf PayPal-Konto",
        "Überweisung als Zahlungsquelle",
        "Rückzahlung",
    ]
    others = [row | {"Transaktionscode": f"T{n}", "Typ": kind} for n, kind in enumerate(own, start=2)]
    report = take("paypal-aktivitaeten-de.csv", row | {"Transaktionscode": "T1"}, *others)
    assert (desk.ask(FACTS), report.skipped) == (
        [("payment", None, "2025-01-05", 119000, "EUR", "")],
        {"own_payment": 4},
    )


def test_sumup_gives_back_what_it_says_it_gave_back(desk, take):
    sale = {"Datum": "24.03.2023, 12:32", "Typ": "Verkauf", "Transaktionsnummer": "T1", "Menge": "1", "Währung": "CHF"}
    sale |= {"Beschreibung": "Kaffee", "Preis (brutto)": "8.00", "Preis (netto)": "7.43"}
    take("sumup-verkaufsbericht-de.csv", sale, sale | {"Transaktionsnummer": "T2", "Typ": "Rückerstattung"})
    assert [(row[0], row[3]) for row in desk.ask(FACTS)] == [("credit_note", -800), ("order", 800)]


def test_outlook_joins_its_streets_and_passes_over_days_that_are_none(desk, take):
    who = {"First Name": "Anna", "Last Name": "Muster", "E-mail Address": "anna@mail.example", "Birthday": "0/0/00"}
    take(
        "outlook-contacts-en.csv",
        who | {"Business Street": "Weg 1", "Business Street 2": "Haus B", "Business Street 3": "2. OG"},
    )
    assert desk.ask("SELECT street, address_extra, birth_date FROM party") == [("Weg 1", "Haus B, 2. OG", None)]


@pytest.mark.parametrize(
    ("name", "columns"),
    [("thunderbird-de.csv", ("Primäre E-Mail-Adresse", "Geburtsjahr", "Geburtsmonat", "Geburtstag")),
     ("thunderbird-en.csv", ("Primary Email", "Birth Year", "Birth Month", "Birth Day"))],
)  # fmt: skip
def test_thunderbird_keeps_a_birthday_in_three_columns(desk, take, name, columns):
    take(name, dict(zip(columns, ("anna@mail.example", "1980", "2", "3"), strict=True)))
    assert desk.ask("SELECT email, birth_date FROM party") == [("anna@mail.example", "1980-02-03")]


def test_network_addresses_are_never_stored_however_their_column_is_spelt(desk):
    head = "Kundennummer;Name;E-Mail;remote_addr;Remote Address;IP-Adresse"
    desk.imports("k.csv", head, "1;Anna Muster;a@mail.example;93.184.216.34;93.184.216.35;93.184.216.36")
    assert stored(desk, "93.184.216.34", "93.184.216.35", "93.184.216.36") == []


def test_mailchimp_proves_nothing_by_confirming_and_keeps_no_network_address(desk, take):
    reader = {
        "Email Address": "anna@mail.example",
        "CONFIRM_TIME": "2024-01-02 10:00:00",
        "CONFIRM_IP": "93.184.216.34",
    }
    take("mailchimp-audience.csv", reader | {"TAGS": '"VIP","Blog"', "LEID": "1", "EUID": "x", "MEMBER_RATING": "2"})
    assert (desk.ask(CONSENTS), desk.ask("SELECT tags FROM party")) == (
        [("anna@mail.example", "email", "claimed")],
        [("VIP, Blog",)],
    )
    assert stored(desk, "93.184.216.34") == []


def test_datev_accounts_of_payment_methods_are_nobody(desk, take):
    name = "Name (Adressattyp Unternehmen)"
    take("datev-debitoren-kreditoren.csv", {"Konto": "10004", name: "PayPal"}, {"Konto": "10005", name: "Otto", "Straße": "Weg 1",
         "Postleitzahl": "04109"}, {"Konto": "10006", name: "Holz AG", "Postfach": "12", "Postleitzahl": "04109"})  # fmt: skip
    assert desk.ask("SELECT kind, company, street FROM party") == [
        ("collective", "PayPal", None),
        ("company", "Holz AG", "Postfach 12"),
        ("company", "Otto", "Weg 1"),
    ]


def test_woocommerce_rows_that_repeat_the_order_or_leave_it_out(desk, take):
    order = {
        "Order Number": "7",
        "Order Date": "2025-03-01 10:00",
        "Last Name (Billing)": "Muster",
        "Order Total Amount": "34.00",
    }
    item = {"Name": "Tasse", "Quantity": "1", "Order Line Total": "10.00"}
    take("woocommerce-orders-algolplus.csv", order | item, order | item, order | {"Order Number": "8"} | item, item)
    assert [row[1:4] for row in desk.ask(FACTS)] == [("7", "2025-03-01", 3400), ("8", "2025-03-01", 3400)]
    assert len(desk.ask(LINES)) == 4


@pytest.mark.parametrize("quantity", ["Quantity", "Quantity (- Refund)"])
@pytest.mark.parametrize("item", ["Name", "Item Name", "Product Name"])
def test_woocommerce_items_are_read_under_the_headings_of_every_version(desk, item, quantity):
    desk.imports("woo.csv", f"Order Number,Order Status,Order Date,Full Name (Billing),Order Total Amount,SKU,{item},{quantity},Item Cost",
                 "101,Pending payment,2025-02-03 10:11,Anna Muster,40.00,A1,Kerze,2,10.00",
                 "101,Pending payment,2025-02-03 10:11,Anna Muster,40.00,A2,Docht,4,5.00")  # fmt: skip
    assert desk.ask("SELECT given_name, family_name FROM party") == [("Anna", "Muster")]
    assert desk.ask("SELECT gross, status FROM fact") == [(4000, "open")]
    assert desk.ask("SELECT article, name, quantity FROM line") == [("A1", "Kerze", 2000), ("A2", "Docht", 4000)]


def test_magento_joins_customers_and_addresses_by_their_mail(desk, take):
    take(
        "magento2-customers-main.csv",
        {"email": "anna@mail.example", "_website": "base", "firstname": "Anna", "password_hash": "abc:1"},
    )
    take(
        "magento2-customer-addresses.csv",
        MAGENTO | {"street": "Tor 2", "city": "Bonn", "_address_default_shipping_": "1"},
        MAGENTO | {"street": "Weg 1\nHof", "city": "Halle", "_address_default_billing_": "1"},
        MAGENTO | {"street": "Kai 3", "city": "Kiel"},
    )
    assert set(desk.ask("SELECT street, city, city2 FROM (SELECT *, json_extract(more, '$.addresses[0].city') AS city2 FROM party"
                        " WHERE street IS NOT NULL)")) == {("Weg 1 Hof", "Halle", city) for city in ("Bonn", None, "Kiel")}  # fmt: skip
    assert {row[4] for row in desk.ask(PEOPLE)} == {"anna@mail.example"}
    assert stored(desk, "abc:1") == []
