import pytest

from kmu_crm.i18n import use
from kmu_crm.segments import compare, parser, store
from kmu_crm.segments.presets import presets


def test_a_segment_is_saved_listed_renamed_and_deleted(shop):
    store.define(shop.db, " Gute ", "value_class  in (A,B)", "Eva")
    store.rename(shop.db, "Gute", "Beste")
    (saved,) = store.segments(shop.db)
    assert (saved.name, saved.rule, saved.author) == ("Beste", "value_class in (A, B)", "Eva")
    store.delete(shop.db, "Beste")
    assert store.segments(shop.db) == []


def test_defining_again_replaces_the_rule(shop):
    store.define(shop.db, "Gute", "abc is A", "Eva")
    store.define(shop.db, "Gute", "abc is B", "Eva")
    assert [saved.rule for saved in store.segments(shop.db)] == ["abc is B"]


def test_a_rule_that_cannot_be_read_is_not_saved(shop):
    with pytest.raises(parser.UnknownField):
        store.define(shop.db, "Gute", "klasse is A", "Eva")
    assert store.segments(shop.db) == []


def test_names_must_be_given_free_and_known(shop):
    store.define(shop.db, "Gute", "abc is A", "Eva")
    store.define(shop.db, "Andere", "abc is B", "Eva")
    with pytest.raises(store.NameTaken):
        store.rename(shop.db, "Andere", "Gute")
    with pytest.raises(store.NoName):
        store.define(shop.db, "  ", "abc is A", "Eva")
    for verb in (store.delete, store.named):
        with pytest.raises(store.NoSuchSegment):
            verb(shop.db, "Keine")
    with pytest.raises(store.NoSuchSegment):
        store.rename(shop.db, "Keine", "Neu")


def test_ready_segments_are_known_by_id_and_by_title(shop):
    assert store.named(shop.db, "at-risk") == store.named(shop.db, "Gefährdet") == parser.parse("phase is at_risk")


def test_ready_segments_speak_the_language_in_use(tmp_path):
    (tmp_path / "own.toml").write_text(
        'group = "occasion"\n[[segment]]\nid = "x"\ntitle_de = "Eigene"\ntitle_en = "Own"\nrule = "abc is A"\n'
    )
    own = presets(tmp_path)[-1]
    use("de")
    german = own.title
    use("en")
    assert (german, own.title) == ("Eigene", "Own")


def test_two_segments_are_compared_by_what_their_customers_bring(shop):
    anna, bert, carla = (shop.customer(name, email_ok="yes") for name in ("Anna", "Bert", "Carla"))
    shop.setting("value.margin_percent", 40)
    shop.buys(anna, "2025-03-01", net=30000)
    shop.buys(bert, "2025-03-01", net=10000)
    shop.score()
    found = compare.compare(shop.db, parser.parse("revenue > 0"), parser.parse("revenue < 200"))
    assert (found.a.size, found.b.size, found.both, found.only_a, found.only_b) == (2, 2, 1, 1, 1)
    assert (found.a.revenue_12m, found.a.revenue_per_customer, found.a.margin) == (40000, 20000, 0.4)
    assert found.b.reachable == {"email": 2, "phone": 0, "post": 0}
    assert compare.side(shop.db, [carla]).purchases_per_year is None
    assert compare.side(shop.db, []).revenue_per_customer is None
