"""A value put right for customers who were one then: where they are taken apart again, it stays with whose it was."""

import pytest
from desk_town import Town, customer

from kmu_crm.decisions import journal
from kmu_crm.desk import deciding, entry
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.rebuilding import rebuild
from tests.taking_back import take_back

RIGHT = "richtig@muster.example"
ANNA = customer("K1", "Anna", "Muster", "anna@muster.example", "ja", street="Weg 1", postcode="01067", city="Dresden")
BERND = customer(
    "K2", "Bernd", "Beispiel", "bernd@beispiel.example", "ja", street="Hang 2", postcode="80331", city="München"
)
CLARA = customer("K3", "Clara", "Clasen")
DORA = customer("K4", "Dora", "Dorn")


def merged(town: Town, *rows: tuple[str, ...]) -> int:
    """Two customers, merged as at the desk: the decision's number."""
    town.customers(*rows)
    (made,) = deciding.carry_out(town.store.db, [Wish(1, 2, True)], "Eva")
    return made


def shown(town: Town, field: str) -> dict[int, str | None]:
    """Profile number -> the value it shows; all of it is as derived from nothing."""
    assert rebuild(town.store.db).identical
    return {one["id"]: one[field] for one in town.profiles()}


@pytest.mark.parametrize("how", ["at the desk", "on the command line"])
def test_a_value_put_right_stays_with_the_one_whose_value_it_replaced(town: Town, how: str) -> None:
    made = merged(town, ANNA, BERND)
    (one,) = town.profiles()
    entry.correct(town.store.db, 1, "email", RIGHT, "Eva")
    if how == "at the desk":
        take_back(town.store.db, made, "Eva")
    else:
        deciding.revoke(town.store.db, made, "Eva")
        town.derived()
    left = {1: "anna@muster.example", 2: "bernd@beispiel.example"}
    whose = next(number for number, mail in left.items() if mail == one["email"])
    assert shown(town, "email") == left | {whose: RIGHT}


def test_a_town_put_right_stays_with_the_street_it_stood_beside(town: Town) -> None:
    neighbour = customer("K2", "Bernd", "Beispiel", street="Hang 2", postcode="01067", city="Dresden")
    made = merged(town, ANNA, neighbour)
    (one,) = town.profiles()
    entry.correct(town.store.db, 1, "city", "Radebeul", "Eva")
    take_back(town.store.db, made, "Eva")
    whose = 1 if one["street"] == "Weg 1" else 2
    assert shown(town, "city") == {1: "Dresden", 2: "Dresden"} | {whose: "Radebeul"}


def test_what_both_had_wrong_is_right_for_both(town: Town) -> None:
    made = merged(town, customer("K1", "Anna", "Muster", city="Wein"), customer("K2", "Bernd", "Beispiel", city="Wein"))
    entry.correct(town.store.db, 1, "city", "Wien", "Eva")
    take_back(town.store.db, made, "Eva")
    assert shown(town, "city") == {1: "Wien", 2: "Wien"}


@pytest.mark.parametrize("number", [1, 2])
def test_what_nobody_had_stays_with_the_number_it_was_typed_in_for(town: Town, number: int) -> None:
    made = merged(town, CLARA, DORA)
    entry.correct(town.store.db, number, "birth_date", "1.2.1980", "Eva")
    entry.correct(town.store.db, 1, "birth_date", "2.2.1980", "Eva")
    take_back(town.store.db, made, "Eva")
    assert shown(town, "birth_date") == {1: None, 2: None} | {number: "1980-02-02"}


def test_a_value_that_one_of_them_says_stays_with_that_one(town: Town) -> None:
    made = merged(town, ANNA, BERND)
    for home in (
        {"street": "Hang 2", "postcode": "80331", "city": "München"},
        {"street": "Weg 1", "postcode": "01067", "city": "Dresden"},
    ):
        entry.correct_all(town.store.db, 1, home, "Eva")
    take_back(town.store.db, made, "Eva")
    assert shown(town, "street") == {1: "Weg 1", 2: "Hang 2"}
    assert shown(town, "city") == {1: "Dresden", 2: "München"}


def test_merging_again_gives_the_very_state_before(town: Town) -> None:
    made = merged(town, ANNA, BERND)
    entry.correct_all(town.store.db, 1, {"email": RIGHT, "phone": "0341 2312514"}, "Eva")
    before = town.profiles()
    take_back(town.store.db, made, "Eva")
    deciding.carry_out(town.store.db, [Wish(1, 2, True)], "Eva")
    assert town.profiles() == before and rebuild(town.store.db).identical


def test_taking_a_merge_back_at_once_gives_the_very_state_before_it(town: Town) -> None:
    town.customers(ANNA, BERND)
    town.consent("anna@muster.example", "withdrawn")
    town.consent("bernd@beispiel.example", "confirmed")
    before = town.profiles()
    assert [one["email_ok"] for one in before] == ["no", "yes"]
    for mail in ("anna@muster.example", "bernd@beispiel.example"):
        (made,) = deciding.carry_out(town.store.db, [Wish(1, 2, True, {"email": mail})], "Eva")
        take_back(town.store.db, made, "Eva")
        assert town.profiles() == before and rebuild(town.store.db).identical


def test_records_taken_out_of_a_customer_leave_what_was_put_right_for_the_others(town: Town) -> None:
    merged(town, ANNA, BERND)
    (one,) = town.profiles()
    entry.correct(town.store.db, 1, "email", RIGHT, "Eva")
    town.decide("split", 0, 0)
    whose = 1 if one["email"] == "anna@muster.example" else 2
    assert shown(town, "email")[whose] == RIGHT
    assert list(shown(town, "email").values()).count(RIGHT) == 1
    split = journal.standing(town.store.db, ["split"])[0]
    journal.revoke(town.store.db, split.id, "Eva")
    town.derived()
    assert shown(town, "email") == {1: RIGHT}


def test_a_value_put_right_outlives_the_file_whose_value_it_replaced(town: Town) -> None:
    town.customers(ANNA)
    town.customers(BERND)
    deciding.carry_out(town.store.db, [Wish(1, 2, True)], "Eva")
    (one,) = town.profiles()
    entry.correct(town.store.db, 1, "email", RIGHT, "Eva")
    town.undo(1 if one["email"] == "anna@muster.example" else 0)  # the newest stands first
    assert list(shown(town, "email").values()) == [RIGHT]


def test_the_other_one_never_inherits_it(town: Town) -> None:
    town.customers(ANNA)
    town.customers(BERND)
    (made,) = deciding.carry_out(town.store.db, [Wish(1, 2, True)], "Eva")
    (one,) = town.profiles()
    entry.correct(town.store.db, 1, "email", RIGHT, "Eva")
    take_back(town.store.db, made, "Eva")
    town.undo(1 if one["email"] == "anna@muster.example" else 0)  # the newest stands first
    assert RIGHT not in shown(town, "email").values()


def test_a_no_at_the_value_put_right_is_no_word_of_the_other_one(town: Town) -> None:
    made = merged(town, ANNA, BERND)
    (one,) = town.profiles()
    entry.correct(town.store.db, 1, "email", RIGHT, "Eva")
    take_back(town.store.db, made, "Eva")
    whose = 1 if one["email"] == "anna@muster.example" else 2
    town.consent("anna@muster.example", "confirmed")
    town.consent("bernd@beispiel.example", "confirmed")
    assert shown(town, "email_ok") == {whose: "", 3 - whose: "yes"}
    town.consent(RIGHT, "withdrawn")
    assert shown(town, "email_ok") == {whose: "no", 3 - whose: "yes"}
