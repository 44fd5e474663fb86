"""A list that calls everybody “Kunde” takes a firm without a legal form for a person: it is that firm all the same."""

import pytest
from identity_town import Town

from kmu_crm.fields import name

ADDRESS = {"street": "Weg 6", "postcode": "89073", "city": "Ulm"}


def firm(town: Town, name: str, key: str = "6", **more: object) -> int:
    return town.says("firms", key, company=name, kind="company", **more)


def person(town: Town, given: str, family: str, key: str = "", **more: object) -> int:
    return town.says("bills", key, given_name=given, family_name=family, kind="person", **more)


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Blumen Risse", "Blumen", "Risse"),
        ("TSV Musterstadt", "Musterstadt", "TSV"),
        ("Zahnarzt Dr. Peters", "Zahnarzt", "Peters"),
    ],
)
@pytest.mark.parametrize("beside", [{}, {"email": "post@risse.example"}, {"phone": "+4973112345"}, ADDRESS])
def test_a_firm_that_is_called_as_a_person_is_one_with_it(
    town: Town, name: str, given: str, family: str, beside: dict[str, object]
) -> None:
    one = firm(town, name, **beside)
    other = person(town, given, family, key="" if beside else "6", **beside)
    assert town.profiles() == [[one, other]]


def test_with_a_legal_form_it_may_be_another_than_its_owner(town: Town) -> None:
    firm(town, "Max Berger GmbH", key="", **ADDRESS)
    person(town, "Max", "Berger", **ADDRESS)
    assert len(town.profiles()) == 2


def test_unless_both_have_one_number(town: Town) -> None:
    firm(town, "Max Berger GmbH", key="6")
    person(town, "Max", "Berger", key="6")
    assert len(town.profiles()) == 1


def test_a_name_alone_is_asked_about(town: Town) -> None:
    firm(town, "Blumen Risse", **ADDRESS)
    person(town, "Blumen", "Risse")
    assert len(town.profiles()) == 2
    assert town.db.execute("SELECT band FROM pair").fetchall() == [("ask",)]


def test_so_is_a_common_word_of_a_trade_with_a_name(town: Town) -> None:
    firm(town, "Autohaus Meier", **ADDRESS)
    firm(town, "Autohaus Meier", key="")
    assert town.db.execute("SELECT count(*) FROM pair").fetchone() == (0,)
    town.match()
    assert town.db.execute("SELECT band FROM pair").fetchall() == [("ask",)]


@pytest.mark.parametrize("more", [{"birth_date": "1980-02-03"}, {"family_name": "Berger jun."}])
def test_whoever_was_born_is_a_person(town: Town, more: dict[str, str]) -> None:
    firm(town, "Max Berger", key="", **ADDRESS)
    town.says("bills", **{"given_name": "Max", "family_name": "Berger", "kind": "person", **ADDRESS, **more})
    assert len(town.profiles()) == 2


def test_the_same_street_of_another_town_makes_no_one_of_them(town: Town) -> None:
    firm(town, "Thomas Maler", key="", street="Schulstr. 4", postcode="50667", city="Köln")
    person(town, "Thomas", "Maler", street="Schulstr. 4", postcode="80331", city="München")
    assert len(town.profiles()) == 2


@pytest.mark.parametrize(("one", "other"), [("Meier Bau AG", "Meier Bau KG"), ("Sparkasse", "Sparkasse")])
def test_another_legal_form_or_a_single_word_is_nothing_to_ask_about(town: Town, one: str, other: str) -> None:
    firm(town, one, **ADDRESS)
    firm(town, other, key="")
    town.match()
    assert town.db.execute("SELECT count(*) FROM pair WHERE probability >= 0.6").fetchone() == (0,)


@pytest.mark.parametrize(("one", "other"), [("Oma Krause", "Opa Krause"), ("Leitung Frau Berg", "Küche Frau Berg")])
def test_two_who_are_told_apart_by_a_word_before_their_surname_stay_two(town: Town, one: str, other: str) -> None:
    for key, said in enumerate((one, other)):
        parts = name.split(said)
        more = {"department": name.post(said) or "", "phone": "+4973112345", **ADDRESS}
        person(town, parts.given or "", parts.family or "", key=str(key), **more)
    assert len(town.profiles()) == 2
