"""Documents of a list of one's own that share a number, or no longer do, when the list comes again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.intake_desk import Desk
from tests.value.lists import revenue

HEAD = "Rechnungsnummer;Datum;Kundennummer;Name;Netto"
ANNA, UWE, EVA = (
    "100;30.12.2025;K1;Anna Aal;100,00",
    "100;30.12.2025;K2;Uwe Tal;50,00",
    "100;31.12.2025;K3;Eva Lind;70,00",
)
MENDED = UWE.replace("100;", "101;", 1)
KEYS = "SELECT key FROM fact WHERE current = 1 ORDER BY key"


@pytest.mark.parametrize(
    ("before", "after", "total"),
    [((ANNA, MENDED), (ANNA, MENDED, EVA), 220_00), ((ANNA, UWE), (ANNA, MENDED), 150_00),
     ((ANNA, UWE), (ANNA, UWE, EVA), 220_00), ((ANNA, UWE, EVA), (ANNA, MENDED, EVA), 220_00)],
    ids=["becomes shared", "is mended", "is shared by more", "is shared by fewer"],
)  # fmt: skip
def test_each_counts_once_whoever_else_bears_its_number(desk, before, after, total):
    desk.imports("r.csv", HEAD, *before)
    report = desk.imports("r.csv", HEAD, *after)
    assert revenue(desk) == total and len(desk.ask(KEYS)) == len(after)
    assert report.tally.new == len(after) - len(before)


def test_taking_the_second_file_back_leaves_those_of_the_first(desk):
    desk.imports("r.csv", HEAD, ANNA, MENDED)
    second = desk.imports("r.csv", HEAD, ANNA, MENDED, EVA)
    desk.undoes(second)
    assert revenue(desk) == 150_00 and len(desk.ask(KEYS)) == 2
    desk.imports("r.csv", HEAD, ANNA, MENDED)
    assert revenue(desk) == 150_00 and len(desk.ask(KEYS)) == 2


def test_once_nobody_else_bears_it_a_number_is_its_own_again(desk):
    desk.imports("r.csv", HEAD, ANNA, MENDED)
    before = desk.ask(KEYS)
    desk.undoes(desk.imports("r.csv", HEAD, ANNA, MENDED, EVA))
    assert desk.ask(KEYS) == before
    desk.imports("r.csv", HEAD, ANNA.replace("30.12.2025", "29.12.2025").replace("100,00", "120,00"), MENDED)
    assert revenue(desk) == 170_00 and len(desk.ask(KEYS)) == 2


def test_what_was_paid_of_an_invoice_goes_with_it(desk):
    head = "Rechnungsnummer;Datum;Kundennummer;Name;Netto;Brutto;Bezahlt"
    own, other = "100;30.12.2025;K1;Anna Aal;100,00;119,00;40,00", "100;31.12.2025;K3;Eva Lind;70,00;83,30;10,00"
    desk.imports("r.csv", head, own)
    before = desk.ask(KEYS)
    second = desk.imports("r.csv", head, own, other)
    assert len(desk.ask(KEYS)) == 4
    desk.undoes(second)
    assert desk.ask(KEYS) == before and set(before) == {("100/2025",), ("100/2025#paid",)}


def test_months_of_a_contract_number_are_documents_of_their_own(desk):
    months = [f"V17;01.{month:02}.2024;K1;Anna Aal;49,00" for month in range(1, 7)]
    for first in range(4):
        desk.imports("r.csv", HEAD, *months[first : first + 3])
    assert revenue(desk) == 294_00 and len(desk.ask(KEYS)) == 6


def test_what_comes_each_month_under_one_number_comes_to_all_of_them(desk):
    for month in range(1, 6):
        rows = (f"V17;{day:02}.{month:02}.2024;K{day};Name {day};{sum_}" for day, sum_ in ((1, "49,00"), (2, "39,00")))
        desk.imports("r.csv", HEAD, *rows)
    assert revenue(desk) == 440_00 and len(desk.ask(KEYS)) == 10


def test_two_like_sales_to_one_customer_stay_two(desk):
    twice = (ANNA, ANNA.replace("100;30", "102;30"))
    desk.imports("r.csv", HEAD, *twice)
    desk.imports("r.csv", HEAD, *twice, EVA)
    assert revenue(desk) == 270_00 and len(desk.ask(KEYS)) == 3


def test_the_number_of_another_year_is_another_document(desk):
    later = ANNA.replace("30.12.2025", "15.01.2026"), UWE.replace("30.12.2025", "15.01.2026")
    desk.imports("r.csv", HEAD, ANNA, UWE)
    desk.imports("r.csv", HEAD, *later, EVA.replace("31.12.2025", "16.01.2026"))
    assert len(desk.ask(KEYS)) == 5


NUMBERS = st.lists(st.sampled_from(["100", "101", "102"]), min_size=4, max_size=4)


@given(first=NUMBERS, then=NUMBERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_many_documents_count_as_the_last_file_has_whatever_numbers_were_put_right(tmp_path_factory, first, then):
    """Each has a customer, a day and a sum of its own."""
    rows = [f"{{}};{day:02}.12.2025;K{day};Name {day};{day},00" for day in (1, 2, 3, 4)]
    here = Desk(tmp_path_factory.mktemp("desk"))
    here.imports("r.csv", HEAD, *[row.format(number) for row, number in zip(rows, first, strict=True)])
    here.imports("r.csv", HEAD, *[row.format(number) for row, number in zip(rows, then, strict=True)])
    stale = {
        number for number in first if number not in then
    }  # a number that is gone altogether may be another period's
    if not stale:
        assert len(here.ask(KEYS)) == 4
    here.store.close()


@pytest.mark.parametrize("turned", [False, True])
def test_what_takes_an_invoice_back_under_its_number_in_another_file_takes_no_place_of_it(desk, turned):
    head = "Rechnungsnummer;Datum;Kundennummer;Name;Betrag netto"
    files = ["RE-1;05.01.2024;1;Ina Berg;100,00", "RE-1;05.03.2024;1;Ina Berg;-40,00"]
    both = [100_00, -40_00]
    amounts = "SELECT net FROM fact WHERE current = 1 ORDER BY net DESC"
    done = [desk.imports(f"{place}.csv", head, files[place]) for place in ((1, 0) if turned else (0, 1))]
    assert [net for (net,) in desk.db.execute(amounts)] == both
    again = desk.imports("both.csv", head, *files)
    assert [net for (net,) in desk.db.execute(amounts)] == both and again.tally.new == 0
    desk.imports("again.csv", head, files[1], "RE-2;06.03.2024;1;Ina Berg;1,00")
    assert [net for (net,) in desk.db.execute(amounts)] == [100_00, 1_00, -40_00]
    for report in (again, *done):
        desk.undoes(report)
    assert [net for (net,) in desk.db.execute(amounts)] == [1_00, -40_00]
