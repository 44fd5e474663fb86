import pytest


def test_order_and_invoice_of_one_sale_count_once(shop):
    anna = shop.customer()
    order, invoice = shop.order(anna, "2025-03-01", 10000), shop.invoice(anna, "2025-03-05", 10000)
    shop.score()
    assert (shop.why(order), shop.why(invoice), shop.figures(anna).revenue_net) == ("invoiced", "counts", 10000)


@pytest.mark.parametrize(("invoiced", "counts"), [("2025-03-15", "invoiced"), ("2025-03-16", "counts")])
def test_same_amount_joins_within_fourteen_days(shop, invoiced, counts):
    anna = shop.customer()
    order = shop.order(anna, "2025-03-01", 10000)
    shop.invoice(anna, invoiced, 10000)
    shop.score()
    assert shop.why(order) == counts


def test_the_nearest_join_first_one_to_one(shop):
    anna = shop.customer()
    far, near = shop.order(anna, "2025-03-01", 10000), shop.order(anna, "2025-03-04", 10000)
    shop.invoice(anna, "2025-03-05", 10000)
    shop.score()
    assert (shop.why(far), shop.why(near)) == ("counts", "invoiced")
    assert shop.figures(anna).revenue_net == 20000


def test_a_reference_joins_whatever_the_day_and_the_amount(shop):
    anna = shop.customer()
    order = shop.order(anna, "2025-01-01", 10000, "B-77")
    shop.invoice(anna, "2025-06-01", 9000, refers_to=shop.document("B-77", "order"))
    shop.score()
    assert (shop.why(order), shop.figures(anna).revenue_net) == ("invoiced", 9000)


@pytest.mark.parametrize(
    ("text", "joined"), [("Bestellung #10023", True), ("Ihr Auftrag 10023.", True), ("Auftrag 100234", False)]
)
def test_an_order_number_in_the_words_of_the_invoice_joins(shop, text, joined):
    anna = shop.customer()
    order = shop.order(anna, "2025-01-01", 10000, "#10023")
    shop.invoice(anna, "2025-06-01", 9000, text=text)
    shop.score()
    assert shop.why(order) == ("invoiced" if joined else "counts")


def test_a_short_number_needs_the_same_amount(shop):
    anna = shop.customer()
    order = shop.order(anna, "2025-01-01", 10000, "2025")
    shop.invoice(anna, "2025-06-01", 7000, text="Rechnung 2025")
    shop.score()
    assert shop.why(order) == "counts"


@pytest.mark.parametrize(
    ("invoice", "joined"),
    [({"subject": "12"}, True), ({"subject": "#12"}, True), ({"subject": "12", "gross": None}, True),
     ({"subject": "Lieferung 12"}, False), ({"subject": "12", "net": 7000, "gross": 8330}, False)],
)  # fmt: skip
def test_an_order_number_by_itself_joins_at_the_same_amount_whoever_bought(shop, invoice, joined):
    anna, other = shop.customer(), shop.customer("A. M.")
    order = shop.order(anna, "2025-01-01", 10000, "12")
    shop.invoice(other, "2025-03-01", **{"net": 10000} | invoice)
    shop.score()
    assert shop.why(order) == ("invoiced" if joined else "counts")


def test_of_two_orders_with_one_number_the_nearer_is_invoiced(shop):
    anna, other = shop.customer(), shop.customer("A. M.")
    old, new = (shop.order(anna, f"{year}-01-01", 10000, "12", key=f"12/{year}") for year in (2024, 2025))
    shop.invoice(other, "2025-03-01", 10000, subject="12")
    shop.score()
    assert (shop.why(old), shop.why(new)) == ("counts", "invoiced")


def test_an_undated_invoice_may_be_named(shop):
    anna = shop.customer()
    undated = shop.invoice(anna, None, 10000, "RE-10023")
    shop.credit(anna, "2025-03-01", 1000, text="Gutschrift zu RE-10023")
    shop.score()
    assert (shop.why(undated), shop.figures(anna).revenue_net) == ("undated", -1000)


def test_customers_do_not_settle_each_others_orders(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    order = shop.order(anna, "2025-03-01", 10000)
    shop.invoice(bert, "2025-03-01", 10000)
    shop.score()
    assert shop.why(order) == "counts"


def test_the_same_invoice_out_of_two_programs_counts_once(shop):
    anna, other = shop.customer(), shop.source("ledger")
    here = shop.invoice(anna, "2025-03-01", 10000, "RE-2025-001")
    there = shop.invoice(anna, "2025-03-02", 10000, "RE-2025-001", source_id=other)
    shop.line(there, "A", 10000)
    shop.score()
    assert (shop.why(here), shop.why(there)) == ("duplicate", "counts")


def test_a_refund_of_the_shop_and_its_credit_note_count_once(shop):
    anna = shop.customer()
    shop.order(anna, "2025-03-01", 10000, "B-1")
    shop.invoice(anna, "2025-03-02", 10000, "RE-1")
    refund = shop.fact(
        "credit_note", anna, "2025-03-08", net=-2000, gross=-2380, refers_to=shop.document("B-1", "order")
    )
    shop.credit(anna, "2025-03-09", 2000, to="RE-1")
    shop.score()
    assert (shop.why(refund), shop.figures(anna).revenue_net) == ("duplicate", 8000)


def test_a_refund_known_to_the_shop_alone_lessens_the_invoice(shop):
    anna = shop.customer()
    shop.order(anna, "2025-03-01", 10000, "B-1")
    shop.invoice(anna, "2025-03-02", 10000, "RE-1")
    shop.fact("credit_note", anna, "2025-03-08", net=-10000, gross=-11900, refers_to=shop.document("B-1", "order"))
    shop.score()
    assert (shop.figures(anna).revenue_net, shop.figures(anna).invoices) == (0, 0)


def test_the_lines_of_the_order_tell_what_the_invoice_cost(shop):
    anna = shop.customer()
    shop.article("A", 4000)
    order = shop.order(anna, "2025-03-01", 10000)
    shop.line(order, "A", 10000)
    shop.invoice(anna, "2025-03-02", 10000)
    shop.score()
    assert shop.figures(anna).db1 == 6000


def test_a_credit_note_told_gross_lessens_the_invoice_whose_order_tells_the_net_amount(shop):
    anna = shop.customer()
    shop.order(anna, "2025-03-01", 10000)
    shop.invoice(anna, "2025-03-03", None, "RE-10001", gross=11900)
    shop.fact("credit_note", anna, "2025-03-09", gross=-5950, refers_to=shop.document("RE-10001"))
    shop.score()
    assert (shop.figures(anna).revenue_net, shop.figures(anna).unknown_net) == (5000, 0)


def test_where_invoices_name_their_orders_one_that_names_none_takes_no_order(shop):
    anna = shop.customer()
    for i in range(3):
        shop.order(anna, f"2025-03-0{i + 1}", 5000 + i, f"#1002{i}")
        shop.invoice(anna, f"2025-03-0{i + 2}", 5000 + i, text=f"Bestellung 1002{i}")
    order = shop.order(anna, "2025-03-08", 10000, "#10030")
    shop.invoice(anna, "2025-03-10", 10000)
    shop.score()
    assert (shop.why(order), shop.figures(anna).revenue_net) == ("counts", 35003)


def test_a_refund_lessens_the_customer_with_whom_the_sale_counts(shop):
    shopper, invoiced = shop.customer(), shop.customer()
    shop.order(shopper, "2025-03-01", 10000, "#10023")
    shop.credit(shopper, "2025-03-01", 4000, refers_to=shop.document("#10023", "order"))
    shop.invoice(invoiced, "2025-03-02", 10000, text="Bestellung 10023")
    shop.score()
    assert (shop.figures(shopper).revenue_net, shop.figures(invoiced).revenue_net) == (0, 6000)
