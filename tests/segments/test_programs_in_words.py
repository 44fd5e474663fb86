"""Programs are called as people call them, not as the store does."""

import pytest

from kmu_crm.segments.parser import parse
from kmu_crm.segments.words import words


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("system is shopify", "Shopify"),
        ("system in (datev, cleverreach)", "DATEV or CleverReach"),
        ("system is list", "Own list"),
        ("system is kmu_crm", "entry by hand"),
        ("system is somewhere", "somewhere"),
    ],
)
def test_a_source_is_named_by_its_program(rule: str, said: str) -> None:
    assert said in words(parse(rule))
