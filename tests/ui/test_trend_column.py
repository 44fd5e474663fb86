"""The early warning of the list: arrow and percent, or why there is nothing to compare."""

import cafe_shop
import pytest

from kmu_crm.profiles import queries
from kmu_crm.store.store import Store
from kmu_crm.ui.pages.customers.columns import columns

AS_OF = "2025-11-24"


@pytest.fixture
def store(tmp_path):
    return cafe_shop.store(tmp_path)


def told(store: Store, first: str | None, now: int, before: int, **more: int) -> tuple[str, str]:
    """What the cell of Anja Seidel shows, and what is read aloud of it, with these figures."""
    (number,) = next(iter(store.db.execute("SELECT id FROM profile WHERE display_name = 'Café Morgenrot'")))
    given = {"first_purchase": first, "revenue_12m": now, "revenue_12m_before": before, "as_of": AS_OF} | more
    with store.db:
        store.db.execute(
            f"UPDATE figure SET {', '.join(f'{name} = ?' for name in given)} WHERE profile_id = ?",
            (*given.values(), number),
        )
    (line,) = queries.lines(store.db, [number])
    (column,) = [one for one in columns(store.db) if one.name == "trend"]
    return str(column.value(line)), column.words(line)


@pytest.mark.parametrize(
    ("now", "before", "shown", "change"),
    [
        (62_00, 100_00, "↓ 38 %", "−38 %"),
        (150_00, 100_00, "↑ 50 %", "+50 %"),
        (100_10, 100_00, "→ 0 %", "0 %"),
        (0, 100_00, "↓ 100 %", "−100 %"),
    ],
)
def test_two_years_are_compared(store, now, before, shown, change):
    cell, words = told(store, "2023-11-25", now, before)
    assert cell.replace("\u00a0", " ") == shown
    assert words.replace("\u00a0", " ").endswith(f": {change}")


@pytest.mark.parametrize(
    ("first", "before", "more", "why"),
    [
        ("2023-11-26", 50_00, {}, "Kein Trend: Kunde seit weniger als 24 Monaten, seit 26.11.2023"),
        (None, 0, {}, "Kein Trend: noch kein Kauf"),
        ("2020-01-01", 0, {}, "Kein Trend: kein Umsatz in den 12 Monaten davor"),
        ("2020-01-01", 50_00, {"documents": 2, "unknown_net": 2}, "Kein Trend: Nettobeträge unbekannt"),
    ],
)
def test_where_there_is_nothing_to_compare_the_reason_is_told(store, first, before, more, why):
    assert told(store, first, 100_00, before, **more) == ("–", why)


def test_it_is_not_sorted_by_for_no_index_gives_its_order(store):
    (column,) = [one for one in columns(store.db) if one.name == "trend"]
    assert not column.sortable and column.name not in queries.SORTS
