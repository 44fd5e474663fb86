"""A remark in a row of documents is about the document: the customer stays one, whatever is remarked."""

import pytest

from kmu_crm.sources.mapping.recognise import by_hand, recognise
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE
from kmu_crm.sources.reading.tables import open_table

ROWS = (
    "R1;01.02.2025;Bäckerei Schmidt;bar bezahlt;100;119",
    "R2;05.02.2025;Bäckerei Schmidt;;50;59,5",
    "R3;05.03.2025;Bäckerei Schmidt;Rest folgt;50;59,5",
    "R4;06.03.2025;Max Huber;Rest folgt;50;59,5",
)
TEXTS = "SELECT text FROM fact WHERE current = 1 ORDER BY day, id"


def profiles(desk):
    return desk.db.execute("SELECT count(DISTINCT record_id) FROM fact WHERE current = 1").fetchone()[0]


@pytest.mark.parametrize("heading", ["Bemerkung", "Notiz", "Kommentar", "Anmerkungen"])
def test_one_customer_however_the_remarks_differ(desk, heading):
    desk.imports("rechnungen.csv", f"Rechnungsnr;Datum;Kunde;{heading};Netto;Brutto", *ROWS)
    assert profiles(desk) == 2
    assert [text for (text,) in desk.db.execute(TEXTS)] == ["bar bezahlt", None, "Rest folgt", "Rest folgt"]


def test_an_own_column_is_kept_with_the_document(desk):
    head = "Rechnungsnr;Datum;Kunde;Laune;Netto;Brutto"
    table = open_table(desk.file("rechnungen.csv", head, *ROWS))
    desk.imports("rechnungen.csv", head, *ROWS, mapping=by_hand(table, recognise(table), {"Laune": ATTRIBUTE}))
    assert profiles(desk) == 2
    kept = desk.db.execute("SELECT attributes FROM fact WHERE day = '2025-02-01'").fetchone()
    assert kept == ('{"Laune": "bar bezahlt"}',)


def test_a_list_of_calls_needs_no_kind_beside_its_notes(desk):
    desk.imports("kunden.csv", "Kundennummer;Name;Ort", "1;Max Huber;Berlin")
    desk.imports("anrufe.csv", "Kundennummer;Datum;Art;Notiz", "1;01.02.2026;Anruf;will ein Angebot")
    assert desk.db.execute("SELECT kind, text FROM fact").fetchall() == [("call", "will ein Angebot")]


def test_appointments_of_one_name_are_of_one_customer(desk):
    rows = ("01.02.2026;Frau Kunz;Farbe", "01.03.2026;Frau Kunz;Schnitt", "01.04.2026;Frau Meier;Schnitt")
    desk.imports("termine.csv", "Datum;Kunde;Notiz", *rows)
    assert profiles(desk) == 2


def test_a_remark_in_a_list_of_customers_stays_the_customers(desk):
    desk.imports("kunden.csv", "Name;Ort;Bemerkung", "Max Huber;Berlin;Stammkunde")
    assert desk.db.execute("SELECT note FROM party WHERE current = 1").fetchall() == [("Stammkunde",)]
