"""Amounts of orders and invoices under any heading that says so, and a loud word where none is understood."""

import pytest

from kmu_crm.sources.importing import NotRecognised
from kmu_crm.sources.mapping.amounts import said

GROSS = [
    "Bestellsumme", "Bestellwert", "Umsatz", "Endsumme", "Totalbetrag", "Total inkl. MwSt", "Gesamt inkl. MwSt.", "Auftragswert",
    "Bestellsumme (brutto)", "Gesamtbetrag der Bestellung", "Bestellung Gesamt", "Summe inkl. USt", "Betrag inkl. MwSt. CHF",
    "Bruttoumsatz", "Betrag inkl. 19% MwSt", "Gesamtbetrag inkl. MwSt. (EUR)", "Total incl. VAT", "Order Value", "VK-Summe", "Preis",
    "Gesamt inkl. MwSt und Versand", "Fakturabetrag", "Honorar", "Umsatz EUR", "Total brutto", "Warenwert", "zu zahlen",
]  # fmt: skip
NET = [
    "Total exkl. MWST", "Betrag exkl. MwSt.", "Betrag ohne MwSt", "Nettoumsatz", "Netto-Umsatz", "Auftragssumme netto", "Total netto",
    "Rechnungsbetrag exkl. USt", "Summe zzgl. MwSt", "Total excl. tax", "Nettowert",
]  # fmt: skip
PARTS = [
    "MwSt Summe",
    "Summe MwSt",
    "Offener Betrag",
    "Rabattbetrag",
    "Anzahlungsbetrag",
    "Steuer gesamt",
    "Skonto",
    "Punkte",
    "Wertung",
]


def documents(desk, heading: str, number: str = "Bestellnummer", cell: str = "119,00", **how):
    head = f"{number};Datum;Vorname;Nachname;E-Mail;{heading}"
    return desk.imports("export.csv", head, f"5001;05.01.2025;Anna;Berger;anna@berger.example;{cell}",
                        "5002;06.01.2025;Max;Huber;max@huber.example;59,50", **how)  # fmt: skip


def warned(report):
    return [(one.code, one.column) for one in report.warnings if one.code == "amount_unassigned"]


@pytest.mark.parametrize("number", ["Bestellnummer", "Rechnungsnr."])
@pytest.mark.parametrize("heading", GROSS)
def test_a_heading_of_a_whole_amount_is_one_beside_number_and_day(desk, heading, number):
    report = documents(desk, heading, number)
    assert desk.ask("SELECT gross, net FROM fact") == [(11900, None), (5950, None)]
    assert warned(report) == []


@pytest.mark.parametrize("heading", NET)
def test_what_is_without_tax_is_a_net_amount(desk, heading):
    documents(desk, heading)
    assert desk.ask("SELECT gross, net FROM fact") == [(None, 11900), (None, 5950)]


@pytest.mark.parametrize(
    "heading",
    [
        "Rechnungsbetrag (gem. § 19 UStG ohne USt)",
        "Betrag (Kleinunternehmer)",
        "Umsatz umsatzsteuerfrei",
        "Summe gemäß §19 Abs. 1 UStG",
    ],
)
def test_what_bears_no_tax_is_both_amounts(desk, heading):
    report = documents(desk, heading)
    assert desk.ask("SELECT gross, net FROM fact") == [(11900, 11900), (5950, 5950)]
    assert "net_unknown" not in {one.code for one in report.warnings}


@pytest.mark.parametrize(
    ("headings", "cells", "amounts"),
    [
        ("Betrag steuerfrei;Betrag 19%;Steuer;Gesamt", "50,00;100,00;19,00;169,00", [(169_00, None, 19_00)]),
        ("Betrag steuerfrei;Netto;MwSt;Brutto", "50,00;100,00;19,00;169,00", [(169_00, None, 19_00)]),
        ("Betrag umsatzsteuerfrei;Betrag umsatzsteuerpflichtig;Summe", "50,00;119,00;169,00", [(169_00, None, None)]),
        ("Rabatt 5%;Betrag inkl. 19% MwSt", "5,00;119,00", [(119_00, None, None)]),
        ("Umsatz 19%;Umsatz 7%;Betrag", "119,00;107,00;226,00", [(226_00, None, None)]),
        ("Umsatz 19%;Umsatz 7%", "119,00;107,00", [(226_00, None, None)]),
        ("Netto 19%;Netto 7%", "100,00;", [(None, 100_00, None)]),
        ("Brutto;USt 19%;USt 7%", "226,00;19,00;7,00", [(226_00, None, 26_00)]),
        ("Brutto;MwSt 19%;MwSt 7%", "107,00;;7,00", [(107_00, None, 7_00)]),
        ("Betrag (§ 19 UStG);MwSt;bezahlt;Versand", "50,00;0,00;50,00;5,00", [(50_00, None, 0)]),
    ],
)
def test_what_bears_no_tax_is_a_part_beside_other_money(desk, headings, cells, amounts):
    desk.imports("r.csv", f"Rechnungsnr;Datum;Kunde;{headings}", f"R1;01.02.2025;Ina Lang;{cells}")
    assert desk.ask("SELECT gross, net, tax FROM fact WHERE kind = 'invoice'") == amounts


@pytest.mark.parametrize(
    "headings", ["Betrag steuerpflichtig;Betrag steuerfrei", "Umsatz 19%;Umsatz steuerfrei", "Netto 19%;Brutto 7%"]
)
def test_parts_without_the_whole_wait_for_a_person(desk, headings):
    with pytest.raises(NotRecognised):
        desk.imports("r.csv", f"Rechnungsnr;Datum;Kunde;{headings}", "R1;01.02.2025;Ina Lang;119,00;50,00")


@pytest.mark.parametrize(
    ("headings", "cells", "gross", "net"),
    [
        ("Betrag;Rabatt %;Endbetrag", "180,00;10;162,00", 162_00, None),
        ("Summe;Versand;Rechnungsbetrag", "100,00;5,00;105,00", 105_00, None),
        ("Betrag;MwSt;Gesamtbetrag", "100,00;19,00;119,00", 119_00, 100_00),
        ("Betrag;Skonto;zu zahlen", "100,00;2,00;98,00", 98_00, None),
        ("Netto;Brutto;Endbetrag", "100,00;119,00;109,00", 119_00, 100_00),
        ("Betrag;Rabatt;Endbetrag", "100,00;10,00;", 100_00, None),
        ("Betrag;Gesamtbetrag", "100,00;119,00", 119_00, None),
        ("Betrag;Auftragswert", "500,00;5000,00", 500_00, None),  # of which it is a part
        ("Betrag;Gesamtbetrag", "200,00;300,00", 200_00, None),  # with what was bought before
        ("Summe;Anfahrt;MwSt;Gesamtbetrag", "100,00;20,00;22,80;142,80", 142_80, None),  # of which the tax is one
        ("Summe;MwSt", "100,00;19,00", None, 100_00),
        ("Summe;MwSt", "119,00;19,00", 119_00, None),
        ("Summe;MwSt", "226,00;26,00", 226_00, None),  # of two rates
        ("Summe inkl. MwSt;Steuer", "100,00;19,00", 100_00, None),
        ("Summe;Mahngebühr;MwSt;Gesamtbetrag", "119,00;4,00;19,00;123,00", 119_00, None),
        ("Betrag;Mahngebühr;Gesamtbetrag", "100,00;4,00;104,00", 100_00, None),
    ],
)
def test_of_several_sums_the_last_that_is_asked_for_is_the_amount(desk, headings, cells, gross, net):
    desk.imports("r.csv", f"Rechnungsnr;Datum;Kunde;{headings}", f"R1;01.02.2025;Ina Lang;{cells}")
    assert desk.ask("SELECT gross, net FROM fact WHERE kind = 'invoice'") == [(gross, net)]


def test_the_sum_of_the_whole_beside_each_of_its_rows_is_not_added_up(desk):
    row = "R1;01.02.2025;Ina Lang;{};119,00"
    desk.imports("r.csv", "Rechnungsnr;Datum;Kunde;Betrag;Rechnungsbetrag", row.format("19,00"), row.format("100,00"))
    assert desk.ask("SELECT gross FROM fact") == [(119_00,)]


def test_both_amounts_of_a_list_are_understood(desk):
    head = "Rechnungsnr;Datum;Kunde;Total exkl. MWST;MWST;Total inkl. MWST"
    desk.imports("r.csv", head, "R1;01.02.2025;Ina Lang;1'000.00;81.00;1'081.00")
    assert desk.ask("SELECT gross, net, tax FROM fact") == [(108100, 100000, 8100)]


@pytest.mark.parametrize(
    "net, vat, gross", [("100.00", "19.00", "119.00"), ("1.234.567,00", "234.567,73", "1.469.134,73")]
)
def test_money_under_vat_is_the_tax_and_no_number(desk, net, vat, gross):
    desk.imports(
        "in.csv", "Invoice No;Invoice Date;Customer;Net;VAT;Gross", f"R1;2025-02-03;Anna Muster;{net};{vat};{gross}"
    )
    assert desk.ask("SELECT f.gross = f.net + f.tax, p.vat_id FROM fact AS f JOIN party AS p USING (record_id)") == [
        (1, None)
    ]


def test_a_number_under_vat_is_no_tax(desk):
    desk.imports(
        "c.csv", "name;city;vat", "Muster GmbH;Köln;DE 136695976", "Beispiel AG;Bonn;136695976", "Adler KG;Bonn;"
    )
    assert ("DE136695976",) in desk.ask("SELECT vat_id FROM party")


def test_the_whole_goes_before_the_goods(desk):
    desk.imports("r.csv", "Bestellnr.;Datum;Kunde;Warenwert;Bestellwert", "1;01.02.2025;Ina Lang;10,00;14,90")
    assert desk.ask("SELECT gross FROM fact") == [(1490,)]


@pytest.mark.parametrize("heading", PARTS)
def test_a_part_of_an_amount_is_none(heading):
    assert said(heading) == ""


@pytest.mark.parametrize("heading", ["Umsatz", "Bestellwert", "Wert"])
def test_in_a_list_of_customers_it_is_a_field_of_their_own(desk, heading):
    report = desk.imports(
        "kunden.csv", f"Kundennr;Nachname;E-Mail;Kunde seit;{heading}", "1;Berg;a@berg.example;01.02.2024;119,00"
    )
    assert desk.ask("SELECT id FROM fact") == warned(report) == []


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("Nr;Name;Straße;Ort;Grundbetrag;gezahlt;offen", "1;Uwe Ohm;Weg 4;Hamm;450,00;300,00;150,00", ["Grundbetrag"]),
        ("Kundennr;Name;E-Mail;Offene Rechnung", "1;Uwe Ohm;u@mail.example;48,50", ["Offene Rechnung"]),
        ("Name;E-Mail;Honorar netto;Umsatz", "Uwe Ohm;u@mail.example;68000,00;1,00", ["Honorar netto"]),
    ],
)
def test_money_that_stands_beside_people_without_a_day_is_told(desk, head, row, told):
    report = desk.imports("k.csv", head, row)
    assert [one.column for one in report.warnings if one.code == "amount_unassigned"] == told
    assert desk.ask("SELECT id FROM fact") == []


@pytest.mark.parametrize("cell", ["119,00", "119"])
@pytest.mark.parametrize("heading", ["Kosten gesamt", "Gesamtkosten", "Offener Betrag"])
def test_money_that_nobody_understands_is_told_before_and_after(desk, heading, cell):
    before = documents(desk, heading, cell=cell, dry_run=True)
    report = documents(desk, heading, cell=cell)
    assert warned(before) == warned(report) == [("amount_unassigned", heading)]
    assert report.warnings[0].code == "amount_unassigned"


@pytest.mark.parametrize(("heading", "cell"), [("Punkte", "12"), ("Filiale", "Nord"), ("Gewicht", "3")])
def test_what_is_no_money_is_no_reason_to_warn(desk, heading, cell):
    head = f"Bestellnummer;Datum;Nachname;E-Mail;{heading}"
    report = desk.imports("export.csv", head, f"5001;05.01.2025;Berger;anna@berger.example;{cell}")
    assert warned(report) == []


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [("Name;E-Mail;Kurs;Kursbeginn;Preis", "Anna Berg;a@mail.example;Yoga;1.2.2024;120,00", ["Preis"]),
     ("Datum;Kunde;Behandlung;VK-Preis", "01.02.2025;Anna Berg;Massage;50,00", ["VK-Preis"]),
     ("Zahltag am;Kunde;Kd-Nr;eingegangen", "3.1.2024;Anna Berg;7;64,94 €\n5.1.2024;Udo Ohm;8;12,00 €", ["eingegangen"]),
     ("Buchungsnr;Gast;E-Mail;Anreise;Abreise;Preis gesamt;Rest", "B-1;Anna Berg;a@mail.example;3.7.2025;9.7.2025;840,00;640,00",
      ["Preis gesamt"]),
     ("Kunde;Straße;Telefon;Liefertermin;Preis;Rg. gestellt;bezahlt am",
      "Anna Berg;Gasse 1;040 223344;06.05.2024;145,00;ja;14.05.2024\nUdo Ohm;Weg 2;040 223355;08.05.2024;38,00;bar;", ["Preis"]),
     ("Halter;Handy;Start;Kursgebühr", "Anna Berg;0176 3030303;7.9.2024;129 €\nUdo Ohm;0176 3030304;8.9.2024;149 €", ["Kursgebühr"]),
     ("Name;Telefon;abgeholt;Preis", "Anna Berg;040 223344;16.09.;75,00\nUdo Ohm;040 223355;06.09.;24,00", ["Preis"]),
     ("Mieter;Telefon;Einzug;Kaltmiete;Rückstand",
      "Anna Berg;040 223344;1.4.2019;620,00;0,00\nUdo Ohm;040 223355;15.8.2021;540,00;-690,00", ["Kaltmiete", "Rückstand"]),
     ("Name;Straße;PLZ;Ort;Umsatz;Notiert", "Anna Berg;Gasse 1;04109;Ulm;120,00;1.2.2024\nUdo Ohm;Weg 2;04109;Ulm;9,50;3.2.2024", []),
     ("Name;E-Mail;Kurs;Preis", "Anna Berg;a@mail.example;1/2;75,00\nUdo Ohm;u@mail.example;3/4;24,00", []),
     ("Name;E-Mail;Termin;Umsatz", "Anna Berg;a@mail.example;1.2.2024;120,00", []),
     ("Name;E-Mail;Geburtstag;Kosten", "Anna Berg;a@mail.example;1.2.1980;120,00", []),
     ("Name;E-Mail;Kurs;Kursbeginn;Preisklasse", "Anna Berg;a@mail.example;Yoga;1.2.2024;B", [])],
)  # fmt: skip
def test_money_beside_the_day_of_a_booking_is_no_sale_and_the_user_hears_of_it(desk, head, row, told):
    report = desk.imports("k.csv", head, row)
    assert [one.column for one in report.warnings if one.code == "amount_of_booking"] == told
    assert desk.ask("SELECT gross FROM fact WHERE gross IS NOT NULL") == []


@pytest.mark.parametrize(
    ("head", "told"),
    [("Kundennr;Name;Notiert", True), ("Kundennr;Name;Kunde seit", False), ("Kundennr;Name;Geburtsdat.", False),
     ("Kundennr;Name;Letzter Kauf", False), ("Kundennr;Name;Vertragsende", False), ("Kundennr;Name;Datum;PLZ", False)],
)  # fmt: skip
def test_a_day_in_each_row_that_is_of_no_customers_life_is_told(desk, head, told):
    report = desk.imports(
        "k.csv", head, *(row + ";04109" * ("PLZ" in head) for row in ("7;Anna Berg;3.1.2024", "8;Udo Ohm;5.1.2024"))
    )
    assert ("day_of_event" in {one.code for one in report.warnings}) is told


def test_documents_that_differ_in_their_number_alone_are_no_streets(desk):
    rows = (f"Anna Berg;Rechnung {n}00;a{n}@mail.example" for n in range(1, 5))
    desk.imports("k.csv", "Name;Verwendung;E-Mail", *rows)
    assert desk.ask("SELECT DISTINCT street FROM party") == [(None,)]


@pytest.mark.parametrize("heading", ["Rate 1", "Einzelpreis"])
def test_a_price_beside_the_amount_and_nothing_else_of_an_item_makes_none(desk, heading):
    desk.imports("r.csv", f"RE-Nr;Datum;Kunde;Netto;{heading}", "R1;03.01.2025;Meier GmbH;1.000,00;400,00")
    assert desk.ask("SELECT net, (SELECT count(*) FROM line) FROM fact") == [(1000_00, 0)]
