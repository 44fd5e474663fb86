"""Whoever is typed in may be here already: told before anything is kept."""

import pytest
from identity_town import Town

from kmu_crm.identity.alike import alike
from kmu_crm.identity.model import BLOCK_AT_MOST

HOME = {"street": "Birkenweg 7", "postcode": "04109", "city": "Leipzig"}
ANNA = {"given_name": "Anna", "family_name": "Müllerstedt", "email": "anna.muellerstedt@gmx.de", **HOME}


@pytest.fixture
def anna(town: Town) -> int:
    record = town.says("buch", "1", **ANNA)
    town.says("shop", **ANNA, phone="+493412312514")
    town.says("shop", given_name="Uwe", family_name="Kranz", email="uwe@web.de")
    town.match()
    return record


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "Anna", "family_name": "Mullerstedt", "email": "anna.muellerstedt@gmx.de"},
        {"given_name": "Anna", "family_name": "Muellerstedt", "street": "Birkenweg 7", "postcode": "04109"},
        {"given_name": "A.", "family_name": "Müllerstedt", "phone": "+493412312514"},
        {"kind": "person", "email": "Anna.Muellerstedt@gmx.de".lower()},
    ],
)
def test_who_may_be_known_is_told_once_with_the_reasons(town: Town, anna: int, typed: dict[str, str]) -> None:
    before = town.derived()
    (found,) = alike(town.db, typed)
    assert (found.profile, found.probability >= 0.5) == (anna, True)
    assert found.evidence and found.evidence[0].weight > 0
    assert town.derived() == before, "nothing is written"


def test_nobody_is_told_of_strangers_and_of_an_empty_store(town: Town, anna: int) -> None:
    assert alike(town.db, {"given_name": "Uta", "family_name": "Zell", "email": "uta@zell.example"}) == []
    assert alike(town.db, {}) == []


def test_nothing_was_matched_yet(town: Town) -> None:
    assert alike(town.db, {"family_name": "Zell", "email": "uta@zell.example"}) == []


def test_somebody_with_very_many_rows_is_found_too(town: Town, anna: int) -> None:
    for row in range(BLOCK_AT_MOST + 5):
        town.says("till", **{**ANNA, "street": f"Weg {row}"})
    town.match()
    (found,) = alike(town.db, {"given_name": "Anna", "family_name": "Müllerstedt", "email": "anna.muellerstedt@gmx.de"})
    assert found.profile == anna
