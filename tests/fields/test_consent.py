"""Only a clear yes is a yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import consent


@pytest.mark.parametrize(
    "typed",
    [
        "ja",
        "JA",
        "x",
        "X",
        "1",
        "true",
        "WAHR",
        "yes",
        "Double-Opt-In",
        "subscribed",
        "angemeldet",
        "✓",
        "oui",
        "Opt-in",
    ],
)
def test_a_yes(typed):
    assert consent.read(typed) == ("yes", None)


@pytest.mark.parametrize(
    "typed",
    ["nein", "0", "FALSE", "abgemeldet", "unsubscribed", "opt-out", "Opted out", "cleaned", "no", "Widerspruch"],
)
def test_a_no(typed):
    assert consent.read(typed) == ("no", None)


@pytest.mark.parametrize(
    "typed", ["?", "vielleicht", "unbekannt", "2", "offen", "pending", "unconfirmed", "ja?nein", "nur Post"]
)
def test_anything_else_is_unknown(typed):
    assert consent.read(typed) == (None, "consent_unknown")


def test_an_empty_cell_says_nothing():
    assert consent.read("") == consent.read("-") == (None, None)


@given(st.text(st.characters()))
def test_no_text_breaks_the_reader(typed):
    assert consent.clean(typed) in ("yes", "no", None)
