"""What people decide holds, whatever the data say, until they take it back or decide anew."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity_town import Town

from kmu_crm.decisions import journal
from kmu_crm.identity import verdicts

ANNA = {"given_name": "Anna", "family_name": "Müllerstedt", "email": "anna.muellerstedt@gmx.de"}
JONAS = {"given_name": "Jonas", "family_name": "Hollerbeck", "birth_date": "1970-01-01"}


@pytest.fixture
def three(town: Town) -> list[int]:
    """Two records of Anna, one of Jonas."""
    records = [town.says("buch", "1", **ANNA), town.says("shop", **ANNA), town.says("buch", "2", **JONAS)]
    assert town.profiles() == [records[:2], records[2:]]
    return records


def test_merged_by_hand_stays_merged_against_all_evidence(town: Town, three: list[int]) -> None:
    a, b, c = three
    verdicts.merge(town.db, b, c, "me")
    assert town.profiles() == [[a, b, c]]
    town.says("buch", "2", **{**JONAS, "given_name": "Johann"})
    assert town.profiles() == [[a, b, c]]


def test_taking_a_merge_back_restores_what_was(town: Town, three: list[int]) -> None:
    before = town.derived()
    number = verdicts.merge(town.db, three[0], three[2], "me")
    town.match()
    journal.revoke(town.db, number, "me")
    town.match()
    assert town.derived() == before


_SAID = st.tuples(st.sampled_from(["merge", "apart", "split"]), st.integers(0, 5), st.integers(0, 5))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_SAID, min_size=1, max_size=6), st.randoms())
def test_taking_all_decisions_back_in_any_order_restores_what_was(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, int, int]], chance: Random
) -> None:
    town = Town(tmp_path_factory.mktemp("town"))
    people = [
        town.says(system, str(n), **who) for system in ("buch", "shop", "crm") for n, who in enumerate((ANNA, JONAS))
    ]
    town.match()
    before = town.derived()
    taken = [number for verb, a, b in said if (number := _said(town, verb, people[a], people[b]))]
    chance.shuffle(taken)
    for number in taken:
        journal.revoke(town.db, number, "me")
        town.match()
    assert town.derived() == before
    town.store.close()


def _said(town: Town, verb: str, a: int, b: int) -> int | None:
    """The number of the decision, which is obeyed at once; None where it cannot be made."""
    together = verdicts.profile_of(town.db, a) == verdicts.profile_of(town.db, b)
    if a == b or together == (verb != "split"):
        return None
    try:
        number = verdicts.split(town.db, a, [b], "me") if together else getattr(verdicts, verb)(town.db, a, b, "me")
    except verdicts.Contradicts:
        return None
    town.match()
    assert together != (verdicts.profile_of(town.db, a) == verdicts.profile_of(town.db, b)) or verb == "apart"
    return int(number)


def test_split_takes_records_out_and_they_stay_out(town: Town, three: list[int]) -> None:
    a, b, c = three
    verdicts.split(town.db, a, [b], "me")
    assert town.profiles() == [[a], [b], [c]]
    town.says("shop", **ANNA, city="Leipzig")
    assert a not in next(group for group in town.profiles() if b in group)


def test_a_split_holds_each_side_together(town: Town) -> None:
    records = [town.says("crm", str(n), **ANNA, birth_date="1980-01-01") for n in range(3)]
    extra = town.says("buch", "9", **JONAS)
    town.match()
    number = verdicts.merge(town.db, records[0], extra, "me")
    town.match()
    verdicts.split(town.db, records[0], [records[2], extra], "me")
    assert town.profiles() == [records[:2], [records[2], extra]]
    assert number in [bond.id for bond in journal.standing(town.db)]


def test_apart_holds_although_everything_agrees(town: Town) -> None:
    one = town.says("buch", "1", **ANNA)
    other = town.says("crm", "1", given_name="Berta", family_name="Müllerstedt")
    town.match()
    verdicts.apart(town.db, one, other, "me")
    town.says("crm", "1", **ANNA)
    assert town.profiles() == [[one], [other]]


def test_a_chain_does_not_get_round_a_decision(town: Town, three: list[int]) -> None:
    a, b, _ = three
    verdicts.split(town.db, a, [b], "me")
    for _ in range(3):
        town.says("news", **ANNA)
    groups = town.profiles()
    assert not any({a, b} <= set(group) for group in groups)


def test_the_newest_decision_wins(town: Town, three: list[int]) -> None:
    a, b, c = three
    verdicts.split(town.db, a, [b], "me")
    town.match()
    verdicts.merge(town.db, a, b, "me")
    assert town.profiles() == [[a, b], [c]]


def test_what_was_kept_apart_does_not_come_together_by_way_of_a_third(town: Town, three: list[int]) -> None:
    a, b, c = three
    third = town.says("crm", "9", given_name="Ida", family_name="Zell")
    town.match()
    number = verdicts.apart(town.db, a, c, "Eva")
    verdicts.merge(town.db, c, third, "me")
    town.match()
    with pytest.raises(verdicts.Contradicts, match=f"{a} and {c} were kept apart .* by Eva.*revoke {number}"):
        verdicts.merge(town.db, third, a, "me")
    assert town.profiles() == [[a, b], [c, third]]
    journal.revoke(town.db, number, "me")
    verdicts.merge(town.db, third, a, "me")
    assert town.profiles() == [[a, b, c, third]]


def test_any_record_number_leads_to_its_profile(town: Town, three: list[int]) -> None:
    a, b, c = three
    assert [verdicts.profile_of(town.db, number) for number in (a, b, c, 999)] == [a, a, c, None]


def test_what_cannot_be_decided_is_said_clearly(town: Town, three: list[int]) -> None:
    a, b, c = three
    with pytest.raises(verdicts.NoSuchRecord) as unknown:
        verdicts.merge(town.db, a, 999, "me")
    assert "number 999" in str(unknown.value)
    with pytest.raises(verdicts.SameProfile):
        verdicts.merge(town.db, a, b, "me")
    with pytest.raises(verdicts.NotApart):
        verdicts.apart(town.db, a, b, "me")
    with pytest.raises(verdicts.NotInProfile):
        verdicts.split(town.db, a, [c], "me")
    for records in ([], [a, b]):
        with pytest.raises(verdicts.NothingLeft):
            verdicts.split(town.db, a, records, "me")
    assert journal.everything(town.db) == []
