import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import vat_rates


@given(st.integers(-10_000_000, 10_000_000), st.sampled_from(vat_rates.RATES))
def test_a_rate_leads_from_net_to_gross_and_back(cents, rate):
    assert vat_rates.explains(round(cents * (1000 + rate) / 1000 + (1e-9 if cents > 0 else -1e-9)), cents)


@pytest.mark.parametrize(
    ("gross", "net"), [(11899, 10000), (11901, 10000), (9900, 10000), (12700, 10000), (-11900, 10000)]
)
def test_what_no_rate_explains(gross, net):
    assert not vat_rates.explains(gross, net)
