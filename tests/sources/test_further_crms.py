"""Exports of CRM programs: who they hold, and whom nobody may write to."""

import pytest

WHO = "SELECT given_name, family_name, company, phone, json_extract(more, '$.phones[0]'), street, postcode, city FROM party"
NOES = "SELECT channel, state FROM consent_event ORDER BY channel"
ZOHO = (
    "Record Id,Contact Owner,Lead Source,First Name,Last Name,Account Name,Title,Email,Phone,Mobile,Mailing Street,Mailing City"
    ",Mailing State,Mailing Zip,Mailing Country,Email Opt Out,Description,Created Time",
    "zcrm_1,Eva Ich,Web,Uwe,Stein,Stein GmbH,Chef,u@stein.example,0911 445566,0151 23456789,Weg 1,Hof,Bayern,95028,Germany"
    ",true,,2023-02-14 10:22:11",
)
LEADS = (
    "Record Id,Lead Owner,Company,First Name,Last Name,Email,Phone,Mobile,Lead Source,Lead Status,Email Opt Out,Street,City"
    ",Zip Code,Country",
    "zcrm_1,Eva Ich,Stein GmbH,Uwe,Stein,u@stein.example,0911 445566,0151 23456789,Web,Contacted,true,Weg 1,Hof,95028,Germany",
)
SALESFORCE = (
    "Contact ID,Salutation,First Name,Last Name,Account Name,Title,Phone,Mobile,Email,Mailing Street,Mailing City"
    ",Mailing Zip/Postal Code,Mailing Country,Email Opt Out,Lead Source",
    "0035,Mr.,Uwe,Stein,Stein GmbH,CEO,0911 445566,0151 23456789,u@stein.example,Weg 1,Hof,95028,Germany,1,Web",
)
DYNAMICS = (
    "Full Name,Company Name,Job Title,Email,Business Phone,Mobile Phone,Address 1: Street 1,Address 1: City"
    ",Address 1: ZIP/Postal Code,Address 1: Country/Region,Do not allow Emails,Do not allow Phone Calls,Do not allow Mails",
    "Uwe Stein,Stein GmbH,CEO,u@stein.example,0911 445566,0151 23456789,Weg 1,Hof,95028,Germany,Do Not Allow,Allow,Allow",
)
HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone,Mobile,Contact owner,Lifecycle Stage,Associated Company,Street Address,City"
    ",Postal Code,Email Opt Out",
    "51,Uwe,Stein,u@stein.example,0911 445566,0151 23456789,Eva Ich,Lead,Stein GmbH,Weg 1,Hof,95028,true",
)


@pytest.mark.parametrize(
    ("format", "file"),
    [("zoho_crm_contacts", ZOHO), ("zoho_crm_leads", LEADS), ("salesforce_contacts", SALESFORCE), ("dynamics_contacts", DYNAMICS),
     ("hubspot_contacts", HUBSPOT)],
)  # fmt: skip
def test_a_contact_comes_with_all_its_parts_and_with_its_no(desk, format, file):
    assert desk.imports("export.csv", *file).format == format
    assert desk.ask(WHO) == [
        ("Uwe", "Stein", "Stein GmbH", "+49911445566", "+4915123456789", "Weg 1", "95028", "Hof"),
    ]  # fmt: skip
    assert desk.ask(NOES) == [("email", "withdrawn")]


def test_do_not_allow_mails_is_a_no_to_letters(desk):
    row = "Uwe Stein,,,u@stein.example,0911 445566,,Weg 1,Hof,95028,Germany,Allow,Do Not Allow,Do Not Allow"
    desk.imports("export.csv", DYNAMICS[0], row)
    assert desk.ask(NOES) == [("phone", "withdrawn"), ("post", "withdrawn")]


@pytest.mark.parametrize("heading", ["Email Opt Out", "Unsubscribed", "Do not mail", "Werbesperre"])
def test_a_column_that_refuses_is_heard_beside_orders_too(desk, heading):
    head = f"Invoice Number,Invoice Date,Customer,Customer Email,Invoice Total,Invoice Tax Total,{heading}"
    assert desk.imports("i.csv", head, "1,2025-01-05,Uwe Stein,u@stein.example,119,19,true").format == "wave_invoices"
    assert ("withdrawn",) in desk.ask("SELECT state FROM consent_event")


CALENDLY = (
    "Team,User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Invitee Time Zone"
    ",Invitee Accepted Marketing Emails,Text Reminder Number,Event Type Name,Start Date & Time,End Date & Time,Location"
    ",Event Created Date & Time,Canceled,Canceled By,Cancellation reason,Question 1,Response 1"
)


def test_whom_calendly_invited_has_the_appointment(desk):
    user, event = (
        "Eva Ich,eva@ich.example",
        "Erstgespräch,2024-06-03 02:30 pm,2024-06-03 03:00 pm,Zoom,2024-05-30 08:11 pm",
    )
    rows = [f",{user},Uwe Stein,,,u@stein.example,Berlin,No,,{event},false,,,Warum?,Stress",
            f",{user},Ada Alt,Ada,Alt,a@alt.example,Berlin,Yes,,{event},true,Ada Alt,krank,,"]  # fmt: skip
    assert desk.imports("events.csv", CALENDLY, *rows).format == "calendly_events"
    assert desk.ask("SELECT given_name, family_name, email FROM party") == [
        ("Ada", "Alt", "a@alt.example"), ("Uwe", "Stein", "u@stein.example"),
    ]  # fmt: skip
    assert desk.ask("SELECT kind, at, subject, outcome, status, author FROM fact") == [
        ("appointment", "2024-06-03T14:30:00", "Erstgespräch", "krank", "cancelled", "Eva Ich"),
        ("appointment", "2024-06-03T14:30:00", "Erstgespräch", None, "", "Eva Ich"),
    ]
    assert desk.ask("SELECT address, state FROM consent_event") == [("a@alt.example", "claimed")]


def test_who_has_two_dogs_is_their_owner(desk):
    desk.imports("h.csv", "Inhaber;Straße;PLZ;Ort;Hund", "Eva Ich;Weg 1;89073;Ulm;Bello", "Eva Ich;Weg 1;89073;Ulm;Rex")
    assert set(desk.ask("SELECT family_name, street FROM party")) == {("Ich", "Weg 1")}


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        ("User Name", "User Email"),
        ("Owner", "Owner Email"),
        ("Mitarbeiter", "E-Mail Mitarbeiter"),
        ("Host", "Host Email"),
    ],
)
def test_who_stands_in_every_row_as_its_user_is_no_customer(desk, name, mail):
    rows = ["Eva Ich,eva@ich.example,Uwe Stein,u@stein.example", "Eva Ich,eva@ich.example,Ada Alt,a@alt.example"]
    desk.imports("gaeste.csv", f"{name},{mail},Gast,Gast Email", *rows)
    assert desk.ask("SELECT family_name, email FROM party") == [("Alt", "a@alt.example"), ("Stein", "u@stein.example")]


HUBSPOT_DEALS = (
    "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Contact,Associated Company",
    "9001,Umbau,Closed won,Sales,3600,2024-05-20 10:00,2024-03-01 09:00,Eva Ich,Uwe Stein (u@stein.example),Stein GmbH",
)
PIPEDRIVE_DEALS = (
    "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - Stage,Deal - Won time,Deal - Deal created"
    ",Organization - Name,Person - Name,Person - Email - Work",
    "9001,Umbau,3600,EUR,Closed won,Abschluss,2024-06-12 10:02:33,2024-03-01 09:00:00,Stein GmbH,Uwe Stein,u@stein.example",
)
PIPEDRIVE_VIEW = (
    "ID,Titel,Wert,Währung,Organisation,Kontaktperson,Phase,Status,Erwartetes Abschlussdatum,Gewonnen am,Deal erstellt,Besitzer",
    "9001,Umbau,3600,EUR,Stein GmbH,Uwe Stein,Abschluss,Closed won,2024-06-30,2024-06-12,2024-03-01 09:00:00,Eva Ich",
)
ZOHO_DEALS = (
    "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Contact Name,Created Time",
    "9001,1,Eva Ich,3600,Umbau,2024-06-30,Stein GmbH,Closed won,Uwe Stein,2024-03-01 09:00:00",
)
OTHER_DEALS = (
    "Deal,Deal Stage,Amount,Date,Company,Contact,Deal Owner",
    "Umbau,Closed won,3600,2024-03-01,Stein GmbH,Uwe Stein,Eva Ich",
)


PEOPLE = "Person - ID,Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Email - Work"


def test_a_person_with_a_firm_is_its_contact(desk):
    desk.imports(
        "p.csv", PEOPLE, "1,Uwe Stein,Uwe,Stein,Stein GmbH,u@stein.example", "2,Ada Alt,,,Alt AG,a@alt.example"
    )
    assert desk.ask("SELECT given_name, family_name, company FROM party") == [
        ("Ada", "Alt", "Alt AG"), ("Uwe", "Stein", "Stein GmbH"),
    ]  # fmt: skip


@pytest.mark.parametrize("file", [HUBSPOT_DEALS, PIPEDRIVE_DEALS, PIPEDRIVE_VIEW, ZOHO_DEALS, OTHER_DEALS])
def test_a_deal_is_an_offer_to_whom_it_names_however_it_ended(desk, file):
    desk.imports("deals.csv", *file)
    assert desk.ask("SELECT kind, day, subject, gross, outcome FROM fact")[0][:2] == ("enquiry", "2024-03-01")
    outcome = (
        "Closed won, Abschluss"
        if file == PIPEDRIVE_DEALS
        else "Abschluss, Closed won"
        if file == PIPEDRIVE_VIEW
        else "Closed won"
    )
    if file != OTHER_DEALS:
        assert desk.ask("SELECT subject, gross, outcome FROM fact") == [("Umbau", 360000, outcome)]
    assert desk.ask("SELECT given_name, family_name, company FROM party") == [("Uwe", "Stein", "Stein GmbH")]


BEXIO = "Nr.;Firma/Nachname;Vorname/Firmenzusatz;Adresse;PLZ;Ort;E-Mail"


@pytest.mark.parametrize("kinds", [True, False])
def test_bexio_names_firms_and_persons_in_the_same_columns_whether_it_tells_which_or_not(desk, kinds):
    rows = [
        "000001;Keller AG;Heizungen;Weg 1;8400;Winterthur;info@keller.example",
        "000002;Favre;Élodie;Rue 3;1003;Lausanne;e@f.example",
    ]
    told = [";Kontaktart", ";Firma", ";Privat"] if kinds else ["", "", ""]
    head, *lines = (line + more for line, more in zip([BEXIO, *rows], told, strict=True))
    assert desk.imports("k.csv", head, *lines).format == "bexio_contact_list"
    assert desk.ask("SELECT given_name, family_name, company FROM party") == [
        ("Élodie", "Favre", None), (None, None, "Keller AG"),
    ]  # fmt: skip


def test_the_title_of_an_invoice_is_what_it_is_about(desk):
    head = "Nr.;Titel;Kontakt;Datum;Zahlbar bis;Total netto;MWST;Total;Erhalten;Offen;Status;Währung"
    desk.imports(
        "r.csv", head, "RE-1;Boiler;Keller AG;03.05.2024;02.06.2024;2'450.00;198.45;2'648.45;0.00;2'648.45;Offen;CHF"
    )
    assert desk.ask("SELECT company, title FROM party") == [("Keller AG", None)]
    assert desk.ask("SELECT kind, subject, gross, net, status, currency FROM fact") == [
        ("invoice", "Boiler", 264845, 245000, "open", "CHF")
    ]


def test_whom_cleverreach_activated_agreed_on_that_day_unless_they_left(desk):
    head, day = "email;registered;activated;deactivated;source;firstname;lastname", "2022-01-10 10:00:00"
    rows = [f"a@mail.example;{day};2022-01-10 10:05:12;;Formular;Ada;Alt", f"b@mail.example;{day};{day};2023-07-07 18:00:00;Formular;B;B",
            f"c@mail.example;{day};;;Formular;C;C"]  # fmt: skip
    assert desk.imports("receivers.csv", head, *rows).format == "cleverreach_receivers"
    assert desk.ask("SELECT address, state, substr(at, 1, 10) FROM consent_event") == [
        ("a@mail.example", "given", "2022-01-10"), ("b@mail.example", "withdrawn", "2023-07-07"),
    ]  # fmt: skip


CARDS = (
    "Datum,Transaktions-ID,Zahlungsart,Status,Betrag inkl. MwSt.,MwSt.,Trinkgeld,Gebühr,Beschreibung,Kartentyp,Kunde"
)


def test_a_card_payment_that_failed_is_none(desk):
    row = ',"80,00","12,77","0,00","1,12",Farbe,VISA,Ada Alt'
    desk.imports(
        "s.csv",
        CARDS,
        "2024-05-02 11:30,T1,Verkauf,Erfolgreich" + row,
        "2024-05-02 11:29,T0,Verkauf,Fehlgeschlagen" + row,
    )
    assert desk.ask("SELECT kind, gross FROM fact") == [("payment", 8000)]


def test_ebay_sends_to_the_address_of_its_buyer(desk):
    head = (
        "Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;Name des Käufers;E-Mail des Käufers;Versand an - Name"
        ";Versand an - Adresse 1;Versand an - Ort;Versand an - PLZ;Versand an - Land"
        ";Artikelnummer;Angebotstitel;Anzahl;Gesamtpreis;Verkaufsdatum"
    )
    desk.imports(
        "e.csv",
        head,
        "1;12-1;ada7;Ada Alt;a@mail.example;Ada Alt;Weg 4;Ulm;89073;Deutschland;9;Säge;1;EUR 24,80;04-Nov-24",
    )
    assert desk.ask("SELECT street, postcode, city FROM party") == [("Weg 4", "89073", "Ulm")]


def test_a_format_that_keeps_whatever_comes_is_known_by_what_it_names(desk):
    found = desk.imports("leads.csv", "Lead;Quelle;Groesse;Preisliste angefordert;Gewonnen", "L-1;Messe;10;ja;nein")
    assert found.format == "wawi_leads"
