import pytest

from kmu_crm.profiles import timeline
from tests.value.shop import Shop


@pytest.fixture
def shop(tmp_path):
    shop = Shop(tmp_path)
    yield shop
    shop.store.close()


def test_news_are_the_latest_things_with_anybody_newest_first_up_to_the_key_date(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert", email="bert@muster.example")
    shop.invoice(anna, "2025-03-01", 10000, "RE-1")
    shop.fact("call", bert, "2025-03-02", at="2025-03-02T09:30", subject="Liefertermin")
    shop.invoice(anna, "2025-04-01", 500)
    shop.fact("lines", anna, "2025-03-02")
    shop.db.execute(
        "INSERT INTO consent_event (address, channel, purpose, state, at, noted_at, author, key)"
        " VALUES ('bert@muster.example', 'email', 'advertising', 'confirmed', '2025-03-02T11:00', '', '', 'x')"
    )
    found = timeline.newest(shop.db, "2025-03-31", 3)
    assert [(one.name, one.kind, one.reference) for one in found] == [
        ("Bert", "consent", "confirmed"),
        ("Bert", "call", None),
        ("Anna", "invoice", "RE-1"),
    ]
    assert (found[1].subject, found[2].amount_gross, found[2].profile) == ("Liefertermin", 11900, anna)
    assert len(timeline.newest(shop.db, "2025-03-31", 1)) == 1


def test_an_order_that_came_to_nothing_is_no_news(shop):
    anna = shop.customer("Anna")
    shop.order(anna, "2025-03-01", 10000)
    shop.invoice(anna, "2025-02-01", 10000, status=None)
    shop.order(anna, "2025-03-02", 10000, status="cancelled")
    shop.invoice(anna, "2025-03-03", 10000, status="draft")
    assert [one.kind for one in timeline.newest(shop.db, "2025-03-31", 5)] == ["order", "invoice"]


@pytest.mark.parametrize("since", ["2025-02-01", "2025-03-01", "2025-03-02", "2025-12-31"])
def test_news_are_the_same_wherever_one_begins_to_look_for_them(shop, since):
    anna = shop.customer("Anna")
    for day in ("2025-01-01", "2025-02-01", "2025-03-01", "2025-03-02", "2025-04-01"):
        shop.invoice(anna, day, 1000)
    assert timeline.newest(shop.db, "2025-03-31", 3, since) == timeline.newest(shop.db, "2025-03-31", 3)
