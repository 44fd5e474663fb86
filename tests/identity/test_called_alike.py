"""A list that calls everybody “Kunde” takes a firm without a legal form for a person: it is that firm all the same."""

import pytest
from identity_town import Town

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
