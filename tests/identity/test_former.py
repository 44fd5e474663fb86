"""What a record said in earlier versions of its row still speaks for it: a known customer stays known when a list changes."""

import json

import pytest
from identity_town import Town

from kmu_crm.identity import match, words
from kmu_crm.identity.words import Words

WAY = {"street": "Weg 1", "postcode": "04275", "city": "Leipzig"}
AWAY = {"street": "Ring 9", "postcode": "50667", "city": "Köln"}
KATHARINA = {"given_name": "Katharina", "family_name": "Wendlandt", "email": "katharina@wendlandt.example"}
ELSEWHERE = {"email": "kw@gmx.de", "phone": "+493414455662", **AWAY}
NEWS = {"email": KATHARINA["email"]}


def read(town: Town, record: int) -> Words:
    (found,) = words.of(town.db, [record], frozenset())
    return found


@pytest.fixture(autouse=True)
def _rebuilt(town: Town) -> object:
    """Everything from nothing gives what was drawn step by step."""
    for n in range(9):  # enough that the model stays as it is
        town.says("base", given_name="Anna", family_name=f"Grund{n}")
    yield
    town.match()
    before = town.derived()
    match.rebuild(town.db)
    assert town.derived() == before


@pytest.mark.parametrize("now", [{"email": "kw@gmx.de", "phone": "+493414455661", **WAY}, ELSEWHERE])
@pytest.mark.parametrize("other", [KATHARINA, NEWS, KATHARINA | {"phone": "+493414455661", **WAY}])
def test_a_customer_stays_one_when_the_list_changes_where_they_are_reached(
    town: Town, now: dict[str, str], other: dict[str, str]
) -> None:
    one = town.says("buch", "1", **KATHARINA, phone="+493414455661", **WAY)
    known = town.says("news", "9", **other)
    assert [one, known] in town.profiles()
    town.says("buch", "1", **KATHARINA | now)
    assert [one, known] in town.profiles()


def test_it_does_not_matter_which_of_two_lists_came_first(town: Town) -> None:
    one = town.says("buch", "1", **KATHARINA, **WAY)
    town.says("buch", "1", **KATHARINA | ELSEWHERE)
    town.match()
    known = town.says("news", "9", **KATHARINA)
    assert [one, known] in town.profiles()


def test_a_mail_that_a_list_no_longer_names_speaks_on(town: Town) -> None:
    one = town.says("buch", "1", **KATHARINA, **WAY)
    town.says("buch", "1", given_name="Katharina", family_name="Wendlandt", **AWAY)
    known = town.says("news", "9", **NEWS)
    assert [one, known] in town.profiles()


def test_what_is_said_now_stands_before_what_was_said(town: Town) -> None:
    for mail, phone in (("a@gmx.de", "+4915111"), ("b@gmx.de", "+4915112"), ("a@gmx.de", "+4915113")):
        one = town.says("buch", "1", given_name="Katharina", family_name="Wendlandt", email=mail, phone=phone, **WAY)
    town.says("buch", "1", given_name="Katharina", family_name="Wendlandt", email="c@gmx.de", phone="+4915113", **AWAY)
    found = read(town, one)
    assert found.mails == ("c@gmx.de", "a@gmx.de", "b@gmx.de")
    assert found.phones == ("+4915113", "+4915112", "+4915111")
    assert (found.streets, found.postcodes, found.cities) == (
        ("ring 9", "weg 1"),
        ("50667", "4275"),
        ("koln", "leipzig"),
    )


def test_former_names_and_birthdays_say_nothing(town: Town) -> None:
    one = town.says("buch", "1", **KATHARINA, birth_date="1970-01-01", vat_id="DE1", **WAY)
    town.says("buch", "1", given_name="Katharina", family_name="Sandmann", email=KATHARINA["email"], **AWAY)
    found = read(town, one)
    assert (found.family, found.birth, found.vat, len(found.streets)) == ("sandmann", "", "", 2)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (KATHARINA | WAY, {"given_name": "Zoe", "family_name": "Fuchs", "email": "zoe@fuchs.example", **AWAY}),
        (KATHARINA | WAY, {"given_name": "Max", "family_name": "Wendlandt", "email": "max@wendlandt.example", **WAY}),
        (KATHARINA | {"phone": "+493411"}, {"given_name": "Max", "family_name": "Wendlandt", "email": "max@gmx.de", "phone": "+493411"}),
        (KATHARINA | WAY, {"given_name": "Katharina", "family_name": "Sandmann", "email": "ks@gmx.de", **AWAY}),
        (KATHARINA | WAY, {"email": "zoe@fuchs.example", **AWAY}),
        (KATHARINA | {"kind": "collective"}, KATHARINA | {"email": "kw@gmx.de"}),
        ({"company": "Wendlandt Bau GmbH", "email": KATHARINA["email"]}, {"company": "Wendlandt Dach GmbH", "email": "info@dach.example"}),
    ],
)  # fmt: skip
def test_a_number_given_to_somebody_else_brings_nothing_of_whoever_had_it(
    town: Town, before: dict[str, str], now: dict[str, str]
) -> None:
    one = town.says("crm", "1", **before)
    town.says("crm", "1", **now)
    known = town.says("news", "9", **NEWS)
    found = town.profiles()
    assert [one] in found and [known] in found
    assert read(town, one).mails == (now["email"],)


@pytest.mark.parametrize(
    "now",
    [
        {"given_name": "Katharina", "family_name": "Sandmann", "email": "ks@gmx.de", **WAY},  # married
        {"family_name": "Wendlandt", "email": "kw@gmx.de", **AWAY},
        {"given_name": "Kati", "family_name": "Wendlandt", "email": "kw@gmx.de", **AWAY},
        {"given_name": "Katharina", "family_name": "Wendlant", "email": "kw@gmx.de", **AWAY},
        {"company": "Wendlandt Bau GmbH", "email": "info@bau.example", **WAY},
    ],
)
def test_whoever_changed_name_or_address_is_still_who_they_were(town: Town, now: dict[str, str]) -> None:
    one = town.says("buch", "1", **KATHARINA, **WAY)
    town.says("buch", "1", **now)
    assert read(town, one).mails == (now["email"], KATHARINA["email"])


def test_a_firm_with_another_contact_is_the_firm_it_was(town: Town) -> None:
    firm = {"company": "Nordwerk Gartenbau GmbH"}
    one = town.says("buch", "1", **KATHARINA, **firm, **WAY)
    town.says("buch", "1", given_name="Zoe", family_name="Fuchs", email="zoe@nordwerk.example", **firm, **AWAY)
    assert read(town, one).mails == ("zoe@nordwerk.example", KATHARINA["email"])


def test_whoever_stood_under_the_number_in_between_is_passed_over(town: Town) -> None:
    one = town.says("crm", "1", **KATHARINA, **WAY)
    town.says("crm", "1", given_name="Zoe", family_name="Fuchs", email="zoe@fuchs.example", **AWAY)
    town.says("crm", "1", **KATHARINA | {"email": "kw@gmx.de"}, **WAY)
    assert read(town, one).mails == ("kw@gmx.de", KATHARINA["email"])


def test_an_import_taken_back_no_longer_speaks(town: Town) -> None:
    one, known = town.says("buch", "1", **KATHARINA, **WAY), town.says("news", "9", **NEWS)
    town.says("buch", "1", **KATHARINA | ELSEWHERE)
    assert [one, known] in town.profiles()
    town.db.execute("DELETE FROM party WHERE record_id = ? AND current = 0", (one,))
    town.db.execute("INSERT INTO changed_record VALUES (?)", (one,))
    found = town.profiles()
    assert [one] in found and [known] in found


def test_a_row_that_nothing_says_any_more_has_no_words(town: Town) -> None:
    one = town.says("buch", "1", **KATHARINA)
    town.takes_back(one)
    assert list(words.of(town.db, [one], frozenset())) == []


def test_people_see_what_was_said_where_that_made_them_one(town: Town) -> None:
    town.says("buch", "1", **KATHARINA, **WAY)
    town.says("buch", "1", **KATHARINA | ELSEWHERE)
    town.says("news", "9", **KATHARINA, **WAY)
    town.match()
    ((told,),) = town.db.execute("SELECT evidence FROM pair").fetchall()
    shown = {line["field"]: (line["left"], line["right"], line["reason"]) for line in json.loads(told)}
    assert shown["mail"][:2] == ("kw@gmx.de, katharina@wendlandt.example", "katharina@wendlandt.example")
    assert shown["place"][:2] == ("Ring 9, 50667 Köln; Weg 1, 04275 Leipzig", "Weg 1, 04275 Leipzig")


def test_only_what_is_said_now_is_read_where_that_is_asked(town: Town) -> None:
    one = town.says("buch", "1", **KATHARINA, **WAY)
    town.says("buch", "1", **KATHARINA | ELSEWHERE)
    (found,) = words.of(town.db, [one], frozenset(), before=False)
    assert (found.mails, found.streets) == (("kw@gmx.de",), ("ring 9",))
