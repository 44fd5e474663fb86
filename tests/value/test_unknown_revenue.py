"""Invoices of which only the gross amount is known, and no tax: revenue is unknown then, and ranks nobody."""

import csv

import pytest

from kmu_crm.desk import show, table
from kmu_crm.insight.totals import totals
from kmu_crm.profiles import queries
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.value.explain import explain


@pytest.fixture
def gross_only(shop):
    people = [shop.customer(f"Kunde {n}") for n in range(30)]
    for person in people:
        shop.invoice(person, "2025-03-01", None, gross=11900)
    shop.score()
    return people


def test_nobody_is_ranked_by_what_is_unknown(shop, gross_only):
    found = shop.figures(gross_only[0])
    assert (found.r, found.f, found.m, found.abc, found.value_class) == (1, 1, None, None, None)
    assert explain(shop.db, gross_only[0], "m") == "Unknown: no document tells its amount without VAT."


def test_no_nought_stands_where_revenue_is_unknown(shop, gross_only, tmp_path):
    table.write(shop.db, tmp_path / "p.csv")
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        assert {row["revenue_net"] + row["revenue_12m"] for row in csv.DictReader(file)} == {""}
    assert {line.revenue_12m for line in queries.lines(shop.db, gross_only)} == {None}
    assert totals(shop.db, "2025-12-31")["revenue_net"] is None
    assert show.show(shop.db, gross_only[0])["figures"]["revenue_net"] is None


def test_a_segment_by_revenue_holds_nobody_whose_revenue_is_unknown(shop, gross_only):
    assert evaluate.count(shop.db, parse("revenue < 100")) == 0
    assert evaluate.count(shop.db, parse("revenue is empty")) == 30
    assert evaluate.count(shop.db, parse("value_class is D")) == 0


def test_those_whose_revenue_is_known_are_ranked_among_themselves(shop, gross_only):
    known = [shop.customer(f"Netto {n}") for n in range(25)]
    for place, person in enumerate(known, start=1):
        shop.buys(person, "2025-03-01", net=1000 * place)
    shop.score()
    assert [shop.figures(person).m for person in known] == [1 + n // 5 for n in range(25)]
    assert {shop.figures(person).m for person in gross_only} == {None}
    assert shop.figures(known[-1]).abc == "A"
