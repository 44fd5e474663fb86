import pytest

from kmu_crm.insight.catalogue import ANALYSES
from kmu_crm.insight.concentration import gini
from kmu_crm.insight.traits import known_traits
from tests.value.shop import AS_OF


def ask(shop, name, as_of=AS_OF):
    shop.score(as_of)
    return ANALYSES[name](shop.db, as_of)


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_store_is_no_reason_to_fail(shop, name):
    assert ask(shop, name)["asof"] == AS_OF


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_only_asks(shop, name):
    shop.buys(shop.customer(), "2025-03-01")
    shop.score()
    reader = shop.store.another()
    assert ANALYSES[name](reader, AS_OF)["asof"] == AS_OF
    reader.close()


def test_totals_add_up_and_tell_what_is_unknown(shop):
    shop.article("A", 3000)
    shop.line(shop.invoice(shop.customer("Anna"), "2025-03-01", 10050), "A", 10050)
    shop.invoice(None, "2025-03-01", 700)
    found = ask(shop, "totals")
    assert (found["revenue_net"], found["db1"], found["customers_unknown_cost"]) == ("100.50", "70.50", 0)
    assert (found["documents"], found["revenue_without_customer"]) == (2, "7.00")
    shop.buys(shop.customer("Bert"), "2025-03-02")
    assert ask(shop, "totals")["db1"] is None


def test_gini_is_0_for_equals_and_near_1_for_one_who_has_all():
    assert gini([5, 5, 5, 5]) == 0
    assert gini([1, 1, 1, 9997]) == pytest.approx(0.75, abs=0.001)
    assert gini([]) is None


def test_the_pareto_curve_begins_with_the_best_and_ends_with_all(shop):
    for net in [90000] + [10000] * 9:
        shop.buys(shop.customer(str(net)), "2025-03-01", net=net)
    found = ask(shop, "concentration")
    assert (found["pareto"][0], found["pareto"][1], found["pareto"][-1]) == ((0, 0), (0.1, 0.5), (1, 1))
    assert found["top10_revenue_share"] == 0.5


def test_cohorts_hold_buyers_by_quarter_and_no_cell_after_the_key_date(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    shop.buys(anna, "2025-01-31", "2025-02-01", "2025-10-01")
    shop.buys(bert, "2025-03-31", "2025-04-01")
    shop.buys(shop.customer("Carla"), "2025-07-01")
    found = ask(shop, "cohorts", "2025-11-30")
    assert found["cohorts_quarter"] == {"2025-Q1": [2, 1, 0, 1], "2025-Q3": [1, 0]}
    assert found["shares"]["2025-Q1"] == [1, 0.5, 0, 0.5]
    assert (found["existing_before"], found["running"], found["complete"]) == ("2025-Q1", "2025-Q4", False)


def basket(shop, *articles):
    invoice = shop.invoice(shop.customer(), "2025-03-01", 1000 * len(articles))
    for article in articles:
        shop.line(invoice, article, 1000)


def test_bought_together_more_often_than_by_chance(shop):
    for _ in range(6):
        basket(shop, "B", "A", "A")
    for n in range(14):
        basket(shop, f"X{n}")
    for _ in range(4):
        basket(shop, "C", "D")
    pairs = ask(shop, "together")["pairs"]
    (top,) = pairs["top"]
    assert (pairs["baskets"], pairs["min_count"], top["a"], top["b"], top["n"]) == (24, 5, "A", "B", 6)
    assert top["lift"] == pytest.approx(6 * 24 / 36)
    assert top["z"] == pytest.approx((6 - 1.5) / 1.5**0.5)


def test_orders_that_were_invoiced_make_no_second_basket(shop):
    for n in range(5):
        anna = shop.customer(f"Anna {n}")
        order = shop.order(anna, "2025-03-01", 2000)
        for article in "AB":
            shop.line(order, article, 1000)
        shop.invoice(anna, "2025-03-02", 2000)
    assert ask(shop, "together")["pairs"]["top"][0]["n"] == 5


def test_traits_compare_the_best_with_all_buyers(shop):
    for n in range(40):
        branch = "Hotel" if n < 20 else "Praxis"
        best = n < 16 or n in (20, 21)
        anna = shop.customer(f"Kunde {n}", attributes=f'{{"Branche": "{branch}"}}', origin="Messe" if n % 2 else "Netz")
        shop.buys(anna, "2025-03-01", net=100000 if best else 10)
    found = {(trait["field"], trait["value"]): trait for trait in ask(shop, "traits")["traits"]}
    hotel, best = found["Branche", "Hotel"], ANALYSES["traits"](shop.db, AS_OF)["best"]
    assert (hotel["customers"], hotel["share"], hotel["sure"]) == (20, hotel["best"] / 20, True)
    assert hotel["lift"] == pytest.approx(hotel["share"] / (best / 40))
    assert not found["Quelle", "Messe"]["sure"]


def test_a_column_of_names_is_no_trait(shop):
    for n in range(30):
        shop.buys(shop.customer(str(n), attributes='{"Land": "DE"}'), "2025-03-01")
    assert ask(shop, "traits")["traits"] == []


def test_an_article_that_good_customers_depend_on_is_seen(shop):
    best, small = shop.customer("Best", "1"), shop.customer("Small", "2")
    for whose, day, article, net in (
        (best, "2025-01-01", "A", 9000),
        (best, "2025-02-01", "A", 9000),
        (small, "2025-02-01", "A", 10),
    ):
        shop.line(shop.invoice(whose, day, net), article, net)
    (row,) = ask(shop, "loyalty")["article_loyalty"]
    assert (row["buyers"], row["repeat_buyers"], row["repeat_share"], row["enough"]) == (2, 1, 0.5, False)
    assert (row["revenue"], row["revenue_share_A_customers"]) == ("180.10", pytest.approx(18000 / 18010))


def test_nps_takes_the_last_answer_of_each_customer(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    for whose, day, nps, csat in ((anna, "2025-01-01", 2, 1), (anna, "2025-02-01", 10, 5), (bert, "2025-02-01", 6, 2)):
        shop.fact("survey", whose, day, score=nps, score2=csat)
    found = ask(shop, "satisfaction")["nps"]
    assert (found["n"], found["promoters"], found["detractors"], found["nps"], found["csat_top2"]) == (2, 1, 1, 0, 0.5)


def test_calls_are_counted_by_hour_with_what_is_certain(shop):
    anna = shop.customer(attributes='{"Branche": "Hotel"}')
    for n in range(12):
        shop.fact("call", anna, "2025-03-03", at=f"2025-03-03T{9 + n % 2:02}:30", outcome="ja" if n % 2 else "Nein")
    shop.fact("call", anna, "2025-03-03", at="2025-03-03T09:00", outcome="Rückruf vereinbart")
    shop.fact("call", anna, "2025-03-03", at="2025-03-03T11:00", outcome="ordered")  # whoever ordered was reached
    found = ask(shop, "calls")
    assert {hour: (of["n"], of["reached"]) for hour, of in found["call_hours"].items()} == {
        "9": (6, 0),
        "10": (6, 6),
        "11": (1, 1),
    }
    assert found["best_call_hour_by_branch"] == {}


def test_attribution_shares_revenue_out_to_the_last_cent(shop):
    anna = shop.customer()
    for day, channel in (
        ("2025-02-28", "Messe"),
        ("2025-03-01", "Suche"),
        ("2025-03-15", "E-Mail"),
        ("2025-03-31", "Telefon"),
    ):
        shop.fact("touch", anna, day, channel=channel)
    shop.buys(anna, "2025-03-31", net=10000)
    shop.buys(anna, "2025-12-01", net=700)
    found = ask(shop, "attribution")["attribution"]
    assert found["first"] == {"Suche": "100.00", "E-Mail": "0.00", "Telefon": "0.00"}
    assert found["linear"] == {"E-Mail": "33.34", "Suche": "33.33", "Telefon": "33.33"}
    assert found["position_40_20_40"] == {"Suche": "40.00", "E-Mail": "20.00", "Telefon": "40.00"}
    assert found["unattributed"] == "7.00"


def test_quality_counts_what_is_filled_and_what_could_not_be_read(shop):
    anna = shop.customer("Anna", email="anna@muster.example", raw='{"phone": "nach 18 Uhr"}')
    bert = shop.customer("Bert")
    shop.db.execute("INSERT INTO pair VALUES (?, ?, 1, 0.7, 'ask', '[]', 0.7)", (anna, bert))
    found = ask(shop, "quality")
    assert found["fields"]["email"] == {"filled": 1, "fill_rate": 0.5, "unread": 0, "validity": 1}
    assert found["fields"]["phone"] == {"filled": 0, "fill_rate": 0, "unread": 1, "validity": 0}
    assert (found["duplicates_waiting"], 0 < found["score"] < 50) == (1, True)


def test_questions_need_no_right_to_write(shop):
    for _ in range(5):
        basket(shop, "A", "B")
    shop.score()
    reading = shop.store.another()
    assert ANALYSES["together"](reading, AS_OF)["pairs"]["top"][0]["n"] == 5
    reading.close()


def test_lines_priced_gross_bring_net_revenue(shop):
    anna = shop.customer("Anna")
    invoice = shop.invoice(anna, "2025-03-01", 10000)
    shop.line(invoice, "A", None, gross=8330)
    shop.line(invoice, "B", None, gross=3570)
    revenue = {row["article"]: row["revenue"] for row in ask(shop, "loyalty")["article_loyalty"]}
    assert revenue == {"A": "70.00", "B": "30.00"}


def test_a_weak_article_that_the_best_come_back_for_is_to_be_kept(shop):
    for n in range(10):
        best, small = shop.customer(f"Best {n}"), shop.customer(f"Small {n}")
        for day in ("2025-01-01", "2025-02-01"):
            shop.line(shop.invoice(best, day, 100000), "STRONG", 100000)
            shop.line(shop.invoice(best, day, 100), "LOVED", 100)
        shop.line(shop.invoice(small, "2025-02-01", 150), "WEAK", 150)
    found = {row["article"]: row for row in ask(shop, "loyalty")["article_loyalty"]}
    assert [article for article, row in found.items() if row["keep"]] == ["LOVED"]
    assert found["LOVED"]["loyal_A_customers"] == 9  # class A ends where 80 % of revenue are reached


def test_what_every_store_knows_is_compared_too(shop):
    for n in range(60):
        hotel = n < 20
        whose = shop.customer(
            f"Hotel Sonne {n}" if hotel else f"Anna {n}",
            kind="company" if hotel else "person",
            country="DE",
            postcode="04109" if hotel else "80331",
        )
        net = 100000 if n < 18 else 10
        shop.line(shop.invoice(whose, "2025-03-01", net), "MUEHLE" if hotel else "BOHNEN", net)
    shop.score()
    sure = {
        (one["field"], one["value"])
        for one in known_traits(shop.db, AS_OF)["traits"]
        if one["sure"] and one["lift"] > 1
    }
    assert sure == {
        ("kind", "company"),
        ("region", "DE 04"),
        ("first_article", "MUEHLE"),
        ("name_word", "Hotel"),
        ("name_word", "Sonne"),
    }
