import pytest

from kmu_crm.value import days, explain, opening, overview, queries
from tests.value.shop import AS_OF


@pytest.fixture
def anna(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    for number, day in enumerate(("2024-06-01", "2025-03-01", "2025-03-01", "2025-12-05"), start=1):
        shop.line(shop.invoice(anna, day, 10000, f"RE-{number}", due="2025-12-24"), "A", 10000)
    shop.line(shop.credit(anna, "2025-03-09", 2500, to="RE-2"), "A", 2500, quantity=0)
    shop.pay("RE-1", "2024-06-11", 11900)
    shop.fact("complaint", anna, "2025-04-01", minutes=12)
    shop.fact("shipping", None, None, net=490, refers_to=shop.document("RE-3"))
    shop.score()
    return anna


@pytest.mark.parametrize(
    "figure",
    ["revenue_net", "revenue_12m", "revenue_12m_before", "invoices", "cogs", "db1", "shipping", "service_minutes",
     "complaints", "open_amount", "overdue_amount"],
)  # fmt: skip
def test_a_figure_is_the_sum_of_the_documents_it_opens_to(shop, anna, figure):
    lines = queries.documents(shop.db, anna, figure)
    assert lines
    assert sum(line.adds or 0 for line in lines) == getattr(shop.figures(anna), figure)


@pytest.mark.parametrize("figure", opening.PARTS)
def test_every_figure_that_opens_can_be_opened(shop, anna, figure):
    assert all(line.number for line in queries.documents(shop.db, anna, figure))


def test_documents_that_do_not_count_stay_visible_with_the_reason(shop, anna):
    shop.order(anna, "2025-03-01", 99999, status="cancelled")
    shop.score()
    assert ("order", 0, "cancelled") in {(x.kind, x.counts, x.why) for x in queries.documents(shop.db, anna, "all")}


def test_months_hold_also_those_without_revenue(shop, anna):
    assert queries.months(shop.db, anna, AS_OF, 3) == [("2025-10", 0), ("2025-11", 0), ("2025-12", 10000)]
    assert dict(days.months(shop.db, AS_OF, 12))["2025-03"] == 17500
    assert queries.month_names("2025-02-28", 3) == ["2024-12", "2025-01", "2025-02"]


def test_a_profile_that_was_never_scored_has_no_figures(shop):
    assert queries.figures(shop.db, 99) is None
    assert queries.scored_at(shop.db) is None
    assert explain.explain(shop.db, 99, "revenue_net") == ""


@pytest.mark.parametrize("figure", [*explain.TEXTS, "value_class"])
def test_every_explanation_can_be_said_with_and_without_figures(shop, anna, figure):
    nobody = shop.customer("Niemand")
    shop.score()
    for who in (anna, nobody):
        assert "{" not in explain.explain(shop.db, who, figure)


def test_an_explanation_names_the_customers_own_numbers(shop, anna):
    assert explain.explain(shop.db, anna, "db1") == "Net revenue €375.00 less cost of goods €120.00 = €255.00."
    assert "No pattern yet" in explain.explain(shop.db, anna, "next_purchase_at")


def test_an_unknown_cost_is_explained_with_a_way_out(shop):
    bert = shop.customer("Bert")
    shop.buys(bert, "2025-03-01")
    shop.score()
    assert "cost price" in explain.explain(shop.db, bert, "db2")


def test_the_overview_compares_with_the_year_before(shop, anna):
    shop.buys(shop.customer("Bert"), "2025-12-10", net=4000)
    shop.score()
    found = overview.overview(shop.db, AS_OF)
    assert (found.month_revenue.now, found.month_revenue.before) == (14000, 0)
    assert (found.revenue_12m.now, found.revenue_12m.before) == (31500, 10000)
    assert (found.new_customers, found.new_customers_month_before) == (1, 0)
    assert found.by_month[2] == ("2025-03", 17500, 0)


@pytest.mark.parametrize(
    ("today", "until"), [("2025-11-17", "2025-11-17"), ("2025-11-18", "2025-11-10"), ("2026-01-20", "2025-11-10")]
)
def test_a_month_whose_files_have_not_come_yet_is_no_fall(shop, today, until):
    anna = shop.customer()
    shop.buys(anna, "2024-11-05", "2024-11-15", "2025-11-04", "2025-11-10")
    shop.score(today)
    found = overview.overview(shop.db, today)
    known = 20000 if until == today else 10000
    assert (found.until, found.month_revenue.now, found.month_revenue.before) == (until, 20000, known)
    assert found.by_month[-1][:2] == ("2025-11", 20000)


def test_the_overview_of_an_empty_store_is_empty(shop):
    shop.score()
    found = overview.overview(shop.db, "2024-02-29")
    assert (found.revenue_12m.now, found.revenue_12m.before, found.at_risk_customers) == (0, None, 0)
    assert len(found.by_month) == 12


def test_revenue_at_risk_is_that_of_good_customers_who_are_overdue(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-06-01", "2025-07-01", "2025-08-01", "2025-09-01", "2025-10-20")
    shop.score()
    found = overview.overview(shop.db, AS_OF)
    assert (found.at_risk_customers, found.at_risk_revenue) == (1, 50000)


def test_overdue_invoices_are_counted_together_and_the_longest_is_named(shop):
    assert queries.overdue(shop.db) is None
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    shop.invoice(anna, "2025-10-01", 10000, "RE-1", due="2025-10-31", status="open")
    shop.invoice(bert, "2025-11-01", 1000, "RE-2", due="2025-12-01", status="open")
    shop.invoice(bert, "2025-12-20", 1000, "RE-3", due="2026-01-20", status="open")
    shop.score("2025-12-31")
    assert queries.overdue(shop.db) == queries.Overdue(2, 11900 + 1190, "EUR", "Anna", 61)
