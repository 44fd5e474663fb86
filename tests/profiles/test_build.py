"""A profile's row: its name, its place in the list, its numbers, tags and permissions."""

import pytest

from kmu_crm.desk import entry
from kmu_crm.profiles import build
from kmu_crm.profiles.draw import row
from kmu_crm.profiles.word import Word
from kmu_crm.profiles.words import PARTY
from tests.desk.desk_town import Town, customer


def drawn(key: str = "~1", system: str = "list", **said: str) -> dict[str, object]:
    values = dict.fromkeys(PARTY) | {"kind": "", "is_lead": 0} | said
    return row(1, [Word(1, 1, key, system, "f.csv", "", 1, None, values)], {}, set(), ())


@pytest.mark.parametrize(
    ("said", "name", "key"),
    [
        ({"given_name": "Anna", "family_name": "Ötzi"}, "Anna Ötzi", "otzi anna"),
        ({"company": "Ärztehaus GmbH", "family_name": "Muster"}, "Ärztehaus GmbH", "arztehaus gmbh"),
        ({"full_name": "Eheleute Muster"}, "Eheleute Muster", "eheleute muster"),
        ({"email": "info@a.example"}, "info@a.example", "info a example"),
        ({"phone": "+49301234567"}, "+49301234567", "49301234567"),
    ],
)
def test_a_customer_is_called_by_the_best_that_is_known(said: dict[str, str], name: str, key: str) -> None:
    found = drawn(**said)
    assert (found["display_name"], found["sort_key"]) == (name, key)


def test_one_known_by_number_alone_is_called_by_it() -> None:
    assert str(drawn("K77")["display_name"]).endswith("K77")


def test_a_number_of_our_own_is_no_customer_number() -> None:
    assert drawn(given_name="Anna", customer_number="4711")["customer_numbers"] == "4711"


def test_what_a_program_drew_for_a_contact_card_is_no_customer_number() -> None:
    assert drawn("urn:uuid:1", "vcard", given_name="Anna")["customer_numbers"] == ""


def test_of_two_corrections_of_merged_customers_the_later_holds(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"), customer("K2", "Bernd", "Beispiel"))
    first, second = (int(one["id"]) for one in town.profiles())
    town._said("city", second, 0, "Wien")
    town._said("city", first, 0, "Graz")
    town.decide("merge", 0, 1)
    assert [one["city"] for one in town.profiles()] == ["Graz"]


@pytest.mark.parametrize(
    ("put_right", "shown"),
    [
        ([("city", 0, "Altdorf")], ("Weg 1", "84028", "Altdorf")),
        ([("city", 1, "Freising")], ("Gasse 9", "80331", "Freising")),
        ([("city", 1, "Freising"), ("city", 0, "Altdorf")], ("Weg 1", "84028", "Altdorf")),
        ([("city", 0, "Altdorf"), ("city", 1, "Freising")], ("Gasse 9", "80331", "Freising")),
        ([("postcode", 0, "84030"), ("city", 1, "Freising")], ("Gasse 9", "80331", "Freising")),
        ([("street", 0, "Weg 1a"), ("city", 1, "Freising")], ("Gasse 9", "80331", "Freising")),
        ([("city", 1, "Freising"), ("street", 0, "Weg 1a")], ("Weg 1a", "84028", "Landshut")),
    ],
)
def test_what_was_put_right_of_an_address_stays_with_that_address_after_a_merge(
    town: Town, put_right: list[tuple[str, int, str]], shown: tuple[str, str, str]
) -> None:
    town.customers(
        customer("K1", "Anna", "Muster", street="Weg 1", postcode="84028", city="Landshut"),
        customer("K2", "Bernd", "Beispiel", street="Gasse 9", postcode="80331", city="München"),
    )
    numbers = [int(one["id"]) for one in town.profiles()]
    for field, whose, value in put_right:
        entry.correct(town.store.db, numbers[whose], field, value, "Eva")
    town.decide("merge", 0, 1)
    (one,) = town.profiles()
    assert (one["street"], one["postcode"], one["city"]) == shown


def test_a_tag_stands_until_it_is_taken_back(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    town.decide("tag", 0, 0, "Messe")
    assert town.profile("Anna Muster")["tags"] == "Messe"
    town.decide("revoke", 0, 0)
    assert town.profile("Anna Muster")["tags"] == ""


def test_a_consent_draws_the_profile_anew_and_chooses_its_address(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "a@b.example"), customer("K2", "Bernd", "Beispiel", "c@d.example"))
    town.decide("merge", 0, 1)
    assert [(one["email"], one["email_ok"]) for one in town.profiles()] == [("c@d.example", "")]
    town.consent("a@b.example", "confirmed")
    assert [(one["email"], one["email_ok"]) for one in town.profiles()] == [("a@b.example", "yes")]


def test_the_values_shown_with_their_origin_are_those_of_the_row(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "a@b.example"))
    town.decide("email", 0, 0, "neu@b.example")
    (found,) = town.profiles()
    choices = build.choices_of(town.store.db, build.words_of(town.store.db, int(found["id"])))
    assert {field: choice.value for field, choice in choices.items()} == {field: found[field] for field in choices}


def test_forgotten_profiles_are_found_no_more(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"), customer("K2", "Bernd", "Beispiel"))
    build.forget(town.store.db, [1])
    rows = town.store.db.execute("SELECT rowid FROM profile_search WHERE profile_search MATCH 'anna OR bernd'")
    assert rows.fetchall() == [(2,)]
