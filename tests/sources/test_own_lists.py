"""Lists as bakers, craftsmen, studios and lawyers keep them in a spreadsheet."""

import json

import pytest

from kmu_crm.desk import looking
from kmu_crm.sources.importing import Declined
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

WHO = "SELECT kind, given_name, family_name, company, street, postcode, city FROM party"
FACTS = (
    "SELECT f.kind, d.number, f.day, f.gross, f.currency, f.status FROM fact AS f"
    " LEFT JOIN document AS d ON d.id = coalesce(f.document_id, f.refers_to)"
)


def fields(desk, *lines):
    return [field for _, field, _ in recognise(open_table(desk.file("liste.csv", *lines))).columns]


def test_a_title_and_abbreviations_do_not_hide_the_columns(desk):
    found = fields(
        desk,
        "Kundenliste Bäckerei Korn - Stand Januar 2025", "",
        "Lfd. Nr.;Kundenname;Anschrift;PLZ/Ort;Tel. / Handy;eMail-Adr.;Lieferung ab Uhr;Rabatt %;Bemerkg.",
        "1;Café Sonnig;Markt 3;04109 Leipzig;0341/445566;info@sonnig.example;06:30;5;Hintereingang",
        "2;Müller, Hans;Am Ring 7;04229 Leipzig;0171/1112223;;08:00;;Zahlt bar",
        "3;Gasthof Hirsch GmbH;Dorfstr. 1;04416 Markkleeberg;034297/12345;hirsch@gasthof.example;05:45;7,5;",
    )  # fmt: skip
    assert found == ["attribute", "full_name", "street", "postcode_city", "phone", "email", *["attribute"] * 2, "note"]


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [("No client;Nom;Prénom;Société;Rue;No;NPA;Localité;Pays;Téléphone;Natel;Courriel;Date de naissance",
      "1001;Dupont;Jean;;Rue du Lac;12;1003;Lausanne;Suisse;021 311 22 33;079 123 45 67;jean@dupont.example;12.04.1970",
      "external_id family_name given_name company street house_number postcode city country phone mobile email birth_date"),
     ("Numero cliente;Cognome;Nome;Ditta;Via;CAP;Luogo;Nazione;Telefono;Cellulare;E-mail;Data di nascita;Note",
      "2;Ferrari;Anna;Ferrari Sagl;Via Stazione 10;6500;Bellinzona;Svizzera;091 825 33 44;;anna@ferrari.example;;paga tardi",
      "external_id family_name given_name company street postcode city country phone mobile email birth_date note"),
     ("Mitgl.-Nr.;Anrede;Vorname;Zuname;Straße/Nr.;PLZ Ort;Eintritt;Austritt;E-Mail privat;E-Mail dienstl.",
      "101;Frau;Anna;Muster;Weg 1;04109 Leipzig;01.01.2010;;anna@muster.example;a.muster@firma.example",
      "external_id salutation given_name family_name street postcode_city customer_since attribute email2 email"),
     ("Pat.-Nr.;Name;Vorname;geb. am;Krankenkasse;Strasse Nr.;PLZ;Ort;Telefon p;Telefon m",
      "1;Muster;Anna;12.05.1980;AOK Plus;Weg 1;04109;Leipzig;0341 123456;0171 123456",
      "external_id family_name given_name birth_date attribute street postcode city phone2 mobile"),
     ("Kd.Nr.;Name;Ort;Umsatz 2023;Umsatz 2024;Letzter Einkauf", "1;Anna Muster;Leipzig;1.200,00;1.350,50;12.12.2024",
      "external_id full_name city attribute attribute attribute"),
     ("Zeitstempel;Vor- und Nachname;E-Mail-Adresse;Kurs;Ich möchte den Newsletter erhalten", "3.2.2025;Anna Muster;a@mail.example;Yoga;Ja",
      "attribute full_name email attribute consent_email"),
     ("Kunde;Straße;PLZ;Ort;Lieferstraße;Liefer-PLZ;Lieferort", "Anna Muster;Weg 1;04109;Leipzig;Ring 2;01067;Dresden",
      "full_name street postcode city street2 postcode2 city2"),
     ("Nr;Name;Strasse;Plz/Ort;Jahrgang", "1;Muster Anna;Weg 1;3000 Bern;1980", "attribute full_name street postcode_city attribute"),
     ("Kunde;Ort;Position;Menge;Preis", "Anna Muster;Leipzig;Chefin;3;9,50", "full_name city attribute attribute attribute")],
)  # fmt: skip
def test_lists_of_people_in_four_languages(desk, head, row, wanted):
    assert fields(desk, head, row, row) == wanted.split()


@pytest.mark.parametrize(
    ("cell", "street", "postcode", "city"),
    [("Weg 1, 04109 Leipzig", "Weg 1", "04109", "Leipzig"), ("Weg 1; D-04109 Leipzig", "Weg 1", "04109", "Leipzig"),
     ("Weg 1 04109 Leipzig", "Weg 1", "04109", "Leipzig"), ("Weg 1 D-04109 Bad Düben", "Weg 1", "04109", "Bad Düben"),
     ("Weg 1 8001 Zürich Schweiz", "Weg 1", "8001", "Zürich"), ("Hinterhaus, Weg 1, 8001 Zürich, Schweiz", "Weg 1", "8001", "Zürich"),
     ("Weg 1 - 04109 Leipzig", "Weg 1", "04109", "Leipzig"), ("Weg 1 – D-04109 Leipzig", "Weg 1", "04109", "Leipzig"),
     ("Weg 1 - 3, 04109 Leipzig", "Weg 1 - 3", "04109", "Leipzig"), ("Weg 1", "Weg 1", None, None)],
)  # fmt: skip
def test_a_whole_address_in_one_cell_is_taken_apart(desk, cell, street, postcode, city):
    desk.imports("a.csv", "Name|Adresse komplett|E-Mail", f"Anna Muster|{cell}|anna@mail.example")
    assert desk.ask(WHO) == [("person", "Anna", "Muster", None, street, postcode, city)]


@pytest.mark.parametrize("cells", [("Weg 1, 01099 Dresden",), ("Weg 1, 01099 Dresden", "Weg 1, 01099 Dresden", "")])
def test_one_whole_address_is_taken_apart_as_many_are(desk, cells):
    desk.imports(
        "a.csv", "Name / Firma;Anschrift", *(f"Anna Muster {place};{cell}" for place, cell in enumerate(cells))
    )
    assert ("Weg 1", "01099", "Dresden") in desk.ask("SELECT street, postcode, city FROM party")


def test_a_whole_address_among_streets_is_taken_apart_where_no_town_stands_beside_it(desk):
    desk.imports("a.csv", "Name;Straße;PLZ;Ort", "Anna Muster;Weg 1, 01099 Dresden;;", "Eva Berger;Weg 2;89073;Ulm",
                 "Uwe Tal;Weg 3, Hinterhaus;;", "Ina Alm;Weg 4, 01099 Dresden;;Pirna")  # fmt: skip
    assert desk.ask("SELECT street, postcode, city FROM party") == [
        ("Weg 1", "01099", "Dresden"), ("Weg 2", "89073", "Ulm"), ("Weg 3, Hinterhaus", None, None),
        ("Weg 4, 01099 Dresden", None, "Pirna"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["Kunde {}", "Teilnehmer_00{}", "Kunde-{}"])
def test_the_numbered_names_of_customers_made_anonymous_are_no_streets(desk, said):
    desk.imports("k.csv", "Kunde;Datum;Betrag", *(f"{said.format(i)};1.2.2024;1{i},00" for i in range(3)))
    found = desk.ask("SELECT trim(coalesce(given_name, '') || ' ' || family_name), street FROM party")
    assert found == [(said.format(i), None) for i in range(3)]


def test_a_contact_person_stands_behind_the_firm(desk):
    desk.imports(
        "k.csv", "Kunde;z.Hd.;E-Mail", "Müller GmbH;Hans Müller;h@mueller.example", "Elektro Sonne;Eva Berger;e@sonne.example",
        "Anna Muster;;anna@mail.example",
    )  # fmt: skip
    assert [row[:4] for row in desk.ask(WHO)] == [
        ("company", "Eva", "Berger", "Elektro Sonne"),
        ("company", "Hans", "Müller", "Müller GmbH"),
        ("person", "Anna", "Muster", None),
    ]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("Cordes GmbH, Hr. Nolte", ("company", None, "Nolte", "Cordes GmbH")),
     ("Cordes GmbH z.Hd. Frau Ida Nolte", ("company", "Ida", "Nolte", "Cordes GmbH")),
     ("Elektro Sonne (Herr Nolte)", ("company", None, "Nolte", "Elektro Sonne")),
     ("Privat", ("person", None, None, None)), ("Haus Sonne", ("company", None, None, "Haus Sonne"))],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Name", "Firma"])
def test_a_firm_with_its_contact_in_one_cell_is_both_and_private_is_no_name(desk, heading, cell, wanted):
    desk.imports("k.csv", f"{heading};E-Mail;Ort", f"{cell};n@cordes.example;Ulm", "Anna Muster;a@mail.example;Ulm")
    sql = "SELECT kind, given_name, family_name, company FROM party WHERE email = 'n@cordes.example'"
    assert desk.ask(sql) == [wanted]


def test_a_person_who_also_stands_in_the_column_of_firms_is_a_person(desk):
    desk.imports("k.csv", "Firma;Vorname;Nachname;Ort", "Anna Muster;Anna;Muster;Leipzig")
    assert desk.ask(WHO)[0][:4] == ("person", "Anna", "Muster", None)


def test_words_of_state_and_kind_are_understood_in_a_list_of_invoices(desk):
    desk.imports(
        "r.csv",
        "Rechnungs Nr.;Art;Rechnungs Datum;Firma / Name;Betrag CHF;Status",
        "R1;Rechnung;15.01.2025;Muster AG;CHF 1'250.50;bezahlt",
        "R2;Rechnung;20.01.2025;Hans Meier;CHF 380.00;storniert",
        "G1;Gutschrift;22.01.2025;Muster AG;CHF 100.00;",
        "A1;Angebot;23.01.2025;Hans Meier;CHF 12'000.00;offen",
    )
    assert desk.ask(FACTS) == [
        ("credit_note", "G1", "2025-01-22", -10000, "CHF", ""),
        ("enquiry", "A1", "2025-01-23", 1200000, "CHF", "open"),
        ("invoice", "R1", "2025-01-15", 125050, "CHF", "paid"),
        ("invoice", "R2", "2025-01-20", 38000, "CHF", "cancelled"),
    ]


def test_offers_are_no_sales(desk):
    desk.imports("a.csv", "Angebotsnummer;Datum;Kunde;Betrag", "A-1;03.02.2025;Anna Muster;100,00")
    assert [row[:2] for row in desk.ask(FACTS)] == [("enquiry", "A-1")]


def test_a_list_of_incoming_payments_is_one_of_payments(desk):
    desk.imports(
        "z.csv", "Zahlungseingang;Rechnungsnr.;Kunde;Betrag;Zahlungsart", "03.02.2025;R1;Anna Muster;119,00;bar"
    )
    assert desk.ask(FACTS) == [("payment", "R1", "2025-02-03", 11900, None, "")]


def test_appointments_are_no_calls(desk):
    desk.imports(
        "t.csv",
        "Datum;Uhrzeit;Dauer;Kunde;Behandlung;Preis",
        "03.02.2025;09:00;60;Anna Muster;Massage;60,00",
        "04.02.2025;10:00;30;Uwe Stein;Maniküre;25,00",
    )
    assert desk.ask("SELECT kind, subject, minutes FROM fact") == [
        ("appointment", "Maniküre", 30),
        ("appointment", "Massage", 60),
    ]


@pytest.mark.parametrize(
    "lines",
    [("Personalnummer;Nachname;Vorname;Eintritt;Gehalt", "1;Muster;Anna;01.01.2020;2.500,00"),
     ("Datum;Lieferant;Rechnungsnummer;Netto;Brutto", "03.02.2025;Mühle Nord GmbH;4711;100,00;107,00")],
)  # fmt: skip
def test_what_suppliers_charge_and_staff_are_declined(desk, lines):
    with pytest.raises(Declined):
        desk.imports("l.csv", *lines)


def test_a_price_list_makes_no_customer_of_the_supplier(desk):
    rows = [f"B{n};Brot {n};1,20;4,50;7;Mühle Nord GmbH {n}" for n in range(5)]
    desk.imports("p.csv", "Art.Nr.;Bezeichnung;EK;VK;MwSt;Lieferant", *rows)
    assert desk.ask("SELECT count(*) FROM party") == [(0,)]
    assert desk.ask("SELECT name, cost, price, tax_rate FROM article")[0] == ("Brot 0", 120, 450, 700)


def test_the_state_of_a_customer_is_no_consent(desk):
    desk.imports("k.csv", "Kundennummer;Name;E-Mail;Status", "1;Anna Muster;anna@mail.example;aktiv")
    assert desk.ask("SELECT count(*) FROM consent_event") == [(0,)]
    desk.imports("n.csv", "Name;E-Mail;Status", "Uwe Stein;uwe@mail.example;abgemeldet")
    assert desk.ask("SELECT state FROM consent_event") == [("withdrawn",)]


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Gegner", "attribute"),
        ("Faxnummer", "attribute"),
        ("Sachbearbeiterin", "attribute"),
        ("Contact owner", "attribute"),
    ],
)
def test_cells_that_speak_of_others_make_no_field(desk, heading, wanted):
    cells = ["Anna Muster", "Jürgen Weiß", "Bernd Müller"]
    told = ["0341 2312514", "0351 445566", "089 1234567"] if heading == "Faxnummer" else cells
    rows = [f"{n}@mail.example;{cell}" for n, cell in enumerate(told)]
    assert fields(desk, f"E-Mail;{heading}", *rows) == ["email", wanted]


def test_a_list_with_some_columns_of_an_export_is_read_whole(desk):
    found = fields(
        desk,
        "Vorname;Nachname;E-Mail-Adresse;Straße 1;PLZ;Stadt",
        *["Anna;Muster;anna@mail.example;Weg 1;04109;Leipzig"] * 2,
    )
    assert found == ["given_name", "family_name", "email", "street", "postcode", "city"]


def test_documents_that_name_nobody_are_told_where_the_others_name_their_customer(desk):
    report = desk.imports(
        "rechnungen.csv", "Kunde;Rechnungsnummer;Datum;Netto;Brutto",
        "Anna Berg;R1;03.03.2025;100,00;119,00", ";R2;04.03.2025;100,00;119,00", ";R3;05.03.2025;100,00;119,00",
    )  # fmt: skip
    (told,) = (one for one in report.warnings if one.code == "customer_missing")
    assert (told.rows, told.column) == ((2, 3), "Kunde")


def test_a_title_beside_the_form_of_address_is_one(desk):
    desk.imports("k.csv", "Kundennr;Anrede;Vorname;Nachname;Ort", "1;Frau Dr.;Lena;Blau;Ulm", "2;Herr;Max;Rot;Ulm")
    assert desk.ask("SELECT salutation, title FROM party") == [("mr", None), ("ms", "Dr.")]


@pytest.mark.parametrize(
    ("town", "said", "phone"),
    [
        ("8001 Zürich", "044 668 18 00", "+41446681800"), ("CH-8400 Winterthur", "052 267 51 51", "+41522675151"),
        ("04109 Leipzig", "0341 1234567", "+493411234567"), ("53545 Linz", "02644 123456", "+492644123456"),
    ],
)  # fmt: skip
def test_a_phone_number_belongs_to_the_country_of_the_town_beside_its_code(desk, town, said, phone):
    desk.imports("kunden.csv", "Firma;PLZ/Ort;Tel.", f"Abel AG;{town};{said}", "Blau KG;04109 Leipzig;0341 1234567")
    assert desk.ask("SELECT phone FROM party WHERE company = 'Abel AG'") == [(phone,)]


SWISS = ("8001 Zürich", "044 211 22 33")
LANGNAU, SAXONY = ("3550 Langnau i.E.", "034 402 11 22"), ("4109 Leipzig", "0341 402 11 22")


@pytest.mark.parametrize(
    ("rows", "phone", "told"),
    [
        ([LANGNAU, SWISS], "+41344021122", []),
        ([LANGNAU, SWISS, ("53545 Linz", "02644 123456")], "+49344021122", ["leading_zero_lost"]),
        ([LANGNAU, SWISS, SAXONY], "+49344021122", ["leading_zero_lost"]),
        ([LANGNAU, ("4654 Lohnsburg", "")], "+49344021122", ["leading_zero_lost"]),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_village_of_a_list_whose_towns_are_all_swiss_is_swiss(desk, rows, phone, told, whole):
    lines = [
        f"Abel {at} AG;Dorfstr. 5;{town if whole else town.replace(' ', ';', 1)};{tel}"
        for at, (town, tel) in enumerate(rows)
    ]
    report = desk.imports("k.csv", f"Firma;Strasse;{'PLZ/Ort' if whole else 'PLZ;Ort'};Telefon", *lines)
    assert desk.ask("SELECT phone FROM party WHERE company = 'Abel 0 AG'") == [(phone,)]
    assert [one.code for one in report.warnings] == told


@pytest.mark.parametrize(("further", "told"), [("Blau;3552;Bärau", []), ("Blau;4109;Leipzig", ["leading_zero_lost"])])
def test_the_land_that_mails_and_telephones_tell_is_that_of_its_codes(desk, further, told):
    rows = (
        "Gerber;3550;Langnau i.E.;034 402 11 22;gerber@bluewin.ch",
        "Lüthi;3550;Langnau i.E.;034 402 33 44;a@gmx.ch",
    )
    report = desk.imports("k.csv", "Name;PLZ;Ort;Tel;Mail", *rows, f"{further};034 402 44 55;")
    assert ("3550", "+41344021122") in desk.ask("SELECT postcode, phone FROM party")
    assert [one.code for one in report.warnings] == told


@pytest.mark.parametrize(
    "further",
    ["Umsatz netto;Letzte Rechnung", "Umsatz brutto;Erste Bestellung", "Revenue;Last order", "Umsatz 2024;Saldo"],
)
def test_what_customers_bought_so_far_makes_their_list_wait_for_nobody(desk, further):
    head = f"Kundennummer;Anrede;Firma;Vorname;Nachname;Straße;PLZ;Ort;{further}"
    report = desk.imports(
        "kunden.csv",
        head,
        *(f"1000{n};Herr;;Axel;Hoffmann;Weg {n};30449;Hannover;2090,90;28.06.2021" for n in range(4)),
    )
    assert (report.tally.new, [one.code for one in report.warnings]) == (4, [])


@pytest.mark.parametrize("days", [("3.1.", "17.1.", "2.2."), ("3. Januar", "17. Jan.", "2. Februar")])
@pytest.mark.parametrize("above", [("Januar;;",), ()])
def test_the_first_birthday_of_a_list_is_no_heading(desk, days, above):
    rows = [f"{day};{who};80 Jahre" for day, who in zip(days, ("Oma Kruse", "Anna Adler", "Eva Berg"), strict=True)]
    table = open_table(desk.file("geburtstage.csv", *above, *rows))
    assert list(table.header) == ["Spalte 1", "Spalte 2", "Spalte 3"]


@pytest.mark.parametrize(
    ("head", "rows", "wanted"),
    [
        ("Rechnungsnr;Datum;Titel;Kunde;Netto", ("R1;03.02.2024;Dachreparatur;Ulf Damm;100,00",), ["subject"]),
        ("Name;Title;Email", ("Ulf Damm;CEO;u@d.example", "Ida Kern;Sales Manager;i@k.example"), ["attribute"]),
        ("Name;Titel;E-Mail", ("Ulf Damm;Dr.;u@d.example", "Ida Kern;;i@k.example"), ["title"]),
        (
            "Name;Titel;E-Mail",
            ("Ulf Damm;Herr;u@d.example", "Ida Kern;Frau Mag.;i@k.example", "Al Ti;Herr;a@t.example"),
            ["salutation"],
        ),
    ],
)
def test_only_titles_of_persons_are_a_title(desk, head, rows, wanted):
    found = recognise(open_table(desk.file("liste.csv", head, *rows)))
    assert [field for header, field, _ in found.columns if header.startswith("Tit")] == wanted


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [
        ("Besitzer;Straße;PLZ;Ort;Tiername;Tierart;geb.", "Eva Damm;Weg 1;89073;Ulm;Rex;Hund;01.02.2019", ["Damm", None]),
        ("Rasse;Name;Besitzer;Telefon", "Pudel;Rex;Eva Damm;0731 2312588", ["Damm", None]),
        ("Tierhalter/in;Geburtsdatum;E-Mail;Tier;Tierart", "Eva Damm;01.02.1979;e@d.example;Rex;Hund", ["Damm", "1979-02-01"]),
        ("Kind;geb.;Eltern;Telefon Eltern", "Mia;01.02.2019;Eva Damm;0731 2312588", ["Damm", None]),
        ("Name;Kinder;Geburtsdatum;E-Mail", "Eva Damm;2;01.02.1975;e@d.example", ["Damm", "1975-02-01"]),
        ("Name;E-Mail;Haustier;Geburtsdatum", "Eva Damm;e@d.example;Hund;01.02.1975", ["Damm", "1975-02-01"]),
        ("Brautpaar;E-Mail", "Eva Damm;e@d.example", ["Damm", None]),
        ("Teilnehmer:in;E-Mail", "Eva Damm;e@d.example", ["Damm", None]),
        ("Patient(in);Straße;PLZ;Ort", "Eva Damm;Weg 1;89073;Ulm", ["Damm", None]),
        ("Besitzer;Name;Firma;E-Mail", "Uwe Verkauf;Eva Damm;;e@d.example", ["Damm", None]),
    ],
)  # fmt: skip
def test_whoever_has_the_animal_or_the_child_is_the_customer_and_has_a_birthday_of_their_own(desk, head, row, wanted):
    desk.imports("liste.csv", head, row)
    assert desk.ask("SELECT family_name, birth_date FROM party") == [tuple(wanted)]


@pytest.mark.parametrize("heading", ["Name des Kindes", "Kinder", "Hund", "Vorname Kind"])
@pytest.mark.parametrize(
    ("cells", "theirs"),
    [
        (["Lea", "-", "keins"], True), (["Lea", "?", "Tom und Lea"], True), (["Lea", "nein", ""], True),
        (["2", "1", "Lea"], False), (["ja", "nein", "ja"], False), (["-", "keine", "?"], False),
    ],
)  # fmt: skip
def test_one_cell_decides_for_no_list_whose_birthdays_it_tells(desk, heading, cells, theirs):
    rows = [f"Eva Damm{n};e{n}@d.example;{cell};01.02.201{n}" for n, cell in enumerate(cells)]
    desk.imports("liste.csv", f"Name;E-Mail;{heading};Geburtsdatum", *rows)
    assert [day is None for (day,) in desk.ask("SELECT birth_date FROM party")] == [theirs] * 3


def test_a_year_or_a_month_that_somebody_knows_is_kept_and_no_fault(desk):
    since = ["2015", "Mai 2019", "seit 05/2019", "03.02.2021", "irgendwann", "Ulm 2019"]
    report = desk.imports(
        "k.csv", "Name;E-Mail;Kundin seit;Geburtstag", *(f"Eva Tal{n};e{n}@t.example;{one};1979" for n, one in enumerate(since))
    )  # fmt: skip
    look = looking.look(desk.folder / "k.csv")
    assert [(one["code"], one["count"]) for one in look["warnings"]] == [("date_invalid", 2)]
    told = [
        json.loads(one).get("Kundin seit") for (one,) in desk.ask("SELECT attributes FROM party ORDER BY family_name")
    ]
    assert told == ["2015", "Mai 2019", "seit 05/2019", None, None, None]
    assert desk.ask("SELECT customer_since FROM party WHERE customer_since IS NOT NULL") == [("2021-02-03",)]
    assert [(one.code, one.column, one.rows) for one in report.warnings] == [("date_invalid", "Kundin seit", (5, 6))]
