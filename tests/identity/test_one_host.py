"""Firms whose mail stands at one host under two addresses: one name is one firm, though the host be called otherwise."""

import pytest
from identity_town import Town

FIRMS = [
    ("Autohaus Schmidt GmbH", "Autohaus Schmidt GmbH", "ahs-gruppe.example"),
    ("Elektro Maier GmbH", "Elektro Maier GmbH", "em-landshut.example"),
    ("Café Sonnenschein", "Cafe Sonnenschein", "sonnenkaffee.example"),
    ("Schreinerei Huber", "Schreinerei Hubr", "holzmanufaktur.example"),
]


def says_twice(town: Town, one: str, other: str, host: str, numbers: tuple[str, str]) -> list[int]:
    here = {"street": "Münchner Str. 10", "postcode": "84028", "city": "Landshut"}
    there = {"street": "Siemensstr. 3", "postcode": "84030", "city": "Ergolding"}
    first = town.says("buch", numbers[0], company=one, email=f"rechnung@{host}", phone="+4987132345", **here)
    source = "buch" if numbers[1] else "shop"
    return [first, town.says(source, numbers[1], company=other, email=f"werkstatt@{host}", **there)]


@pytest.mark.parametrize(("one", "other", "host"), FIRMS)
def test_one_name_at_one_host_under_two_addresses_is_one_firm(town: Town, one: str, other: str, host: str) -> None:
    pair = says_twice(town, one, other, host, ("10003", ""))
    assert town.profiles() == [pair]


def test_so_it_is_under_two_numbers_of_one_list_or_asked(town: Town) -> None:
    pair = says_twice(
        town, "Holzbau Ertl GmbH & Co. KG", "Holzbau Ertl GmbH & Co. KG", "holzbau-ertl.example", ("2", "346")
    )
    together = town.profiles() == [pair]
    assert together or town.db.execute("SELECT a, b FROM pair WHERE band = 'ask'").fetchall() == [tuple(pair)]


def test_two_numbers_of_a_list_whose_host_is_called_as_both_are_asked_about(town: Town) -> None:
    pair = says_twice(town, "Zahnarzt Dr. Klein", "Zahnarztpraxis Dr. Klein", "zahnarzt-klein.example", ("4", "348"))
    town.match()
    assert town.db.execute("SELECT a, b FROM pair WHERE band = 'ask'").fetchall() == [tuple(pair)]


def test_two_names_at_a_host_called_otherwise_stay_two(town: Town) -> None:
    pair = says_twice(town, "Bäckerei Bauer", "Schlosserei Engel", "stadtnetz.example", ("5", ""))
    assert town.profiles() == [[one] for one in pair]


@pytest.mark.parametrize("name", ["Kath. Pfarramt St. Martin", "Gasthof Post", "Metzgerei Huber", "Grundschule"])
def test_two_numbers_of_one_list_with_a_name_that_every_town_has_stay_two(town: Town, name: str) -> None:
    pair = says_twice(town, name, name, "vilsnetz.example", ("10001", "10002"))
    assert town.profiles() == [[one] for one in pair]


@pytest.mark.parametrize(("name", "host"), [("OBI Markt", "obi.example"), ("Fressnapf", "fressnapf-partner.example")])
def test_branches_of_a_chain_are_not_taken_for_one(town: Town, name: str, host: str) -> None:
    pair = says_twice(town, name, name, host, ("10001", "10002"))
    assert town.profiles() == [[one] for one in pair]
