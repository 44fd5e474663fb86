import random

import pytest

from kmu_crm.errors import Cancelled
from kmu_crm.progress import Progress
from kmu_crm.value import base
from tests.value.shop import AS_OF, Shop


def test_revenue_is_net_and_signed(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1")
    shop.credit(anna, "2025-03-09", 2500, to="RE-1")
    shop.score()
    assert (shop.figures(anna).revenue_net, shop.figures(anna).invoices) == (7500, 1)


def test_an_invoice_taken_back_whole_is_no_purchase(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1")
    shop.fact("cancellation", anna, "2025-03-02", net=-10000, gross=-11900, refers_to=shop.document("RE-1"))
    shop.score()
    found = shop.figures(anna)
    assert (found.revenue_net, found.invoices, found.purchase_days, found.lifecycle) == (0, 0, 0, "prospect")


def test_a_credit_note_without_reference_lessens_revenue_not_purchases(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-03-01", "2025-04-01")
    shop.credit(anna, "2025-04-02", 10000)
    shop.score()
    assert (shop.figures(anna).revenue_net, shop.figures(anna).invoices) == (10000, 2)


def test_a_credit_note_that_names_the_invoice_in_words_takes_it_back(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-2025-0160")
    shop.buys(anna, "2025-04-01")
    shop.credit(anna, "2025-05-02", 10000, text="Gutschrift zu RE-2025-0160")
    shop.score()
    assert (shop.figures(anna).revenue_net, shop.figures(anna).invoices) == (10000, 1)


def test_several_invoices_on_one_day_are_one_purchase_day(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-03-01", "2025-03-01", "2025-03-05")
    shop.score()
    assert (shop.figures(anna).invoices, shop.figures(anna).purchase_days) == (3, 2)


@pytest.mark.parametrize(
    ("day", "inside"), [("2023-03-02", True), ("2023-03-01", False), ("2024-02-29", True), ("2024-03-01", False)]
)
def test_twelve_months_are_365_days_also_around_a_29_february(shop, day, inside):
    anna = shop.customer()
    shop.buys(anna, day)
    shop.score("2024-02-29")
    assert shop.figures(anna).revenue_12m == (10000 if inside else 0)


def test_what_comes_after_the_key_date_does_not_count_yet(shop):
    anna = shop.customer()
    invoice = shop.invoice(anna, "2026-01-01", 10000, "RE-1")
    shop.score()
    assert (shop.why(invoice), shop.figures(anna).revenue_net) == ("later", 0)


@pytest.mark.parametrize("status", ["draft", "cancelled", "refunded"])
def test_a_sale_that_came_to_nothing_stays_visible_and_does_not_count(shop, status):
    anna = shop.customer()
    order = shop.order(anna, "2025-03-01", 10000, status=status)
    shop.score()
    assert (shop.why(order), shop.figures(anna).revenue_net) == (status, 0)


def test_a_cancelled_invoice_and_its_cancelling_document_leave_together(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1", status="cancelled")
    shop.credit(anna, "2025-03-02", 10000, to="RE-1")
    shop.score()
    assert shop.figures(anna).revenue_net == 0


def test_a_part_refund_takes_off_its_share_of_tax(shop):
    anna = shop.customer()
    order = shop.order(anna, "2025-03-01", 10000, "B-1")
    shop.fact("credit_note", anna, "2025-03-01", gross=-2380, refers_to=shop.document("B-1", "order"))
    shop.score()
    assert (shop.why(order), shop.figures(anna).revenue_net, shop.figures(anna).invoices) == ("counts", 8000, 1)


def test_net_comes_from_tax_then_from_the_rates_of_the_lines(shop):
    anna = shop.customer()
    shop.order(anna, "2025-03-01", None, gross=11900, tax=1900)
    mixed = shop.order(anna, "2025-04-01", None, gross=22600)
    shop.line(mixed, "A", None, gross=11900, tax_rate=1900)
    shop.line(mixed, "B", None, gross=10700, tax_rate=700)
    shop.score()
    assert shop.figures(anna).revenue_net == 10000 + 20000


def test_unknown_net_stays_unknown_is_told_and_is_still_a_purchase(shop):
    anna = shop.customer()
    shop.order(anna, "2025-03-01", None, gross=11900)
    report = shop.score()
    found = shop.figures(anna)
    assert (report.unknown_net, found.unknown_net, found.revenue_net, found.invoices) == (1, 1, 0, 1)


def test_documents_in_another_currency_are_told_and_not_added(shop):
    anna = shop.customer()
    shop.buys(anna, "2025-03-01", "2025-04-01")
    shop.db.execute("UPDATE fact SET currency = 'EUR'")
    foreign = shop.invoice(anna, "2025-05-01", 10000, currency="CHF")
    assert (shop.score().foreign, shop.why(foreign), shop.figures(anna).revenue_net) == (1, "currency", 20000)


def test_superseded_versions_do_not_speak(shop):
    anna = shop.customer()
    shop.invoice(anna, "2025-03-01", 10000, "RE-1", current=0)
    shop.invoice(anna, "2025-03-01", 12000, "RE-1")
    shop.score()
    assert shop.figures(anna).revenue_net == 12000


def test_the_order_of_rows_changes_no_figure(tmp_path):
    def filled(folder, seed):
        folder.mkdir()
        shop = Shop(folder)
        people = [shop.customer(f"Kunde {n}", str(1000 + n)) for n in range(30)]
        deeds = [("order", n, day) for n in range(30) for day in ("2025-01-03", "2025-01-09", "2025-03-01")]
        deeds += [("invoice", n, day) for n in range(30) for day in ("2025-01-06", "2025-03-12")]
        random.Random(seed).shuffle(deeds)
        for kind, n, day in deeds:
            write = shop.order if kind == "order" else shop.invoice
            write(people[n], day, 5000 + n // 4, f"{kind}-{n}-{day}")
        shop.score()
        rows = shop.db.execute("SELECT * FROM figure ORDER BY profile_id").fetchall()
        named = shop.db.execute(
            "SELECT f.key, c.counts, c.why, o.key FROM counted AS c JOIN fact AS f ON f.id = c.fact_id"
            " LEFT JOIN fact AS o ON o.id = c.same_sale ORDER BY f.key"
        ).fetchall()
        shop.store.close()
        return rows, named

    assert filled(tmp_path / "one", 1) == filled(tmp_path / "two", 2)


def test_scoring_twice_changes_nothing(shop):
    shop.buys(shop.customer(), "2025-03-01", "2025-05-01")
    shop.score()
    first = shop.db.execute("SELECT * FROM figure").fetchall()
    shop.score()
    assert shop.db.execute("SELECT * FROM figure").fetchall() == first


@pytest.mark.parametrize("day", ["2025-02-30", "heute", "31.12.2025", ""])
def test_a_key_date_that_is_no_day_is_refused(shop, day):
    with pytest.raises(base.NoKeyDate):
        shop.score(day)


def test_cancelling_leaves_the_figures_as_they_were(shop):
    class Stops(Progress):
        def report(self, done, total):
            if done == 5:
                raise Cancelled()

    anna = shop.customer()
    shop.buys(anna, "2025-03-01")
    shop.score()
    shop.buys(anna, "2025-04-01")
    with pytest.raises(Cancelled):
        base.refresh(shop.db, AS_OF, Stops())
    assert shop.figures(anna).revenue_net == 10000
