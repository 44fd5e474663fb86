"""Lists that tell when contracts began and how long they run: their ends follow from that."""

from datetime import date

import pytest

from tests.sources.intake_desk import Desk
from tests.sources.test_contracts import CONTRACTS, kind

TODAY = date(2025, 11, 30)


def ends(desk: Desk) -> dict[str, str | None]:
    return {one[0]: one[2] for one in desk.ask(CONTRACTS)}


def kept(desk: Desk) -> list[str]:
    return [
        text for (text,) in desk.ask("SELECT attributes FROM fact WHERE current = 1 AND kind = 'contract' ORDER BY row")
    ]


def test_the_end_is_the_last_day_of_the_term(desk: Desk) -> None:
    report = desk.imports(
        "vertraege.csv",
        "Vertragsnr.;Kundennummer;Kunde;Vertragsart;Beginn;Laufzeit;Kündigungsfrist;Verlängerung",
        "V-1;1;Café Morgenrot;Wartung;01.01.2026;12 Monate;3 Monate zum Ende;12 Monate",
        "V-2;2;Huber GmbH;Miete;01.02.2024;1 Jahr;3;automatisch",
        "V-3;3;Anna Muster;Abo;15.05.2025;unbefristet;4 Wochen;nein",
        "V-4;4;Bert Lang;Abo;31.01.2025;1 Monat;;",
        today=TODAY,
    )
    assert ends(desk) == {"V-1": "2026-12-31", "V-2": "2025-01-31", "V-3": None, "V-4": "2025-02-28"}
    assert report.warnings == []


def test_an_english_list_is_read_alike(desk: Desk) -> None:
    desk.imports(
        "contracts.csv",
        "Contract no;Customer;Start date;Term;Notice period;Renewal",
        "C-1;Blue Ltd;2024-01-01;12 months;3 months;auto",
        "C-2;Red Ltd;2024-03-01;2 years;4 weeks;no",
        "C-3;Green Ltd;2024-03-01;unlimited;4 weeks;no",
        today=TODAY,
    )
    assert ends(desk) == {"C-1": "2024-12-31", "C-2": "2026-02-28", "C-3": None}


def test_an_end_that_the_list_tells_always_wins_and_an_empty_one_follows_from_the_term(desk: Desk) -> None:
    report = desk.imports(
        "vertraege.csv",
        "Vertragsnummer;Kunde;Beginn;Ende;Laufzeit (Jahre)",
        "V-1;Anna Muster;01.01.2025;;2",
        "V-2;Bert Lang;01.01.2025;30.06.2026;2",
        "V-3;Carla Weiß;01.01.2025;unbefristet;2",
        "V-4;Dora Kurz;;;2",
        today=TODAY,
    )
    assert ends(desk) == {"V-1": "2026-12-31", "V-2": "2026-06-30", "V-3": None, "V-4": None}
    assert report.warnings == []  # “unbefristet” is no day that could not be read


def test_bare_numbers_are_months_and_the_list_is_told_so(desk: Desk) -> None:
    report = desk.imports("v.csv", "Vertragsnummer;Kunde;Beginn;Laufzeit", "V-1;Anna Muster;01.01.2025;24", today=TODAY)
    assert ends(desk) == {"V-1": "2026-12-31"}
    assert [(one.code, one.column, one.rows) for one in report.warnings] == [("term_in_months", "Laufzeit", (1,))]


@pytest.mark.parametrize(
    ("heading", "end"), [("Laufzeit (Monate)", "2025-02-28"), ("Laufzeit in Jahren", "2026-12-31")]
)
def test_the_heading_names_the_unit(desk: Desk, heading: str, end: str) -> None:
    report = desk.imports(
        "v.csv", f"Vertragsnummer;Kunde;Beginn;{heading}", "V-1;Anna Muster;01.01.2025;2", today=TODAY
    )
    assert (ends(desk), report.warnings) == ({"V-1": end}, [])


def test_what_the_list_says_of_term_and_renewal_is_kept_with_the_unit_of_the_heading(desk: Desk) -> None:
    head = "Vertragsnummer;Kunde;Beginn;Laufzeit (Jahre);Kündigungsfrist (Wochen);Verlängerung (Monate);Region"
    desk.imports("v.csv", head, "V-1;Anna Muster;01.01.2025;2;6;12;Nord", today=TODAY)
    assert kept(desk) == ['{"Region": "Nord", "contract_renewal": "12 months", "contract_term": "24 months"}']
    assert [one[6] for one in desk.ask(CONTRACTS)] == ["42 days"]


def test_a_nasty_term_is_told_and_ends_nothing(desk: Desk) -> None:
    nasty = ("12 Mönate ???", "x" * 10_000, "-5", "0", "1000000 Jahre")
    people = ("Anna Muster", "Bert Lang", "Carla Weiß", "Dora Kurz", "Emil Groß", "Frida Klein")
    good = [f"G-{n};{people[n % 6]} {['Berg', 'Tal', 'See', 'Wald'][n // 6]};01.01.2025;12 Monate" for n in range(24)]
    bad = [f"B-{n};{people[n]};01.01.2025;{text}" for n, text in enumerate(nasty)]
    report = desk.imports("v.csv", "Vertragsnummer;Kunde;Beginn;Laufzeit", *good, *bad, today=TODAY)
    found = ends(desk)
    assert {found[f"B-{n}"] for n in range(len(nasty))} == {None}
    assert {end for number, end in found.items() if number.startswith("G")} == {"2025-12-31"}
    assert [(one.code, one.count) for one in report.warnings] == [("term_unread", 5)]


def test_a_term_corrected_in_the_next_list_moves_the_end(desk: Desk) -> None:
    head = "Vertragsnummer;Kunde;Beginn;Laufzeit"
    desk.imports("v.csv", head, "V-1;Anna Muster;01.01.2025;12 Monate", today=TODAY)
    desk.imports("neu.csv", head, "V-1;Anna Muster;01.01.2025;24 Monate", today=TODAY)
    assert ends(desk) == {"V-1": "2026-12-31"}


@pytest.mark.parametrize(
    "lines",
    [
        ("Kunde;Vertragsbeginn;Laufzeit;Kündigungsfrist", "Anna Muster;01.01.2025;12 Monate;3 Monate"),
        ("Firma;Wartungsvertrag;Beginn;Laufzeit (Monate)", "Blue GmbH;W-17;01.01.2025;12"),
        ("Abo-Nr.;Kunde;E-Mail;Abo-Start;Mindestlaufzeit", "A1;Anna Muster;anna@muster.example;01.01.2025;24 Monate"),
        ("Customer;Contract start;Contract term;Auto-renewal", "Blue Ltd;2025-01-01;12 months;yes"),
        ("Vertragsnummer;Kunde;PLZ;Ort;Vertragsbeginn;Vertragsdauer", "V-1;Anna Muster;01067;Dresden;01.01.2025;2 Jahre"),
        ("Subscription ID;Customer;Start date;Term (months)", "s1;Blue Door Ltd;2025-01-01;12"),
    ],
)  # fmt: skip
def test_contracts_are_known_by_start_and_term(desk: Desk, lines: tuple[str, ...]) -> None:
    assert kind(desk, *lines) == ("contracts", True)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Kundennummer;Name;E-Mail;Kredit seit;Laufzeit", "1;Anna Muster;anna@muster.example;01.01.2025;120"), "customers"),
        (("Darlehensnummer;Kunde;Vertragsbeginn;Laufzeit;Zinssatz", "D-1;Anna Muster;01.01.2025;120;3,5"), "customers"),
        (("Kundennummer;Name;Straße;PLZ;Ort;Mitglied seit;Laufzeit", "1;Anna Muster;Weg 1;01067;Dresden;01.01.2025;12"), "customers"),
        (("Rechnungsnummer;Datum;Kunde;Laufzeit;Betrag", "R-1;01.01.2025;Anna Muster;12 Monate;119,00"), "invoices"),
        (("Bestellnummer;Datum;Kunde;Abo-Laufzeit;Betrag", "B-1;01.01.2025;Anna Muster;12 Monate;119,00"), "orders"),
        (("Datum;Kunde;Abo-Laufzeit;Betrag", "01.01.2025;Anna Muster;12 Monate;119,00"), "invoices"),
        (("Angebotsnummer;Datum;Kunde;Laufzeit;Betrag", "A-1;01.01.2025;Anna Muster;12 Monate;119,00"), "offers"),
        (("Personalnummer;Name;Vertragsbeginn;Laufzeit;Kündigungsfrist", "1;Anna Muster;01.01.2025;12 Monate;3 Monate"), "staff"),
        (("Datum;Kunde;Betreff;Dauer", "01.02.2025;Anna Muster;Beratung;30"), "contacts_log"),
    ],
)  # fmt: skip
def test_other_lists_with_a_term_stay_what_they_are(desk: Desk, lines: tuple[str, ...], expected: str) -> None:
    assert kind(desk, *lines)[0] == expected
