import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.value import tax


@given(st.integers(-10_000_000, 10_000_000), st.sampled_from(tax.RATES))
def test_a_rate_leads_from_net_to_gross_and_back(cents, rate):
    assert tax.explains(round(cents * (1000 + rate) / 1000 + (1e-9 if cents > 0 else -1e-9)), cents)


@pytest.mark.parametrize(
    ("gross", "net"), [(11899, 10000), (11901, 10000), (9900, 10000), (12700, 10000), (-11900, 10000)]
)
def test_what_no_rate_explains(gross, net):
    assert not tax.explains(gross, net)
