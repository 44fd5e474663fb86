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


SPREAD = [
    ("shop", "hamburg", "20095", "Alsterweg 3"),
    ("buch", "7", "80331", "Isarring 12"),
    ("till", "3", "50667", "Am Rhein 1"),
]


@pytest.fixture
def namesakes(town: Town) -> list[int]:
    """Of one name in three towns, each with a mail address."""
    found = []
    for place, (source, number, postcode, street) in enumerate(SPREAD):
        words = {"street": street, "postcode": postcode, "email": f"kranz{'abc'[place]}{place}@web.de"}
        found.append(town.says(source, number, given_name="Thomas", family_name="Müller", **words))
    for row in range(200):
        town.says("crowd", given_name="Thomas" if row % 2 else "Uta", family_name=f"{'abcdefgh'[row % 8]}mann{row}")
    town.match()
    return found


@pytest.mark.parametrize(
    "typed",
    [
        ("Thomas", "Müller"),
        ("Thomas", "Mueller"),
        ("Müller", "Thomas"),
        ("Thomas", "Muller"),
        ("Thmoas", "Müller"),
        ("Tomas", "Müller"),
    ],
)
def test_a_full_name_alone_shows_all_who_are_called_so_or_nearly(
    town: Town, namesakes: list[int], typed: tuple[str, str]
) -> None:
    found = alike(town.db, dict(zip(("given_name", "family_name"), typed, strict=True)))
    assert sorted(one.profile for one in found) == namesakes
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def test_another_given_name_is_nobody_known(town: Town, namesakes: list[int]) -> None:
    assert alike(town.db, {"given_name": "Sabine", "family_name": "Müller"}) == []


def test_of_very_many_namesakes_a_handful_is_shown_and_the_likeliest_first(town: Town) -> None:
    for row in range(BLOCK_AT_MOST + 40):
        town.says("crowd", given_name="Thomas", family_name="Müller", email=f"m{row}x@firma{row}.example")
    here = {"street": "Isarring 12", "postcode": "80331"}
    known = town.says("buch", "1", given_name="Thomas", family_name="Müller", **here)
    town.match()
    assert 1 < len(alike(town.db, {"given_name": "Thomas", "family_name": "Müller"})) <= 5
    assert alike(town.db, {"given_name": "Thomas", "family_name": "Müller", **here})[0].profile == known


@pytest.mark.parametrize("typed", ["Gärtnerei Holzapfel", "Gaertnerei Holzapfl", "Holzapfel Gärtnerei"])
def test_a_firm_is_shown_by_its_name_alone(town: Town, typed: str) -> None:
    firm = {"kind": "company", "city": "Bremen", "postcode": "28195", "street": "Am Wall 1"}
    known = town.says("buch", "1", company="Gärtnerei Holzapfel", **firm)
    town.match()
    assert [one.profile for one in alike(town.db, {"kind": "company", "company": typed})] == [known]
