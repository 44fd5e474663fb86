"""Columns of small firms' own lists that look like a field of the customer, and are none: another person's telephone, a tour's
days, a legal form, the dioptres of glasses."""

import pytest

from kmu_crm.sources.importing import Declined
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

OWN = "attribute"
ADDRESSES = "Name;Straße;PLZ;Ort;Tel"
AT_HOME = ("Hella Petersen;Dorfstraße 4;24816;Hamweddel;04875 222333", "Jürgen Claussen;Moorweg 11;24819;Todenbüttel;0160 2223344",
           "Anna Kruse;Am Deich 2;24816;Hamweddel;04875 222555")  # fmt: skip
SOLD = "Rechnungsnr;Datum;Kunde;Netto;Brutto"
SALES = ("R1;15.01.2024;Anna Pichler;3.250,00;3.900,00", "R2;01.02.2024;Ute Traun;780,00;936,00")
BOOKED = ("Kling, Herbert;02.05.2024;549,00", "Ruhl, Anna;17.05.2024;219,00", "Wolf, Ina;19.05.2024;319,00")


def fields(desk, head, rows):
    found = recognise(open_table(desk.file("l.csv", head, *rows)))
    return {header: field for header, field, _ in found.columns}


def beside(head, rows, *columns):
    """The same list with further columns: a heading, then its cells."""
    return ";".join((head, *(one[0] for one in columns))), [
        ";".join((row, *(one[1][i] for one in columns))) for i, row in enumerate(rows)
    ]


@pytest.mark.parametrize("forms", [("GmbH", "GbR", "Privat"), ("e.K.", "AG", "GmbH & Co. KG")])
def test_a_legal_form_alone_is_no_company(desk, forms):
    names = ("Autohaus Kling GmbH", "Weinhaus Bender GbR", "Roth, Manfred")
    head, rows = beside("Mandantennr.", ("10010", "10044", "20017"), ("Mandant", names), ("Rechtsform", forms))
    assert fields(desk, head, rows) == {"Mandantennr.": "external_id", "Mandant": "full_name", "Rechtsform": OWN}
    desk.imports("m.csv", head, *rows)
    assert ("Autohaus Kling GmbH",) in desk.ask("SELECT company FROM party")


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Tour", ("Do", "Do", "Fr"), OWN),
        ("Tag", ("MO", "SO", "FR"), OWN),
        ("Betreut von", ("SE", "IT", "MA"), OWN),
        ("Größe", ("A", "D", "B"), OWN),
        ("X", ("DE", "AT", "DE"), "country"),
        ("X", ("Österreich", "Italien", "Polen"), "country"),
        ("Land", ("FR", "IT", "FR"), "country"),
        ("Annahme", ("02.09.", "03.09.", "03.10."), OWN),
        ("Annahme", ("02.09", "03.09", "03.10"), OWN),
        ("X", ("0431 22334", "0160 998877", "0431 5566"), "mobile"),
    ],
)
def test_short_marks_and_days_without_a_year_are_no_country_and_no_telephone(desk, heading, cells, field):
    assert fields(desk, *beside(ADDRESSES, AT_HOME, (heading, cells)))[heading] == field


@pytest.mark.parametrize(
    "role",
    ["Eigentümer", "Angehörige", "Verkäufer", "Vermieter", "Notfallkontakt", "Vertreter", "Betreuer", "Betreuerin"],
)
@pytest.mark.parametrize(
    ("phone", "mail", "place"), [("Tel. {}", "E-Mail {}", "Anschrift {}"), ("{} Tel.", "{} E-Mail", "{} Adresse")]
)
def test_how_another_person_is_reached_is_not_how_the_customer_is(desk, role, phone, mail, place):
    phone, mail, place = (one.format(role) for one in (phone, mail, place))
    further = [
        (role, ("Uta Heise", "Kai Roth", "Ilse Roth")),
        (phone, ("05251 123411", "05251 567811", "05251 567822")),
        (mail, ("heise@web.example", "k.roth@web.example", "i.roth@web.example")),
        (place, ("Amtsweg 4, 33102 Paderborn", "Amtsweg 5, 33102 Paderborn", "Amtsweg 7, 33102 Paderborn")),
    ]
    names = ("Nina Frings", "Sarah Engel", "Jan Ohm")
    for head, rows in (beside("Kunde", names, *further), beside(ADDRESSES, AT_HOME, *further)):
        found = fields(desk, head, rows)
        assert [found[one] for one in (phone, mail, place)] == [OWN, OWN, OWN]
        assert "full_name" in (found.get("Kunde"), found.get("Name"))


def test_a_telephone_under_the_bare_name_of_somebody_else_is_theirs(desk):
    head, rows = beside(
        "Kunde", ("Nina Frings", "Jan Ohm", "Eva Tal"), ("Angehörige", ("05251 123411", "0171 567811", "05251 567822"))
    )
    assert fields(desk, head, rows)["Angehörige"] == OWN


@pytest.mark.parametrize("head", ["Objekt;Eigentümer;Tel. Eigentümer", "Hund;Eigentümer;Tel. Eigentümer"])
def test_where_nobody_else_is_named_the_owner_is_the_customer(desk, head):
    found = fields(desk, head, ("Bello;Anna Berg;0431 22334", "Rex;Uwe Stein;0431 22335", "Asta;Ina Kurz;0431 22336"))
    assert [*found.values()][1:] == ["full_name", "phone"]


def test_the_address_of_what_was_sold_is_not_the_buyers_beside_its_seller(desk):
    head = "Käufer;Käufer Tel.;Verkäufer;Objektadresse"
    rows = [f"Nina Frings{n};0171 333445{n};Karl Heise;Am Bischofsteich {n}, 33102 Paderborn" for n in range(3)]
    assert fields(desk, head, rows)["Objektadresse"] == OWN


@pytest.mark.parametrize("role", ["Betreuer", "Betreuer Telefon", "Eigentümer", "Vertreter"])
def test_the_address_of_the_customers_own_house_is_theirs_whoever_looks_after_them(desk, role):
    head = f"Name;E-Mail;Hausanschrift;PLZ;Ort;{role}"
    rows = [f"Anna Weber{n};anna{n}@x.example;Hauptstr. {n};04109;Leipzig;0341 231251{n}" for n in range(1, 4)]
    assert fields(desk, head, rows)["Hausanschrift"] == "street"


@pytest.mark.parametrize(("more", "own"), [("", []), (";info@weber.example", ["info@weber.example"])])
@pytest.mark.parametrize(
    ("no", "channel", "others"),
    [
        ("Newsletter", "email", ["anna@weber.example"]),
        ("Telefonwerbung", "phone", ["+493412312514"]),
        ("Keine Werbung", "email", ["anna@weber.example"]),
    ],
)
def test_a_no_of_a_firm_holds_for_whoever_speaks_for_it_in_its_row(desk, more, own, no, channel, others):
    says, silent = ("x", "") if no.startswith("Kein") else ("nein", "ja")
    report = desk.imports(
        "k.csv",
        f"Kundennummer;Firma;Vertreter;Vertreter E-Mail;Vertreter Tel.;{no}" + (more and ";E-Mail"),
        f"1;Weber GmbH;Anna Weber;anna@weber.example;0341 2312514;{says}{more}",
        f"2;Koch GmbH;Bernd Koch;bernd@koch.example;0341 2312515;{silent}" + (more and ";info@koch.example"),
    )
    found = desk.ask(f"SELECT address FROM consent_event WHERE state = 'withdrawn' AND channel = '{channel}'")
    assert [one for (one,) in found] == sorted(others + (own if channel == "email" else []))
    assert "refusal_of_person" not in [one.code for one in report.warnings]


@pytest.mark.parametrize("role", ["Vermieter", "Eigentümer", "Verkäufer", "Betreuer", "Notfallkontakt", "Vertreter"])
@pytest.mark.parametrize(("mail", "kept"), [("E-Mail", ["anna@berg.example"]), ("Notiz", [])])
def test_a_no_of_a_person_holds_for_nobody_else_in_their_row(desk, role, mail, kept):
    report = desk.imports(
        "k.csv",
        f"Kundennummer;Name;{mail};Ort;{role};{role} E-Mail;Newsletter",
        f"1;Anna Berg;{''.join(kept)};Ulm;Haus GmbH;hv@haus.example;nein",
        "2;Max Holm;;Ulm;Haus GmbH;hv@haus.example;ja",
        "3;Eva Tal;;Ulm;;;ja",
    )
    found = desk.ask("SELECT address FROM consent_event WHERE state = 'withdrawn'")
    assert [one for (one,) in found] == kept
    assert ("refusal_of_person" in [one.code for one in report.warnings]) == (not kept)
    assert desk.ask("SELECT count(*) FROM objection") == [(0 if kept else 1,)]


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Re", ("-1,25", "+0,75", "1,50"), None),
        ("Re", ("-1.25", "+0.75", "-2"), None),
        ("RE", ("ja", "nein", "ja"), None),
        ("Re", ("2024-17", "2024-18", "2024-21"), "invoice_number"),
        ("Rechnungsnummer", ("17", "18", "21"), "invoice_number"),
    ],
)
def test_measures_and_words_are_no_numbers_of_documents(desk, heading, cells, field):
    found = fields(desk, *beside("Kunde;Kaufdatum;Betrag", BOOKED, (heading, cells)))
    assert found[heading] == field


def test_money_beside_no_goods_is_no_quantity(desk):
    head, rows = beside(SOLD, SALES, ("Anz.", ("1.500,00", "")), ("Offen", ("2.400,00", "936,00")))
    assert fields(desk, head, rows)["Anz."] != "line_quantity"
    head, rows = beside(SOLD, SALES, ("Artikel", ("Tisch", "Bank")), ("Anz.", ("1,00", "2,00")))
    assert fields(desk, head, rows)["Anz."] == "line_quantity"


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Kundenkarten-Nr.", ("K-0007", "K-0019", "K-0025"), "external_id"),
        ("Bonuskartennummer", ("100071", "100192", "100253"), "external_id"),
        ("Kundenkarten-Nr.", ("K-0007", "K-0007", "K-0025"), OWN),
        ("Kartennummer", ("100071", "100192", "100253"), OWN),
        ("Geschenkkartennummer", ("100071", "100192", "100253"), OWN),
        ("Karten-Nr.", ("4242", "4444", "0005"), "ignored"),
        ("Karten-Nr.", ("4242424242424242", "5555555555554444", "K-0007"), "ignored"),
        ("Karten-Nr.", ("**** 4242", "**** 4444", "**** 0005"), "ignored"),
        ("Kreditkartennummer", ("K-0007", "K-0019", "K-0025"), "ignored"),
    ],
)
def test_the_number_of_a_customers_card_is_theirs_and_that_of_a_bank_card_stays_out(desk, heading, cells, field):
    assert fields(desk, *beside(ADDRESSES, AT_HOME, (heading, cells)))[heading] == field
    if field == "external_id":
        head, rows = beside(ADDRESSES, AT_HOME, (heading, cells), ("Kundennummer", ("1", "2", "3")))
        found = fields(desk, head, rows)
        assert (found["Kundennummer"], found[heading]) == ("external_id", OWN)


@pytest.mark.parametrize("heading", ["Kunde", "Auftraggeber", "Mandant"])
def test_customers_with_the_wage_of_their_hours_are_no_staff(desk, heading):
    head, rows = beside("Adresse", ("Rosenstr. 4, 71032 Böblingen",) * 3, (heading, ("Ilse Wagner", "Rolf Beyer", "Uwe Tal")),
                        ("Stundenlohn", ("38,00", "42,00", "38,00")))  # fmt: skip
    desk.imports("k.csv", head, *rows)
    assert desk.ask("SELECT count(*) FROM party") == [(3,)]
    for name in ("Name", "Mitglied"):
        with pytest.raises(Declined):
            desk.imports("p.csv", head.replace(heading, name), *rows)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Rechnungen 2024.csv", "invoices"), ("Rechnungen nicht bezahlt.csv", "invoices"), ("Kunden.csv", "customers"),
     ("Kunden ohne Rechnung.csv", "customers"), ("Rechnungsadressen.csv", "customers"), ("Abo Rechnungen Vorschau.csv", "customers"),
     ("Rechnungen von Lieferanten.csv", "purchases")],
)  # fmt: skip
def test_numbers_of_what_its_name_calls_invoices_are_theirs(desk, name, kind):
    head = "Nr.;Monat;Auftraggeber;Netto;USt 19%;Brutto;Fällig;Eingang"
    rows = (
        "R-01/24;31.01.2024;Linden GmbH;890,00;169,10;1.059,10;14.02.2024;10.02.2024",
        "R-02/24;31.01.2024;Dr. Karl Sommer;640,00;121,60;761,60;14.02.2024;",
        "R-03/24;31.01.2024;WEG Weg 5;120,00;22,80;142,80;14.02.2024;20.02.2024",
    )
    found = recognise(open_table(desk.file(name, head, *rows)))
    assert (found.sheet.kind, found.importable) == (kind, kind == "invoices")
    if found.importable:
        assert [field for _, field, _ in found.columns[:4]] == ["invoice_number", "day", "full_name", "net"]


@pytest.mark.parametrize("customer", ["Auftraggeber", "Kunde", "Name"])
def test_what_looks_like_a_firm_beside_the_customer_is_no_name_of_theirs(desk, customer):
    rows = ("Mertens GmbH;Treppenhaus;1", "Kanzlei Fuchs;Büro;2", "Ina Lohmann;Praxis;3", "Familie Terhorst;Hotel;4")
    desk.imports("k.csv", f"{customer};Objekt;Ort;E-Mail", *(f"{row[:-1]}Ulm;{row[-1]}@web.example" for row in rows))
    names = {("Mertens GmbH", None), ("Kanzlei Fuchs", None), (None, "Lohmann"), (None, "Terhorst")}
    assert set(desk.ask("SELECT company, family_name FROM party")) == names


@pytest.mark.parametrize("heading", ["Praxis", "Arbeitgeber", "Geschäft"])
def test_firms_by_their_legal_forms_beside_the_name_are_those_of_the_people(desk, heading):
    rows = ("Anna Berger;Praxis Berger GmbH;1", "Max Holm;Holm Elektro GmbH;2", "Ute Kern;Bäckerei Kern KG;3")
    desk.imports("k.csv", f"Name;{heading};Ort;E-Mail", *(f"{row[:-1]}Ulm;{row[-1]}@web.example" for row in rows))
    firms = {("Praxis Berger GmbH", "Berger"), ("Holm Elektro GmbH", "Holm"), ("Bäckerei Kern KG", "Kern")}
    assert set(desk.ask("SELECT company, family_name FROM party")) == firms


def test_of_owners_under_a_numbered_heading_each_is_a_person_or_a_firm(desk):
    rows = ("Brigitte Ortmann;;1", "Henning Claasen;Silvia Claasen;2", "Immo Nord GmbH;;3", "Hausverwaltung Petzold;;4")
    desk.imports(
        "k.csv", "Eigentümer 1;Eigentümer 2;Ort;E-Mail 1", *(f"{row[:-1]}Ulm;{row[-1]}@web.example" for row in rows)
    )
    names = {(None, "Ortmann"), (None, "Claasen"), ("Immo Nord GmbH", None), ("Hausverwaltung Petzold", None)}
    assert set(desk.ask("SELECT company, family_name FROM party")) == names


@pytest.mark.parametrize(
    ("name", "more", "wanted"),
    [
        ("Seidel GmbH", "z.Hd. Herrn Kunze", ("company", None, "Kunze", "Seidel GmbH", None)),
        ("Blumen Sonne", "Inh. B. Lange", ("company", "B.", "Lange", "Blumen Sonne", None)),
        ("Feinkost Lambert KG", "Filiale Gera", ("company", None, None, "Feinkost Lambert KG", "Filiale Gera")),
        ("Hausverwaltung Kern", "Anna", ("company", "Anna", None, "Hausverwaltung Kern", None)),
        ("Bank", "Xiulan", ("person", "Xiulan", "Bank", None, None)),
        ("von der Bank", "Ute", ("person", "Ute", "von der Bank", None, None)),
        ("van der Werkstatt", "Hans", ("person", "Hans", "van der Werkstatt", None, None)),
        ("Haus Meier", "Udo", ("person", "Udo", "Haus Meier", None, None)),
        ("Stadt Leipzig", "Bauamt", ("company", None, None, "Stadt Leipzig", "Bauamt")),
        ("Meier Autohaus", "Herr Kunz", ("company", None, None, "Meier Autohaus", "Herr Kunz")),
    ],
)
def test_the_second_column_of_a_name_holds_given_names_and_of_a_firm_what_belongs_to_it(desk, name, more, wanted):
    rows = ("Richter;Monika;Ulm", "Naumann;Falk;Ulm", f"{name};{more};Bonn")
    desk.imports("k.csv", "KUNDENNR;NAME1;NAME2;ORT", *(f"{at};{row}" for at, row in enumerate(rows, 100)))
    who = "SELECT kind, given_name, family_name, company, address_extra FROM party"
    assert desk.ask(f"{who} WHERE city = 'Bonn'") == [wanted]
    assert ("person", "Falk", "Naumann", None, None) in desk.ask(f"{who} WHERE city = 'Ulm'")


def test_a_second_column_of_a_name_without_given_names_stays_as_it_stands(desk):
    found = fields(desk, "KUNDENNR;NAME1;NAME2;ORT", ("1;Richter;Hinterhaus;Ulm", "2;Naumann;Laden 3;Ulm"))
    assert (found["NAME1"], found["NAME2"]) == ("full_name", "attribute")


@pytest.mark.parametrize(
    ("heading", "cells", "dead"),
    [
        ("Verstorbene/r", ("Ilse Blau", "Max Abel"), 0),
        ("Name des Verstorbenen", ("Ilse Blau", ""), 0),
        ("Verstorbene", ("ja", ""), 2),
        ("Verstorbene", ("†", ""), 2),
        ("Verstorbener", ("Verstorben", ""), 2),
        ("Verstorbene Kunden", ("gestorben", ""), 2),
        ("Verstorbene/r", ("x", "verstorben 2024"), 2),
    ],
)
def test_the_day_of_death_beside_the_name_of_the_dead_is_theirs(desk, heading, cells, dead):
    head = f"Auftraggeber;Straße;PLZ;Ort;E-Mail;Newsletter;{heading};Sterbedatum"
    rows = zip(
        ("Eva Blau;Weg 1;04109;Leipzig;eva@abc.de;ja", "Udo Abel;Weg 2;04109;Leipzig;udo@abc.de;ja"), cells, strict=True
    )
    report = desk.imports("bestattungen.csv", head, *(f"{row};{cell};11.01.2026" for row, cell in rows))
    said = desk.ask("SELECT state, count(*) FROM consent_event WHERE channel = 'email' GROUP BY state")
    assert said == [("withdrawn", dead)] if dead else [("claimed", 2)]
    assert not {one.code for one in report.warnings} & {"consent_unread", "refusal_in_text"}


def test_yes_and_no_are_nobodys_name(desk):
    head = "Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am;Nachweis;Stammkunde"
    rows = ("1;Anna;Berger;a@abc.de;ja;01.02.2023;Formular;ja", "2;Max;Holm;m@abc.de;ja;01.02.2023;Formular;nein")
    assert fields(desk, head, rows)["Stammkunde"] == "attribute"
