"""VAT ids in one spelling, checked where the rule is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import vat_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("DE 136 695 976", "DE136695976"),
        ("de136695976", "DE136695976"),
        ("USt-IdNr.: DE136695976", "DE136695976"),
        ("ATU13585627", "ATU13585627"),
        ("ATU 1358 5627", "ATU13585627"),
        ("CHE-107.787.577 MWST", "CHE107787577"),
        ("CHE-107.787.577", "CHE107787577"),
        ("FR 40 303265045", "FR40303265045"),
        ("NL004495445B01", "NL004495445B01"),
        ("DE136695977", None),
        ("ATU13585628", None),
        ("CHE107787578", None),
        ("DE12345", None),
        ("Finanzamt", None),
        ("", None),
    ],
)
def test_one_spelling_or_none(typed, kept):
    assert vat_id.clean(typed) == kept


def test_a_wrong_digit_is_named_and_nothing_is_no_fault():
    assert vat_id.read("DE136695977") == ("DE136695977", "vat_id_invalid")
    assert vat_id.read(" - ") == (None, None)


@given(st.integers(10**7, 10**8 - 1), st.sampled_from(["DE", "ATU", "CHE"]))
def test_of_ten_last_digits_at_most_one_fits(body, country):
    body = str(body)[:7] if country == "ATU" else str(body)
    assert sum(vat_id.clean(f"{country}{body}{last}") is not None for last in range(10)) <= 1


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing(typed):
    assert vat_id.clean(vat_id.clean(typed) or "") == vat_id.clean(typed)
