"""Many pairs decided in one go: as if one after the other, and taken back in one."""

import pytest
from desk_town import Town, customer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kmu_crm.decisions import journal
from kmu_crm.desk import deciding, joined
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.derive import derive
from kmu_crm.desk.rebuilding import DERIVED
from kmu_crm.errors import KmuError
from kmu_crm.identity import verdicts
from tests.taking_back import take_back, take_back_all

FAMILIES = ("Abend", "Berg", "Clasen")
PEOPLE = tuple(
    customer(f"K{place}", given, FAMILIES[place % 3], f"{given.lower()}@{FAMILIES[place % 2].lower()}.example",
             street=f"Weg {place % 4}", postcode="01067", city="Dresden")
    for place, given in enumerate(("Anna", "Anne", "Bernd", "Berndt", "Clara", "Klara", "Dora", "Ernst", "Fritz", "Anna"))
)  # fmt: skip


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    from kmu_crm.store.store import Store

    folder = tmp_path_factory.mktemp("crowd")
    with Store(folder / "town.kmucrm") as store:
        town = Town(folder, store)
        town.customers(*PEOPLE)
        town.contacts("add", *((row[1], row[2], row[3], row[4]) for row in PEOPLE[::2]))
        derive(store.db)  # figures speak of today, as they do after each decision
        yield town


def seen(town: Town) -> dict[str, list[tuple]]:
    """All that is derived, as it stands."""
    db = town.store.db
    return {table: sorted(db.execute(f"SELECT {columns} FROM {table}"), key=repr) for table, columns in DERIVED.items()}


def one_by_one(town: Town, wishes: list[Wish]) -> tuple[list[Wish], list[int]]:
    """Those that could be carried out, and the numbers of what they decided."""
    kept, made = [], []
    for wish in wishes:
        try:
            made += deciding.carry_out(town.store.db, [wish], "Eva")
        except KmuError:
            continue
        kept.append(wish)
    return kept, made


NUMBERS = some.integers(1, len(PEOPLE))
WISHES = some.lists(some.builds(Wish, NUMBERS, NUMBERS, some.booleans(), some.just({})), min_size=1, max_size=9)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=WISHES)
def test_pairs_decided_in_one_go_give_what_they_give_one_by_one_and_the_way_back_leads_to_what_was(crowd, wishes):
    db, before = crowd.store.db, seen(crowd)
    wishes, made = one_by_one(crowd, wishes)
    single = seen(crowd)
    take_back_all(db, made, "Eva")
    assert seen(crowd) == before
    (number,) = deciding.write_down(db, [wishes], "Eva")
    deciding.draw(db, True)
    assert seen(crowd) == single
    if number is not None:
        deciding.strike(db, [number], "Eva")
        deciding.draw(db, True)
    assert seen(crowd) == before and not journal.standing(db)


def test_a_refused_pair_leaves_nothing_of_the_others(crowd):
    db, before = crowd.store.db, seen(crowd)
    apart = deciding.carry_out(db, [Wish(1, 3, False)], "Eva")
    with pytest.raises(verdicts.Contradicts):
        deciding.carry_out_groups(db, [[Wish(1, 2, True), Wish(2, 3, True)]], "Eva")
    assert [one.id for one in journal.standing(db)] == apart
    take_back_all(db, apart, "Eva")
    assert seen(crowd) == before


def test_a_pair_that_contradicts_an_earlier_word_is_left_out_by_name_and_the_others_are_written(crowd):
    db, before = crowd.store.db, seen(crowd)
    deciding.carry_out(db, [Wish(1, 3, False)], "Eva")
    names = {number: name for number, (name, _system) in joined.said(db, range(1, 9)).items()}
    wishes = [[Wish(1, 2, True)], [Wish(5, 6, True)], [Wish(2, 3, True)], [Wish(7, 8, False)]]
    made, refused = deciding.write_what_can(db, wishes, "Eva")
    assert [number is None for number in made] == [False, False, True, False]
    (error,) = refused
    told = str(error)
    assert names[1] in told and names[3] in told and "revoke" not in told
    assert [one.kind for one in journal.standing(db)] == ["apart", "one", "one", "apart"]
    take_back_all(db, [one.id for one in journal.standing(db)], "Eva")
    assert seen(crowd) == before


def test_customers_that_were_made_one_against_an_earlier_word_can_be_merged_with_a_third(crowd):
    db, before = crowd.store.db, seen(crowd)
    made = deciding.carry_out(db, [Wish(1, 3, False)], "Eva") + deciding.carry_out(db, [Wish(1, 3, True)], "Eva")
    made += deciding.carry_out(db, [Wish(1, 5, True)], "Eva")
    assert {verdicts.profile_of(db, number) for number in (1, 3, 5)} == {1}
    take_back_all(db, made, "Eva")
    assert seen(crowd) == before


def test_what_was_decided_in_one_go_is_one_of_the_last_decisions_and_the_newest_step_back(crowd):
    db, before = crowd.store.db, seen(crowd)
    first = deciding.carry_out(db, [Wish(1, 2, False)], "Eva")
    (number,) = deciding.carry_out_groups(db, [[Wish(3, 4, True), Wish(5, 6, True), Wish(7, 8, False)]], "Eva")
    made = deciding.last(db)
    assert [one.id for one in made] == [number, *first] and (made[0].ones, made[0].twos) == (2, 1)
    assert deciding.count(db) == 4
    assert deciding.strike_newest(db, [], 1, "Eva") == [number] and deciding.count(db) == 1
    take_back_all(db, first, "Eva")
    assert seen(crowd) == before


def test_values_chosen_with_a_cluster_hold_for_all_of_it_and_go_with_it(crowd):
    db, before = crowd.store.db, seen(crowd)
    wishes = [Wish(1, 2, True), Wish(1, 7, True, {"city": "Köln"}, (1, 2, 7))]
    (number,) = deciding.carry_out_groups(db, [wishes], "Eva")
    assert [row["city"] for row in crowd.profiles() if row["id"] == 1] == ["Köln"]
    assert journal.standing(db, ("correct",))[0].what["records"] == sorted(
        record for wish in (1,) for record in verdicts.records_of(db, wish)
    )
    take_back(db, number, "Eva")
    assert seen(crowd) == before and not journal.standing(db)


def test_several_decisions_are_revoked_one_by_one_of_what_was_made_in_one_go(crowd):
    db, before = crowd.store.db, seen(crowd)
    deciding.carry_out_groups(db, [[Wish(3, 4, True), Wish(5, 6, True)]], "Eva")
    first, second = journal.standing(db)
    deciding.revoke(db, second.id, "Eva")
    assert [one.id for one in journal.standing(db)] == [first.id]
    with pytest.raises(journal.NoSuchDecision):
        deciding.revoke_all(db, [first.id, second.id], "Eva")
    take_back(db, first.id, "Eva")
    assert seen(crowd) == before


def test_what_waits_to_be_drawn_counts_with_what_is_decided_next(crowd):
    db, before = crowd.store.db, seen(crowd)
    deciding.write_down(db, [[Wish(1, 2, True)], [Wish(2, 3, False)]], "Eva")
    with pytest.raises(verdicts.Contradicts):
        deciding.write_down(db, [[Wish(5, 3, True), Wish(5, 1, True)]], "Eva")
    assert deciding.write_down(db, [[Wish(2, 1, True)]], "Eva") == [None]
    derive(db)
    assert verdicts.profile_of(db, 2) == 1 and verdicts.profile_of(db, 3) == 3
    take_back_all(db, [one.id for one in journal.standing(db)], "Eva")
    assert seen(crowd) == before


def test_figures_stand_where_those_kept_apart_were_two_before(crowd):
    db, before = crowd.store.db, seen(crowd)
    db.execute("UPDATE figure SET documents = 77 WHERE profile_id = 1")  # to see who writes them
    (number,) = deciding.write_down(db, [[Wish(1, 2, False)]], "Eva")
    deciding.draw(db, True)
    assert db.execute("SELECT documents FROM figure WHERE profile_id = 1").fetchone() == (77,)
    deciding.strike(db, [number], "Eva")
    deciding.draw(db, False)
    assert seen(crowd) == before


def test_figures_of_an_earlier_day_are_worked_out_anew_with_any_decision(crowd):
    db, before = crowd.store.db, seen(crowd)
    db.execute("UPDATE figure SET as_of = '2020-01-01'")
    (number,) = deciding.write_down(db, [[Wish(1, 2, False)]], "Eva")
    deciding.draw(db, True)
    take_back(db, number, "Eva")
    assert seen(crowd) == before
