"""Any table: headings in the spellings people use, cells that tell what a heading does not, amounts of rows and of documents."""

import pytest

from kmu_crm.sources.mapping.generic import recognise
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.reading.tables import open_table

PEOPLE = (
    ("Anna Muster", "Lindenweg 3", "04109", "Leipzig", "anna@muster.example", "0341 2312514"),
    ("Jürgen Weiß", "Hauptstr. 12a", "01067", "Dresden", "j.weiss@post.example", "+49 351 445566"),
    ("Bernd Müller", "Am Markt 7", "80331", "München", "bernd@mueller.example", "089/1234567"),
    ("Sabine Klein", "Goethestraße 1", "20095", "Hamburg", "sabine@klein.example", "040-998877"),
)


def fields(desk, *lines):
    """The field of each column, and how sure we are of the whole table."""
    found = recognise(open_table(desk.file("tabelle.csv", *lines)))
    return [field for _, field, _ in found.columns], found.confidence


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Rechnungsnr", "invoice_number"), ("Rechnungs-Nr", "invoice_number"), ("Re-Nr", "invoice_number"),
     ("rechnungs_nummer", "invoice_number"), ("Kd.Nr.", "external_id"), ("KUNDEN-NUMMER", "external_id"),
     ("customerNo", "external_id"), ("Kundenname", "full_name"), ("Kunden-E-Mail", "email"), ("E-Mail Adresse", "email"),
     ("Kunde Telefon", "phone"), ("Rechnungsadresse Ort", "city"), ("billing_city", "city"), ("Contact First Name", "given_name"),
     ("Telefonnr.", "phone"), ("Lieferadresse PLZ", "postcode2"), ("Shipping City", "city2"), ("Bestell-Nummer", "number"),
     ("Strasse/Hausnr.", "street"), ("Straße u. Hausnummer", "street"), ("Name, Vorname", "full_name"), ("Rechnungs-Datum", "day")],
)  # fmt: skip
def test_a_heading_is_known_however_it_is_spelt(heading, field):
    assert meanings(heading)[0][0] == field


@pytest.mark.parametrize(
    "heading", ["Liefername", "Sternzeichen", "Bemerkung Fahrer", "Lieblingsfarbe", "x", "Konditorei"]
)
def test_a_heading_that_names_no_field_says_nothing(heading):
    assert meanings(heading) == []


def test_cells_tell_what_headings_do_not(desk):
    found, confidence = fields(desk, "Wer;Wo;Eins;Zwei;Drei;Vier", *map(";".join, PEOPLE))
    assert found == ["full_name", "street", "postcode", "city", "email", "phone"]
    assert 0.6 <= confidence < 0.95


@pytest.mark.parametrize(("more", "waits"), [("", False), (";Stammkunde", True), (";3", True)])
def test_a_table_without_headings_waits_for_a_person_where_a_column_does_not_tell_what_it_is(desk, more, waits):
    found, confidence = fields(desk, *(";".join(one) + more for one in PEOPLE))
    assert found[:6] == ["full_name", "street", "postcode", "city", "email", "phone"]
    assert (confidence < 0.6) == waits


def test_names_and_numbers_that_their_cells_tell_are_a_list_of_people(desk):
    rows = ("Dachdecker Nolte;02921 77 33;Garage", "Anna Ebert;0170 2233445;Carport", "Uwe Stein;02921 1234;privat")
    assert fields(desk, "Wer;Nummer;was", *rows) == (["full_name", "phone", "attribute"], 0.6)


def test_a_heading_that_its_cells_belie_is_not_believed(desk):
    rows = [f"{mail};{name}" for name, _, _, _, mail, _ in PEOPLE]
    assert fields(desk, "Kontakt;Kunde", *rows)[0] == ["email", "full_name"]


def test_numbers_that_look_like_postcodes_are_none_without_a_town(desk):
    rows = [f"{name};{code}" for name, _, code, *_ in PEOPLE]
    assert fields(desk, "Kunde;Chipkarte", *rows)[0] == ["full_name", "attribute"]


@pytest.mark.parametrize(("amounts", "field"), [(("10,00", "30,00"), "line_gross"), (("40,00", "40,00"), "gross")])
def test_an_amount_that_differs_within_a_document_is_that_of_its_row(desk, amounts, field):
    rows = [f"R1;01.02.2025;Anna Muster;Tee;1;{amount}" for amount in amounts]
    assert fields(desk, "Rechnungsnr;Datum;Kunde;Artikel;Menge;Betrag", *rows)[0][-1] == field
    desk.imports("tabelle.csv", "Rechnungsnr;Datum;Kunde;Artikel;Menge;Betrag", *rows)
    assert desk.ask("SELECT kind, gross FROM fact") == [("invoice", 4000)]


def test_sales_without_a_number_are_sales(desk):
    desk.imports("umsatz.csv", "Datum;Kunde;Betrag", "01.02.2025;Anna Muster;10,00", "03.02.2025;Uwe Stein;20,00")
    assert desk.ask("SELECT kind, day, gross FROM fact") == [
        ("invoice", "2025-02-01", 1000),
        ("invoice", "2025-02-03", 2000),
    ]


def test_numbers_that_must_not_be_called_are_a_list_without_any_name(desk):
    report = desk.imports("sperre.csv", "Telefon;Bitte nicht anrufen", "030 7654321;x", "030 7654322;x", "030 7654323;")
    assert report.tally.new == 3
    assert desk.ask("SELECT address, state FROM consent_event WHERE channel = 'phone' ORDER BY address") == [
        ("+49307654321", "withdrawn"),
        ("+49307654322", "withdrawn"),
    ]


@pytest.mark.parametrize("heading", ["Text", "Beschreibung", "Rechnungstext"])
def test_a_text_of_an_invoice_without_items_is_what_it_is_about(desk, heading):
    desk.imports("r.csv", f"Rechnungsnummer;Datum;Kunde;{heading};Netto", "R1;01.02.2025;Ina Lang;Hecke;10,00")
    assert desk.ask("SELECT subject FROM fact") == [("Hecke",)]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("words", ["x", "Weg 1 ", "a@", "-", "hat nicht ", "EUR"])
def test_a_cell_that_goes_on_for_pages_is_no_name_address_or_number(desk, words):
    columns = ("Name", "E-Mail", "Telefon", "Straße", "Umsatz", "Kunde seit", "Newsletter", "Ansprechpartner", "Notiz")
    long = f"a{words * (60_000 // len(words))}b"
    rows = [f"{name};{mail};{phone};{street};1,00;1.2.2020;ja;{name};" for name, street, _, _, mail, phone in PEOPLE]
    told, _sure = fields(desk, ";".join(columns), *rows, ";".join([PEOPLE[0][0], *[f'"{long}"'] * 8]))
    assert told[:4] == ["full_name", "email", "phone", "street"]
