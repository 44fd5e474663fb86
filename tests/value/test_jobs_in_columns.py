"""The job in one column, its part in another: the final invoice settles what was asked for in advance, whatever they are called."""

import pytest

from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;{};Netto;MwSt;Brutto"
ADVANCE = "AR3;01.02.2025;3;Ina Lang;{};{};3.000,00;570,00;3.570,00"
FINAL = "SR3;01.04.2025;3;Ina Lang;{};{};10.000,00;1.900,00;11.900,00"
JOBS = [
    "Projekt",
    "Projektnr",
    "Projektnummer",
    "Bauvorhaben",
    "Auftrag",
    "Auftragsnr",
    "Kommission",
    "Objekt",
    "Baustelle",
    "Projektname",
]


@pytest.mark.parametrize("text", ["Beschreibung", "Betreff", "Text", "Leistung", "Buchungstext", "Bezeichnung"])
@pytest.mark.parametrize("job", JOBS)
def test_a_column_of_jobs_links_them(desk, job, text):
    desk.imports(
        "r.csv",
        HEAD.format(f"{job};{text}"),
        ADVANCE.format("2025-3", "Anzahlung"),
        FINAL.format("2025-3", "Schlussrechnung"),
    )
    assert revenue(desk) == 10_000_00


@pytest.mark.parametrize("job", ["Projekt", "Kommission", "Baustelle"])
def test_the_columns_may_stand_the_other_way_round_and_name_no_numbers(desk, job):
    desk.imports("r.csv", HEAD.format(f"Beschreibung;{job}"), ADVANCE.format("1. Abschlagsrechnung", "Küche Müller"),
                 FINAL.format("Schlussrechnung", "Küche Müller"))  # fmt: skip
    assert revenue(desk) == 10_000_00


def test_another_job_settles_nothing(desk):
    desk.imports(
        "r.csv",
        HEAD.format("Projekt;Beschreibung"),
        ADVANCE.format("Küche", "Anzahlung"),
        FINAL.format("Bad", "Schlussrechnung"),
    )
    assert revenue(desk) == 13_000_00
