"""Rows that close a list, below its last customer or document, are neither: they are left out and told."""

import pytest

from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kunde;Netto;Brutto"
SALE = "R1;01.01.2025;Abel GmbH;100,00;119,00"
WHO = "SELECT coalesce(company, family_name) FROM party"


@pytest.mark.parametrize(
    "text",
    [
        "MwSt 19%",
        "davon bezahlt",
        "Umsatz gesamt",
        "zzgl. 19 % MwSt".replace("19 % ", ""),
        "inkl. MwSt. 19 %",
        "davon noch offen",
        "davon bar",
        "davon per Karte",
        "Gesamtumsatz 2025",
        "Jahresumsatz 2025",
    ],
)
@pytest.mark.parametrize("row", [";;{};;19,00", "{};;;;19,00", ";;{};100,00;"])
def test_what_stands_below_the_documents_is_no_customer(desk, text, row):
    report = desk.imports("r.csv", HEAD, SALE, row.format(text))
    assert desk.ask(WHO) == [("Abel GmbH",)]
    assert [one.code for one in report.warnings] == ["footer"]


@pytest.mark.parametrize("text", ["Ende der Liste", "Ende", "*** Ende ***", "ENDE DER LISTE"])
def test_the_end_of_a_list_is_none_either(desk, text):
    desk.imports("k.csv", "Name;Straße;PLZ;Ort", "Anna Abel;Weg 1;04109;Leipzig", f"{text};;;")
    assert desk.ask(WHO) == [("Abel",)]


LEGENDS = [
    ("", "rot = will keine Werbung", "gelb: Stammkunde"),
    ("", "Legende:", "* - zahlt bar", "rot: will keine Werbung"),
]


@pytest.mark.parametrize("lines", LEGENDS)
def test_what_the_marks_of_a_list_mean_is_none(desk, lines):
    report = desk.imports("k.csv", "Name;Straße;Ort", "Anna Abel;Weg 1;Leipzig", *(f"{line};;" for line in lines))
    assert desk.ask(WHO) == [("Abel",)]
    assert {one.code for one in report.warnings} == {"footer", "looks_unread"}


@pytest.mark.parametrize("lines", [("", "Anna Adler = verstorben"), ("Huber = verstorben",), ("", "Huber: zahlt bar")])
def test_a_word_about_a_customer_is_no_legend(desk, lines):
    desk.imports("k.csv", "Name;Straße;Ort", "Anna Abel;Weg 1;Leipzig", *(f"{line};;" for line in lines))
    assert len(desk.ask(WHO)) == 2


@pytest.mark.parametrize(
    "row",
    ["Ende;Michael;", "Enders;Anna;", "Umsatz GmbH;;Leipzig", "Davon Miller;;",
     "August;Anna;Ulm", "Mai;;", "Juli;;Ulm", "Q1 Hotel;;"],
)  # fmt: skip
def test_whoever_is_called_so_stays_a_customer(desk, row):
    desk.imports("k.csv", "Nachname;Vorname;Ort", "Abel;Anna;Leipzig", row)
    assert len(desk.ask(WHO)) == 2


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Name;Vorname;Ort;Firma;Mobiltelefon", ";;;;0171 2222222"), ("Name;Vorname;Ort;Firma;Handy", "Summe;;;;01712222222"),
        ("Anzeigename;Vorname;Ort;Firma;Telefon", "0171 2222222;;;;0171 2222222"), ("Name;Ort;Firma;Notiz;E-Mail", "Total;;;;t@o.example"),
    ],
)  # fmt: skip
def test_whoever_can_be_reached_is_no_total(desk, head, rows):
    desk.imports("k.csv", head, "Abel;Anna;Ulm;Öl AG;0171 1111111", rows, "Neu;Nina;Ulm;Öl AG;0171 3333333")
    assert len(desk.ask(WHO)) == 3


SUMS = [
    ("Kunde;E-Mail;Umsatz", "Öl AG;o@oel.example;100,00", "Gesamtsumme;;100,00"),
    ("Kunde;E-Mail;Umsatz", "Öl AG;o@oel.example;100,00", "Summe: ;;100,00"),
    ("Kunde;Ort;Umsatz", "Öl AG;Ulm;100,00", "Summe;;100,00 EUR"),
    ("Name;Vorname;Beitrag", "Öl;Eva;100,00", "Gesamt:;;100,00"),
    ("Customer;Email;Revenue", "Oil Ltd;o@oil.example;100.00", "Total;;100.00"),
    ("Kd-Nr;Kunde;Jan;Feb", "1;Öl AG;100;200", ";Gesamt;100;200"),
]


@pytest.mark.parametrize(("head", "row", "total"), SUMS)
def test_a_total_over_a_full_row_is_no_customer(desk, head, row, total):
    report = desk.imports("k.csv", head, row, total)
    assert len(desk.ask(WHO)) == 1
    assert [one.code for one in report.warnings if one.code == "footer"] == ["footer"]


def test_what_begins_like_a_total_and_sums_up_the_rows_above_is_one(desk):
    rows = ["Öl AG;Ulm;1.100,00;20,00", "Bär KG;Ulm;50,00;"]
    desk.imports("k.csv", "Kunde;Ort;Jan;Feb", *rows, "Summe Kunden Süd;;1.150,00;20,00", "Summe Süd;;11,00;20,00")
    assert desk.ask(WHO) == [("Bär KG",), ("Süd",), ("Öl AG",)]


def test_a_total_between_customers_is_left_out_and_those_below_it_stay(desk):
    rows = ["Öl AG;o@o.example;100,00", "Bär KG;b@b.example;20,00", "Zwischensumme;;120,00", "Kö AG;k@k.example;5,00"]
    desk.imports("k.csv", "Kunde;E-Mail;Umsatz", *rows, "Gesamtsumme;;125,00")
    assert len(desk.ask(WHO)) == 3


@pytest.mark.parametrize(
    "row",
    [
        "Total GmbH;;;100,00",
        "Summe & Partner;;;100,00",
        "Total;t@total.example;;100,00",
        "Total;;04109;100,00",
        "Gesamtschule Ulm;;;100,00",
    ],
)
def test_a_customer_called_like_a_total_stays_one(desk, row):
    desk.imports("k.csv", "Kunde;E-Mail;PLZ;Umsatz", "Öl AG;o@o.example;89073;100,00", row)
    assert len(desk.ask(WHO)) == 2


@pytest.mark.parametrize(
    ("head", "mine"),
    [
        ("Kunde;Ort;Netto;Datum;Rechnungsnummer", "Bonn;{};0{}.03.2024;R{}"),
        ("Kunde;Ort;Umsatz;Beleg", "Bonn;{};RE-0{}/{}"),
        ("Kunde;Ort;Umsatz;Kunde seit", "Bonn;{};0{}.0{}.2024"),
        ("Kunde;Ort;Umsatz;E-Mail", "Bonn;{};k{}{}@k.example"),
        ("Kunde;Ort;Umsatz;PLZ", "Bonn;{};0100{}"),
        ("Kunde;Straße;Umsatz;Land", "Am Markt;{};"),
    ],
)
def test_a_row_of_its_own_is_no_total_whatever_the_rows_above_add_up_to(desk, head, mine):
    names = ["Total Tankstelle", "Anna Berg", "Bert Kurz", "Total Energie"]
    sums = ["100,00", "50,00", "70,00", "220,00"]
    rows = [f"{name};{mine.format(sums[i], i + 1, i + 1)}" for i, name in enumerate(names)]
    report = desk.imports("r.csv", head, *rows)
    assert len(desk.ask(WHO)) == 4
    assert "footer" not in [one.code for one in report.warnings]


def test_a_sum_since_the_sum_above_is_one_too(desk):
    first = ["Öl AG;Ulm;100,00", "Bär KG;Ulm;50,00", "Summe Kunden Ulm;;150,00"]
    second = ["Kö AG;Köln;1.100,00", "Ei AG;Köln;20,00", "Summe Kunden Köln;;1.120,00", "Summe aller Kunden;;1.270,00"]
    desk.imports("k.csv", "Kunde;Ort;Umsatz", *first, *second)
    assert desk.ask(WHO) == [("Bär KG",), ("Ei AG",), ("Kö AG",), ("Öl AG",)]


def test_what_follows_a_sum_and_one_row_of_the_same_amount_is_none(desk):
    rows = ["Öl AG;Ulm;100,00", "Bär KG;Ulm;50,00", "Summe Kunden Ulm;;150,00", "Kö AG;Köln;70,00"]
    desk.imports("k.csv", "Kunde;Ort;Umsatz", *rows, "Total Energie;;70,00")
    assert len(desk.ask(WHO)) == 4


def test_many_customers_called_like_a_total_stay(desk):
    rows = [f"Total Station {place};Eva;Öl;10,00" for place in range(2_000)]
    desk.imports("k.csv", "Firma;Vorname;Nachname;Umsatz", "Öl AG;Eva;Bär;5,00", *rows)
    assert desk.ask("SELECT count(*) FROM party") == [(2_001,)]


def test_a_spreadsheet_s_subtotals_are_no_customers(desk):
    rows = ("Berg GmbH;R1;01.02.2025;100,00", "Berg GmbH;R2;02.02.2025;50,00", "Berg GmbH Ergebnis;;;150,00",
            "Tal KG;R3;02.02.2025;10,00", "Tal KG Ergebnis;;;10,00", "Gesamtergebnis;;;160,00")  # fmt: skip
    report = desk.imports("r.csv", "Kunde;Rechnung;Datum;Netto", *rows)
    assert (report.rows, report.facts, len(desk.ask("SELECT 1 FROM party"))) == (3, 3, 2)


def test_a_firm_that_is_called_like_a_subtotal_stays_one(desk):
    rows = ("Berg GmbH;R1;01.02.2025;100,00", "Tankstelle Total;R2;02.02.2025;50,00", "Tal KG;R3;02.02.2025;10,00")
    assert desk.imports("r.csv", "Kunde;Rechnung;Datum;Netto", *rows).facts == 3


PERIODS = ["Februar 2025", "Feb. 25", "1. Quartal 2025", "Q1 2025", "KW 6/2025", "Monat: Februar 2025", "02/2025", "Février 2025",
           "August", "Monat Februar"]  # fmt: skip
SALES = ("R1;05.01.2025;Berg GmbH;100,00", "R2;06.01.2025;Tal KG;200,00")


@pytest.mark.parametrize("text", PERIODS)
@pytest.mark.parametrize("row", ["{};;;", ";;{};"])
def test_a_month_above_its_documents_is_neither_document_nor_customer_and_told(desk, text, row):
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto", SALES[0], row.format(text), SALES[1])
    assert (report.facts, desk.ask(WHO)) == (2, [("Berg GmbH",), ("Tal KG",)])
    told = [one for one in report.warnings if one.code == "period"]
    assert [(one.count, one.lines) for one in told] == [(1, (3,))] and text in told[0].text


def test_a_month_with_the_sum_of_its_rows_is_no_document_either(desk):
    rows = ("Januar 2025;;;300,00", *SALES, "Februar 2025;;;50,00", "R3;01.02.2025;Tal KG;50,00")
    assert desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto", *rows).facts == 3


@pytest.mark.parametrize(
    ("head", "rows", "net"),
    [("Rechnungsnummer;Rechnungsdatum;Kunde;Artikel;Menge;Einzelpreis netto",
      ("R1;03.03.2025;Tal KG;Hosting;1;10,00", ";;;Januar 2025;1;50,00", ";;;Q1 2025;1;50,00"), 110_00),
     ("Leistung;Rechnungsnummer;Rechnungsdatum;Kunde;Gesamtpreis netto",
      ("Hosting;R1;03.03.2025;Tal KG;10,00", "Januar 2025;;;;50,00"), 60_00)],
)  # fmt: skip
def test_a_month_that_is_an_item_of_a_document_is_sold(desk, head, rows, net):
    desk.imports("items.csv", head, *rows)
    assert revenue(desk) == net


@pytest.mark.parametrize("row", ["{};;;{}", ";;{};{}"])
@pytest.mark.parametrize(
    "texts", [("Januar", "Februar", "Jahr"), ("Q1", "Q2", "Gesamtjahr"), ("Juli", "August", "Jahr:")]
)
def test_months_below_their_rows_with_what_these_come_to_are_no_documents_and_no_customers(desk, row, texts):
    first, second, whole = (row.format(*one) for one in zip(texts, ("300,00", "50,00", "350,00"), strict=True))
    rows = (*SALES, first, "R3;01.02.2025;Tal KG;50,00", second, whole)
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto", *rows)
    assert (report.facts, desk.ask(WHO)) == (3, [("Berg GmbH",), ("Tal KG",)])
    assert [(one.code, one.lines) for one in report.warnings] == [("period", (4, 6, 7))]


def test_somebody_called_like_a_month_whose_amount_is_no_sum_stays_a_customer(desk):
    desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto", *SALES, ";;August;77,00")
    assert len(desk.ask(WHO)) == 3


SUM_ALONE = [
    ("Rechnungsnummer;Datum;Kunde;Netto", (*SALES, ";;;300,00")),
    ("Rechnungsnummer;Datum;Kunde;Netto;Brutto;Rabatt",
     ("R1;05.01.2025;Berg GmbH;100,00;119,00;", "R2;06.01.2025;Tal KG;200,00;238,00;", ";;;300,00;357,00;0,00")),
]  # fmt: skip


@pytest.mark.parametrize(("head", "rows"), SUM_ALONE)
def test_sums_alone_below_the_documents_are_no_document(desk, head, rows):
    report = desk.imports("r.csv", head, *rows)
    assert (report.facts, report.left_out, [one.code for one in report.warnings if one.code == "footer"]) == (
        2,
        0,
        ["footer"],
    )


@pytest.mark.parametrize(
    "rows", [(*SALES, ";;;120,00"), (*SALES, ";;;50,00", ";;;350,00"), (*SALES, "R300;;;300,00"), ("R1;;Tal KG;5,00", ";;;5,00")]
)  # fmt: skip
def test_an_amount_alone_that_is_no_sum_or_goes_on_with_the_row_above_is_not_thrown_away(desk, rows):
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto", *rows)
    assert "footer" not in [one.code for one in report.warnings]


OPEN_ITEMS = ["10001;Maier Bau GmbH;R-1;03.02.2025;595,00;95,00", "10001;Maier Bau GmbH;R-2;13.02.2025;595,00;595,00",
              "{};1.190,00;690,00", "10002;Anna Berg;R-3;05.02.2025;119,00;119,00", "10002;Summe Anna Berg;;;119,00;119,00",
              "10003;Summe GmbH;R-4;06.02.2025;20,00;20,00"]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    [
        "10001;Summe Maier Bau GmbH;;",
        "10001;Saldo Maier;;",
        ";Summe Kunde 10001;;",
        "Summe 10001;;;",
        ";Saldo: Maier Bau;;",
    ],
)
def test_what_a_customer_owes_in_all_is_a_sum_and_renames_nobody(desk, label):
    rows = [one.format(label) for one in OPEN_ITEMS]
    report = desk.imports("op.csv", "Konto;Kunde;Beleg;Datum;Betrag;Offen", *rows)
    assert desk.ask(f"{WHO} WHERE current = 1") == [("Berg",), ("Maier Bau GmbH",), ("Summe GmbH",)]
    assert [d for (d,) in desk.ask("SELECT gross FROM fact WHERE kind = 'invoice'")] == [11900, 2000, 59500, 59500]
    codes = {one.code: one for one in report.warnings}
    assert codes["footer"].count == 2 and "numberless" not in codes


CALLED_SO = [
    ("Rechnungsnummer;Datum;Kunde;Brutto",
     "1001;12.01.2024;Shell Deutschland GmbH;119,00", "1002;12.01.2024;Total Deutschland GmbH;119,00"),
    ("Kundennummer;Firma;PLZ;Umsatz", "1001;Clean GmbH;10115;100", "1002;Total Clean GmbH;10117;200"),
    ("Kundennummer;Firma;Umsatz", "1;Köln GmbH;100", "2;Gesamt Köln GmbH;100"),
    ("Firma;Ort;Umsatz", "Yoga GmbH;;100", "Summe Yoga GmbH;;100"),
    ("Rechnungsnr;Kunde;Datum;Brutto", "1;Planung Köln GmbH;12.01.2024;100,00", "2;Gesamt-Planung Köln GmbH;13.01.2024;200,00"),
    ("Rechnungsnummer;Datum;Kunde;Brutto", "1;12.01.2024;Maria Berger;119,00", "2;12.01.2024;Saldo Maria;119,00"),
    ("Kunde;Umsatz;Plz", "Berger Anna;100;10115", "Total Anna;200;10115"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "one", "other"), CALLED_SO)
def test_somebody_called_like_a_total_of_the_row_above_stays(desk, head, one, other):
    report = desk.imports("k.csv", head, one, other)
    assert "footer" not in [one.code for one in report.warnings]
    assert len(desk.ask("SELECT DISTINCT row FROM party")) == 2


def test_a_sum_of_each_customer_without_days_and_numbers_is_none_of_them(desk):
    rows = ("Maier;1;12.01.2024;100,00", "Maier;2;13.01.2024;50,00", "Summe Maier;;;150,00",
            "Huber;3;12.01.2024;30,00", "Saldo Huber;;;30,00")  # fmt: skip
    report = desk.imports("r.csv", "Kunde;Rechnungsnr;Datum;Brutto", *rows)
    assert (report.facts, [one.count for one in report.warnings if one.code == "footer"]) == (3, [2])


@pytest.mark.parametrize(
    "line", ["Plätze frei: 4;;", "Freie Plätze;4;", "Teilnehmer gesamt: 12;;", "Belegt: 8 von 12;;"]
)
def test_a_count_below_the_rows_is_nobody(desk, line):
    report = desk.imports("kurs.csv", "Name;E-Mail;Telefon", "Anna Berg;anna@mail.example;0711 12345",
                          "Bär: 3 KG;baer@mail.example;0711 12346", "Carla Stein;carla@mail.example;0711 12347", line)  # fmt: skip
    assert len(desk.ask("SELECT 1 FROM party WHERE current = 1")) == 3
    assert [one.count for one in report.warnings if one.code == "footer"] == [1]


@pytest.mark.parametrize(
    ("head", "rows"),
    [("Name;E-Mail;Kundennummer", ("Plätze-Bau: 4;;", "Anna Berg;a@mail.example;1", "Café 3: 12;;")),
     ("Name;Bemerkung;Ort", ("Anna Berg;;Wien", "Karl Maier;;Graz", "Haus: 4;;")),
     ("Name;Telefon;Ort", ("Hotel Post;110;", "Anna Berg;0171 2345678;Wien", "Restaurant Krone;12;")),
     ("Name;E-Mail;Ort", ("Freie Plätze: 3;;", "Anna Berg;a@mail.example;Wien", "Carla Stein;c@mail.example;Wien"))],
)  # fmt: skip
def test_a_figure_behind_a_name_or_above_other_rows_is_no_count(desk, head, rows):
    report = desk.imports("liste.csv", head, *rows)
    assert "footer" not in [one.code for one in report.warnings]
    assert len(desk.ask("SELECT DISTINCT row FROM party")) == 3
