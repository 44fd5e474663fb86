def test_margin_is_revenue_less_quantity_times_cost(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    shop.line(shop.invoice(anna, "2025-03-01", 10000), "A", 10000, quantity=2)
    shop.score()
    assert (shop.figures(anna).cogs, shop.figures(anna).db1) == (6000, 4000)


def test_without_cost_prices_the_margin_is_unknown_not_whole(shop):
    anna = shop.customer()
    shop.line(shop.invoice(anna, "2025-03-01", 10000), "A", 10000)
    report = shop.score()
    found = shop.figures(anna)
    assert (found.cogs, found.db1, found.db2, report.unknown_cost) == (None, None, None, 1)


def test_a_usual_margin_of_the_settings_stands_in(shop):
    anna = shop.customer()
    shop.setting("value.margin_percent", 40)
    shop.invoice(anna, "2025-03-01", 10000)
    shop.score()
    assert shop.figures(anna).db1 == 4000


def test_the_cost_price_of_the_day_of_sale_counts(shop):
    anna = shop.customer()
    shop.article("A", 1000, valid_from="2024-01-01", current=0)
    shop.article("A", 2000, valid_from="2025-06-01")
    for day in ("2025-05-31", "2025-06-01"):
        shop.line(shop.invoice(anna, day, 10000), "A", 10000)
    shop.score()
    assert shop.figures(anna).cogs == 3000


def test_the_price_list_of_another_program_serves_where_the_own_has_none(shop):
    anna, other = shop.customer(), shop.source("stock")
    shop.article("A", 2500, source_id=other)
    shop.line(shop.invoice(anna, "2025-03-01", 10000), "A", 10000)
    shop.score()
    assert shop.figures(anna).cogs == 2500


def test_returned_goods_give_their_cost_back_whatever_sign_their_lines_bear(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    shop.line(shop.invoice(anna, "2025-03-01", 10000, "RE-1"), "A", 10000, quantity=2)
    shop.line(shop.credit(anna, "2025-03-02", 5000, to="RE-1"), "A", 5000)
    shop.score()
    assert shop.figures(anna).cogs == 3000
    shop.db.execute("UPDATE line SET net = -net, quantity = -quantity WHERE net = 5000")
    shop.score()
    assert shop.figures(anna).cogs == 3000


def test_a_price_reduction_without_lines_gives_no_goods_back_a_full_reversal_does(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    shop.line(shop.invoice(anna, "2025-03-01", 10000, "RE-1"), "A", 10000)
    shop.credit(anna, "2025-03-02", 1000, to="RE-1")
    shop.line(shop.invoice(anna, "2025-04-01", 10000, "RE-2"), "A", 10000)
    shop.credit(anna, "2025-04-02", 10000, to="RE-2")
    shop.score()
    assert (shop.figures(anna).cogs, shop.figures(anna).db1) == (3000, 6000)


def test_lines_of_a_file_of_their_own_win_over_those_of_the_document(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    shop.line(shop.invoice(anna, "2025-03-01", 10000, "RE-1"), "A", 10000)
    shop.line(shop.fact("lines", document_id=shop.document("RE-1")), "A", 10000, quantity=2)
    shop.score()
    assert shop.figures(anna).cogs == 6000


def test_shipping_lines_cost_nothing_of_goods(shop):
    anna = shop.customer()
    shop.article("A", 3000)
    invoice = shop.invoice(anna, "2025-03-01", 10000)
    shop.line(invoice, "A", 9500)
    shop.line(invoice, "", 500, kind="shipping")
    shop.score()
    assert shop.figures(anna).cogs == 3000
