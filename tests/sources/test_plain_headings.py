"""Headings that people write above their own lists, and what they mean in a list of customers, of sales and of items."""

import pytest

from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

SUMS = [
    ("Bruttopreis", "gross"), ("Nettopreis", "net"), ("VK brutto", "gross"), ("VK netto", "net"), ("VK-Preis", "gross"),
    ("Auftragswert", "gross"), ("Bestellwert", "gross"), ("Umsatz", "gross"), ("Auftragsvolumen", "gross"),
]  # fmt: skip


def known(desk, *lines):
    found = recognise(open_table(desk.file("liste.csv", *lines)))
    return found.sheet.kind, [field for _, field, _ in found.columns]


@pytest.mark.parametrize(("heading", "field"), SUMS)
@pytest.mark.parametrize(
    ("head", "rows"),
    [("Rechnungsnr;Datum;Kunde", ("R1;01.02.2025;Anna Berg", "R2;02.02.2025;Uwe Stein")),
     ("Nr;Datum;Kunde", ("2025-4;01.02.2025;Anna Berg", "2025-7;02.02.2025;Anna Berg"))],
)  # fmt: skip
def test_a_sum_beside_the_day_and_the_number_of_a_document_is_the_documents(desk, head, rows, heading, field):
    kind, fields = known(desk, f"{head};{heading}", *(f"{row};50,00" for row in rows))
    assert kind in ("invoices", "orders") and fields[-1] == field


@pytest.mark.parametrize("heading", [heading for heading, _ in SUMS])
@pytest.mark.parametrize(
    ("head", "row"),
    [("Kundennummer;Name;Ort", "1;Anna Berg;Ulm"), ("Name;Ort;E-Mail", "Anna Berg;Ulm;a@berg.example"),
     ("Kundennummer;Name;Ort;Datum", "1;Anna Berg;Ulm;01.02.2025")],
)  # fmt: skip
def test_in_a_list_of_customers_it_is_their_own(desk, head, row, heading):
    kind, fields = known(desk, f"{head};{heading}", f"{row};50,00")
    assert (kind, fields[-1]) == ("customers", "attribute")


@pytest.mark.parametrize("heading", ["Einzelpreis", "VK-Preis", "VK brutto", "VK netto", "Bruttopreis", "Nettopreis"])
def test_a_price_beside_a_quantity_is_that_of_an_item(desk, heading):
    desk.imports(
        "verkauf.csv", f"Rechnungsnr;Datum;Kunde;Artikel;Menge;{heading}",
        "R1;01.02.2025;Anna Berg;Brot;2;5,00", "R1;01.02.2025;Anna Berg;Salz;3;1,00",
    )  # fmt: skip
    column = "net" if "netto" in heading.casefold() else "gross"
    assert desk.ask(f"SELECT {column} FROM line") == [(1000,), (300,)]


@pytest.mark.parametrize(
    ("gross", "net"), [("Bruttopreis", "Nettopreis"), ("VK brutto", "VK netto"), ("Einzelpreis brutto", "Einzelpreis netto")]
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_of_a_price_with_tax_and_one_without_both_amounts_of_the_item_are_known(desk, gross, net, turned):
    prices = (
        [f"{net};{gross}", "100,00;119,00", "5,00;5,35"] if turned else [f"{gross};{net}", "119,00;100,00", "5,35;5,00"]
    )
    report = desk.imports(
        "verkauf.csv", f"Rechnungsnummer;Datum;Kunde;{prices[0]};Menge",
        f"R1;01.02.2025;Anna Berg;{prices[1]};3", f"R1;01.02.2025;Anna Berg;{prices[2]};1", f"R2;01.02.2025;Uwe Tal;{prices[1]};2",
    )  # fmt: skip
    assert desk.ask("SELECT unit, net, gross FROM line") == [
        (10000, 20000, 23800), (10000, 30000, 35700), (500, 500, 535),
    ]  # fmt: skip
    assert "net_unknown" not in [one.code for one in report.warnings]


def test_two_prices_without_a_quantity_are_those_of_each_item(desk):
    head, row = (
        "Rechnungsnummer;Datum;Kunde;Artikel;Bruttopreis;Nettopreis",
        "R1;01.02.2025;Anna Berg;Brot;119,00;100,00",
    )
    desk.imports("verkauf.csv", head, row, row.replace("Brot", "Salz"))
    assert desk.ask("SELECT net, gross FROM line") == [(10000, 11900), (10000, 11900)]
    assert desk.ask("SELECT gross, net FROM fact") == [(23800, None)]


def test_the_price_of_an_appointment_and_the_sums_of_years_are_no_sale(desk):
    assert (
        known(desk, "Datum;Dauer;Kunde;Behandlung;VK-Preis", "01.02.2025;30;Anna Berg;Massage;50,00")[0]
        == "contacts_log"
    )
    assert known(desk, "Kunde;Datum;Umsatz 2024", "Anna Berg;01.02.2025;50,00")[0] == "customers"
    head, row = "Rechnungsnr;Datum;Kunde;Umsatz 2024;Umsatz", "R1;01.02.2025;Anna Berg;5000,00;50,00"
    assert known(desk, head, row)[1][-2:] == [None, "gross"]


@pytest.mark.parametrize(
    ("head", "rows"),
    [("Kundennummer;Kunde;Datum;Umsatz gesamt netto;Klasse", ("1;Alpha GmbH;31.10.2025;50,00;A", "2;Beta GmbH;31.10.2025;20,00;B")),
     ("Kundennr.;Kunde;Datum;Umsatz", ("1;Alpha GmbH;31.12.2024;50,00", "2;Beta GmbH;31.12.2024;20,00")),
     ("Name;Datum;Gesamtumsatz", ("Alpha GmbH;01.03.2025;50,00", "Beta GmbH;02.03.2025;20,00")),
     ("Firma;Datum;Auftragswert;Wahrscheinlichkeit;Phase", ("Alpha GmbH;01.03.2025;50,00;30 %;neu", "Beta GmbH;02.03.2025;20,00;10 %;neu")),
     ("Nr;Kunde;Datum;Auftragswert", ("101;Alpha GmbH;31.12.2024;50,00", "105;Beta GmbH;31.12.2024;20,00", "107;Tal;31.12.2024;20,00")),
     ("Nr;Firma;Umsatz;Datum", ("17;Alpha GmbH;50,00;01.01.2024", "4;Beta GmbH;20,00;02.02.2024"))],
)  # fmt: skip
def test_totals_of_customers_are_no_documents_though_a_day_is_beside_them(desk, head, rows):
    kind, fields = known(desk, head, *rows)
    assert kind == "customers" and not {"gross", "net"} & set(fields)


@pytest.mark.parametrize("heading", ["VK-Preis", "VK brutto", "Bruttopreis"])
def test_in_a_list_of_prices_it_is_the_article_s(desk, heading):
    assert known(desk, f"Artikelnummer;Bezeichnung;{heading}", "B1;Brot;5,00") == (
        "articles",
        ["article", "article_name", "price"],
    )


@pytest.mark.parametrize("answer", ["ja", "x", "1", "01.02.2024"])
@pytest.mark.parametrize(
    "heading",
    ["DSGVO ok", "DSGVO-Einwilligung", "Datenschutz ok", "DSGVO", "Datenschutzerklärung akzeptiert", "Einwilligung Datenschutz",
     "Einwilligung Datenverarbeitung", "GDPR consent", "Privacy consent", "AGB akzeptiert", "DSGVO-Einwilligung am"],
)  # fmt: skip
def test_consent_to_the_keeping_of_data_allows_no_mail(desk, heading, answer):
    desk.imports(
        "kunden.csv",
        f"Name;E-Mail;{heading}",
        f"Anna Berg;a@berg.example;{answer}",
        f"Uwe Stein;u@stein.example;{answer}",
    )
    assert desk.ask("SELECT state FROM consent_event WHERE state IN ('claimed', 'given', 'confirmed')") == []
    assert len(desk.ask("SELECT 1 FROM party WHERE attributes IS NOT NULL")) == 2


@pytest.mark.parametrize("heading", ["Nr", "Nr.", "No", "Number"])
@pytest.mark.parametrize("beside", ["Firma", "Name", "Anrede;Nachname"])
def test_a_bare_number_before_the_name_is_the_customer_s_unless_it_counts_the_rows(desk, heading, beside):
    names = [f"{'Frau;' if ';' in beside else ''}{name}" for name in ("Berg", "Stein", "Tal")]
    head = f"{heading};{beside};Ort;E-Mail"
    ways = {(1001, 1002, 1007): "external_id", (3, 7, 12): "external_id", (3, 1, 2): "external_id"}
    for numbers, field in (ways | dict.fromkeys([(1, 2, 3), (2, 3, 4), (1, 3, 4), (7, 7, 7)], "attribute")).items():
        rows = [
            f"{number};{name};Ulm;m{place}@firma.example"
            for place, (number, name) in enumerate(zip(numbers, names, strict=True))
        ]
        assert known(desk, head, *rows)[1][0] == field


@pytest.mark.parametrize("heading", ["ID", "Id", "id"])
def test_an_id_is_that_of_the_row_and_joins_nobody_with_the_customer_of_that_number(desk, heading):
    desk.imports("kunden.csv", "Kundennummer;Firma;Ort", "107;Alpha GmbH;Ulm", "108;Beta GmbH;Ulm")
    desk.imports(
        "newsletter.csv", f"{heading};Name;E-Mail", "107;Anna Berg;a@berg.example", "301;Uwe Tal;u@tal.example"
    )
    assert desk.ask("SELECT count(*) FROM record WHERE key = '107'") == [(1,)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Nachname/Firma", "full_name"), ("Kontaktname", "contact_name"), ("Firmierung", "company"), ("Geschäftsname", "company"),
     ("Vname", "given_name"), ("Nname", "family_name"), ("E-Mail für Rechnung", "email"), ("Mailkontakt", "email"),
     ("Festnetznummer", "phone"), ("Tel. Büro", "phone"), ("Telefonnummer mobil", "mobile"), ("Mobiltel.", "mobile"),
     ("Straßenname", "street"), ("Hausanschrift", "street"), ("Adresse 1", "street"), ("Ortschaft", "city"), ("Gemeinde", "city"),
     ("Kundenkennung", "external_id"), ("K-Nr.", "external_id"), ("Bestell-ID", "number"), ("Datum Rechnung", "day"),
     ("Bestelltag", "day"), ("Rechnungsdat.", "day"), ("Auftrag am", "day"), ("Datum/Zeit", "at")],
)  # fmt: skip
def test_further_spellings(heading, field):
    assert meanings(heading)[0][0] == field


@pytest.mark.parametrize("rows", [1, 4])
@pytest.mark.parametrize("heading", ["Kunde", "Kd", "Customer", "Debitor"])
@pytest.mark.parametrize("named", ["Kundenname", "Name", "Kundenbezeichnung"])
def test_numbers_under_the_bare_word_for_a_customer_are_theirs_and_the_name_stands_beside(desk, heading, named, rows):
    people = ("Berg", "Tal", "Kranz", "Alm")[:rows]
    lines = [f"R{n};03.02.2025;{10000 + n};Ina {family};100,00" for n, family in enumerate(people)]
    desk.imports("rechnungen.csv", f"Rechnungsnummer;Datum;{heading};{named};Netto", *lines)
    assert desk.ask("SELECT customer_number, given_name FROM party") == [(f"{10000 + n}", "Ina") for n in range(rows)]


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [("Kunde Nr;Bezeichnung;E-Mail", "100{};Ina Berg;a{}@mail.example", "full_name"),
     ("Debitorenkonto;Bez.;Ort", "1000{};Korn GmbH;Ulm{}", "full_name"),
     ("Konto;Bezeichnung;E-Mail", "840{};Ina Berg;a{}@mail.example", "attribute"),
     ("Kunde Nr;Bezeichnung;E-Mail", "1001;Tasse{};a@mail.example", "attribute"),
     ("Kunde Nr;Bezeichnung;Preis;E-Mail", "100{};Tasse;10,00;a{}@mail.example", "attribute"),
     ("Kunde Nr;Bezeichnung;Datum;Betrag", "100{};Tasse;{}.1.2025;10,00", "line_name"),
     ("Kunde Nr;Name;Bezeichnung", "100{};Ina Berg{};Tasse", "attribute")],
)  # fmt: skip
def test_what_is_called_beside_the_number_of_a_customer_is_the_customer_in_lists_of_nothing_else(
    desk, head, row, wanted
):
    found = recognise(open_table(desk.file("liste.csv", head, row.format(1, 1), row.format(2, 2))))
    assert [field for header, field, _ in found.columns if header.startswith("Bez")] == [wanted]


@pytest.mark.parametrize(
    ("head", "main"),
    [
        ("E-Mail Einkauf;E-Mail Rechnung", 0), ("E-Mail für Rechnungen;Mail Ansprechpartner", 1), ("E-Mail Rechnung;E-Mail Einkauf", 1),
        ("E-Mail;E-Mail Buchhaltung", 0), ("E-Mail für Rechnung;E-Mail Mahnung", 0), ("E-Mail Rechnung;E-Mail 2", 1),
    ],
)  # fmt: skip
def test_the_mailbox_of_invoices_is_a_further_one_where_another_is_beside_it(desk, head, main):
    rows = [f"{name};eins@{name}.example;zwei@{name}.example;ja" for name in ("adler", "biowelt", "cafe")]
    desk.imports("kunden.csv", f"Firma;{head};Newsletter", *rows)
    wanted = f"{('eins', 'zwei')[main]}@adler.example"
    assert desk.ask("SELECT email FROM party WHERE company = 'adler'") == [(wanted,)]
    assert (wanted, "claimed") in desk.ask("SELECT address, state FROM consent_event")
