"""An order and the invoices of its parts, that nothing links."""

import pytest


def open_shop(shop, *invoices, order=20000):
    """The order of 1 March and invoices as (day of March, net); returns the customer and the order."""
    anna = shop.customer()
    ordered = shop.order(anna, "2025-03-01", order)
    for day, net in invoices:
        shop.invoice(anna, f"2025-03-{day:02}", net)
    return anna, ordered


@pytest.mark.parametrize("invoices", [[(3, 10000), (17, 10000)], [(1, 5000), (2, 5000), (3, 10000)]])
def test_invoices_that_add_up_to_the_order_count_instead_of_it(shop, invoices):
    anna, order = open_shop(shop, *invoices)
    shop.score()
    assert (shop.why(order), shop.figures(anna).revenue_net) == ("invoiced", 20000)
    assert shop.figures(anna).invoices == len(invoices)


@pytest.mark.parametrize(
    "invoices",
    [[(3, 10000)], [(3, 10000), (18, 10000)], [(3, 10000), (5, 9000)], [(3, 10000), (5, 10000), (7, 4000)]],
    ids=["one alone", "too late", "too little", "another invoice"],
)
def test_invoices_that_may_be_other_sales_leave_the_order(shop, invoices):
    _, order = open_shop(shop, *invoices)
    shop.score()
    assert shop.why(order) == "counts"


def test_two_orders_that_may_be_meant_both_count(shop):
    anna, order = open_shop(shop, (3, 10000), (5, 10000))
    other = shop.order(anna, "2025-03-04", 20000)
    shop.score()
    assert (shop.why(order), shop.why(other)) == ("counts", "counts")


def test_an_earlier_invoice_nearby_may_be_one_of_the_parts(shop):
    anna, order = open_shop(shop, (3, 10000), (5, 10000))
    shop.invoice(anna, "2025-02-27", 4000)
    shop.score()
    assert shop.why(order) == "counts"


def test_an_invoice_of_another_order_is_no_part(shop):
    anna, order = open_shop(shop, (3, 10000), (5, 7000), (6, 10000))
    joined = shop.order(anna, "2025-03-05", 7000)
    shop.score()
    assert (shop.why(order), shop.why(joined), shop.figures(anna).revenue_net) == ("invoiced", "invoiced", 27000)
