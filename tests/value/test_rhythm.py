from datetime import date, timedelta

import pytest

from kmu_crm.value import rhythm

START = date(2024, 1, 10).toordinal()


def every(gap, n):
    return [START + gap * place for place in range(n)]


def test_three_gaps_are_needed_for_a_pattern():
    assert rhythm.of(every(30, 3)).gap is None
    assert rhythm.of(every(30, 4)).gap == 30
    assert rhythm.of([START]).some_gap is None


def test_even_gaps_are_regular_uneven_ones_are_not():
    assert rhythm.of(every(30, 5)).habit == "regular"
    assert rhythm.of([START, START + 5, START + 95, START + 100, START + 200]).habit == ""


def test_the_same_season_every_year_is_seasonal():
    days = [date(year, 12, day).toordinal() for year in (2022, 2023, 2024) for day in (1, 15)]
    found = rhythm.of(days)
    assert found.habit == "seasonal"
    assert rhythm.next_purchase(days[-1], found) == "2025-12-15"
    assert rhythm.overdue(200, found) < 1


def test_a_season_that_begins_on_29_february_comes_back():
    found = rhythm.Rhythm(1.0, 1.0, "seasonal")
    assert rhythm.next_purchase(date(2024, 2, 29).toordinal(), found) == "2025-02-28"


def test_the_next_purchase_is_the_last_plus_the_usual_gap():
    days = every(30, 4)
    expected = (date.fromordinal(days[-1]) + timedelta(days=30)).isoformat()
    assert rhythm.next_purchase(days[-1], rhythm.of(days)) == expected
    assert rhythm.next_purchase(days[-1], rhythm.of(days[:3])) is None


@pytest.mark.parametrize(
    ("recency", "phase", "activity"),
    [
        (30, "regular", "active"),
        (45, "regular", "active"),
        (46, "at_risk", "at_risk"),
        (76, "dormant", "lost"),
        (121, "lost", "lost"),
    ],
)
def test_phases_go_by_the_own_gap(shop, recency, phase, activity):
    anna = shop.customer()
    last = date(2025, 12, 31) - timedelta(days=recency)
    for n in range(5):
        shop.buys(anna, (last - timedelta(days=30 * n)).isoformat())
    shop.buys(anna, (last - timedelta(days=400)).isoformat(), net=90000)
    shop.score()
    assert (shop.figures(anna).lifecycle, shop.figures(anna).activity) == (phase, activity)


def test_who_never_bought_is_a_prospect_and_who_just_did_is_new(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    shop.buys(bert, "2025-12-01")
    shop.score()
    assert (shop.figures(anna).lifecycle, shop.figures(anna).activity) == ("prospect", "none")
    assert (shop.figures(bert).lifecycle, shop.figures(bert).activity) == ("new", "once")


def test_growing_buys_a_quarter_more_than_the_year_before(shop):
    anna = shop.customer()
    shop.buys(anna, "2024-06-01", "2024-09-01", "2025-06-01", "2025-09-01")
    shop.buys(anna, "2025-12-01", net=5000)
    shop.score()
    assert shop.figures(anna).lifecycle == "growing"


def test_thresholds_are_settings(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-08-01", "2025-09-01", "2025-10-01", "2025-11-01", net=10000)
    shop.score()
    assert shop.figures(anna).lifecycle == "at_risk"
    shop.setting("phase.at_risk", 300)
    shop.setting("phase.dormant", 400)
    shop.score()
    assert shop.figures(anna).lifecycle == "growing"
