"""Lists of contracts: who has which, when it began and until when it runs; and what is no such list."""

from datetime import date

import pytest

from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table
from tests.sources.intake_desk import Desk

TODAY = date(2025, 11, 30)
CONTRACTS = (
    "SELECT d.number, f.day, f.due, f.gross, f.status, f.subject, f.text FROM fact AS f LEFT JOIN document AS d ON d.id = f.document_id"
    " WHERE f.current = 1 AND f.kind = 'contract'"
)
HEAD = "Vertragsnummer;Kunde;Kundennummer;Vertragsart;Vertragsbeginn;Vertragsende;Kündigungsfrist;Monatsbeitrag;Status"
ROWS = (
    "V-100;Café Morgenrot;10247;Wartung;01.01.2024;31.12.2025;3 Monate;49,00 €;aktiv",
    "V-101;Anna Muster;10249;Abo;01.05.2024;20.12.2025;;19,90 €;gekündigt",
)


def kind(desk: Desk, *lines: str) -> tuple[str, bool]:
    found = recognise(open_table(desk.file("liste.csv", *lines)))
    return found.sheet.kind, found.importable


def test_a_contract_keeps_its_number_its_days_its_notice_and_what_it_costs(desk: Desk) -> None:
    report = desk.imports("vertraege.csv", HEAD, *ROWS, today=TODAY)
    assert desk.ask(CONTRACTS) == [
        ("V-100", "2024-01-01", "2025-12-31", 4900, "", "Wartung", "3 Monate"),
        ("V-101", "2024-05-01", "2025-12-20", 1990, "cancelled", "Abo", None),
    ]
    assert report.warnings == []  # “gekündigt” is the contract, and no customer who wants no advertising


def test_the_next_list_moves_the_end_of_the_same_contract(desk: Desk) -> None:
    desk.imports("vertraege.csv", HEAD, *ROWS, today=TODAY)
    desk.imports("neu.csv", HEAD, ROWS[0].replace("31.12.2025", "31.12.2026"), today=TODAY)
    assert [(one[0], one[2]) for one in desk.ask(CONTRACTS)] == [("V-100", "2026-12-31"), ("V-101", "2025-12-20")]


def test_what_a_contract_costs_is_no_revenue(desk: Desk) -> None:
    desk.imports("vertraege.csv", HEAD, *ROWS, today=TODAY)
    assert desk.ask("SELECT DISTINCT kind FROM fact") == [("contract",)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Contract number;Customer;Start date;End date;Notice period;Monthly fee", "C-1;Blue Ltd;2024-01-01;2025-12-31;3 months;49.00"),
        ("Vertragsnr.;Firma;Gültig ab;Gültig bis;Leistung", "W-1;Blue GmbH;01.01.2024;31.12.2025;Wartung"),
        ("Kundennummer;Name;Tarif;Laufzeit von;Laufzeit bis;Beitrag", "77;Anna Muster;Premium;01.01.2025;31.12.2025;39,90"),
        ("Policennummer;Kunde;PLZ;Ort;Beginn;Ablauf", "P-1;Anna Muster;01067;Dresden;01.01.2025;31.12.2025"),
        ("Abo-Nr.;Kunde;E-Mail;Abo-Start;Abo-Ende;Abo-Typ", "1;Anna Muster;anna@muster.example;01.01.2025;31.12.2025;Jahr"),
        ("Subscription ID;Customer;Plan;Start date;Renewal date;MRR", "s1;Blue Door Ltd;Pro;2025-01-01;2026-01-01;29.00"),
        ("Vertragsnummer;Kunde;Vertragsende", "V-1;Anna Muster;31.12.2025", "V-2;Bert Lang;unbefristet"),
    ],
)  # fmt: skip
def test_contracts_are_known_by_the_day_they_end(desk: Desk, lines: tuple[str, ...]) -> None:
    assert kind(desk, *lines) == ("contracts", True)


@pytest.mark.parametrize(
    "lines",
    [
        ("Kundennummer;Name;E-Mail;Straße;PLZ;Ort;Mitglied bis", "77;Anna Muster;anna@muster.example;Weg 1;01067;Dresden;31.12.2025"),
        ("Kundennummer;Name;E-Mail;Abo bis", "77;Anna Muster;anna@muster.example;31.12.2025"),
        ("Rechnungsnummer;Datum;Kunde;Leistungszeitraum bis;Betrag", "R-1;01.02.2025;Anna Muster;31.12.2025;119,00 €"),
        ("Vertragsnummer;Lieferant;Vertragsbeginn;Vertragsende", "V-1;Blue GmbH;01.01.2024;31.12.2025"),
        ("Personalnummer;Name;Vertragsbeginn;Vertragsende;Bruttolohn", "1;Anna Muster;01.01.2024;31.12.2025;3000"),
        ("Datum;Kunde;Betreff;Von;Bis", "01.02.2025;Anna Muster;Beratung;10:00;11:00"),
    ],
)  # fmt: skip
def test_other_lists_stay_what_they_are(desk: Desk, lines: tuple[str, ...]) -> None:
    assert kind(desk, *lines)[0] != "contracts"


def test_a_contract_without_a_beginning_is_kept_with_its_end(desk: Desk) -> None:
    desk.imports("v.csv", "Vertragsnummer;Kunde;Vertragsende", "V-1;Anna Muster;31.12.2025", today=TODAY)
    assert [one[:3] for one in desk.ask(CONTRACTS)] == [("V-1", None, "2025-12-31")]
