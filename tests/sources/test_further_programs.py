"""Programs whose layouts are documented: a few invented rows of each, and what must come of them."""

import json

import pytest

WHO = "SELECT kind, given_name, family_name, company FROM party"
FACTS = (
    "SELECT f.kind, d.number, f.day, f.gross, f.status FROM fact AS f LEFT JOIN document AS d ON d.id = f.document_id"
)


def test_bexio_firms_and_persons_share_two_columns(desk):
    report = desk.imports(
        "kontakte.csv",
        "Kontaktart;Name 1;Name 2;Adresse;PLZ;Ort;E-Mail;Ansprechpartner;Kontaktperson 1 Vorname;Kontaktperson 1 Nachname",
        "Firma;Elektro Keller;;Dorfstrasse 5;8903;Birmensdorf;info@keller.example;Chefin;Hans;Berger",
        "Privat;Meier;Anna;Seeweg 3;8001;Zürich;anna@meier.example;Chefin;;",
    )
    assert report.format == "bexio_contacts"
    assert desk.ask(WHO) == [("company", "Hans", "Berger", "Elektro Keller"), ("person", "Anna", "Meier", None)]


def test_bexio_keeps_every_contact_person_of_a_firm(desk):
    head = "Kontaktart;Name 1;Name 2;Adresse;PLZ;Ort;E-Mail;Ansprechpartner"
    for n in (1, 2, 3):
        head += (
            f";Kontaktperson {n} Anrede;Kontaktperson {n} Vorname;Kontaktperson {n} Nachname;Kontaktperson {n} E-Mail"
        )
    row = "Firma;Keller AG;;Weg 5;8903;Birmensdorf;info@keller.example;Chefin"
    row += ";Herr;Hans;Berger;hans@keller.example;Frau;Eva;Roth;eva@keller.example;;;;"
    assert desk.imports("kontakte.csv", head, row).format == "bexio_contacts"
    assert desk.ask("SELECT company, family_name, email, json_extract(more, '$.emails[0]') FROM party") == [
        ("Keller AG", "Berger", "info@keller.example", "hans@keller.example")
    ]
    (kept,) = desk.ask("SELECT attributes FROM party")[0]
    assert json.loads(kept) == {
        "Kontaktperson 1 Anrede": "Herr",
        "Kontaktperson 2 Anrede": "Frau",
        "Kontaktperson 2 Vorname": "Eva",
        "Kontaktperson 2 Nachname": "Roth",
        "Kontaktperson 2 E-Mail": "eva@keller.example",
    }


def test_sevdesk_suppliers_are_left_out(desk):
    head = "Kunden-Nr.;Nachname;Vorname;Organisation;Namenszusatz;Kategorie;Strasse;PLZ;Ort;Adress-Kategorie;E-Mail"
    report = desk.imports(
        "k.csv", head, "1;Muster;Anna;;;Kunde;Weg 1;04109;Halle;;a@mail.example", "7;;;Mühle AG;;Lieferant;;;;;"
    )
    assert (report.format, report.skipped, desk.ask(WHO)) == (
        "sevdesk_contacts", {"supplier": 1}, [("person", "Anna", "Muster", None)],
    )  # fmt: skip


def test_sevdesk_suppliers_are_left_out_of_a_short_list_too(desk):
    head = "Kategorie;Organisation;Namenszusatz;Vorname;Nachname;Kunden-Nr.;Debitoren-Nr.;Kreditoren-Nr.;Ort;E-Mail"
    rows = ["Kunde;;;Anna;Muster;1;10001;;Halle;a@mail.example", "Lieferant;Papier AG;;;;;;70001;Jena;p@papier.example"]
    report = desk.imports("k.csv", head, *rows)
    assert (report.skipped, desk.ask(WHO)) == ({"supplier": 1}, [("person", "Anna", "Muster", None)])


def test_bexio_suppliers_are_left_out(desk):
    head = "Kontaktart;Name 1;Name 2;Kategorie;Adresse;PLZ;Ort;Ansprechpartner"
    rows = ["Firma;Papier AG;;Lieferant;Weg 9;4000;Basel;Chefin", "Privat;Meier;Anna;Kunde;Seeweg 3;8001;Zürich;Chefin"]
    report = desk.imports("k.csv", head, *rows)
    assert (report.skipped, desk.ask(WHO)) == ({"supplier": 1}, [("person", "Anna", "Meier", None)])


def test_odoo_says_which_is_a_firm(desk):
    head = "External ID,Name,Company Type,Street,City,Zip,Country,Email"
    desk.imports(
        "k.csv",
        head,
        "p_7,Elektro Keller,company,Weg 1,Halle,06108,DE,",
        "p_8,Anna Muster,person,Weg 2,Halle,06108,DE,",
    )
    assert desk.ask(WHO) == [("company", None, None, "Elektro Keller"), ("person", "Anna", "Muster", None)]


def test_freshbooks_items_are_one_invoice(desk):
    head = "Client Name,Invoice #,Date Issued,Invoice Status,Item Name,Rate,Quantity,Line Subtotal,Line Total,Currency"
    rows = [
        "Anna Muster,1,2025-01-05,paid,Tea,10.00,2,20.00,23.80,EUR",
        "Anna Muster,1,2025-01-05,paid,Cup,5.00,1,5.00,5.95,EUR",
    ]
    desk.imports("i.csv", head, *rows)
    assert desk.ask(FACTS) == [("invoice", "1", "2025-01-05", 2975, "paid")]


def test_wave_takes_income_with_an_invoice_alone(desk):
    head = "Transaction ID,Transaction Date,Amount (One column),Customer,Vendor,Invoice Number,Amount Before Sales Tax,Account Type"
    rows = ["1,2025-01-05,10.00,Anna Muster,,1,10.00,Income", "1,2025-01-05,11.90,Anna Muster,,1,,System Receivable Invoice",
            "2,2025-01-06,-500.00,,Landlord AG,,,Operating Expense", "3,2025-01-07,20.00,,,,20.00,Income"]  # fmt: skip
    report = desk.imports("accounting.csv", head, *rows)
    assert ([row[:3] for row in desk.ask(FACTS)], report.skipped) == (
        [("invoice", "1", "2025-01-05")],
        {"no_customer_account": 3},
    )
    assert desk.ask(WHO) == [("person", "Anna", "Muster", None)]


def test_invoice2go_estimates_are_no_sales(desk):
    head = "\ufeffDocumentType,DocumentNumber,DocumentDate,Name,EmailRecipient,DocumentRecipientAddress,TotalAmount,DocumentStatus,Items"
    rows = ['invoice,INV1,2025-01-05,Anna Muster,a@mail.example,"Weg 1\n04109 Halle",119.00,paid,"a,b\nc,d"',
            "estimate,EST1,2025-01-06,Uwe Stein,,,50.00,unsent,"]  # fmt: skip
    desk.imports("i.csv", head, *rows)
    assert desk.ask(FACTS) == [
        ("enquiry", "EST1", "2025-01-06", 5000, "draft"),
        ("invoice", "INV1", "2025-01-05", 11900, "paid"),
    ]
    assert desk.ask("SELECT postcode FROM party") == [("04109",), (None,)]


def test_woocommerce_rows_an_item_are_one_order(desk):
    head = "order_id,order_number,date,status,order_total,order_currency,billing_last_name,billing_email,item_name,item_quantity,item_total"
    row = "9,1001,2025-01-05 10:00:00,completed,30.00,EUR,Muster,a@mail.example,"
    desk.imports("orders.csv", head, row + "Tea,2,20.00", row + "Cup,1,10.00")
    assert desk.ask(FACTS) == [("order", "1001", "2025-01-05", 3000, "paid")]
    assert desk.ask("SELECT name, gross FROM line") == [("Cup", 1000), ("Tea", 2000)]


def test_pipedrive_and_hubspot_name_their_people(desk):
    desk.imports(
        "p.csv", "Person - Name,Person - Organization,Person - Email - Work", "Anna Muster,Holz AG,a@holz.example"
    )
    head = "Record ID,First Name,Last Name,Email,Contact owner,Unsubscribed from all email"
    desk.imports("h.csv", head, "7,Uwe,Stein,u@mail.example,Eva Berger,true")
    assert ("person", "Uwe", "Stein", None) in desk.ask(WHO)
    assert desk.ask("SELECT address, state FROM consent_event") == [("u@mail.example", "withdrawn")]


def test_oxid_keeps_no_password(desk):
    head = "OXID;OXUSERNAME;OXPASSWORD;OXFNAME;OXLNAME;OXSTREET;OXSTREETNR;OXZIP;OXCITY"
    desk.imports("u.csv", head, "a1;anna@mail.example;geheim77;Anna;Muster;Weg;1;04109;Halle")
    assert desk.ask("SELECT email, street FROM party") == [("anna@mail.example", "Weg 1")]
    desk.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"geheim77" not in desk.store.file.read_bytes()


@pytest.mark.parametrize("name", ["nonsubscribed_members_export_1.csv", "nonsubscribed_email_audience_export_1.csv"])
def test_whom_mailchimp_lists_as_never_subscribed_has_agreed_to_nothing(desk, name):
    head = "Email Address,First Name,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID"
    rows = ["a@mail.example,Anna,,2024-01-02 10:00:00,,1,e", "b@mail.example,Bert,2023-01-01 09:00:00,,,2,f"]
    desk.imports(name, head, *rows)
    assert (desk.ask("SELECT state FROM consent_event"), len(desk.ask("SELECT id FROM party"))) == ([], 2)
