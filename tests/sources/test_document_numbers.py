"""Headings of document numbers and days that say so only in a list of documents, and a loud word where no number is found."""

import pytest

from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

NUMBERS = [
    "Beleg", "Nr", "Nr.", "Nummer", "Fakturanr", "Faktura", "Faktura-Nr.", "RNr", "R-Nr.", "Rechnungs-ID", "Invoice", "Doc No", "Document",
    "Bon-Nr", "Kassenbon", "Vorgangsnr", "Quittungsnr.", "Dok.-Nr.", "#", "ID", "Belegkennung",
]  # fmt: skip
DAYS = [
    "RgDat", "vom", "Belegdat.", "Fakturadatum", "Buchungsdatum", "Erstellt", "Ausgestellt", "Dat.", "RE-Dat", "Leistungsdatum",
    "Rechnungsdat.",
]  # fmt: skip
JANUARY = ("F101;01.01.2025;Abel GmbH;100,00;119,00", "F102;02.01.2025;Bauer GmbH;200,00;238,00",
           "F103;03.01.2025;Conrad GmbH;300,00;357,00")  # fmt: skip
NETS = "SELECT d.number, f.net FROM fact AS f LEFT JOIN document AS d ON d.id = f.document_id WHERE f.current = 1"


def fields(desk, *lines, name="liste.csv"):
    return [field for _, field, _ in recognise(open_table(desk.file(name, *lines))).columns]


def told(report):
    return [one.code for one in report.warnings if one.code == "numbers_missing"]


@pytest.mark.parametrize("heading", NUMBERS)
def test_an_invoice_that_was_corrected_replaces_the_one_of_the_file_before(desk, heading):
    head = f"{heading};Datum;Kunde;Netto;Brutto"
    before = desk.imports("rechnungen_jan.csv", head, *JANUARY)
    after = desk.imports("rechnungen_feb.csv", head, JANUARY[0], "F102;02.01.2025;Bauer GmbH;250,00;297,50",
                         "F104;04.02.2025;Dorn GmbH;400,00;476,00")  # fmt: skip
    assert desk.ask(NETS) == [("F101", 10000), ("F102", 25000), ("F103", 30000), ("F104", 40000)]
    assert told(before) == told(after) == []


@pytest.mark.parametrize("heading", DAYS)
def test_a_day_is_one_beside_number_and_amount(desk, heading):
    desk.imports("liste.csv", f"Rechnungsnr;{heading};Kunde;Netto;Brutto", *JANUARY)
    assert desk.ask("SELECT day FROM fact") == [("2025-01-01",), ("2025-01-02",), ("2025-01-03",)]


def test_day_and_number_are_found_beside_each_other(desk):
    assert fields(desk, "RNr;RgDat;Kunde;Umsatz", *("R1;01.02.2025;Ina Lang;119,00", "R2;02.02.2025;Uwe Kern;59,50")) == [
        "invoice_number", "day", "full_name", "gross",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [("101;01.01.2025;Abel GmbH;100,00", "102;01.02.2025;Bauer GmbH;200,00", "107;01.03.2025;Conrad GmbH;300,00"),
     ("107;01.01.2025;Abel GmbH;100,00", "102;01.02.2025;Bauer GmbH;200,00", "101;01.03.2025;Abel GmbH;300,00")],
)  # fmt: skip
def test_a_bare_number_that_rises_with_the_days_or_varies_with_a_customer_is_the_documents(desk, rows):
    assert fields(desk, "Nr.;Datum;Kunde;Netto", *rows)[0] == "invoice_number"


@pytest.mark.parametrize(
    "rows",
    [("107;01.01.2025;Abel GmbH;100,00", "102;01.02.2025;Bauer GmbH;200,00", "107;01.03.2025;Abel GmbH;300,00"),
     ("107;01.01.2025;Abel GmbH;100,00", "102;01.02.2025;Bauer GmbH;200,00", "105;01.03.2025;Conrad GmbH;300,00"),
     ("1;01.01.2025;Abel GmbH;100,00", "2;01.02.2025;Bauer GmbH;200,00", "3;01.03.2025;Abel GmbH;300,00")],
)  # fmt: skip
def test_one_that_comes_again_or_may_be_the_customers_or_counts_the_rows_is_not(desk, rows):
    assert fields(desk, "Nr.;Datum;Kunde;Netto", *rows)[0] is None
    assert told(desk.imports("liste.csv", "Nr.;Datum;Kunde;Netto", *rows)) == ["numbers_missing"]


def test_beside_another_number_it_stays_what_it_was(desk):
    assert fields(desk, "Nr.;Rechnungsnr;Datum;Kunde;Netto", "7;R1;01.01.2025;Ina Lang;100,00")[0] is None


def test_a_list_that_speaks_of_orders_has_their_numbers(desk):
    rows = ("B1;01.01.2025;Ina Lang;100,00", "B2;02.01.2025;Uwe Kern;50,00")
    assert fields(desk, "Nr.;Bestelldatum;Kunde;Netto", *rows)[0] == "number"


def test_a_house_number_stays_one(desk):
    head = "Kunde;Straße;Nr.;PLZ;Ort;Rechnungsdatum;Netto"
    assert "house_number" in fields(
        desk, head, "Ina Lang;Weg;7;04109;Leipzig;01.01.2025;100,00", "Uwe Kern;Ring;9;04109;Leipzig;02.01.2025;50,00"
    )


@pytest.mark.parametrize("heading", ["Beleg", "Invoice"])
def test_in_a_list_of_customers_it_is_a_field_of_their_own(desk, heading):
    assert (
        fields(desk, f"{heading};Nachname;E-Mail;Umsatz", "7;Berg;a@berg.example;119,00", "8;Tal;b@tal.example;59,00")[
            0
        ]
        == "attribute"
    )


@pytest.mark.parametrize("cells", [("Rechnung", "Gutschrift"), ("", "B2"), ("01.01.2025", "02.01.2025")])
def test_what_holds_no_numbers_is_none(desk, cells):
    rows = [f"{cell};0{i}.01.2025;Ina Lang;100,00" for i, cell in enumerate(cells, start=1)]
    assert fields(desk, "Beleg;Datum;Kunde;Netto", *rows)[0] != "invoice_number"


def test_a_list_without_numbers_is_told_loudly_what_that_means(desk):
    report = desk.imports("liste.csv", "Datum;Kunde;Netto;Brutto", "01.01.2025;Abel GmbH;100,00;119,00")
    assert [(one.code, one.rows) for one in report.warnings] == [("numbers_missing", ())]


def test_receipts_that_begin_anew_each_day_are_all_sales(desk):
    head = "Bon-Nr.;Datum;Kunde;Netto;Brutto"
    first = (
        "1;02.01.2025;Abel GmbH;10,00;11,90",
        "2;02.01.2025;Bauer GmbH;20,00;23,80",
        "3;02.01.2025;Conrad GmbH;30,00;35,70",
    )
    second = (
        "1;03.01.2025;Dorn GmbH;40,00;47,60",
        "2;03.01.2025;Bauer GmbH;20,00;23,80",
        "3;03.01.2025;Engel GmbH;50,00;59,50",
    )
    desk.imports("bon1.csv", head, *first)
    desk.imports("bon2.csv", head, *second)
    desk.imports("bon12.csv", head, *first, *second)
    assert desk.ask("SELECT count(*), sum(net) FROM fact WHERE current = 1") == [(6, 170_00)]


def numbers(*of: int) -> list[str]:
    return [f"{n};{2 + n % 27:02}.{1 + n // 27 % 12:02}.2025;Kunde {n} GmbH;{n},00;{n},50" for n in of]


@pytest.mark.parametrize("longest_first", [False, True])
@pytest.mark.parametrize("start", [1, 1001])
@pytest.mark.parametrize("name", ["Rechnungen_{}.csv", "liste_{}.csv"])
def test_a_bare_number_is_the_same_thing_in_every_file_of_a_list(desk, start, longest_first, name):
    head = "Nr.;Datum;Kunde;Netto;Brutto"
    first, second = numbers(*range(start, start + 5)), numbers(*range(start + 5, start + 9))
    files = [[*first, *second], first, second] if longest_first else [first, second, [*first, *second]]
    for place, rows in enumerate(files):
        desk.imports(name.format(place), head, *rows)
    assert desk.ask("SELECT count(*) FROM fact WHERE current = 1") == [(9,)]
    late = f"{start + 9};01.01.2025;Spaet GmbH;7,00;8,00"
    desk.imports(name.format(9), head, *first, *second, late)
    assert desk.ask("SELECT count(*) FROM fact WHERE current = 1") == [(10,)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Vorgangsnummer;Firma;E-Mail;Phase;Wert netto;Erstellt am;Abschluss erwartet",
         "D-101;Huber GmbH;info@huber.example;Angebot;100,00;05.01.2025;31.03.2025"),
        ("Lieferschein;Beleg;Datum;Kunde;E-Mail;Warenwert netto", "LS-1;B-1001;05.01.2025;Anna Huber;anna@huber.example;100,00"),
        ("Beleg;Datum;Mitarbeiter;Zweck;Netto;MwSt;Brutto", "17;05.01.2025;Anna Huber;Bahnfahrt;100,00;7,00;107,00"),
        ("Beleg;Datum;Kategorie;Beschreibung;Netto;MwSt;Brutto", "2025-17;05.01.2025;Bürobedarf;Papier;100,00;19,00;119,00"),
    ],
    ids=["offers", "deliveries", "expenses", "costs"],
)  # fmt: skip
def test_what_is_no_sale_has_no_number_of_an_invoice(desk, lines):
    assert not {"invoice_number", "number"} & set(fields(desk, *lines))


@pytest.mark.parametrize(
    "head", ["Faktura;Lieferschein;Datum;Kunde;Netto", "Beleg;Lieferschein;Rechnungsdatum;Kunde;Netto"]
)
def test_an_invoice_may_name_its_delivery_note(desk, head):
    assert (
        fields(desk, head, "F-7;LS-1;05.01.2025;Ina Lang;100,00", "F-8;LS-2;06.01.2025;Uwe Tal;50,00")[0]
        == "invoice_number"
    )


ORDERS = ["Auftrag", "Order", "Kauf", "Vorgang", "Bestellung", "Rechnung", "Beleg", "Commande"]
ITEMS = ("{};03.02.2025;Abel GmbH;Hammer;2;10,00;28,50", "{};03.02.2025;Abel GmbH;Zange;1;8,50;28,50",
         "{};04.02.2025;Bauer GmbH;Säge;3;5,00;15,00")  # fmt: skip


@pytest.mark.parametrize("heading", ORDERS)
@pytest.mark.parametrize(
    "numbers", [("5001", "5001", "5002"), ("A-17", "A-17", "A-18"), ("2025/17", "2025/17", "2025/18")]
)
def test_rows_under_one_number_are_the_items_of_one_document(desk, heading, numbers):
    rows = [row.format(number) for row, number in zip(ITEMS, numbers, strict=True)]
    desk.imports("a.csv", f"{heading};Datum;Kunde;Artikel;Menge;Einzelpreis;Rechnungsbetrag", *rows)
    found = "SELECT d.number, f.gross FROM fact AS f JOIN document AS d ON d.id = f.document_id WHERE f.current = 1"
    assert desk.ask(found) == [(numbers[0], 2850), (numbers[2], 1500)]
    assert desk.ask("SELECT name FROM line") == [("Hammer",), ("Säge",), ("Zange",)]


@pytest.mark.parametrize("heading", ["Auftrag", "Order"])
def test_rows_that_are_told_by_the_number_of_an_article_are_items_too(desk, heading):
    head = f"{heading};Datum;Kunde;Artikel-Nr.;Menge;Einzelpreis;Rechnungsbetrag"
    assert fields(desk, head, *(row.format("5001") for row in ITEMS))[:4] == [
        "number",
        "day",
        "full_name",
        "line_article",
    ]


@pytest.mark.parametrize("heading", ["Auftrag", "Vorgang"])
def test_over_free_words_such_a_heading_is_no_number(desk, heading):
    rows = (row.format(words) for row, words in zip(ITEMS, ("Bad neu", "12 Fenster", "Küche 3. OG"), strict=True))
    head = f"{heading};Datum;Kunde;Artikel;Menge;Einzelpreis;Rechnungsbetrag"
    assert fields(desk, head, *rows)[0] not in ("number", "invoice_number")


def test_an_order_that_several_sums_stand_under_is_what_they_are_about(desk):
    rows = ("5001;03.02.2025;Abel GmbH;28,50", "5001;05.02.2025;Abel GmbH;38,50", "5002;06.02.2025;Bauer GmbH;15,00")
    assert fields(desk, "Auftrag;Datum;Kunde;Betrag", *rows)[0] == "subject"


@pytest.mark.parametrize("heading", ["RNr", "Beleg", "Rechnungs-Kennung"])
def test_a_day_of_payment_beside_them_hides_no_numbers(desk, heading):
    head = f"{heading};RDatum;PatNr;Patient;Betrag;Bezahlt am"
    rows = ("P-11;31.03.2026;504;Ganter, Michael;168,00;09.04.2026", "P-12;31.03.2026;505;Ganter, Sofie;84,00;")
    told = desk.imports("privat.csv", head, *rows).warnings
    assert desk.ask("SELECT d.number FROM fact AS f JOIN document AS d ON d.id = f.document_id") == [
        ("P-11",),
        ("P-12",),
    ]
    assert "numbers_missing" not in {one.code for one in told}
