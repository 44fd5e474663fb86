"""The queue of pairs to look at, and why records are one."""

import json
import subprocess
import sys

import pytest
from identity_town import Town

from kmu_crm.decisions import journal
from kmu_crm.identity import joined, queries, reasons, verdicts

XAVER = {"given_name": "Xaver", "family_name": "Quittenbaum"}


@pytest.fixture
def alike(town: Town) -> tuple[int, int]:
    """Two profiles that only a rare name joins."""
    pair = town.says("buch", "1", **XAVER), town.says("crm", "71", **XAVER)
    town.match()
    return pair


def test_a_pair_to_ask_about_shows_its_signed_reasons(town: Town, alike: tuple[int, int]) -> None:
    (pair,) = queries.review(town.db, 10)
    assert (pair.a, pair.b) == alike and 0.55 <= pair.probability < 0.95
    first = pair.evidence[0]
    assert first.left == first.right == "Xaver Quittenbaum" and first.weight > 0
    assert {reasons.sentence(line.reason) for line in pair.evidence} >= {"same given name", "same surname, rare"}
    assert queries.count_review(town.db) == 1


def test_several_records_make_one_line_for_each_pair_of_profiles(town: Town, alike: tuple[int, int]) -> None:
    person = {**XAVER, "phone": "+493412312514"}
    town.says("buch", "1", **person)
    town.says("news", "91", **person)
    town.match()
    assert [(pair.a, pair.b) for pair in queries.review(town.db, 10)] == [alike]


def test_what_people_kept_apart_is_never_asked_again(town: Town, alike: tuple[int, int]) -> None:
    verdicts.apart(town.db, *alike, "me")
    for _ in range(2):
        town.says("crm", "71", **XAVER, city="Leipzig")
        town.match()
        assert queries.review(town.db, 10) == [] and queries.count_review(town.db) == 0


def test_a_row_that_fits_two_customers_as_well_joins_neither_and_both_are_asked_about(town: Town) -> None:
    home = {"family_name": "Kurz", "email": "kurz@gmx.de", "street": "Weg 1", "postcode": "10115", "city": "Berlin"}
    anna, andreas, either = (town.says(name, given_name=name, **home) for name in ("Anna", "Andreas", "A."))
    assert town.profiles() == [[anna], [andreas], [either]]
    asked = queries.review(town.db, 10)
    assert [(pair.a, pair.b, pair.probability) for pair in asked] == [(anna, either, 0.5), (andreas, either, 0.5)]
    assert all("fits another customer as well" in reasons.sentence(pair.evidence[-1].reason) for pair in asked)
    verdicts.merge(town.db, andreas, either, "me")
    assert town.profiles() == [[anna], [andreas, either]]


def test_the_most_valuable_pair_comes_first_when_an_order_is_given(town: Town, alike: tuple[int, int]) -> None:
    rare = {"given_name": "Adelgunde", "family_name": "Zwetschgenried"}
    later = town.says("buch", "5", **rare), town.says("crm", "75", **rare)
    town.match()
    assert [pair.b for pair in queries.review(town.db, 10, order=lambda _all: [later[1], alike[0]])] == [
        later[1],
        alike[1],
    ]
    assert [pair.b for pair in queries.review(town.db, 1, order=lambda _all: [alike[0], later[1]])] == [alike[1]]


def test_what_is_hardly_ever_one_is_asked_about_last_whatever_it_is_worth(town: Town, alike: tuple[int, int]) -> None:
    rare = {"given_name": "Adelgunde", "family_name": "Zwetschgenried"}
    later = town.says("buch", "5", **rare), town.says("crm", "75", **rare)
    town.match()
    town.db.execute("UPDATE pair SET probability = 0.01 WHERE a = ?", (alike[0],))
    first = queries.review(town.db, 10, order=lambda _all: [alike[0], later[0]])
    assert [(pair.a, pair.b) for pair in first] == [later, alike]


def test_why_records_are_one_names_decisions_and_pairs(town: Town, alike: tuple[int, int]) -> None:
    number = verdicts.merge(town.db, *alike, "Uta")
    town.match()
    bonds = queries.why_one(town.db, alike[0])
    assert [(bond.decision, bond.author) for bond in bonds] == [(number, "Uta"), (None, "")]
    assert queries.review(town.db, 10) == []


def test_what_a_person_joined_did_not_join_by_itself(town: Town, alike: tuple[int, int]) -> None:
    surely = {**XAVER, "phone": "+493412312514", "email": "xaver@quittenbaum.example"}
    town.says("buch", "1", **surely)
    other = town.says("shop", "9", **surely)
    third = town.says("shop", "12", given_name="Ute", family_name="Sandmann")
    town.match()
    assert verdicts.profile_of(town.db, other) == alike[0] and queries.merged_safely(town.db) == 1
    journal.revoke(town.db, verdicts.merge(town.db, *alike, "Uta"), "Uta")
    town.match()
    assert queries.merged_safely(town.db) == 1
    verdicts.merge(town.db, *alike, "Uta")
    town.match()
    assert verdicts.profile_of(town.db, alike[1]) == alike[0] and queries.merged_safely(town.db) == 1
    verdicts.merge(town.db, alike[0], third, "Uta")
    town.match()
    assert verdicts.profile_of(town.db, third) == alike[0] and queries.merged_safely(town.db) == 1
    verdicts.split(town.db, alike[0], [third], "Uta")
    town.match()
    assert verdicts.profile_of(town.db, third) == third and queries.merged_safely(town.db) == 1


def test_every_reason_that_is_kept_has_its_words(town: Town) -> None:
    words = {"given_name": "Ute", "family_name": "Sandmann", "street": "Birkenweg 7", "postcode": "04109",
             "email": "ute.sandmann@gmx.de", "phone": "+4915112345678", "birth_date": "1970-01-01"}  # fmt: skip
    town.says("buch", "1", **words, salutation="Frau")
    town.says("shop", **words)
    town.says("crm", "71", **{**words, "given_name": "U.", "phone": "+4915112345679"}, salutation="Frau")
    town.says("buch", "2", company="Nordwerk GmbH", email="info@nordwerk.example", vat_id="DE123456788")
    town.says("crm", "72", company="Nordwerk", email="u.sandmann@nordwerk.example", vat_id="DE123456788")
    town.match()
    codes = {line["reason"] for (told,) in town.db.execute("SELECT evidence FROM pair") for line in json.loads(told)}
    assert len(codes) > 10
    assert all(reasons.sentence(code) != code for code in codes)


def test_asking_loads_nothing_heavy() -> None:
    asks = "import sys; from kmu_crm.identity import joined, queries, reasons, verdicts; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_was_joined_by_itself_is_told_with_its_reasons_and_who_would_go_along(town: Town) -> None:
    person = {**XAVER, "phone": "+493412312514", "email": "xaver@quittenbaum.example"}
    first, second = town.says("buch", "1", **person), town.says("crm", "71", **person)
    town.match()
    (one,) = joined.joined(town.db, 10)
    assert (one.profile, one.a, one.b) == (first, first, second) and one.probability >= 0.95
    assert any(line.reason.startswith("mail.same") for line in one.evidence)
    assert joined.side_of(town.db, first, second) == [second]


def test_nothing_that_agrees_is_held_against_a_pair(town: Town) -> None:
    home = {"street": "Am Hang 8", "postcode": "04275", "city": "Leipzig", "phone": "+493412312514"}
    town.says("buch", "1", given_name="Karl", family_name="Rößler sen.", email="thea@weg.example", **home)
    town.says("crm", "71", given_name="Karl", family_name="Rößler", email="k.jun@tal.example", **home)
    town.match()
    told = [line for (text,) in town.db.execute("SELECT evidence FROM pair") for line in json.loads(text)]
    agreeing = [line["weight"] for line in told if ".same" in line["reason"]]
    assert len(agreeing) > 3 and min(agreeing) >= 0
