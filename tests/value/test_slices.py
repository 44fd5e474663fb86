from sqlite3 import OperationalError

import pytest

from kmu_crm.insight import cohorts, concentration, loyalty, quality, together, traits
from kmu_crm.store.store import connect
from kmu_crm.value import review, slices
from kmu_crm.value.slices import Slice, within

YEAR = Slice("2025-01-01", "2025-12-31")


@pytest.fixture
def two_channels(shop):
    """Anna in Leipzig by invoice, Bert in Graz in the web shop, whose latest order was invoiced too."""
    web = shop.source("webshop")
    anna = shop.customer("Anna", country="DE", postcode="04275")
    bert = shop.customer("Bert", country="AT", postcode="8010")
    shop.buys(anna, "2024-06-01", "2025-06-01", net=10000)
    shop.order(bert, "2025-03-01", 3000, source_id=web, import_id=2)
    shop.order(bert, "2025-09-01", 5000, "W-2", source_id=web, import_id=2)
    shop.invoice(bert, "2025-09-02", 5000)
    shop.score()
    return shop, anna, bert, web


def revenue(db, of):
    return review.review(db, of).revenue.now


def test_a_slice_without_bounds_is_the_whole_year(two_channels):
    shop, *_ = two_channels
    assert revenue(shop.db, YEAR) == 18000
    assert review.review(shop.db, YEAR).active_customers == review.Change(2, 1)
    assert review.review(shop.db, YEAR).repurchase_rate == review.Change(1, 0)


def test_a_sale_invoiced_later_stays_with_the_shop_it_came_from(two_channels):
    shop, _anna, bert, web = two_channels
    assert [channel.system for channel in slices.channels(shop.db)] == ["till", "webshop"]
    assert revenue(shop.db, Slice("2025-01-01", "2025-12-31", channel=web)) == 8000
    assert revenue(shop.db, Slice("2025-01-01", "2025-12-31", channel=1)) == 10000
    assert slices.buyers(shop.db, Slice(channel=web)) == [bert]


def test_regions_are_countries_and_the_first_figure_of_the_postcode(two_channels):
    shop, anna, _bert, _web = two_channels
    assert slices.regions(shop.db) == [("AT", "", 1), ("AT", "8", 1), ("DE", "", 1), ("DE", "0", 1)]
    assert slices.buyers(shop.db, Slice(country="DE", postcode="0")) == [anna]
    assert revenue(shop.db, Slice("2025-01-01", "2025-12-31", country="AT")) == 8000
    assert slices.years(shop.db) == [2025, 2024]


def test_every_analysis_speaks_of_the_slice_alone(two_channels):
    shop, _anna, _bert, web = two_channels
    only = Slice("2025-01-01", "2025-12-31", web, "AT", "8")
    with within(shop.db, only):
        assert concentration.concentration(shop.db, "2025-12-31")["customers"] == 1
        assert quality.quality(shop.db, "")["profiles"] == 1
        assert traits.known_traits(shop.db, "")["buyers"] == 1
        assert together.together(shop.db, "")["pairs"]["baskets"] == 0
        assert loyalty.loyalty(shop.db, "")["article_loyalty"] == []
    with within(shop.db, Slice(channel=web)):
        assert cohorts.cohorts(shop.db, "2025-12-31")["cohorts_quarter"] == {"2025-Q1": [1, 0, 1, 0]}
    assert concentration.concentration(shop.db, "2025-12-31")["customers"] == 2


def test_a_connection_that_may_only_ask_stays_one(two_channels):
    shop, *_ = two_channels
    asking = connect(shop.store.file, write=False)
    with within(asking, YEAR), pytest.raises(OperationalError):
        asking.execute("DELETE FROM main.counted")
    with pytest.raises(OperationalError):
        asking.execute("CREATE TEMP TABLE other (x)")
    assert asking.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)
    asking.close()


def test_new_is_who_first_bought_in_that_month(two_channels):
    shop, *_ = two_channels
    months = {month: (new, old) for month, new, old in review.review(shop.db, YEAR).new_and_existing}
    assert next(iter(months)) == "2025-01" and len(months) == 12
    assert (months["2025-03"], months["2025-06"], months["2025-09"]) == ((3000, 0), (0, 10000), (0, 5000))


def test_by_class_adds_up_to_the_revenue_of_customers(two_channels):
    shop, *_ = two_channels
    assert sum(sum(of.values()) for _month, of in review.review(shop.db, YEAR).by_class) == 18000


def test_the_margin_speaks_of_the_documents_whose_costs_are_known(shop):
    shop.article("A", 6000)
    shop.line(shop.invoice(shop.customer("Anna"), "2025-03-01", 10000), "A", 10000)
    shop.buys(shop.customer("Bert"), "2025-04-01")
    shop.score()
    assert review.review(shop.db, YEAR).margin == review.Margin(4000, 10000, 20000)


@pytest.mark.parametrize(
    "first, last, before",
    [
        ("2024-11-24", "2025-11-23", ("2023-11-25", "2024-11-23")),  # as many days
        ("2024-01-01", "2024-12-31", ("2023-01-01", "2023-12-31")),  # whole months with whole months
        ("2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
    ],
)
def test_a_span_is_compared_with_the_year_before(first, last, before):
    assert review.span_before(Slice(first, last)) == before


def test_months_leave_out_the_one_that_has_only_just_been_touched():
    assert review.months_of(Slice("2024-11-24", "2025-02-23")) == ["2024-12", "2025-01", "2025-02"]
    assert review.months_of(Slice("2025-02-01", "2025-02-23")) == ["2025-02"]
    assert review.months_of(Slice("2025-02-10", "2025-02-23")) == ["2025-02"]


def test_an_empty_store_has_an_empty_review(shop):
    shop.score()
    found = review.review(shop.db, YEAR)
    assert (found.revenue.now, found.revenue.before, found.since, found.at_risk_customers) == (0, None, None, 0)
    assert slices.channels(shop.db) == slices.regions(shop.db) == slices.years(shop.db) == []
