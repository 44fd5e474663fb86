"""The number by which a state or an insurance knows one person, in a column that no field of this program is for."""

import json

import pytest
from identity_town import Town

HOME = {"street": "Birkenweg 7", "postcode": "04109", "city": "Leipzig"}
AWAY = {"street": "Steig 70", "postcode": "80331", "city": "München"}


def says(town: Town, source: str, key: str, column: str, number: str, **words: str) -> int:
    return town.says(source, key, attributes=json.dumps({column: number, "Kasse": "AOK"}, ensure_ascii=False), **words)


@pytest.mark.parametrize(
    "column", ["AHV-Nr.", "SVNR", "Sozialversicherungsnummer", "soc_sec_id", "SSN", "Steuer-ID", "N° AVS"]
)
def test_who_has_one_number_of_the_states_and_one_name_is_one_wherever_he_lives(town: Town, column: str) -> None:
    one = says(town, "praxis", "1", column, "756.1234.5678.97", given_name="Max", family_name="Müller", **HOME)
    other = says(town, "crm", "71", column, "7561234567897", given_name="Max", family_name="Müller", **AWAY)
    assert town.profiles() == [[one, other]]


def test_a_slip_in_the_number_or_in_the_date_of_birth_parts_nobody(town: Town) -> None:
    words = {"given_name": "Max", "family_name": "Müller", **HOME}
    one = says(town, "praxis", "1", "AHV-Nr.", "7561234567897", birth_date="1970-05-03", **words)
    other = says(town, "crm", "71", "AHV-Nr.", "7561234576897", birth_date="1970-03-05", **words)
    third = says(town, "shop", "91", "AHV-Nr.", "7561234567897", birth_date="1986-11-14", **words)
    assert town.profiles() == [[one, other, third]]


def test_who_is_called_by_another_given_name_is_still_who_has_the_number(town: Town) -> None:
    one = says(town, "praxis", "1", "SVNR", "1234010170", given_name="Karl", family_name="Quittenbaum", **HOME)
    other = says(town, "crm", "71", "SVNR", "1234010170", given_name="Heinz", family_name="Quittenbaum", **HOME)
    assert town.profiles() == [[one, other]]


def test_a_child_entered_with_a_parents_number_is_another(town: Town) -> None:
    words = {"family_name": "Quittenbaum", **HOME}
    one = says(town, "praxis", "1", "SVNR", "1234010170", given_name="Max", birth_date="1970-01-01", **words)
    other = says(town, "crm", "71", "SVNR", "1234010170", given_name="Eva", birth_date="2004-07-09", **words)
    assert town.profiles() == [[one], [other]]


def test_twins_have_two_numbers(town: Town) -> None:
    words = {"family_name": "Quittenbaum", "birth_date": "2004-07-09", "email": "quittenbaum@gmx.de", **HOME}
    one = says(town, "praxis", "1", "SVNR", "1234090704", given_name="Eva", **words)
    other = says(town, "crm", "71", "SVNR", "8812090704", given_name="Ina", **words)
    assert town.profiles() == [[one], [other]]


def test_father_and_son_of_one_name_have_two_numbers(town: Town) -> None:
    words = {"given_name": "Max", "family_name": "Quittenbaum", **HOME}
    one = says(town, "praxis", "1", "SVNR", "1234010140", **words)
    other = says(town, "crm", "71", "SVNR", "8812050572", **words)
    assert town.profiles() == [[one], [other]]


@pytest.mark.parametrize("column", ["Kundengruppe", "Reservierung", "Session", "Soc. Media", "Filiale Nr."])
def test_other_columns_with_numbers_say_nothing(town: Town, column: str) -> None:
    one = says(town, "praxis", "1", column, "7561234567897", given_name="Max", family_name="Müller", **HOME)
    other = says(town, "crm", "71", column, "7561234567897", given_name="Max", family_name="Müller", **AWAY)
    assert town.profiles() == [[one], [other]]
