"""The list in every order it offers: the whole and a part agree, and nobody is missing."""

import pytest

from kmu_crm.profiles import queries
from tests.desk.desk_town import Town, customer, invoice


@pytest.fixture
def sold(town: Town) -> Town:
    town.customers(
        *(
            customer(f"K{n}", given, name)
            for n, (given, name) in enumerate((("Anna", "Zander"), ("Bernd", "Abel"), ("Clara", "Muster")))
        )
    )
    town.invoices(invoice("R1", "K0", "01.03.2025", "50,00"), invoice("R2", "K1", "01.02.2025", "70,00"))
    return town


@pytest.mark.parametrize("sort", queries.SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_all_and_some_stand_in_the_same_order(sold: Town, sort: str, descending: bool) -> None:
    everybody = list(queries.everybody(sold.store.db, sort, descending))
    assert sorted(everybody) == [1, 2, 3]
    assert queries.ordered(sold.store.db, [3, 2, 1], sort, descending) == everybody


def test_the_most_revenue_and_the_first_name_come_first(sold: Town) -> None:
    orders = [
        list(queries.everybody(sold.store.db, sort, down)) for sort, down in (("revenue_12m", True), ("name", False))
    ]
    assert orders == [[2, 1, 3], [2, 3, 1]]


def test_who_is_not_scored_yet_is_not_missing(sold: Town) -> None:
    sold.store.db.execute("DELETE FROM figure WHERE profile_id = 2")
    listed = queries.everybody(sold.store.db)
    assert sorted(listed) == [1, 2, 3] and set(listed[:2]) == {1, 3}


def test_lines_come_in_the_order_asked_for_without_those_that_are_gone(sold: Town) -> None:
    assert [line.display_name for line in queries.lines(sold.store.db, [3, 99, 1])] == ["Clara Muster", "Anna Zander"]
