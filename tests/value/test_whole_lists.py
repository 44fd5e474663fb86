"""Lists whose file or heading alone says what their documents are: credit notes lower revenue, offers and purchases are none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.sources.importing import Declined
from tests.sources.intake_desk import Desk
from tests.value.lists import revenue

SALES = ("rechnungen.csv", "Rechnungsnummer;Datum;Kundennummer;Kunde;Netto", "2025-14;06.03.2025;K1;Ina Lang;400,00")
ROW = "GS-15;07.03.2025;K1;Ina Lang;100,00"
CREDITS = ["Gutschrift-Nr.", "Gutschriftnummer", "Gutschriftsnr.", "Stornonummer", "Storno-Nr.", "Credit Note Number", "Credit Note #",
           "Stornorechnungsnummer", "Rechnungskorrekturnummer"]  # fmt: skip
OFFERS = [
    "Offerte Nr.",
    "Offert-Nr.",
    "KVA-Nr.",
    "Kostenvoranschlag Nr.",
    "Kostenvoranschlagsnummer",
    "Angebotsnr",
    "Quote No.",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.imports(*SALES)
    yield desk
    desk.store.close()


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("heading", CREDITS)
def test_a_number_of_credit_notes_makes_its_rows_reduce(desk, heading, sign):
    desk.imports("export.csv", f"{heading};Datum;Kundennummer;Kunde;Netto", ROW.replace("100,00", f"{sign}100,00"))
    assert revenue(desk) == 300_00


@pytest.mark.parametrize("heading", CREDITS)
def test_the_invoice_beside_it_is_what_it_refers_to(desk, heading):
    desk.imports("export.csv", f"{heading};Datum;Kundennummer;Kunde;Rechnungsnummer;Netto",
                 "GS-15;07.03.2025;K1;Ina Lang;2025-14;400,00")  # fmt: skip
    assert revenue(desk) == 0
    assert desk.ask("SELECT invoices FROM figure") == [(0,)]
    assert desk.ask("SELECT kind, d.number FROM fact JOIN document AS d ON d.id = refers_to") in (
        [("credit_note", "2025-14")], [("cancellation", "2025-14")],
    )  # fmt: skip


@pytest.mark.parametrize("number", ["Nummer", "Belegnummer", "Rechnungsnummer", "Gutschrift-Nr."])
@pytest.mark.parametrize(
    "name", ["Gutschriften 2025.csv", "stornorechnungen.csv", "Gutschriften zu Rechnungen.csv", "credit_notes.csv"]
)
def test_a_file_of_credit_notes_makes_its_rows_reduce(desk, name, number):
    desk.imports(name, f"{number};Belegdatum;Kundennummer;Kunde;Netto", ROW)
    assert revenue(desk) == 300_00


@pytest.mark.parametrize("heading", OFFERS)
def test_a_number_of_offers_makes_its_rows_no_sales(desk, heading):
    desk.imports("export.csv", f"{heading};Datum;Kundennummer;Kunde;Netto", ROW)
    assert revenue(desk) == 400_00
    assert desk.ask("SELECT count(*) FROM fact WHERE kind = 'enquiry'") == [(1,)]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Kundennummer;Datum;Kunde;Angebot €;Status", None),
        ("Kundennummer;Angebotsdatum;Kunde;Betrag;Status", None),
        ("Angebotsnr.;Datum;Kunde;Angebot EUR;Status", "7"),
        ("Kundennummer;Datum;Kunde;Offerte;Status", None),
    ],
)
def test_an_offer_keeps_its_number_its_sum_and_what_became_of_it(desk, head, number):
    desk.imports(
        "export.csv", head, "7;03.02.2025;Anna Muster;1.250,00;zugesagt", "7;04.02.2025;Anna Muster;80,50;abgesagt"
    )
    offers = desk.ask(
        "SELECT f.kind, d.number, f.gross, f.outcome FROM fact AS f LEFT JOIN document AS d ON d.id = f.document_id"
    )
    assert ("enquiry", number, 1250_00, "zugesagt") in offers
    assert number or ("enquiry", None, 80_50, "abgesagt") in offers
    assert desk.ask("SELECT count(*) FROM counted") == [(0,)]


@pytest.mark.parametrize("head", ["Datum;Kunde;Rechnung €", "Rechnungsdatum;Kunde;Angebotssumme"])
def test_the_sum_of_an_invoice_is_no_number_of_it_and_no_offer(desk, head):
    desk.imports("export.csv", head, "03.02.2025;Anna Muster;1.250,00")
    assert desk.ask("SELECT kind, gross FROM fact WHERE document_id IS NULL") == [("invoice", 1250_00)]


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [
        ("Rechnungsnr;Datum;Kunde;Betrag;MwSt", "100{0},00;1{0}.01.2024;Anna;119,00;19,00", ("1001,00", 119_00, None)),
        ("Bestellnummer;Datum;Kunde;Umsatz", "100{0},00;1{0}.01.2024;Anna;119,00", ("1001,00", 119_00, None)),
        ("Rechnung;Datum;Kunde;Netto;Ort", "{0}7,00;1{0}.01.2024;Anna;119,00;Ulm", ("17,00", None, 119_00)),
        ("Rechnungsnr. EUR;Datum;Kunde;Brutto", "240{0};1{0}.01.2024;Anna;119,00", ("2401", 119_00, None)),
    ],
)
def test_a_number_that_is_written_with_a_comma_is_no_sum(desk, head, row, wanted):
    desk.imports("export.csv", head, *map(row.format, (1, 2)))
    assert wanted in desk.ask("SELECT number, gross, net FROM fact AS f JOIN document AS d ON d.id = f.document_id")


def test_what_counts_on_behind_its_comma_is_no_sum_even_where_nothing_else_is(desk):
    report = desk.imports(
        "export.csv", "Rechnung;Datum;Kunde;Ort", "24,01;12.01.2024;Anna;Ulm", "24,02;12.01.2024;Eva;Ulm"
    )
    assert (report.facts, [one.code for one in report.warnings]) == (0, ["amount_unassigned"])


SOLD = [("Nr;Angebotsdatum;Rechnungsdatum;Kunde;Brutto", "1;12.01.2024;20.01.2024;Anna;119,00"),
        ("Nr;Angebotsdatum;Kunde;Brutto;Status", "1;12.01.2024;Anna;119,00;bezahlt"),
        ("Datum;Kunde;Angebot €;Rechnung €", "12.01.2024;Anna;150,00;119,00"),
        ("Datum;Kunde;Angebotssumme;Rechnungssumme", "12.01.2024;Anna;150,00;119,00"),
        ("Angebotsdatum;Kunde;Brutto;Bezahlt", "12.01.2024;Anna;119,00;ja")]  # fmt: skip


@pytest.mark.parametrize(("head", "row"), SOLD)
def test_what_was_offered_and_sold_is_no_offer(desk, head, row):
    desk.imports("export.csv", head, row)
    assert desk.ask("SELECT kind, gross FROM fact WHERE gross > 0") == [("invoice", 119_00)]


@pytest.mark.parametrize("name", ["Angebote 2025.csv", "offerten.csv", "Kostenvoranschläge Juni.csv"])
def test_a_file_of_offers_makes_its_rows_no_sales(desk, name):
    desk.imports(name, "Belegnummer;Belegdatum;Kundennummer;Kunde;Netto", ROW)
    assert revenue(desk) == 400_00


@pytest.mark.parametrize(
    ("name", "number"),
    [("Eingangsrechnungen 2025.csv", "Rechnungsnummer"), ("Ausgaben.csv", "Belegnummer"), ("Lieferantenrechnungen.csv", "Rechnungsnr."),
     ("Rechnungen Lieferanten 2024.csv", "Nr."), ("Rechnungen Einkauf.csv", "Nr."), ("Rechnungen Wareneinkauf.csv", "Nr."),
     ("Erhaltene Rechnungen 2024.csv", "Nr."), ("Einkauf.csv", "Nr."),
     ("export.csv", "Eingangsrechnungsnr."), ("Rechnungseingang März.csv", "Rechnungsnr.")],
)  # fmt: skip
def test_what_the_business_bought_is_refused(desk, name, number):
    with pytest.raises(Declined):
        desk.imports(name, f"{number};Rechnungsdatum;Firma;Netto", "A-15;07.03.2025;Holz AG;100,00")
    assert revenue(desk) == 400_00


def test_a_file_of_payments_names_the_invoices_paid(desk):
    desk.imports("Zahlungen 2025.csv", "Rechnungsnummer;Datum;Kunde;Betrag", "2025-14;17.03.2025;Ina Lang;476,00")
    assert revenue(desk) == 400_00
    assert desk.ask("SELECT count(*) FROM fact WHERE kind = 'payment'") == [(1,)]


OWN = "Rechnungsnummer;Datum;Kunde;MwSt-Satz;Brutto"


@pytest.mark.parametrize(
    ("head", "row", "open_amount"),
    [
        (f"{OWN};bezahlt am;bezahlter Betrag;offen", "1003;03.03.2025;Ina Lang;19;119,00;;;119,00", 119_00),
        (f"{OWN};bezahlter Betrag", "1003;03.03.2025;Ina Lang;19;119,00;50,00", 69_00),
        (f"{OWN};offen", "1003;03.03.2025;Ina Lang;19;119,00;119,00", 119_00),
        ("Datum;Kunde;MwSt-Satz;Brutto;bezahlt am", "03.03.2025;Ina Lang;19;119,00;", 0),  # nothing to pay it by
    ],
)
def test_columns_that_tell_what_of_each_invoice_was_paid_outweigh_the_name_of_payments(desk, head, row, open_amount):
    desk.imports("Zahlungen 2025.csv", head, row)
    assert revenue(desk) == 400_00 + 100_00
    assert desk.ask("SELECT max(open_amount) FROM figure") == [(open_amount,)]


@pytest.mark.parametrize(
    "name",
    ["Rechnungen und Gutschriften 2025.csv", "Umsätze inkl. Gutschriften.csv", "Rechnungen ohne Stornos.csv", "Aufträge aus Angeboten.csv",
     "Sonderangebote.csv", "Ausgaben der Kunden.csv", "Zahlungen und Rechnungen.csv"],
)  # fmt: skip
def test_a_name_that_says_more_than_one_thing_says_nothing(desk, name):
    desk.imports(name, "Belegnummer;Belegdatum;Kundennummer;Kunde;Netto", ROW.replace("GS-", ""))
    assert revenue(desk) == 500_00


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("stornierte Rechnungen.csv", "cancelled"),
        ("Rechnungen storniert.csv", "cancelled"),
        ("bestellungen_storniert.csv", "cancelled"),
        ("Rechnungsentwürfe.csv", "draft"),
        ("Rechnungen Entwurf.csv", "draft"),
        ("invoices_draft.csv", "draft"),
        ("Proforma-Rechnungen.csv", "proforma"),
    ],
)
def test_a_file_of_what_came_to_nothing_is_no_revenue(desk, name, shown):
    desk.imports(name, "Belegnummer;Belegdatum;Kundennummer;Kunde;Status;Netto", ROW.replace(";100", ";offen;100"))
    assert revenue(desk) == 400_00
    assert desk.ask("SELECT why FROM counted WHERE NOT counts") == [(shown,)]


@pytest.mark.parametrize(
    ("name", "word"),
    [("Gutschriften.csv", "credit notes"), ("Angebote.csv", "offers"), ("stornierte Belege.csv", "cancelled")],
)
def test_what_a_name_makes_of_all_rows_is_told(desk, name, word):
    rows = ("Belegnummer;Belegdatum;Kundennummer;Kunde;Netto", ROW)
    told = [one for one in desk.imports(name, *rows).warnings if one.code == "kind_of_all"]
    assert [(one.count, word in one.text) for one in told] == [(1, True)]


def test_the_same_rows_under_another_name_are_another_file(desk):
    desk.imports("stornorechnungen.csv", *SALES[1:])
    assert revenue(desk) == 0


def test_purchases_with_addresses_to_write_to_may_be_those_of_customers(desk):
    desk.imports(
        "Einkäufe.csv", "Belegnummer;Belegdatum;Name;E-Mail;Netto", "9;07.03.2025;Ina Lang;i@lang.example;100,00"
    )
    assert revenue(desk) == 500_00


@pytest.mark.parametrize("name", ["Einkauf_2024.csv", "Eingangsrechnungen.csv"])
def test_no_name_of_a_file_declines_columns_that_name_customers(desk, name):
    desk.imports(name, "Rechnungsnummer;Datum;Kunde;Betrag netto", "9;07.03.2025;Ina Lang;100,00")
    assert revenue(desk) == 500_00
    with pytest.raises(Declined):
        desk.imports(
            "b" + name, "Rechnungsnummer;Datum;Lieferant;Unsere Kundennummer;Betrag netto", "8;07.03.2025;Holz;7;1,00"
        )


def test_a_number_that_few_invoices_bear_makes_no_list_of_credit_notes(desk):
    head = "Rechnungsnummer;Datum;Kundennummer;Kunde;Gutschrift-Nr.;Netto"
    desk.imports("export.csv", head, "1;07.03.2025;K1;Ina Lang;;100,00", "2;07.03.2025;K1;Ina Lang;G-1;10,00")
    assert revenue(desk) == 510_00


def test_a_column_of_kinds_goes_before_the_name(desk):
    head = "Belegnummer;Belegart;Datum;Kundennummer;Kunde;Netto"
    desk.imports(
        "Gutschriften.csv", head, "1;Rechnung;07.03.2025;K1;Ina Lang;100,00", "2;;08.03.2025;K1;Ina Lang;10,00"
    )
    assert revenue(desk) == 490_00
