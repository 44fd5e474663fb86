"""Sums kept by day say what all documents say that they are made of."""

import random
from contextlib import closing

import pytest

from kmu_crm.store.store import Store
from kmu_crm.value import days, unknown
from tests.value.shop import AS_OF, Shop

STEP = 35  # steps of a store that keeps none


@pytest.fixture
def shop(tmp_path):
    shop = Shop(tmp_path)
    yield shop
    shop.store.close()


def trade(shop: Shop, dice: random.Random) -> None:
    """Documents of all kinds, some without a net amount, without a day, of nobody, or later than the key date."""
    people = [shop.customer(f"Anna {n}") for n in range(4)]
    for n in range(30):
        who, net = dice.choice(people), dice.choice((1000, 2500, -700, None))
        day = f"202{dice.randrange(4, 7)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        if dice.random() < 0.3:
            shop.order(who, day, net, status=dice.choice(("", "cancelled", "draft", "refunded")))
        elif dice.random() < 0.2:
            shop.credit(who, day, 300, f"RE-{dice.randrange(n + 1)}")
        else:
            shop.invoice(dice.choice((who, who, None)), dice.choice((day, day, day, None)), net, f"RE-{n}")


def kept(shop: Shop) -> list[tuple[object, ...]]:
    return shop.db.execute("SELECT * FROM sold_day ORDER BY day").fetchall()


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_of_days_is_what_their_documents_add_up_to(shop: Shop, seed: int) -> None:
    trade(shop, random.Random(seed))
    shop.score()
    ((oldest,),) = shop.db.execute("SELECT min(day) FROM counted WHERE counts = 1").fetchall()
    assert days.first(shop.db) == oldest
    for first, last in (("", "9999"), ("2025-01-00", AS_OF), ("2024-05-07", "2025-05-07")):
        assert days.told(shop.db, first, last) == unknown.told(shop.db, first, last)
        sold = "SELECT coalesce(sum(net), 0) FROM counted WHERE counts = 1 AND day > ? AND day <= ?"
        assert days.revenue(shop.db, first, last) == shop.db.execute(sold, (first, last)).fetchone()[0]
    for month, cents in days.months(shop.db, AS_OF, 24):
        sold = "SELECT coalesce(sum(net), 0) FROM counted WHERE counts = 1 AND substr(day, 1, 7) = ?"
        assert cents == shop.db.execute(sold, (month,)).fetchone()[0]
        new = "SELECT count(*) FROM figure WHERE substr(first_purchase, 1, 7) = ?"
        assert days.newcomers(shop.db, month) == shop.db.execute(new, (month,)).fetchone()[0]


def test_a_store_of_before_has_its_days_from_the_first_opening_on(shop: Shop) -> None:
    trade(shop, random.Random(3))
    shop.score()
    before = kept(shop)
    newer = ("INDEX fact_unnamed", "INDEX pair_number")
    for statement in (
        "TABLE sold_day",
        "INDEX counted_untold",
        "INDEX figure_at_risk",
        "INDEX profile_mailable",
        *newer,
    ):
        shop.db.execute(f"DROP {statement}")
    shop.db.execute(f"PRAGMA user_version = {STEP}")
    shop.store.close()
    with closing(Store(shop.store.file)) as store:
        assert before and store.db.execute("SELECT * FROM sold_day ORDER BY day").fetchall() == before


@pytest.mark.parametrize(("documents", "day"), [(1, "2025-03-02"), (2, "2025-03-01"), (3, "2025-03-01"), (4, "")])
def test_as_far_back_as_so_many_documents_reach(shop: Shop, documents: int, day: str) -> None:
    anna = shop.customer()
    for sold in ("2025-03-01", "2025-03-01", "2025-03-02", "2025-04-01"):
        shop.invoice(anna, sold, 1000)
    shop.score()
    assert days.reach(shop.db, "2025-03-31", documents) == day
