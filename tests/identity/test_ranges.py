"""Customer numbers of two programs: evidence where both count together, next to nothing where each counts for itself."""

import json

import pytest
from identity_town import Town

from kmu_crm.identity import match as matching
from kmu_crm.identity import ranges
from kmu_crm.identity.model import BLOCK_AT_MOST

NAMES = ("Auerfels", "Birnstiel", "Cordshagen", "Dornheckter", "Ellerbrook", "Finkenzeller", "Grasmuck", "Hohlbein")


def books(town: Town, count: int = 8) -> list[int]:
    """The bookkeeping: numbers are keys there."""
    return [town.says("buch", str(10101 + n), given_name="Anna", family_name=NAMES[n], street=f"Am Anger {n}",
                      postcode="04109", city="Leipzig") for n in range(count)]  # fmt: skip


def visits(town: Town, count: int, *, shift: int = 0, system: str = "service", given: str = "Anna") -> list[int]:
    """A list of visits that names customers by name and number only."""
    return [town.says(system, full_name=f"{given} {NAMES[n]}", customer_number=str(10101 + n + shift))
            for n in range(count)]  # fmt: skip


def test_where_the_same_numbers_bear_the_same_names_number_and_name_make_one(town: Town) -> None:
    known, seen = books(town), visits(town, 8)
    assert town.profiles() == sorted([list(both) for both in zip(known, seen, strict=True)])


def test_where_two_programs_count_for_themselves_the_number_says_nothing(town: Town) -> None:
    known, seen = books(town), visits(town, 8, shift=1)
    assert town.profiles() == sorted([[one] for one in (*known, *seen)])


def test_two_agreements_are_not_enough_to_believe_in_a_range(town: Town) -> None:
    known, seen = books(town), visits(town, 2, given="A.")
    assert town.profiles() == sorted([[one] for one in (*known, *seen)])


@pytest.mark.parametrize("written", ["Anna Auerfels", "ANNA AUERFELS", "Auerfels, Anna"])
def test_one_number_with_the_same_full_name_is_enough(town: Town, written: str) -> None:
    known = books(town)
    seen = town.says("service", full_name=written, customer_number="0010101")
    assert town.profiles() == sorted([[known[0], seen]] + [[one] for one in known[1:]])
    (told,) = town.db.execute("SELECT evidence FROM pair WHERE a = ? AND b = ?", (known[0], seen)).fetchone()
    assert any(line["reason"].startswith("number.variant") for line in json.loads(told))


def test_one_number_with_the_same_name_of_a_firm_is_enough(town: Town) -> None:
    known = town.says("buch", "77", company="Gärtnerei Nordwerk GmbH", street="Am Anger 7", postcode="04109")
    seen = town.says("service", company="Gaertnerei Nordwerk GmbH", customer_number="077")
    other = town.says("service", company="Gaertnerei Nordwerk Verwaltungs GmbH", customer_number="77")
    assert town.profiles() == [[known, seen], [other]]


def test_a_number_does_not_join_father_and_son(town: Town) -> None:
    father = town.says("buch", "77", given_name="Georg", family_name="Kieselbach", birth_date="1948-03-02")
    son = town.says("service", full_name="Georg Kieselbach", customer_number="77", birth_date="1979-11-23")
    assert town.profiles() == [[father], [son]]


def test_number_and_name_find_each_other_among_many_namesakes(town: Town) -> None:
    people = [
        town.says("buch", str(100 + n), given_name="Anna", family_name="Müller") for n in range(BLOCK_AT_MOST + 5)
    ]
    seen = town.says("service", full_name="Anna Mueller", customer_number="120")
    assert [people[20], seen] in town.profiles()


def test_two_people_are_not_merged_because_they_bear_one_number(town: Town) -> None:
    known = books(town)
    visits(town, 7)
    stranger = town.says("service", full_name="Petra Zwirner", customer_number="10108", email="zwirner@gmx.de")
    assert [known[7]] in town.profiles() and [stranger] in town.profiles()


def test_another_name_at_the_same_number_is_asked_about_at_most(town: Town) -> None:
    known = books(town)
    visits(town, 7)
    home = {"street": "Am Anger 7", "postcode": "04109", "city": "Leipzig"}
    stranger = town.says("service", full_name="Petra Hohlbein", customer_number="10108", **home)
    assert [known[7]] in town.profiles() and [stranger] in town.profiles()


@pytest.mark.parametrize("written", ["0010108", "KD-10108", "kd 10108"])
def test_a_number_may_be_written_in_several_ways(written: str) -> None:
    assert ranges.plain(written).removeprefix("kd") == "10108"


def test_a_list_that_comes_later_is_looked_at_when_it_comes(town: Town) -> None:
    known = books(town)
    town.match()
    seen = visits(town, 5)
    assert town.profiles() == sorted([[a, b] for a, b in zip(known, seen, strict=False)] + [[one] for one in known[5:]])
    before = town.derived()
    matching.rebuild(town.db)
    assert town.derived() == before


def test_the_reason_is_told_with_both_numbers(town: Town) -> None:
    known, seen = books(town), visits(town, 8)
    town.match()
    (told,) = town.db.execute("SELECT evidence FROM pair WHERE a = ? AND b = ?", (known[0], seen[0])).fetchone()
    (number,) = [line for line in json.loads(told) if line["field"] == "number"]
    assert (number["left"], number["right"]) == ("10101", "10101") and number["reason"].startswith("number.same")
    assert number["weight"] > 3


def test_a_slot_counts_with_all_that_count_with_it(town: Town) -> None:
    known, seen, till = books(town), visits(town, 8), visits(town, 8, system="kasse")
    assert town.profiles() == sorted([list(three) for three in zip(known, seen, till, strict=True)])


def test_numbers_that_agree_only_up_to_a_point_are_no_range(town: Town) -> None:
    known = books(town)
    visits(town, 4, given="A.")
    for n, name in enumerate(("Zwirner", "Ypsen", "Xaverius", "Wolkenbruch")):  # counted on by itself from here
        town.says("service", full_name=f"Petra {name}", customer_number=str(10105 + n))
    assert [known[0]] in town.profiles()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"given_name": "Anna", "family_name": "Hohlbein"}, {"full_name": "Anna Zwirner"}),
        ({"company": "Nordwerk Gartenbau GmbH"}, {"company": "Südlicht Optik GmbH"}),
    ],
)
def test_a_number_does_not_merge_two_names(town: Town, one: dict[str, str], other: dict[str, str]) -> None:
    home = {"street": "Am Anger 7", "postcode": "04109", "city": "Leipzig"} if "company" in one else {}
    books(town, 7)
    visits(town, 7)
    known = town.says("buch", "10108", **one, **home)
    stranger = town.says("service", customer_number="10108", **other, **home)
    assert [known] in town.profiles() and [stranger] in town.profiles()
