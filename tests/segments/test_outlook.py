import pytest

from kmu_crm.i18n import use
from kmu_crm.segments import apart, because, outlook, store
from kmu_crm.segments.parser import parse


@pytest.fixture
def town(shop):
    """60 customers: every third a company; companies sit in Leipzig, two thirds of the persons in Halle."""
    for number in range(60):
        firm = number % 3 == 0
        who = shop.customer(
            f"K{number}", str(number), kind="company" if firm else "person", email_ok="yes",
            city="Leipzig" if firm or (number % 3 == 1 and number < 30) else "Halle", country="DE",
        )  # fmt: skip
        shop.line(
            shop.invoice(who, "2025-11-01", 1000 + number), "N" if firm else "P", 1000, name="Nuss" if firm else "P"
        )
    shop.score()
    return shop


def test_what_sets_a_segment_apart_is_more_frequent_than_elsewhere(town):
    firms = outlook.look(town.db, parse("kind is company"))
    told = {trait.title: (trait.inside, trait.overall) for trait in firms.traits}
    assert told["Has bought Nuss"] == (1.0, pytest.approx(1 / 3))
    assert told["City: Leipzig"][0] == 1.0
    assert not any(title.startswith(("Kind", "Country")) for title in told)  # asked for, and the same for all


def test_a_small_segment_and_all_customers_are_not_set_apart(town):
    everybody = outlook.look(town.db, parse("country is DE"))
    assert (len(everybody.members), everybody.total, everybody.traits) == (60, 60, [])
    assert apart.apart(town.db, everybody.members[:19]) == []


def test_chance_alone_sets_nothing_apart(town):
    assert apart.apart(town.db, [number for number in range(1, 61) if number % 2], ["bought"]) == []


def test_the_reasons_name_the_alternative_that_holds(town):
    rule = parse("country is DE and (city is Leipzig or purchases > 5) and not kind is company")
    seen = outlook.look(town.db, rule)
    assert set(seen.reasons.values()) == {"City: Leipzig"}
    assert list(because.because(town.db, parse("bought is Nuss"), [1]).values()) == ["has bought “Nuss”"]


def test_the_reasons_do_not_repeat_what_stands_beside_them(town):
    rule = parse("country is DE and purchases > 0")
    told = because.because(town.db, rule, [1], beside=["country"])[1]
    assert "Country" not in told and told == because.because(town.db, parse("purchases > 0"), [1])[1]
    assert because.because(town.db, parse("country is DE"), [1], beside=["country"])[1].startswith("Country")


def test_the_condition_that_empties_a_segment_is_named(town):
    seen = outlook.look(town.db, parse("kind is company and city is Halle and abc is A"))
    assert (seen.members, seen.emptied_by) == ([], parse("city is Halle"))
    assert because.emptied_by(town.db, parse("kind is company")) is None


def test_fields_that_nobody_has_filled_are_named(town):
    assert because.blank_fields(town.db, parse("birthday within 30 days or kind is company")) == ["birthday"]
    assert because.blank_fields(town.db, parse("birthday is empty")) == []
    assert because.filled(town.db, ["bought", "city"]) == {"bought": 1.0, "city": 1.0}


def test_sizes_of_rules_that_cannot_be_read_are_unknown(town):
    assert outlook.sizes(town.db, ["kind is company", "gone is A", "kind is person"]) == [20, None, 40]


def test_saving_never_replaces_another_segment(shop):
    store.save(shop.db, "Gute", "abc is A", "Eva")
    with pytest.raises(store.NameTaken):
        store.save(shop.db, "Gute", "abc is B", "Eva")
    store.save(shop.db, "Beste", "abc is B", "Eva", was="Gute")
    assert [(one.name, one.rule) for one in store.segments(shop.db)] == [("Beste", "abc is B")]


def test_shares_are_told_in_the_language_in_use():
    use("en")
    assert apart.Trait("x", 0.71, 0.38, 0.01).shares == "71% instead of 38%"
