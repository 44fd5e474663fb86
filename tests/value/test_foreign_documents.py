"""Documents in another currency than most are told, loudly and once, and count in no revenue."""

import pytest

from kmu_crm import i18n
from kmu_crm.sources.importing import import_file
from tests.value.lists import revenue
from tests.value.test_currencies import bills, told


def told_of(report) -> list[str]:
    return [one.text for one in report.warnings if one.code in ("currency_foreign", "currency_turned")]


def of_others(*currencies: str) -> list[str]:
    """The same documents under other numbers."""
    header, *rows = bills(*currencies)
    return [header, *(row.replace("R", "F", 1) for row in rows)]


def test_documents_in_another_currency_than_most_are_told_with_their_rows(desk):
    report = desk.imports("r.csv", *bills("EUR", "CHF", "EUR", "USD", "€"))
    assert told(report) == [("currency_foreign", 2, (2, 4))]
    assert report.warnings[0].column == "Währung"
    assert told_of(report)[0].startswith("2 documents are in CHF, USD, and most of yours in EUR:")
    assert revenue(desk) == 300_00


def test_a_single_one_is_told_in_german(desk):
    i18n.use("de")
    report = desk.imports("r.csv", *bills("EUR", "CHF", "EUR"))
    assert told_of(report)[0].startswith("1 Beleg ist in CHF, die meisten Ihrer Belege sind in EUR:")


def test_what_most_are_in_is_a_matter_of_all_files(desk):
    desk.imports("euros.csv", *bills("EUR", "EUR", "EUR"))
    report = desk.imports("francs.csv", *of_others("Fr.", "Fr."))
    assert told(report) == [("currency_foreign", 2, (1, 2))]


def test_a_file_that_makes_another_currency_the_commonest_says_what_no_longer_counts(desk):
    desk.imports("euros.csv", *bills("EUR", "EUR"))
    report = desk.imports("francs.csv", *of_others("CHF", "CHF", "CHF"))
    assert told(report) == [("currency_turned", 2, ())]
    assert "2 documents in EUR" in told_of(report)[0]
    desk.undoes(report)
    assert revenue(desk) == 200_00


@pytest.mark.parametrize("words", [("EUR", "€", ""), ("CHF", "Fr."), ("", "")])
def test_one_currency_is_worth_no_word(desk, words):
    assert told(desk.imports("r.csv", *bills(*words))) == []


def test_what_is_no_sale_is_not_spoken_of(desk):
    rows = [
        f"{row};{state}" for row, state in zip(bills("EUR", "EUR", "CHF"), ("Status", "", "", "storniert"), strict=True)
    ]
    assert told(desk.imports("r.csv", *rows)) == []


def test_a_trial_tells_it_too_and_leaves_nothing(desk):
    report = import_file(desk.db, desk.file("r.csv", *bills("EUR", "EUR", "CHF")), dry_run=True)
    assert told(report) == [("currency_foreign", 1, (3,))]
    assert desk.ask("SELECT * FROM fact") == []


def test_the_same_file_once_more_says_the_same_and_is_nothing_new(desk):
    first = desk.imports("r.csv", *bills("€", "Euro", "CHF"))
    again = desk.imports("r.csv", *bills("€", "Euro", "CHF"))
    assert (again.same_as, again.tally.new, again.tally.updated) == (first.id, 0, 0)
    assert told(again) == told(first)


def test_taken_back_it_leaves_no_trace(desk):
    desk.imports("euros.csv", *bills("EUR", "EUR"))
    before = (desk.state(), revenue(desk))
    report = desk.imports("francs.csv", *[row.replace("R", "F", 1) for row in bills("CHF", "CHF", "CHF")])
    assert revenue(desk) == 300_00
    desk.undoes(report)
    assert (desk.state(), revenue(desk)) == before
