"""A merge that was made of merged customers holds whom people named: what an earlier one brought goes again with that one."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity_town import Town

from kmu_crm.decisions import journal
from kmu_crm.identity import queries, verdicts

NAMES = ("Anna Zell", "Bernd Ott", "Carla Uhl", "Dora Imm", "Emil Aue")


@pytest.fixture
def people(town: Town) -> list[int]:
    return come(town)


def come(town: Town) -> list[int]:
    found = []
    for number, name in enumerate(NAMES):
        given_name, family_name = name.split()
        found.append(town.says("buch", str(number), given_name=given_name, family_name=family_name))
    town.match()
    return found


def merges(town: Town, a: int, b: int) -> int:
    number = verdicts.merge(town.db, a, b, "me")
    town.match()
    return number


def takes_back(town: Town, number: int) -> int:
    entry = journal.revoke(town.db, number, "me")
    town.match()
    return entry


@pytest.mark.parametrize(("named", "left"), [(0, [[0, 2], [1]]), (1, [[0], [1, 2]])])
@pytest.mark.parametrize("turned", [False, True])
def test_the_earlier_goes_and_the_later_stays_with_whom_it_named(
    town: Town, people: list[int], named: int, left: list[list[int]], turned: bool
) -> None:
    first = merges(town, people[0], people[1])
    both = (people[named], people[2])
    merges(town, *(reversed(both) if turned else both))
    entry = takes_back(town, first)
    assert town.profiles()[: len(left)] == [[people[one] for one in group] for group in left]
    journal.lift(town.db, [entry], "me")
    assert town.profiles()[0] == people[:3]


def test_so_it_is_with_those_made_in_one_go(town: Town, people: list[int]) -> None:
    rulings = verdicts.Rulings(town.db, "me")
    first = rulings.merge(people[0], people[1])
    rulings.merge(people[0], people[2], first)
    rulings.merge(people[3], people[4])
    rulings.merge(people[2], people[3])
    assert town.profiles() == [people]
    takes_back(town, first)
    assert town.profiles() == [[people[0], *people[2:]], [people[1]]]


def test_what_files_know_as_one_stays_with_the_later(town: Town, people: list[int]) -> None:
    again = town.says("shop", "7", given_name="Bernd", family_name="Ott", email="bernd.ott@ott-bau.de")
    town.says("buch", "1", given_name="Bernd", family_name="Ott", email="bernd.ott@ott-bau.de")
    town.match()
    assert verdicts.profile_of(town.db, again) == people[1]
    first = merges(town, people[0], people[1])
    merges(town, people[1], people[2])
    takes_back(town, first)
    assert town.profiles()[:2] == [[people[0]], [people[1], people[2], again]]


def test_a_split_does_not_hold_what_the_merge_before_it_brought(town: Town, people: list[int]) -> None:
    first = merges(town, people[0], people[1])
    merges(town, people[0], people[2])
    verdicts.split(town.db, people[0], [people[2]], "me")
    assert town.profiles()[:2] == [people[:2], [people[2]]]
    takes_back(town, first)
    assert town.profiles() == [[one] for one in people]


def test_the_later_goes_before_what_kept_two_apart_as_long_as_all_stand(town: Town, people: list[int]) -> None:
    first = merges(town, people[0], people[1])
    verdicts.apart(town.db, people[0], people[2], "me")
    merges(town, people[0], people[2])
    assert town.profiles()[0] == people[:3]
    takes_back(town, first)
    assert town.profiles()[:2] == [[people[0], people[2]], [people[1]]]
    assert queries.merged_safely(town.db) == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=7), st.randoms())
def test_whatever_is_taken_back_who_is_one_is_what_the_others_say_alone(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, int]], chance: Random
) -> None:
    town = Town(tmp_path_factory.mktemp("town"))
    people, made = come(town), []
    for a, b in said:
        if verdicts.profile_of(town.db, people[a]) != verdicts.profile_of(town.db, people[b]):
            made.append((merges(town, people[a], people[b]), (a, b)))
    gone = chance.sample(made, chance.randint(0, len(made)))
    for number, _pair in gone:
        takes_back(town, number)
    groups = [{one} for one in range(len(people))]
    for _number, pair in (one for one in made if one not in gone):
        one, other = (next(group for group in groups if end in group) for end in pair)
        if one is not other:
            groups.remove(other)
            one |= other
    assert town.profiles() == sorted(sorted(people[one] for one in group) for group in groups)
    town.store.close()
