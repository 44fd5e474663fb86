"""How far a lead has come, as sentences."""

import pytest

from kmu_crm.sales.leads import criteria, in_rules, stages
from kmu_crm.sales.leads.criteria import BadCriteria
from kmu_crm.sales.leads.history import story, told
from kmu_crm.segments import because, evaluate
from kmu_crm.segments.parser import parse
from tests.value.shop import AS_OF


def stage(shop, whose, as_of=None):
    shop.score(as_of or AS_OF)
    found = stages.lead(shop.db, whose)
    return (found.stage, found.stage_day) if found else None


def on_a_list(shop, whose, since=None):
    shop.db.execute("UPDATE party SET is_lead = 1, customer_since = ? WHERE record_id = ?", (since, whose))


def test_who_never_showed_interest_is_no_lead(shop):
    assert stage(shop, shop.customer()) is None


def test_who_stands_in_a_list_of_leads_is_captured_on_the_day_the_list_says(shop):
    anna = shop.customer()
    on_a_list(shop, anna, "2025-10-01")
    assert stage(shop, anna) == ("mcl", "2025-10-01")


def test_a_list_without_days_counts_from_its_import_but_never_after_the_key_date(shop):
    anna = shop.customer()
    on_a_list(shop, anna)
    assert stage(shop, anna) == ("mcl", AS_OF)
    assert not stages.lead(shop.db, anna).dated


def test_nobody_is_a_lead_before_the_day_the_list_says(shop):
    anna = shop.customer()
    on_a_list(shop, anna, "2025-10-01")
    shop.score()
    assert stages.lead(shop.db, anna, "2025-09-30") is None
    assert stages.lead(shop.db, anna, "2025-10-01").stage == "mcl"


def test_an_enquiry_earns_the_points_that_qualify(shop):
    anna = shop.customer()
    on_a_list(shop, anna, "2025-10-01")
    shop.fact("enquiry", anna, "2025-11-03")
    assert stage(shop, anna) == ("mql", "2025-11-03")


def test_small_signs_add_up_and_the_day_is_that_of_the_one_that_made_it_enough(shop):
    anna = shop.customer(phone="+4930123456", email="anna@example.com")  # 5 points for being reachable
    on_a_list(shop, anna, "2025-10-01")
    for day in ("2025-10-02", "2025-10-20"):
        shop.fact("newsletter", anna, day, outcome="geklickt")
    assert stage(shop, anna) == ("mcl", "2025-10-01")
    shop.fact("newsletter", anna, "2025-11-20", outcome="clicked")
    assert stage(shop, anna) == ("mql", "2025-11-20")


def test_no_more_signs_count_than_the_criteria_say(shop):
    anna = shop.customer()
    on_a_list(shop, anna, "2025-10-01")
    for day in range(10, 30):
        shop.fact("touch", anna, f"2025-10-{day}")
    assert stage(shop, anna) == ("mcl", "2025-10-01")
    assert stages.lead(shop.db, anna).points == 12


def test_the_first_invoice_makes_a_customer_on_its_day(shop):
    anna = shop.customer()
    shop.fact("enquiry", anna, "2025-02-03")
    shop.buys(anna, "2025-04-01", "2025-06-01")
    assert stage(shop, anna) == ("customer", "2025-04-01")
    assert stages.lead(shop.db, anna, "2025-03-31").stage == "mql"


def test_an_order_makes_no_customer_before_its_invoice_unless_it_is_paid(shop):
    anna, bert = shop.customer("Anna"), shop.customer("Bert")
    for whose, state in ((anna, "open"), (bert, "paid")):
        shop.fact("enquiry", whose, "2025-02-03")
        shop.order(whose, "2025-04-01", 5000, status=state)
    assert stage(shop, anna)[0] == "mql"
    assert stage(shop, bert) == ("customer", "2025-04-01")


def test_a_customer_who_asks_something_is_no_lead(shop):
    anna = shop.customer()
    shop.buys(anna, "2024-04-01")
    shop.fact("enquiry", anna, "2025-02-03")
    assert stage(shop, anna) is None


def test_who_is_outside_the_target_group_is_parked(shop):
    anna = shop.customer(country="US")
    shop.fact("enquiry", anna, "2025-10-03")
    assert stage(shop, anna) == ("parked", "2025-10-03")


def test_a_lead_that_falls_silent_is_nurtured_and_comes_back_with_the_next_sign(shop):
    anna = shop.customer()
    shop.fact("enquiry", anna, "2024-03-01")
    assert stage(shop, anna) == ("nurture", "2025-03-01")
    shop.fact("visit", anna, "2025-12-01")
    assert stage(shop, anna) == ("mql", "2024-03-01")


def test_the_facts_behind_the_points_are_told(shop):
    anna = shop.customer(kind="company")
    shop.fact("enquiry", anna, "2025-10-03")
    shop.fact("enquiry", anna, "2025-10-05")
    shop.score()
    found = story(shop.db, anna)
    assert [(one.n, one.day, one.points) for one in found.earned] == [(2, "2025-10-05", 40), (0, None, 10)]
    assert sum(one.points for one in found.earned) == found.lead.points
    assert [(step.day, told(step)) for step in found.steps] == [
        ("2025-10-03", "Captured (MCL)"),
        ("2025-10-03", "Qualified (MQL)"),
    ]


def test_one_lead_asked_for_alone_is_as_among_all(shop):
    for n, name in enumerate(("Anna", "Bert", "Carla", "Dora")):
        whose = shop.customer(name, country="US" if n == 3 else "DE")
        shop.fact("enquiry", whose, f"2025-0{n + 1}-03")
        if n == 1:
            shop.buys(whose, "2025-04-01")
    shop.score()
    everybody = stages.leads(shop.db)
    assert len(everybody) == 4
    assert [stages.lead(shop.db, one.profile) for one in everybody] == everybody


def test_lists_are_made_of_the_stage(shop):
    shop.fact("enquiry", shop.customer("Anna"), "2025-10-03")
    shop.fact("enquiry", shop.customer("Bert", country="US"), "2025-10-03")
    shop.customer("Carla")
    shop.score()
    in_rules.offer()
    rule = parse("lead_stage is mql")
    assert (evaluate.count(shop.db, rule), evaluate.members(shop.db, rule)) == (1, [1])
    assert evaluate.members(shop.db, parse("lead_stage is empty")) == [3]
    assert because.filled(shop.db, ["lead_stage"])["lead_stage"] == pytest.approx(2 / 3)
    assert [one.value for one in evaluate.explain(shop.db, rule, 2)] == ["Parked"]


def test_a_branch_is_asked_for_like_any_other_field(shop):
    shop.customer("Anna", attributes='{"Branche": "Gastro"}')
    shop.customer("Bert", attributes='{"Industry": "Hotel, Spa"}')
    assert evaluate.members(shop.db, parse("branch is gastro")) == [1]
    assert evaluate.members(shop.db, parse("branch in (Hotel, Gastro)")) == [1, 2]


def sheet(tmp_path, monkeypatch, text):
    monkeypatch.setenv("KMU_CRM_HOME", str(tmp_path))
    (tmp_path / "leads").mkdir()
    (tmp_path / "leads" / "criteria.toml").write_text(text, encoding="utf-8")


def test_a_sheet_of_ones_own_sets_the_criteria(shop, tmp_path, monkeypatch):
    anna = shop.customer(postcode="04109")
    on_a_list(shop, anna, "2025-10-01")
    assert stage(shop, anna)[0] == "mcl"
    sheet(
        tmp_path, monkeypatch, "[points]\nmql = 5\nsal = 9\n[times]\nworking_days = 1\nsilent_days = 365\n"
        "[[firm]]\nrule = 'postcode starts with \"04\"'\npoints = 5\n"
    )  # fmt: skip
    assert stage(shop, anna) == ("mql", "2025-10-01")


@pytest.mark.parametrize(
    "text",
    [
        "[points",
        "[points]\nmql = 5\n",
        'target = "kind is"\n[points]\nmql = 1\nsal = 1\n[times]\nworking_days = 1\nsilent_days = 9\n',
        'target = "lead_stage is mql"\n[points]\nmql = 1\nsal = 1\n[times]\nworking_days = 1\nsilent_days = 9\n',
        '[points]\nmql = "viel"\nsal = 1\n[times]\nworking_days = 1\nsilent_days = 9\n',
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, monkeypatch, text):
    sheet(tmp_path, monkeypatch, text)
    with pytest.raises(BadCriteria) as refused:
        criteria.criteria()
    assert "criteria.toml" in str(refused.value)
