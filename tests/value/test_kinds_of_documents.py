"""A list of documents of all kinds: what is no sale does not count, what reduces reduces whatever its sign."""

import pytest

from tests.value.lists import revenue

HEAD = "Belegnummer;Belegart;Datum;Kundennummer;Kunde;Bezug;Netto;Brutto"
SALE = "RE-1;Rechnung;05.01.2025;K1;Anna Berg;;1000,00;1190,00"


def other(kind: str, amounts: str = "50,00;59,50", number: str = "X-1", refers: str = "") -> str:
    return f"{number};{kind};06.02.2025;K1;Anna Berg;{refers};{amounts}"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("Proforma", "proforma"), ("Pro-forma-Rechnung", "proforma"), ("Entwurf", "draft"), ("Rechnungsentwurf", "draft"),
     ("Auftragsbestätigung", "ordered"), ("Auftrag", "ordered"), ("Sonderbeleg", "unclear"), ("Rechnung (storniert)", "cancelled")],
)  # fmt: skip
def test_what_is_no_sale_is_shown_and_does_not_count(desk, kind, shown):
    desk.imports("belege.csv", HEAD, SALE, other(kind))
    assert revenue(desk) == 1000_00
    assert desk.ask("SELECT counts, why FROM counted WHERE net = 5000") == [(0, shown)]
    assert desk.ask("SELECT invoices, purchase_days FROM figure") == [(1, 1)]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("Eingangsrechnung", "purchase"), ("Lieferantenrechnung", "purchase"), ("Lieferschein", "delivery_note")],
)
def test_documents_that_are_not_to_a_customer_are_left_out_and_counted(desk, kind, reason):
    report = desk.imports("belege.csv", HEAD, SALE, other(kind).replace("K1;Anna Berg", "L7;Holz AG"))
    assert (report.skipped, revenue(desk)) == ({reason: 1}, 1000_00)
    assert desk.ask("SELECT display_name FROM profile") == [("Anna Berg",)]


@pytest.mark.parametrize("amounts", ["50,00;59,50", "-50,00;-59,50"])
@pytest.mark.parametrize("refers", ["", "RE-1"])
@pytest.mark.parametrize(
    "kind", ["Storno", "Rechnungsstorno", "Rechnungs-Storno", "Storno zu RE-1", "Stornorechnung", "Stornogutschrift",
             "Korrekturrechnung", "Gutschrift", "Gutschrift (Storno)", "Avoir", "Credit note"],
)  # fmt: skip
def test_what_takes_back_reduces_whatever_its_sign(desk, kind, amounts, refers):
    desk.imports("belege.csv", HEAD, SALE, other(kind, amounts, refers=refers))
    assert revenue(desk) == 950_00
    assert desk.ask("SELECT invoices FROM figure") == [(1,)]


def test_a_cancelling_document_may_name_its_invoice_beside_its_kind(desk):
    whole = other("Storno zu RE-2025-17", "1000,00;1190,00")
    desk.imports("belege.csv", HEAD, SALE.replace("RE-1", "RE-2025-17"), whole)
    assert (revenue(desk), desk.ask("SELECT invoices FROM figure")) == (0, [(0,)])


@pytest.mark.parametrize("amounts", ["50,00;59,50", "-50,00;-59,50"])
def test_a_credit_note_that_was_taken_back_reduces_nothing(desk, amounts):
    back = other("Storno der Gutschrift", amounts, "S-1", "X-1")
    desk.imports("belege.csv", HEAD, SALE, other("Gutschrift"), back)
    assert (revenue(desk), desk.ask("SELECT invoices FROM figure")) == (1000_00, [(1,)])


def test_an_order_of_the_same_list_that_was_cancelled_reduces_nothing(desk):
    desk.imports("belege.csv", HEAD, SALE, other("Auftrag"), other("Auftragsstorno", number="S-1", refers="X-1"))
    assert revenue(desk) == 1000_00


def test_orders_alone_count_as_they_did(desk):
    desk.imports("auftraege.csv", HEAD, other("Auftragsbestätigung"), other("Auftrag", number="X-2"))
    assert revenue(desk) == 100_00


def test_the_order_of_a_list_without_invoices_counts_again_when_the_invoices_are_taken_back(desk):
    desk.imports("januar.csv", HEAD, other("Auftrag"))
    later = desk.imports("februar.csv", HEAD, SALE)
    assert revenue(desk) == 1000_00
    desk.undoes(later)
    assert revenue(desk) == 50_00


def test_an_unknown_word_is_told_with_its_rows(desk):
    rows = (HEAD, SALE, other("Sonderbeleg"), other("Umbuchung", number="X-2"))
    before = desk.imports("belege.csv", *rows, dry_run=True)
    report = desk.imports("belege.csv", *rows)
    assert before.warnings == report.warnings
    assert [(one.code, one.column, one.rows) for one in report.warnings] == [("kind_unknown", "Belegart", (2, 3))]
    assert desk.ask("SELECT outcome FROM fact WHERE status = 'unclear'") == [("Sonderbeleg",), ("Umbuchung",)]


@pytest.mark.parametrize(
    "words", [("privat", "Firma"), ("Reparatur", "Wartung"), ("bar", "Überweisung"), ("Verkauf", "Miete")]
)
def test_a_column_named_typ_that_is_of_something_else_takes_no_sale_away(desk, words):
    rows = (f"RE-{n};{word};05.0{n}.2025;K1;Anna Berg;100,00;119,00" for n, word in enumerate(words, 1))
    report = desk.imports("rechnungen.csv", "Rechnungsnummer;Typ;Datum;Kundennummer;Kunde;Netto;Brutto", *rows)
    assert revenue(desk) == 200_00
    assert [(one.code, one.column) for one in report.warnings] == [("no_kinds", "Typ")]


def test_a_draft_and_its_invoice_of_one_number_are_two(desk):
    desk.imports("belege.csv", HEAD, SALE, SALE.replace("Rechnung", "Entwurf"))
    assert revenue(desk) == 1000_00


def test_a_draft_that_was_sent_counts(desk):
    desk.imports("belege.csv", HEAD, SALE.replace("Rechnung", "Entwurf"))
    assert revenue(desk) == 0
    desk.imports("belege.csv", HEAD, SALE)
    assert revenue(desk) == 1000_00


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("Entwurf", "draft"),
        ("Pro-forma-Rechnung", "proforma"),
        ("Auftragsbestätigung", "ordered"),
        ("Sonderbeleg", "unclear"),
    ],
)
def test_the_documents_of_a_stock_control_are_read_alike(desk, kind, why):
    head = "Belegnummer;Belegart;Belegdatum;Kundennummer;Bezug;Netto;USt;Brutto"
    rows = ("RE-1;Rechnung;05.01.2025;K1;;1000,00;190,00;1190,00", f"X-1;{kind};06.02.2025;K1;;50,00;9,50;59,50")
    assert desk.imports("belege.csv", head, *rows).format == "wawi_documents"
    assert revenue(desk) == 1000_00
    assert desk.ask("SELECT why FROM counted WHERE net = 5000") == [(why,)]


def test_a_list_of_anybodys_with_the_same_headings_and_more_is_read_as_ones_own(desk):
    head = "Belegnummer;Belegdatum;Kundennummer;Kunde;Belegart;Netto;Brutto;Währung;Status"
    rows = ("RE-1;05.01.2025;K1;Huber GmbH;Rechnung;100,00;119,00;EUR;bezahlt",
            "RE-2;06.01.2025;K2;Maier KG;Rechnung;200,00;238,00;EUR;storniert",
            "RE-3;07.01.2025;K3;Abel AG;Rechnung;300,00;357,00;EUR;Entwurf")  # fmt: skip
    desk.imports("belege.csv", head, *rows)
    assert revenue(desk) == 100_00
    assert desk.ask("SELECT coalesce(company, full_name) FROM party WHERE current = 1") == [
        ("Abel AG",),
        ("Huber GmbH",),
        ("Maier KG",),
    ]


@pytest.mark.parametrize("heading", ["Bestellzeit", "Bestell-Zeit", "Bestelleingang", "Datum/Uhrzeit", "Order placed"])
@pytest.mark.parametrize("day", ["05.01.2025", "05.01.2025 10:15", "2025-01-05 10:15:00"])
def test_the_day_of_an_order_stands_under_a_shops_heading(desk, heading, day):
    desk.imports(
        "liste.csv",
        f"Bestellnummer;{heading};Kunde;E-Mail;Netto;Brutto",
        f"1001;{day};Ina Lang;i@mail.example;70,00;83,30",
    )
    assert revenue(desk) == 70_00


def test_an_invoice_is_of_its_own_day_and_not_of_the_orders(desk):
    head = "Rechnungsnummer;Auftragseingang;Rechnungsdatum;Kunde;Netto;Brutto"
    desk.imports("r.csv", head, "RE-1;20.12.2024;05.01.2025;Ina Lang;70,00;83,30")
    assert desk.ask("SELECT day FROM fact") == [("2025-01-05",)]


@pytest.mark.parametrize(("number", "rows", "open_amount"), [("Z1", [(2,)], 119_00), ("R1", [], 69_00)])
def test_a_payment_among_documents_whose_number_no_invoice_bears_is_told(desk, number, rows, open_amount):
    report = desk.imports("b.csv", "Art;Nr;Datum;Kunde;Netto;Brutto;Status", "Rechnung;R1;03.01.2025;Ost GmbH;100,00;119,00;offen",
                          f"Zahlung;{number};04.01.2025;Ost GmbH;;50,00;")  # fmt: skip
    assert [one.rows for one in report.warnings if one.code == "payment_unsettled"] == rows
    assert (revenue(desk), desk.ask("SELECT open_amount FROM figure")) == (100_00, [(open_amount,)])
