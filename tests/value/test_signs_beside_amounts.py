"""A currency written beside an amount is that of its document; of the whole list only where most amounts bear it."""

import pytest

from kmu_crm import settings
from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue
from tests.value.test_currencies import HEAD, said


def bills(*amounts: str, head: str = HEAD, start: int = 1) -> list[str]:
    return [head, *(f"R{i};01.03.2025;Huber {i} AG;{net}" for i, net in enumerate(amounts, start=start))]


PLAIN, FRANCS, EUROS = "100,00;119,00", "100,00 CHF;119,00 CHF", "100,00 €;119,00 €"


def test_one_sign_does_not_speak_for_the_list(desk):
    desk.imports("b.csv", *bills(*[PLAIN] * 4, start=11, head=f"{HEAD}"))
    desk.imports("r.csv", *bills(PLAIN, PLAIN, FRANCS))
    assert [said(desk)[one] for one in ("R1", "R2", "R3")] == [None, None, "CHF"]


def test_rows_without_a_sign_count_beside_a_file_in_the_own_currency(desk):
    desk.imports(
        "own.csv",
        *(f"{row}{end}" for row, end in zip(bills(*[PLAIN] * 4, start=11), (";Währung", *[";EUR"] * 4), strict=True)),
    )
    desk.imports("r.csv", *bills(PLAIN, PLAIN, FRANCS))
    assert revenue(desk) == 600_00


def test_a_sign_on_most_amounts_speaks_for_the_list(desk):
    desk.imports("r.csv", *bills(FRANCS, FRANCS, PLAIN))
    assert set(said(desk).values()) == {"CHF"}


def test_it_is_amounts_that_are_counted_and_not_how_many_different_ones_there_are(desk):
    desk.imports("r.csv", *bills(*["50,00;59,50"] * 6, "20,00 CHF;23,80 CHF", "30,00 CHF;35,70 CHF"))
    assert [one for one in said(desk).values() if one] == ["CHF", "CHF"]


def test_one_column_of_amounts_may_bear_the_sign_for_all(desk):
    desk.imports("r.csv", *bills("100,00;119,00 €", "100,00;119,00 €", "100,00;119,00"))
    assert set(said(desk).values()) == {"EUR"}


def test_each_row_of_two_signs_has_its_own(desk):
    desk.imports("r.csv", *bills(EUROS, EUROS, FRANCS, PLAIN, EUROS))
    assert said(desk) == {"R1": "EUR", "R2": "EUR", "R3": "CHF", "R4": "EUR", "R5": "EUR"}
    assert revenue(desk) == 400_00


def test_a_sign_wins_over_the_heading(desk):
    head = HEAD.replace("Brutto", "Brutto EUR")
    desk.imports("r.csv", *bills(PLAIN, PLAIN, FRANCS, head=head))
    assert said(desk) == {"R1": "EUR", "R2": "EUR", "R3": "CHF"}


def test_a_column_of_currencies_wins_and_a_sign_fills_its_gaps(desk):
    rows = [f"{row};{word}" for row, word in zip(bills(EUROS, FRANCS, PLAIN), ("Währung", "CHF", "", ""), strict=True)]
    desk.imports("r.csv", *rows)
    assert said(desk) == {"R1": "CHF", "R2": "CHF", "R3": None}


def test_a_document_of_many_rows_has_the_sign_of_its_first(desk):
    head = "Rechnungsnummer;Rechnungsdatum;Kunde;Artikel;Menge;Einzelpreis netto;Netto;Brutto"
    rows = ("R1;01.03.2025;Huber AG;Tee;1;50,00;100,00;119,00", "R1;01.03.2025;Huber AG;Brot;1;50,00;100,00;119,00")
    other = [row.replace("R1", "R2").replace("100,00", "100,00 CHF").replace("119,00", "119,00 CHF") for row in rows]
    desk.imports("r.csv", head, *rows, *(row.replace("R1", "R3") for row in rows), *other)
    assert said(desk) == {"R1": None, "R2": "CHF", "R3": None}


def test_a_refund_is_in_the_currency_of_its_sale(desk):
    desk.imports("r.csv", *bills(f"{PLAIN};", f"{PLAIN};", f"{FRANCS};59,50 CHF", head=f"{HEAD};Erstattet"))
    assert [row[0] for row in desk.ask("SELECT currency FROM fact WHERE kind = 'credit_note'")] == ["CHF"]


@pytest.mark.parametrize("rows", [bills(PLAIN, PLAIN, FRANCS), bills(EUROS, EUROS, FRANCS)])
def test_the_same_file_once_more_is_nothing_new(desk, rows):
    desk.imports("r.csv", *rows)
    before = desk.ask("SELECT * FROM fact")
    again = desk.imports("r.csv", *rows)
    assert (again.tally.new, again.tally.updated, desk.ask("SELECT * FROM fact")) == (0, 0, before)


def test_single_signs_do_not_make_their_currency_the_stores(desk):
    report = desk.imports("r.csv", *bills(PLAIN, PLAIN, FRANCS))
    assert [(one.code, one.rows) for one in report.warnings if one.code in LOUD] == [("currency_foreign", (3,))]
    assert revenue(desk) == 200_00
    assert {row[0] for row in desk.ask("SELECT currency FROM figure")} == {"EUR"}


def test_a_business_in_switzerland_may_write_its_own_sign_beside_single_amounts(desk):
    settings.write(desk.db, "business.country", "CH")
    report = desk.imports("r.csv", *bills(PLAIN, PLAIN, FRANCS))
    assert [one.code for one in report.warnings if one.code in LOUD] == []
    assert revenue(desk) == 300_00


def test_gaps_in_a_column_of_currencies_are_no_other_currency(desk):
    rows = zip(bills(PLAIN, PLAIN, PLAIN), ("Währung", "", "", "CHF"), strict=True)
    desk.imports("r.csv", *(f"{row};{word}" for row, word in rows))
    assert revenue(desk) == 300_00
