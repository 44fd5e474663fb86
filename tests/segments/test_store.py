import pytest

from kmu_crm.i18n import use
from kmu_crm.segments import compare, parser, store
from kmu_crm.segments.presets import presets
from kmu_crm.store.place import own_sheets

OWN_SHEET = 'group = "occasion"\n[[segment]]\nid = "x"\ntitle_de = "Eigene"\ntitle_en = "Own"\nrule = "abc is A"\n'


def of_old(db, name, rule):
    """A segment as earlier versions saved it, whatever ready ones are called."""
    db.execute(
        "INSERT INTO segment (name, rule, at, author) VALUES (?, ?, '2025-01-05T08:00:00Z', 'Eva')", (name, rule)
    )


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
        store.rename(shop.db, "Keine", "Frisch")


def test_ready_segments_are_known_by_id_and_by_title(shop):
    use("de")
    ready = ("Gefährdet", parser.parse("phase is at_risk"))
    assert [store.named(shop.db, name) for name in ("at-risk", "Gefährdet", "At risk")] == [ready] * 3


@pytest.mark.parametrize("name", ["Gefährdet", "At risk", "at-risk", " gefährdet "])
def test_a_segment_of_ones_own_takes_no_name_of_a_ready_one(shop, name):
    """Else the ready one would lead to other people than the page shows."""
    use("en")
    with pytest.raises(store.ReadyName) as refused:
        store.define(shop.db, name, "abc is A", "Eva")
    assert f"“{name.strip()} (own)”" in str(refused.value)
    with pytest.raises(store.ReadyName):
        store.save(shop.db, name, "abc is A", "Eva")
    store.define(shop.db, "Gute", "abc is A", "Eva")
    with pytest.raises(store.ReadyName):
        store.rename(shop.db, "Gute", name)
    assert [one.name for one in store.segments(shop.db)] == ["Gute"]


def test_the_name_that_is_offered_instead_is_free(shop):
    use("en")
    assert store.free_name(shop.db, "Lost") == "Lost (own)"
    store.define(shop.db, "Lost (own)", "abc is A", "Eva")
    assert store.free_name(shop.db, "Lost") == "Lost (own 2)"


def test_a_pair_of_one_name_from_an_earlier_version_goes_on_as_before(shop):
    """The name means one's own, as it always did; its rule may change, and it comes back where it was deleted."""
    of_old(shop.db, "Gefährdet", "abc is A")
    assert store.named(shop.db, "Gefährdet") == ("Gefährdet", parser.parse("abc is A"))
    assert store.named(shop.db, "at-risk")[1] == parser.parse("phase is at_risk")
    store.define(shop.db, "Gefährdet", "abc is B", "Eva")
    store.save(shop.db, "Gefährdet", "abc is C", "Eva", was="Gefährdet")
    gone = store.delete(shop.db, "Gefährdet")
    store.put_back(shop.db, gone)
    assert [(one.name, one.rule) for one in store.segments(shop.db)] == [("Gefährdet", "abc is C")]
    store.put_back(shop.db, gone)  # its name is another's by now
    assert [one.name for one in store.segments(shop.db)] == ["Gefährdet", "Gefährdet (own)"]


def test_a_ready_segment_on_a_sheet_of_ones_own_is_known_by_its_name(shop):
    use("de")
    own_sheets("segments").mkdir(parents=True)
    (own_sheets("segments") / "own.toml").write_text(OWN_SHEET, encoding="utf-8")
    assert store.named(shop.db, "Eigene") == store.named(shop.db, "x") == ("Eigene", parser.parse("abc is A"))
    with pytest.raises(store.ReadyName):
        store.define(shop.db, "Eigene", "abc is B", "Eva")


def test_ready_segments_speak_the_language_in_use(tmp_path):
    (tmp_path / "own.toml").write_text(OWN_SHEET, encoding="utf-8")
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
