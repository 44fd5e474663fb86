import pytest
from hypothesis import given
from hypothesis import strategies as some

from kmu_crm.outreach.arms import BadShare, draw, visibility

MEMBERS = some.lists(
    some.tuples(some.integers(1, 10**6), some.sampled_from(["A", "B", "C", ""])), unique_by=lambda m: m[0]
)


@given(MEMBERS, some.floats(0, 0.99), some.integers(1, 4), some.integers(0, 2**31), some.randoms())
def test_the_draw_does_not_depend_on_the_order_and_its_sizes_are_exact(members, share, arms, seed, random):
    drawn = draw(members, share, arms, seed)
    shuffled = random.sample(members, len(members))
    assert draw(shuffled, share, arms, seed) == drawn
    sizes = [list(drawn.values()).count(arm) for arm in ("ABCD"[:arms])]
    assert abs(list(drawn.values()).count("control") - share * len(members)) <= 0.5 + 1e-6
    assert max(sizes) - min(sizes) <= 1
    assert len(drawn) == len(members)


def test_each_value_class_gives_its_share():
    members = [(number, "ABC"[number % 3]) for number in range(300)]
    drawn = draw(members, 0.2, 2, seed=1)
    held = [number % 3 for number, arm in drawn.items() if arm == "control"]
    assert [held.count(value_class) for value_class in range(3)] == [20, 20, 20]


def test_another_seed_draws_others():
    members = [(number, "A") for number in range(100)]
    assert draw(members, 0.5, 1, seed=1) != draw(members, 0.5, 1, seed=2)


@pytest.mark.parametrize(("share", "arms"), [(1.0, 1), (-0.1, 1), (0.1, 0), (0.1, 27)])
def test_a_share_or_number_that_cannot_be_drawn_is_refused(share, arms):
    with pytest.raises(BadShare):
        draw([(1, "A")], share, arms, seed=1)


def test_a_small_control_group_shows_only_large_differences_and_a_better_share_is_named():
    seen = visibility(35, 315)
    assert (round(seen.difference, 2), seen.better_share, seen.better_control) == (0.23, 0.25, 88)
    assert round(seen.better_difference, 2) == 0.16


def test_a_large_control_group_needs_no_advice_and_without_one_nothing_is_said():
    assert visibility(400, 3600).better_share is None
    assert visibility(100, 1900).better_share == 0.1
    assert visibility(0, 100) is None
