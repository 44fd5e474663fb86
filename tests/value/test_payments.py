import pytest

from kmu_crm.value import queries


def test_part_payments_weigh_by_their_amount(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1")
    shop.pay("RE-1", "2025-03-11", 8900)
    shop.pay("RE-1", "2025-03-31", 3000)
    shop.score()
    assert shop.figures(anna).days_to_pay == pytest.approx((8900 * 10 + 3000 * 30) / 11900)


def test_open_is_what_credit_notes_and_payments_leave(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1", due="2025-03-15")
    shop.invoice(anna, "2025-12-20", 1000, "RE-2", due="2026-01-10")
    shop.credit(anna, "2025-03-05", 1000, to="RE-1")
    shop.pay("RE-1", "2025-03-11", 5000)
    shop.score()
    found = shop.figures(anna)
    assert (found.open_amount, found.overdue_amount) == (11900 - 1190 - 5000 + 1190, 11900 - 1190 - 5000)
    assert [(item.number, item.days_overdue) for item in queries.open_items(shop.db, anna)] == [
        ("RE-1", 291),
        ("RE-2", 0),
    ]


def test_nothing_is_open_where_no_program_tells_of_payments(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-03-01")
    shop.score()
    assert shop.figures(anna).open_amount == 0


def test_money_that_names_no_invoice_settles_the_oldest_first(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1")
    shop.invoice(anna, "2025-04-01", 10000, "RE-2")
    shop.fact("payment", anna, "2025-05-01", gross=13000)
    shop.score()
    assert [(item.number, item.open) for item in queries.open_items(shop.db, anna)] == [("RE-2", 10800)]


def test_an_order_paid_in_the_shop_is_no_open_invoice(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-01-01", 5000, "RE-1")
    shop.pay("RE-1", "2025-01-05", 5950)
    shop.order(anna, "2025-03-01", 10000, status="paid")
    shop.invoice(anna, "2025-03-02", 10000, "RE-2")
    shop.score()
    assert shop.figures(anna).open_amount == 0


def test_paying_too_much_leaves_nothing_open(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1")
    shop.pay("RE-1", "2025-03-05", 20000)
    shop.score()
    assert shop.figures(anna).open_amount == 0
