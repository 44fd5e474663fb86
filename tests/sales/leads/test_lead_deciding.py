"""What marketing and sales say of a lead, and that it can be taken back in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmu_crm.decisions import journal
from kmu_crm.fields.text import clean
from kmu_crm.identity import verdicts
from kmu_crm.sales.leads import clock, deciding, stages
from kmu_crm.sales.leads.deciding import IsCustomer, IsHanded, NoOwner, NoSuchReason, NotHanded
from kmu_crm.sales.leads.history import story
from kmu_crm.sales.leads.words import REASONS
from tests.value.shop import Shop

NASTY = ["<b>Anna</b>", "=1+1", "\u202eanna", "a" * 10_000, "'; DROP TABLE decision; --", "{owner}", "%s", "a\x00\x07b"]


def asks(shop, name="Anna", day="2025-10-03", **profile):
    whose = shop.customer(name, **profile)
    shop.fact("enquiry", whose, day)
    shop.score()
    return whose


def lead(shop, whose):
    found = stages.lead(shop.db, whose)
    assert found is not None
    return found


def at(shop, decision, moment):
    """As if it had been said then."""
    shop.db.execute("UPDATE decision SET at = ? WHERE id = ?", (moment, decision))


def test_a_lead_goes_from_marketing_to_sales_and_becomes_a_customer(shop):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, "Frau Berg", "test")
    assert (lead(shop, anna).stage, lead(shop, anna).waiting, lead(shop, anna).owner) == ("mql", True, "Frau Berg")
    deciding.accept(shop.db, anna, "test")
    assert (lead(shop, anna).stage, lead(shop, anna).waiting) == ("sal", False)
    shop.buys(anna, "2025-12-01")
    shop.score()
    assert (lead(shop, anna).stage, lead(shop, anna).stage_day) == ("customer", "2025-12-01")


@pytest.mark.parametrize("reason", REASONS)
def test_who_is_given_back_is_nurtured_and_never_lost(shop, reason):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, "Frau Berg", "test")
    deciding.reject(shop.db, anna, reason, "test", "erst im Frühjahr")
    assert (lead(shop, anna).stage, lead(shop, anna).reason, lead(shop, anna).text) == (
        "nurture",
        reason,
        "erst im Frühjahr",
    )
    assert [one.profile for one in stages.leads(shop.db)] == [anna]


def test_who_was_given_back_qualifies_again_only_by_what_happens_afterwards(shop):
    anna = asks(shop, day="2025-03-01")
    at(shop, deciding.hand_over(shop.db, anna, "Berg", "test"), "2025-03-02T08:00:00Z")
    at(shop, deciding.reject(shop.db, anna, "later", "test"), "2025-03-05T08:00:00Z")
    assert (lead(shop, anna).stage, lead(shop, anna).stage_day, lead(shop, anna).points) == ("nurture", "2025-03-05", 0)
    shop.fact("enquiry", anna, "2025-09-01")
    assert (lead(shop, anna).stage, lead(shop, anna).stage_day, lead(shop, anna).points) == ("mql", "2025-09-01", 20)
    deciding.hand_over(shop.db, anna, "Berg", "test")
    assert lead(shop, anna).waiting and not lead(shop, anna).bypassed


def test_what_was_accepted_can_still_be_given_back(shop):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, "Berg", "test")
    deciding.accept(shop.db, anna, "test")
    deciding.reject(shop.db, anna, "no_budget", "test")
    assert lead(shop, anna).stage == "nurture"


def test_handing_over_by_hand_without_the_points_is_counted_apart(shop):
    anna, bert, carla = asks(shop), shop.customer("Bert"), asks(shop, "Carla", country="US")
    for whose in (anna, bert, carla):
        deciding.hand_over(shop.db, whose, "Berg", "test")
    assert [lead(shop, whose).bypassed for whose in (anna, bert, carla)] == [False, True, True]
    assert lead(shop, bert).stage == "mcl"


def test_the_clock_counts_working_days():
    assert clock.due("2025-11-21T15:00:00Z", 2, 0) == "2025-11-25T15:00:00Z"  # from Friday to Tuesday
    assert clock.due("2025-11-22T15:00:00Z", 1, 0) == "2025-11-24T15:00:00Z"  # from Saturday
    assert clock.due("2025-11-24T15:00:00Z", 0, 4) == "2025-11-24T19:00:00Z"
    assert clock.left("2025-11-24T15:00:00Z", "2025-11-24T16:00:00Z") == -3600


def test_a_lead_without_an_answer_in_time_is_overdue_until_sales_answers(shop):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, "Berg", "test")
    found = lead(shop, anna)
    assert not found.is_overdue(journal.now())
    assert found.is_overdue("2099-01-01T00:00:00Z")
    deciding.accept(shop.db, anna, "test")
    assert not lead(shop, anna).is_overdue("2099-01-01T00:00:00Z")


def test_another_owner_leaves_the_clock_as_it_is(shop):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, "Berg", "test")
    due = lead(shop, anna).due
    deciding.set_owner(shop.db, anna, "Kranz", "test")
    assert (lead(shop, anna).owner, lead(shop, anna).due) == ("Kranz", due)
    assert deciding.owners(shop.db) == ["Berg", "Kranz"]


def test_what_makes_no_sense_is_refused_and_changes_nothing(shop):
    anna, bought = asks(shop), shop.customer("Bert")
    shop.buys(bought, "2025-04-01")
    shop.score()
    db = shop.db
    for verb, words, refusal in (
        (deciding.accept, (), NotHanded), (deciding.reject, ("later",), NotHanded), (deciding.hand_over, (" ",), NoOwner),
        (deciding.set_owner, ("",), NoOwner),
    ):  # fmt: skip
        with pytest.raises(refusal):
            verb(db, anna, *words, "test")
    for whose, refusal in ((bought, IsCustomer), (999, verdicts.NoSuchRecord)):
        with pytest.raises(refusal):
            deciding.hand_over(db, whose, "Berg", "test")
    deciding.hand_over(db, anna, "Berg", "test")
    with pytest.raises(IsHanded):
        deciding.hand_over(db, anna, "Kranz", "test")
    with pytest.raises(NoSuchReason):
        deciding.reject(db, anna, "keine Lust", "test")
    assert len(journal.everything(db)) == 1


def test_taking_back_an_answer_starts_no_new_clock(shop):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, "Berg", "test")
    due = lead(shop, anna).due
    given_back = deciding.reject(shop.db, anna, "later", "test")
    journal.revoke(shop.db, given_back, "test")
    assert (lead(shop, anna).stage, lead(shop, anna).waiting, lead(shop, anna).due) == ("mql", True, due)


def test_nothing_waits_to_be_matched_for_what_is_said_of_a_lead(shop):
    anna = asks(shop)
    journal.revoke(shop.db, deciding.hand_over(shop.db, anna, "Berg", "test"), "test")
    assert shop.db.execute("SELECT count(*) FROM changed_record").fetchone() == (0,)


def test_the_story_tells_each_step_with_its_day_and_who_said_it(shop):
    anna = asks(shop, day="2025-03-01")
    at(shop, deciding.hand_over(shop.db, anna, "Berg", "Marketing"), "2025-03-02T08:00:00Z")
    at(shop, deciding.accept(shop.db, anna, "Berg"), "2025-03-03T08:00:00Z")
    shop.buys(anna, "2025-04-01")
    shop.score()
    steps = story(shop.db, anna).steps
    assert [(one.day[5:], one.what, one.author) for one in steps] == [
        ("03-01", "mcl", None), ("03-01", "mql", None), ("03-02", "handed", "Marketing"), ("03-03", "sal", "Berg"),
        ("04-01", "customer", None),
    ]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_hostile_words_stay_what_they_are(shop, text):
    anna = asks(shop)
    deciding.hand_over(shop.db, anna, text, "test")
    deciding.reject(shop.db, anna, "other", "test", text)
    assert (lead(shop, anna).owner, lead(shop, anna).text) == (clean(text), clean(text))
    assert story(shop.db, anna).steps[-1].detail.endswith(clean(text))


def test_an_owner_of_nothing_visible_is_none(shop):
    with pytest.raises(NoOwner):
        deciding.hand_over(shop.db, asks(shop), "\x00\u202e ", "test")


def test_of_a_customer_taken_apart_one_part_keeps_what_was_said(shop):
    anna = asks(shop)
    other = shop.customer("Anna M.")
    shop.db.execute("UPDATE membership SET profile_id = ? WHERE record_id = ?", (anna, other))
    deciding.hand_over(shop.db, anna, "Berg", "test")
    shop.db.execute("UPDATE membership SET profile_id = record_id")
    assert [(one.profile, one.waiting) for one in stages.leads(shop.db)] == [(anna, True)]


def test_of_two_leads_who_become_one_what_was_said_last_holds(shop):
    anna, other = asks(shop), asks(shop, "Anna M.")
    for whose in (anna, other):
        deciding.hand_over(shop.db, whose, "Berg", "test")
    deciding.accept(shop.db, anna, "test")
    deciding.reject(shop.db, other, "later", "test")
    shop.db.execute("UPDATE membership SET profile_id = ? WHERE record_id = ?", (anna, other))
    assert [(one.profile, one.stage) for one in stages.leads(shop.db)] == [(anna, "nurture")]
    shop.db.execute("UPDATE membership SET profile_id = record_id")
    assert [one.stage for one in stages.leads(shop.db)] == ["sal", "nurture"]


def test_how_it_stood_on_a_day_knows_nothing_of_what_was_said_later(shop):
    anna = asks(shop, day="2025-03-01")
    handed = deciding.hand_over(shop.db, anna, "Berg", "test")
    at(shop, handed, "2025-03-02T08:00:00Z")
    back = deciding.reject(shop.db, anna, "later", "test")
    at(shop, back, "2025-03-05T08:00:00Z")
    journal.revoke(shop.db, back, "test")
    shop.db.execute("UPDATE decision SET at = '2025-03-09T08:00:00Z' WHERE revokes = ?", (back,))
    days = ("2025-03-01", "2025-03-02", "2025-03-05", "2025-03-09")
    found = [stages.lead(shop.db, anna, day) for day in days]
    assert [(one.stage, one.waiting) for one in found] == [
        ("mql", False), ("mql", True), ("nurture", False), ("mql", True),
    ]  # fmt: skip


VERBS = st.lists(
    st.one_of(
        st.sampled_from(["lead_handed", "lead_accepted", "lead_rejected", "lead_owner"]),
        st.tuples(st.just("back"), st.integers(0, 8)),
    ),
    max_size=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(VERBS)
def test_the_stage_is_that_of_the_decisions_which_stand_whatever_was_taken_back(tmp_path_factory, said):
    shop = Shop(tmp_path_factory.mktemp("leads"))
    try:
        anna, standing = asks(shop), []
        for one in said:
            if isinstance(one, str):
                what = {
                    "records": [anna],
                    "owner": f"O{len(standing)}",
                    "due": "2025-12-01T00:00:00Z",
                    "reason": "later",
                    "text": "",
                }
                standing.append((journal.decide(shop.db, one, what, "test"), one))
            elif standing:
                number, _kind = standing.pop(one[1] % len(standing))
                journal.revoke(shop.db, number, "test")
        last = next((kind for _n, kind in reversed(standing) if kind != "lead_owner"), "")
        expected = {"lead_accepted": "sal", "lead_rejected": "nurture"}.get(last, "mql")
        found = lead(shop, anna)
        assert (found.stage, found.waiting) == (expected, last == "lead_handed")
        assert lead(shop, anna) == next(one for one in stages.leads(shop.db))
    finally:
        shop.store.close()
