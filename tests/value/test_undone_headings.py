"""Columns beside documents that say in other words that a sale was undone, and those that are about something else."""

import pytest

from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;{}"
ROWS = (
    "RE-1;01.03.2025;1;Abel GmbH;1000,00;1190,00;{}",
    "RE-2;02.03.2025;1;Abel GmbH;1000,00;1190,00;{}",
    "RE-3;03.03.2025;2;Bauer GmbH;500,00;595,00;{}",
)


def rows(heading: str, cell: str, other: str = "") -> tuple[str, ...]:
    return HEAD.format(heading), ROWS[0].format(cell), *(row.format(other) for row in ROWS[1:])


def loud(report) -> list[str]:
    return [one.code for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize(
    ("heading", "cell", "other"),
    [("Rückabgewickelt", "x", ""), ("Retourniert", "ja", "nein"),
     ("Abgebrochen", "ja", "nein"), ("Hinfällig", "ja", ""), ("Gültig", "nein", "ja"), ("Rechnung gültig", "ungültig", "gültig"),
     ("Annahme verweigert", "ja", ""), ("Stornoreferenz", "ST-5", ""), ("Storno-Referenz", "12345", ""),
     ("Widerrufen am", "05.03.2025", ""),
     ("Kauf widerrufen", "ja", "nein"), ("Widerruf", "ja", "nein"), ("Zurückgetreten am", "05.03.2025", ""), ("Testrechnung", "x", ""),
     ("Duplikat", "ja", "nein"), ("Doppelt erfasst", "x", ""), ("Fehlbuchung", "ja", ""), 
     ("Status", "Annahme verweigert", "offen"), ("Status", "nicht gültig", "offen"), ("Status", "Fehlbuchung", "offen")],
)  # fmt: skip
def test_what_says_that_a_sale_was_undone_takes_it_out_of_revenue(desk, heading, cell, other):
    report = desk.imports("r.csv", *rows(heading, cell, other))
    assert (revenue(desk), loud(report)) == (1500_00, [])


@pytest.mark.parametrize(
    ("heading", "cell", "other"),
    [("Gültig", "31.12.2025", ""), ("Gültig bis", "31.12.2025", ""), ("Rückgabe bis", "15.03.2025", ""),
     ("Widerrufsfrist", "15.03.2025", ""), ("Widerrufsbelehrung am", "15.03.2025", ""),
     ("Gültig", "nein", "nein"), ("Gültig", "ja", "ja"),
     ("Zurückgegeben", "nein", "nein"), ("Ersatzteil", "ja", "")],
)  # fmt: skip
def test_terms_and_what_was_lent_are_other_things(desk, heading, cell, other):
    report = desk.imports("r.csv", *rows(heading, cell, other))
    assert (revenue(desk), loud(report)) == (2500_00, [])


@pytest.mark.parametrize("other", ["", "06.03.2025"])
@pytest.mark.parametrize(
    "heading",
    ["Zurückgegeben am", "Zurückgeschickt am", "Rückgesendet", "Zurückgebracht", "Widerrufsdatum", "Auftrag zurückgesandt am"],
)  # fmt: skip
def test_what_came_back_may_have_been_lent_and_is_told_first(desk, heading, other):
    report = desk.imports("r.csv", *rows(heading, "05.03.2025", other))
    assert (revenue(desk), loud(report)) == (2500_00, ["came_back"])


@pytest.mark.parametrize(
    ("heading", "cell"), [("Retourniert am", "20.01.2025"), ("Retourniert", "ja"), ("Ungültig", "ja")]
)
def test_what_is_never_lent_is_taken_back_in_most_rows_too(desk, heading, cell):
    report = desk.imports("r.csv", *rows(heading, cell, cell))
    assert (loud(report), revenue(desk)) == (["most_taken_back"], 0)


def test_a_day_of_withdrawal_in_every_row_is_the_last_on_which_one_may(desk):
    report = desk.imports("r.csv", *rows("Widerruf", "15.03.2025", "16.03.2025"))
    assert (loud(report), revenue(desk)) == (["came_back"], 2500_00)


def test_what_says_neither_counts_and_is_told_first(desk):
    report = desk.imports("r.csv", *rows("Widerruf", "Widerrufsbelehrung erhalten"))
    assert (revenue(desk), loud(report)) == (2500_00, ["cancelled_untold"])


def test_a_withdrawal_in_a_list_that_speaks_of_consents_is_the_persons(desk):
    head = "Rechnungsnr;Datum;Kundennr;Kunde;E-Mail;Netto;Brutto;Newsletter;Widerrufen am"
    row = "RE-1;01.03.2025;1;Abel GmbH;a@example.org;1000,00;1190,00;nein;05.03.2025"
    desk.imports("r.csv", head, row)
    assert revenue(desk) == 1000_00
    assert desk.ask("SELECT DISTINCT state FROM consent_event WHERE address = 'a@example.org'") == [("withdrawn",)]


def test_a_withdrawal_in_a_list_of_people_is_theirs_too(desk):
    desk.imports("p.csv", "Kundennr;Name;E-Mail;Widerrufen am", "1;Ina Lang;i@example.org;05.03.2025")
    assert desk.ask("SELECT DISTINCT state FROM consent_event WHERE address = 'i@example.org'") == [("withdrawn",)]
