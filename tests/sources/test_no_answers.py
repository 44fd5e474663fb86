"""“n/a” and “k.A.” are no names and no places: whoever writes them in every field has said nothing."""

import pytest

from kmu_crm.sources.recording import people
from kmu_crm.sources.recording.shapes import PARTY_COLUMNS


def party(**said: str) -> dict[str, object]:
    found = people.party(dict(said), {})
    return dict(zip(PARTY_COLUMNS, found, strict=True)) if found else {}


@pytest.mark.parametrize("nothing", ["n/a", "N/A", "k.A.", "k. A.", "keine Angabe", "Unbekannt", "n.a."])
def test_no_answer_is_neither_a_firm_nor_a_street_nor_a_town(nothing: str) -> None:
    anna = {"given_name": "Anna", "family_name": "Berg", "email": "anna@berg.example"}
    places = dict.fromkeys(("company", "street", "city", "department"), nothing)
    assert party(**anna, **places) == party(**anna)


@pytest.mark.parametrize("nothing", ["n/a", "k.A."])
def test_whoever_answers_nothing_at_all_names_nobody(nothing: str) -> None:
    fields = ("company", "given_name", "family_name", "full_name", "street", "city")
    assert party(**dict.fromkeys(fields, nothing)) == {}


def test_a_given_name_beside_no_surname_stays() -> None:
    said = party(given_name="Anna", family_name="n/a", email="anna@berg.example")
    assert (said["given_name"], said["family_name"]) == ("Anna", None)


def test_initials_before_a_surname_are_a_name() -> None:
    assert party(given_name="K. A.", family_name="Berg")["given_name"] == "K. A."
