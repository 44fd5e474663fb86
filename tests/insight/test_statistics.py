import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, lists

from kmu_crm.insight.statistics import adjusted, two_proportions, wilson


@given(integers(1, 500), integers(0, 500))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(n, k):
    k = min(k, n)
    low, high = wilson(k, n)
    assert 0 <= low <= k / n + 1e-12 and k / n - 1e-12 <= high <= 1


def test_known_values():
    assert wilson(41, 95) == pytest.approx((0.3365583330688193, 0.5319179101278586), abs=1e-9)
    assert two_proportions(71, 326, 7, 74) == pytest.approx(0.015744395853487303)
    assert adjusted([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.04, 0.04])


def test_empty_groups_prove_nothing():
    assert wilson(0, 0) == (0, 1)
    assert two_proportions(0, 0, 1, 5) == two_proportions(3, 3, 5, 5) == 1


@given(lists(floats(0, 1), max_size=20))
def test_adjusting_never_makes_p_smaller(ps):
    assert all(after >= before - 1e-12 for before, after in zip(ps, adjusted(ps), strict=True))
