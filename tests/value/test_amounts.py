def test_serving_a_customer_can_cost_more_than_the_margin(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    shop.line(shop.invoice(anna, "2025-03-01", 10000, "RE-1"), "A", 10000)
    shop.fact("shipping", None, None, net=490, refers_to=shop.document("RE-1"))
    shop.fact("complaint", anna, "2025-03-05", minutes=40)
    shop.fact("call", anna, "2025-03-06", minutes=35)
    shop.score()
    found = shop.figures(anna)
    assert (found.db1, found.shipping, found.service_minutes, found.service_cost) == (7000, 490, 75, 7500)
    assert (found.db2, found.value_class, found.abc, found.complaints) == (7000 - 490 - 7500, "D", "A", 1)


def test_a_class_by_revenue_still_falls_where_service_eats_it(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-03-01")
    shop.fact("service", anna, "2025-03-05", minutes=200)
    shop.score()
    assert (shop.figures(anna).value_basis, shop.figures(anna).value_class) == ("revenue", "D")


def test_campaigns_cost_those_they_were_sent_to(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    campaign = shop.document("K1", "campaign")
    shop.fact("campaign", None, "2025-03-01", net=35, document_id=campaign)
    for outcome in ("versendet", "geöffnet"):
        shop.fact("newsletter", anna, "2025-03-01", outcome=outcome, refers_to=campaign)
    shop.fact("campaign_arm", anna, None, outcome="Test", refers_to=campaign)
    shop.fact("campaign_arm", bert, None, outcome="Kontrolle", refers_to=campaign)
    shop.score()
    assert (shop.figures(anna).campaign_cost, shop.figures(bert).campaign_cost) == (35, 0)


def test_what_the_recommended_bring_is_credited_one_level_up(shop):
    anna = shop.customer("Anna", "10001")
    bert = shop.customer("Bert", "10002", recommended_by="10001")
    carla = shop.customer("Carla", "10003", recommended_by="10002")
    shop.buys(bert, "2025-03-01")
    shop.buys(carla, "2025-03-01", net=5000)
    shop.score()
    assert [shop.figures(who).referral_revenue for who in (anna, bert, carla)] == [10000, 5000, 0]


def test_a_number_that_two_customers_bear_credits_nobody(shop):
    twins = [shop.customer("Anna", "7"), shop.customer("Bert", "7 ", customer_numbers="7|8")]
    shop.buys(shop.customer("Carla", "9", recommended_by="7"), "2025-03-01")
    shop.score()
    assert [shop.figures(who).referral_revenue for who in twins] == [0, 0]


def test_the_latest_answer_is_the_satisfaction(shop):
    anna = shop.customer()
    for day, score in (("2025-03-01", 9), ("2025-06-01", 3), ("2026-01-01", 10)):
        shop.fact("survey", anna, day, score=score)
    shop.score()
    assert shop.figures(anna).satisfaction == 3


def test_figures_of_one_profile_hold_all_its_records(shop):
    anna, again = shop.customer("Anna"), shop.customer("A. Muster")
    shop.db.execute("UPDATE membership SET profile_id = ? WHERE record_id = ?", (anna, again))
    shop.db.execute("DELETE FROM profile WHERE id = ?", (again,))
    shop.buys(anna, "2025-03-01")
    shop.buys(again, "2025-04-01")
    shop.score()
    assert shop.figures(anna).revenue_net == 20000
