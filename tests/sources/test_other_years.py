"""Numbers that begin anew each year: the same invoice with its day put right, or a further one of the next year."""

import random
from datetime import date, timedelta

import pytest

from kmu_crm.sources.choices import Choice

HEAD = "Rechnungsnummer;Datum;Kundennummer;Name;Netto"
ASKED = "number_other_year"
CORRECTED, KEEP = (Choice("Rechnungsnummer", ASKED, action) for action in ("corrected", "keep"))
OTHERS = ("98;20.12.2025;K2;Uwe Tal;50,00", "99;29.12.2025;K3;Eva Lind;70,00")
BEFORE, AFTER = "100;31.12.2025;K1;Anna Berg;100,00", "100;02.01.2026;K1;Anna Berg;100,00"
FACTS = "SELECT key, day, net FROM fact WHERE current = 1"


def row(number, day, customer="K1", net="100,00"):
    return f"{number};{day:%d.%m.%Y};{customer};Name {customer};{net}"


def days(desk, number=100):
    wanted = f"SELECT day FROM fact AS f JOIN document AS d ON d.id = f.document_id WHERE f.current = 1 AND d.number = '{number}'"
    return [day for (day,) in desk.ask(wanted)]


def count(desk):
    return len(desk.ask(FACTS))


def told(report):
    return [one.code for one in report.warnings if one.code in (ASKED, "day_corrected", "day_missing")]


def tally(report):
    return report.tally.new, report.tally.updated, report.tally.unchanged


@pytest.mark.parametrize("rows", [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_a_day_put_right_over_the_turn_of_the_year_is_told_and_counts_once(desk, rows):
    for line in rows:
        report = desk.imports("r.csv", HEAD, *OTHERS, line)
    assert count(desk) == 3 and tally(report) == (0, 1, 2) and told(report) == ["day_corrected"]
    assert [one.rows for one in report.warnings if one.code == "day_corrected"] == [(3,)]
    assert report.changes.counts == {"day": 1} and [one.outcome for one in report.changes.samples].count("new") == 0


def test_undoing_either_of_the_two_files_leaves_what_the_other_says(desk):
    first = desk.imports("r.csv", HEAD, *OTHERS, BEFORE)
    before = desk.state()
    second = desk.imports("r.csv", HEAD, *OTHERS, AFTER)
    desk.undoes(second)
    assert desk.state() == before
    desk.imports("s.csv", HEAD, *OTHERS, AFTER)
    after = desk.state()
    assert days(desk) == ["2026-01-02"]
    desk.undoes(first)
    assert desk.state() == after


def test_a_list_that_went_on_and_comes_again_changes_nothing_more(desk):
    desk.imports("r.csv", HEAD, *OTHERS, BEFORE)
    desk.imports("r.csv", HEAD, *OTHERS, AFTER, "101;03.01.2026;K2;Uwe Tal;10,00")
    report = desk.imports("r.csv", HEAD, *OTHERS, AFTER, "101;03.01.2026;K2;Uwe Tal;10,00", "102;04.01.2026;K1;A;1,00")
    assert count(desk) == 5 and tally(report) == (1, 0, 4) and told(report) == []


def test_what_was_given_back_of_it_goes_along(desk):
    head = HEAD + ";Erstattet"
    for line in (BEFORE, AFTER):
        desk.imports("r.csv", head, *(f"{one};" for one in OTHERS), f"{line};30,00")
    assert len(desk.ask("SELECT 1 FROM fact WHERE current = 1 AND kind = 'credit_note'")) == 1
    assert count(desk) == 4


@pytest.mark.parametrize(
    "line", ["100;02.01.2026;K1;Anna Berg;120,00", "100;02.01.2026;K2;Uwe Tal;100,00"], ids=["sum", "customer"]
)
def test_where_customer_or_sum_is_another_too_a_person_is_asked(desk, line):
    desk.imports("r.csv", HEAD, *OTHERS, BEFORE)
    report = desk.imports("r.csv", HEAD, *OTHERS, line, dry_run=True)
    assert told(report) == [ASKED] and tally(report) == (1, 0, 2)
    report = desk.imports("r.csv", HEAD, *OTHERS, line, choices=[CORRECTED])
    assert days(desk) == ["2026-01-02"] and told(report) == ["day_corrected"] and count(desk) == 3


def test_two_files_of_one_invoice_each_may_be_two_and_are_told(desk):
    desk.imports("r.csv", HEAD, BEFORE)
    report = desk.imports("r.csv", HEAD, AFTER)
    assert count(desk) == 2 and told(report) == [ASKED]


def test_a_person_may_keep_both_where_all_speaks_for_one(desk):
    desk.imports("r.csv", HEAD, *OTHERS, BEFORE)
    report = desk.imports("r.csv", HEAD, *OTHERS, AFTER, choices=[KEEP])
    assert count(desk) == 4 and told(report) == [ASKED]


def test_what_was_chosen_about_one_file_does_not_hold_for_the_next(desk):
    desk.imports("a.csv", HEAD, BEFORE)
    desk.imports("b.csv", HEAD, AFTER, choices=[CORRECTED])
    report = desk.imports("c.csv", HEAD, BEFORE)
    assert count(desk) == 2 and told(report) == [ASKED]


def month(year, number):
    return row(number, date(year, number, 15))


def test_the_same_numbers_customers_and_sums_of_the_next_year_stay_further_invoices(desk):
    for year in (2024, 2025):
        report = desk.imports(f"{year}.csv", HEAD, *(month(year, number) for number in range(1, 13)))
    assert count(desk) == 24 and told(report) == []


def test_a_file_of_the_last_twelve_months_takes_nothing_of_the_year_before(desk):
    for shift in range(12):
        rows = [month(2025, number) for number in range(shift + 1, 13)]
        report = desk.imports("r.csv", HEAD, *rows, *(month(2026, number) for number in range(1, shift + 1)))
        assert told(report) == []
    assert count(desk) == 23


def test_a_business_that_began_in_december_keeps_its_first_two_invoices(desk):
    day = date(2025, 12, 20)
    rest = [row(number, day + timedelta(2 * number)) for number in (2, 3)]
    desk.imports("r.csv", HEAD, row(1, day), *rest)
    report = desk.imports("r.csv", HEAD, *rest, row(1, date(2026, 1, 10)))
    assert count(desk) == 4 and told(report) == [ASKED]


def test_an_invoice_paid_and_gone_from_the_open_ones_is_not_that_of_the_next_year(desk):
    rest = (row(90, date(2025, 1, 4), "K2"), row(95, date(2025, 4, 4), "K3"))
    desk.imports("offen.csv", HEAD, *rest, row(3, date(2025, 3, 15)))
    report = desk.imports("offen.csv", HEAD, *rest, row(3, date(2026, 3, 15)))
    assert count(desk) == 4 and told(report) == [ASKED]


def test_the_second_invoice_of_a_year_is_not_that_of_the_year_before_though_it_was_paid_in_between(desk):
    open_ones = [row(number, date(2025, 12, 2 * number)) for number in (1, 3, 4, 5)]
    desk.imports("offen.csv", HEAD, *open_ones, row(2, date(2025, 12, 4)))
    report = desk.imports("offen.csv", HEAD, *open_ones, row(1, date(2026, 1, 4)), row(2, date(2026, 1, 9)))
    assert count(desk) == 7 and told(report) == [ASKED]


def test_where_numbers_began_anew_a_high_one_is_still_that_of_the_old_year(desk):
    rest = [*OTHERS, row(1, date(2025, 1, 2)), row(1, date(2026, 1, 2)), row(2, date(2026, 1, 3))]
    for line in (BEFORE, AFTER):
        report = desk.imports("r.csv", HEAD, *rest, line)
    assert count(desk) == 6 and told(report) == ["day_corrected"]


def test_a_year_that_was_mistyped_is_asked_about(desk):
    rest = [row(number, date(2026, 1, number)) for number in (4, 6, 7)]
    desk.imports("r.csv", HEAD, row(5, date(2025, 1, 5)), *rest)
    report = desk.imports("r.csv", HEAD, row(5, date(2026, 1, 5)), *rest, choices=[])
    assert told(report) == [ASKED]
    desk.undoes(report)
    desk.imports("r.csv", HEAD, row(5, date(2026, 1, 5)), *rest, choices=[CORRECTED])
    assert count(desk) == 4


def test_a_further_invoice_of_the_old_year_and_number_has_its_place_after_one_moved(desk):
    desk.imports("r.csv", HEAD, *OTHERS, BEFORE)
    second = desk.imports("r.csv", HEAD, *OTHERS, AFTER)
    desk.imports("r.csv", HEAD, *OTHERS, AFTER, row(100, date(2025, 5, 5), "K9", "7,00"))
    assert days(desk) == ["2025-05-05", "2026-01-02"]
    desk.undoes(second)
    assert days(desk) == ["2025-05-05", "2026-01-02"]


@pytest.mark.parametrize("seed", range(30))
def test_days_put_right_by_chance_over_the_turn_leave_as_many_documents(desk, seed):
    chance = random.Random(seed)
    size = chance.randint(6, 30)
    turn = date(2025, 12, 31)
    numbers = range(11, size + 11)
    whole = [date(2025, 11, 1), date(2026, 2, 20)]  # of documents that nobody corrects
    known = [turn + timedelta(chance.randint(-15, 15)) for _ in range(size)]
    rows = [
        row(500, whole[0]),
        row(501, whole[1]),
        *(row(i, day, f"K{i % 3}") for i, day in zip(numbers, known, strict=True)),
    ]
    desk.imports("r.csv", HEAD, *rows)
    before = desk.state()
    for place in chance.sample(range(size), chance.randint(1, size // 2)):
        known[place] = turn + timedelta(chance.randint(-15, 15))
    rows = [*rows[:2], *(row(i, day, f"K{i % 3}") for i, day in zip(numbers, known, strict=True))]
    chance.shuffle(rows)
    report = desk.imports("r.csv", HEAD, *rows)
    assert count(desk) == size + 2 and report.tally.new == 0
    assert [day for i in numbers for day in days(desk, i)] == [day.isoformat() for day in known]
    if report.same_as is None:
        desk.undoes(report)
        assert desk.state() == before


@pytest.mark.parametrize("seed", range(10))
def test_two_honest_years_of_the_same_numbers_stay_two_years(desk, seed):
    chance = random.Random(seed)
    size = chance.randint(1, 30)
    steps = sorted(chance.sample(range(365), size))
    files = [[row(i, date(year, 1, 1) + timedelta(step)) for i, step in enumerate(steps, 1)] for year in (2024, 2025)]
    if chance.random() < 0.5:
        files.reverse()
    for place, rows in enumerate([*files, files[0] + files[1], files[0]]):
        desk.imports(f"{place}.csv", HEAD, *rows)
    assert count(desk) == 2 * size


# Days that come later


@pytest.mark.parametrize("day", ["", "31.02.2025"])
def test_a_day_that_was_missing_belongs_to_the_same_document(desk, day):
    keep = [Choice("Datum", "date_invalid", "keep")]
    first = desk.imports("r.csv", HEAD, *OTHERS, f"100;{day};K1;Anna Berg;100,00", choices=keep)
    before = desk.state()
    assert days(desk) == [None] and first.tally.new == 3
    report = desk.imports("r.csv", HEAD, *OTHERS, AFTER, "101;03.01.2026;K1;Anna Berg;5,00")
    assert days(desk) == ["2026-01-02"] and tally(report) == (1, 1, 2) and told(report) == []
    desk.undoes(report)
    assert desk.state() == before


def test_the_order_of_day_and_month_chosen_later_gives_the_same_documents_their_days(desk):
    rows = [f"{number};0{number}/0{number + 1}/2025;K{number};Name;10,00" for number in range(1, 6)]
    desk.imports("r.csv", HEAD, *rows)
    before = desk.state()
    assert {day for _, day, _ in desk.ask(FACTS)} == {None}
    report = desk.imports("r.csv", HEAD, *rows, choices=[Choice("Datum", "date_ambiguous", "day_first")])
    assert tally(report) == (0, 5, 0) and count(desk) == 5 and days(desk, 1) == ["2025-02-01"]
    desk.undoes(report)
    assert desk.state() == before


def test_a_document_without_a_day_is_not_that_of_another_years_file(desk):
    desk.imports("2025.csv", HEAD, "1;;K1;Anna Berg;100,00", *OTHERS)
    desk.imports("2026.csv", HEAD, row(1, date(2026, 1, 20)), row(2, date(2026, 2, 20)))
    assert days(desk, 1) == ["2026-01-20", None]


def test_a_day_and_a_sum_put_right_together_are_the_same_document(desk):
    desk.imports("r.csv", HEAD, *OTHERS, "100;;K1;Anna Berg;100,00")
    desk.imports("r.csv", HEAD, *OTHERS, "100;02.01.2026;K1;Anna Berg;120,00")
    assert count(desk) == 3


def test_the_next_year_s_file_takes_nothing_from_one_without_days(desk):
    desk.imports("2025.csv", HEAD, "1;;K1;Anna Berg;100,00", "2;;K2;Uwe Tal;50,00")
    report = desk.imports("2026.csv", HEAD, "1;05.01.2026;K1;Anna Berg;300,00", "2;06.01.2026;K2;Uwe Tal;70,00")
    assert count(desk) == 4 and ASKED in told(report)
