"""How many came how far, what they were worth, and what sales says about them."""

from kmu_crm.decisions import journal
from kmu_crm.sales.leads import deciding
from kmu_crm.sales.leads.analysis import document, report
from tests.sales.leads.test_lead_deciding import asks, at


def rung(found, stage):
    return next(one for one in found.rungs if one.stage == stage)


def test_the_funnel_counts_who_came_how_far_and_how_long_it_took(shop):
    quick, slow, still, outside = (
        asks(shop, name, day, country=country)
        for name, day, country in (
            ("A", "2025-03-01", "DE"),
            ("B", "2025-03-01", "AT"),
            ("C", "2025-10-01", "DE"),
            ("D", "2025-10-01", "US"),
        )
    )
    for whose, handed, accepted in ((quick, "03-02", "03-03"), (slow, "03-05", "03-11")):
        at(shop, deciding.hand_over(shop.db, whose, "Berg", "test"), f"2025-{handed}T08:00:00Z")
        at(shop, deciding.accept(shop.db, whose, "test"), f"2025-{accepted}T08:00:00Z")
    shop.buys(quick, "2025-03-13")
    shop.score()
    found = report(shop.db)
    assert found.counts == {"mcl": 0, "mql": 1, "sal": 1, "customer": 1, "nurture": 0, "parked": 1}
    assert [(one.stage, one.n, one.further) for one in found.rungs] == [
        ("mcl", 3, 3), ("mql", 3, 2), ("sal", 2, 1), ("customer", 1, 0),
    ]  # fmt: skip
    assert (rung(found, "mql").days, rung(found, "sal").days, rung(found, "customer").conversion) == (6.0, 10.0, None)
    assert {still, outside} <= {one.profile for one in found.leads}


def test_the_pipeline_runs_from_first_contact_to_the_paid_invoice(shop):
    anna, bert = asks(shop, "Anna", "2025-03-01"), asks(shop, "Bert", "2025-03-01")
    shop.fact("enquiry", anna, "2025-03-05", gross=23800, currency="EUR")
    shop.order(anna, "2025-03-10", 20000, currency="EUR")
    shop.invoice(anna, "2025-03-20", 20000, "RE-1", currency="EUR")
    shop.invoice(bert, "2025-03-20", 10000, "RE-2", currency="EUR")
    shop.pay("RE-1", "2025-04-01", 23800)
    shop.score()
    links = {one.step: (one.n, dict(one.amounts)) for one in report(shop.db).links}
    assert list(links) == ["contact", "mcl", "mql", "sal", "offer", "invoice", "paid"]
    assert (links["contact"][0], links["sal"][0]) == (2, 0)
    assert links["offer"] == (1, {"EUR": 23800})
    assert links["invoice"] == (2, {"EUR": 35700})
    assert links["paid"] == (1, {"EUR": 23800})


def test_rejections_are_told_by_reason_source_and_campaign(shop):
    fair, web = asks(shop, "Anna", origin="Messe"), shop.customer("Bert")
    shop.fact("enquiry", web, "2025-10-01", channel="Website")
    shop.fact("newsletter", web, "2025-10-02", outcome="geklickt", refers_to=shop.document("Herbst", "campaign"))
    shop.score()
    for whose, reason in ((fair, "no_budget"), (web, "bad_data")):
        deciding.hand_over(shop.db, whose, "Berg", "test")
        deciding.reject(shop.db, whose, reason, "test")
    found = report(shop.db)
    assert found.reasons == {"no_budget": 1, "bad_data": 1}
    assert [(one.source, one.rejected, one.reasons) for one in found.sources] == [
        ("Messe", 1, {"no_budget": 1}), ("Website", 1, {"bad_data": 1}),
    ]  # fmt: skip
    assert [(one.source, one.rejected) for one in found.campaigns] == [("Herbst", 1)]


def test_who_waits_longest_past_the_time_stands_first(shop):
    anna, bert = asks(shop, "Anna"), asks(shop, "Bert")
    for whose in (anna, bert):
        deciding.hand_over(shop.db, whose, "Berg", "test")
    shop.db.execute("UPDATE decision SET what = json_set(what, '$.due', '2025-11-01T08:00:00Z') WHERE id = 2")
    found = document(shop.db)
    assert [one["name"] for one in found["waiting"]] == ["Bert", "Anna"]
    assert [one["name"] for one in found["overdue"]] == ["Bert"]


def test_going_past_the_rules_is_logged_with_who_did_it(shop):
    bert = shop.customer("Bert")
    number = deciding.hand_over(shop.db, bert, "Berg", "Chef")
    (one,) = document(shop.db)["bypassed"]["log"]
    assert (one["name"], one["author"], one["points"]) == ("Bert", "Chef", 0)
    journal.revoke(shop.db, number, "test")
    assert document(shop.db)["bypassed"]["n"] == 0


def test_a_customer_who_turns_away_is_told_with_the_numbers(shop):
    anna = asks(shop, "Anna", "2025-01-05")
    shop.buys(anna, "2025-07-10", "2025-08-10", "2025-09-10", "2025-12-01")
    shop.fact("complaint", anna, "2025-12-05")
    shop.score()
    (one,) = report(shop.db).trends
    assert (one.name, one.purchases, one.complaints, one.turned) == (
        "Anna",
        (1, 3),
        (1, 0),
        ("purchases", "complaints"),
    )


def test_an_empty_store_is_no_reason_to_fail(shop):
    shop.score()
    assert document(shop.db)["n"] == 0
