from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists

from kmu_crm.value import ranks


def scores(shop, worths):
    shop.db.execute("DELETE FROM figure")
    shop.db.executemany(
        "INSERT INTO figure (profile_id, as_of, purchase_days, recency_days, revenue_net)"
        " VALUES (?, '2025-12-31', 1, 1, ?)",
        enumerate(worths, start=1),
    )
    ranks.fill(shop.db)
    return [m for (m,) in shop.db.execute("SELECT m FROM figure ORDER BY profile_id")]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists(integers(-50, 50), min_size=25, max_size=60))
def test_a_score_is_one_plus_fifths_of_those_strictly_worse(shop, worths):
    expected = [1 + 5 * sum(other < worth for other in worths) // len(worths) for worth in worths]
    assert scores(shop, worths) == expected


def test_equal_customers_get_equal_scores(shop):
    found = scores(shop, [100] * 60 + [200] * 40)
    assert set(found[:60]) == {1} and set(found[60:]) == {4}


def test_fewer_than_25_buyers_get_no_quintiles(shop):
    assert set(scores(shop, range(24))) == {None}
    assert None not in scores(shop, range(25))


def test_abc_goes_by_the_share_before_the_customer(shop):
    who = [shop.customer(str(net)) for net in (8000, 1500, 500)] + [shop.customer("nobody")]
    for person, net in zip(who, (8000, 1500, 500), strict=False):
        shop.buys(person, "2025-03-01", net=net)
    shop.score()
    assert [shop.figures(person).abc for person in who] == ["A", "B", "C", "C"]
    assert shop.figures(who[3]).value_class is None


def test_a_lead_has_no_class(shop):
    lead = shop.customer("Neugierig", is_lead=1)
    shop.score()
    assert shop.figures(lead).abc is None
