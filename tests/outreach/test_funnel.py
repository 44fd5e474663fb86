import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from outreach_shop import Shop

from kmu_crm.consent import suppression
from kmu_crm.consent.words import CHANNELS
from kmu_crm.outreach.funnel import REASONS, title
from kmu_crm.profiles.relations import said
from kmu_crm.store.store import Store


def test_each_loss_is_named_with_the_customers_behind_it(shop):
    mails = {1: "yes@x.example", 2: "new@x.example", 3: "shop@x.example", 4: "no@x.example", 5: "x@members.ebay.de"}
    mails |= {6: "gone@x.example", 7: "yes@x.example", 8: "listed@x.example", 9: None}
    for number, email in mails.items():
        shop.profile(number, email)
    shop.consents("yes@x.example", "listed@x.example")
    shop.says("shop@x.example", "claimed")
    shop.says("no@x.example", "withdrawn")
    shop.says("gone@x.example", "bounced")
    suppression.suppress(shop.db, "listed@x.example", "wish", "Lena")
    funnel = shop.plan(*mails, 99, 1).funnel
    assert [(loss.reason, loss.profiles) for loss in funnel.losses] == [
        ("no_consent", (2,)),
        ("unproven", (3,)),
        ("blocked", (4, 8)),
        ("may_say_no", ()),
        ("no_address", (5, 9)),
        ("bounced", (6,)),
        ("same_address", (7,)),
        ("control", ()),
    ]
    assert funnel.segment_size == 9
    assert [one.profile_id for one in funnel.kept] == [1]


def test_of_several_with_one_address_the_most_valuable_stays(shop):
    shop.profile(1, "desk@firma.example", "C")
    shop.profile(2, "desk@firma.example", "A", revenue_12m=100)
    shop.profile(3, "desk@firma.example", "A", revenue_12m=900)
    shop.consents("desk@firma.example")
    assert [one.profile_id for one in shop.plan(1, 2, 3).funnel.kept] == [3]


def test_a_household_gets_one_letter_and_its_neighbour_another(shop):
    door = {"street": "Bergstr. 4", "postcode": "10115", "city": "Berlin"}
    for number, family in enumerate(("Berger", "Berger", "Nowak"), start=1):
        shop.profile(number, family_name=family, **door)
    shop.profile(4, street="Bergstr. 4", postcode="10115")
    funnel = shop.plan(1, 2, 3, 4, channel="post", preset="letter").funnel
    assert [one.profile_id for one in funnel.kept] == [1, 3]
    assert (funnel.loss("same_address").profiles, funnel.loss("no_address").profiles) == ((2,), (4,))


def test_who_lives_together_gets_one_letter_that_names_all_who_are_in_the_list(shop):
    door = {"street": "Bergstr. 4", "postcode": "10115", "city": "Berlin"}
    for number, (first, family) in enumerate(
        (("Eva", "Lang"), ("Karl", "Huber"), ("Ida", "Huber"), ("Uwe", "Nowak")), start=1
    ):
        shop.profile(number, given_name=first, family_name=family, **door)
    for other in (2, 3):
        said.relate(shop.db, 1, "lives_with", other, "Lena")
    plan = shop.plan(1, 2, 3, 4, channel="post", preset="letter")
    assert [[one.given_name for one in recipient.named] for recipient in plan.recipients] == [
        ["Eva", "Karl", "Ida"],
        ["Uwe"],
    ]
    assert plan.funnel.loss("same_address").profiles == (2, 3)
    alone = shop.plan(1, 3, 4, channel="post", preset="letter")
    assert [[one.given_name for one in recipient.named] for recipient in alone.recipients] == [["Eva", "Ida"], ["Uwe"]]


def test_who_lives_together_and_has_another_door_gets_a_letter_there(shop):
    shop.profile(1, family_name="Lang", street="Bergstr. 4", postcode="10115", city="Berlin")
    shop.profile(2, family_name="Huber", street="Talweg 4", postcode="10117", city="Berlin")
    said.relate(shop.db, 1, "lives_with", 2, "Lena")
    plan = shop.plan(1, 2, channel="post", preset="letter")
    assert [[one.family_name for one in recipient.named] for recipient in plan.recipients] == [["Lang"], ["Huber"]]


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_loss_has_words_on_every_channel(channel):
    assert all(title(reason, channel) for reason in REASONS)


SAID = some.sampled_from(["given", "confirmed", "claimed", "withdrawn", "bounced"])


@settings(max_examples=25, deadline=None)
@given(
    some.lists(some.tuples(some.sampled_from([None, "a", "b", "c", "d"]), some.lists(SAID, max_size=3)), max_size=8),
    some.sampled_from([0.0, 0.3, 0.9]),
)
def test_the_sum_always_adds_up_and_each_customer_counts_once(people, control):
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.kmucrm") as store:
        shop = Shop(store.db)
        for number, (local, said) in enumerate(people, start=1):
            shop.profile(number, local and f"{local}@x.example")
            for state in said if local else ():
                shop.says(f"{local}@x.example", state, evidence="form 12")
        funnel = shop.plan(*range(1, len(people) + 1), control=control).funnel
        counted = [number for loss in funnel.losses for number in loss.profiles]
        counted += [one.profile_id for one in funnel.kept]
        assert sorted(counted) == list(range(1, funnel.segment_size + 1))
