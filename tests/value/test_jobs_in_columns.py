"""The job in one column, its part in another: the final invoice settles what was asked for in advance, whatever they are called."""

import pytest

from kmu_crm.sources.recording.problems import LOUD
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


def told(desk, heading: str, *rows: str) -> list[str]:
    report = desk.imports("r.csv", HEAD.format(heading), *rows)
    return [one.code for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize(
    ("heading", "advance", "final"),
    [("Rechnungsart", "Anzahlungsrechnung", "Schlussrechnung"), ("Text", "Anzahlung", "Schlussrechnung"),
     ("Text", "Teilrechnung 1", "Schlussrechnung"),
     ("Rechnungsart", "Teilrechnung", "Schlussrechnung"), ("Text", "Anzahlung", "Schlussrechnung Bad"),
     ("Text", "Teilrechnung 1 Fassade", "Schlußrechnung Fassade"), ("Text", "2. Teilrechnung Nr. 2 Bad", "Schlussrechnung Bad")],
)  # fmt: skip
def test_where_nothing_links_them_it_is_told_first(desk, heading, advance, final):
    rows = (ADVANCE.replace("{};{}", advance), FINAL.replace("{};{}", final))
    assert (told(desk, heading, *rows), revenue(desk)) == (["final_unlinked"], 13_000_00)


@pytest.mark.parametrize(("number", "net"), [("R1", 13_000_00), ("AR-1", 10_000_00)])
def test_a_number_too_short_to_link_them_in_a_sentence_is_told(desk, number, net):
    rows = (
        ADVANCE.replace("{};{}", "Anzahlung").replace("AR3", number),
        FINAL.replace("{};{}", f"Schlussrechnung zu {number}"),
    )
    assert (told(desk, "Text", *rows), revenue(desk)) == (["final_unlinked"] if net > 10_000_00 else [], net)


def test_parts_of_the_job_that_a_final_invoice_states_whole_are_told(desk):
    rows = (ADVANCE.format("P6", "Teilrechnung 1"), FINAL.format("P6", "Schlussrechnung"))
    assert told(desk, "Projekt;Beschreibung", *rows) == ["final_unlinked"]


@pytest.mark.parametrize(
    ("advance", "final"),
    [("Anzahlung Küche", "Schlussrechnung Bad"), ("Anzahlung Küche", "Schlussrechnung Küche"),
     ("Anzahlung", "Schlussrechnung, AR3 vom 1.2."),
     ("Anzahlung", "Schlussrechnung abzgl. Anzahlung"), ("Anzahlung 30 %", "Schlussrechnung 70 %"), ("Wartung", "Schlussrechnung")],
)  # fmt: skip
def test_what_is_clear_is_not_told(desk, advance, final):
    assert told(desk, "Text", ADVANCE.replace("{};{}", advance), FINAL.replace("{};{}", final)) == []
