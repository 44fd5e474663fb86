"""Which value speaks for a customer, rule by rule; and the order in which records are looked at never matters."""

import json
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm import settings
from kmu_crm.profiles import precedence, trust
from kmu_crm.profiles.golden import choose
from kmu_crm.profiles.word import Word
from kmu_crm.profiles.words import PARTY
from kmu_crm.sources.mapping import sheets

numbers = count(1)


def word(system: str = "shopify", key: str = "K1", **said: Any) -> Word:
    """What one record says; each is newer than the one before."""
    number = next(numbers)
    values = dict.fromkeys(PARTY) | {"kind": "person", "is_lead": 0} | said
    return Word(number, number, key, system, "file.csv", "2025-01-01", number, None, values)


def of_source(source: int, said: Word, mode: str = "fill") -> Word:
    return replace(said, came=source, mode=mode)


def value(field: str, *words: Word, **corrections: str) -> str | None:
    found = choose(words, corrections).get(field)
    return found.value if found else None


def test_of_two_words_of_one_source_the_newer_speaks() -> None:
    assert value("phone", word(phone="+4930111111"), word(phone="+4930222222")) == "+4930222222"


@pytest.mark.parametrize(
    ("mode", "key", "speaks"),
    [("fill", "K2", "+4930111111"), ("new", "K2", "+4930111111"), ("update", "K2", "+4930222222"),
     ("fill", "K1", "+4930222222")],
    ids=["a gap is filled", "nobody known is changed", "the new values win", "one list with other columns, told by the number"],
)  # fmt: skip
def test_of_two_sources_that_are_as_good_the_first_stays_unless_told_otherwise(
    mode: str, key: str, speaks: str
) -> None:
    first = of_source(1, word("list", phone="+4930111111", email="z@b.example"))
    later = of_source(2, word("list", key, phone="+4930222222", email="a@b.example", company="Neu"), mode)
    assert value("phone", first, later) == value("phone", later, first) == speaks
    assert value("company", first, later) == (None if mode == "new" else "Neu")
    assert value("email", first, later) == ("z@b.example" if speaks.endswith("1") else "a@b.example")


def test_a_customer_whom_a_list_of_new_ones_brought_keeps_what_it_said() -> None:
    first = of_source(1, word("list", phone="+4930111111", city="Bonn"), "new")
    later = of_source(2, word("shopify", "K2", city="Köln", street="Weg 1", postcode="50667"))
    assert value("phone", first, later) == "+4930111111"
    assert value("city", first, later) == "Köln"


@pytest.mark.parametrize(
    ("accounts", "other", "spoken"),
    [
        ({"given_name": "A.", "family_name": "Kranz"}, {"given_name": "Anna", "family_name": "Stein"}, (None, "A.", "Kranz")),
        ({"given_name": "A.", "family_name": "Kranz"}, {"given_name": "Anna", "family_name": "Kranz"}, (None, "Anna", "Kranz")),
        ({"family_name": "Kranz"}, {"given_name": "Anna", "family_name": "Stein", "title": "Dr."}, (None, None, "Kranz")),
        ({"family_name": "Kranz"}, {"given_name": "Anna", "family_name": "Kranz", "title": "Dr."}, ("Dr.", "Anna", "Kranz")),
        ({"given_name": "Karl", "family_name": "Kranz"}, {"given_name": "Anna", "family_name": "Kranz", "title": "Dr."},
         (None, "Karl", "Kranz")),
    ],
)  # fmt: skip
def test_nobody_is_called_by_parts_of_two_names(accounts, other, spoken) -> None:
    words = word("datev", **accounts), word("list", "K2", **other)
    assert tuple(value(field, *words) for field in ("title", "given_name", "family_name")) == spoken


def test_the_accounts_know_the_address_better_than_the_address_book() -> None:
    assert value(
        "street", word("datev", street="Rechnungsweg 1", postcode="04109"), word("outlook", street="Alt 2")
    ) == ("Rechnungsweg 1")


def test_the_shop_knows_the_mail_address_better_than_the_accounts() -> None:
    said = word("shopify", email="neu@a.example"), word("datev", email="buchhaltung@a.example")
    assert value("email", *said) == "neu@a.example"


def test_what_was_typed_in_here_goes_before_every_file() -> None:
    assert (
        value("city", word("kmu_crm", "~1", city="Wien", street="Ring 1"), word("datev", city="Graz", street="Weg 2"))
        == "Wien"
    )


def test_an_address_stays_together() -> None:
    said = (
        word("datev", street="Weg 1", postcode="04109"),
        word("outlook", street="Alt 2", postcode="10115", city="Berlin"),
    )
    assert (value("street", *said), value("postcode", *said), value("city", *said)) == ("Weg 1", "04109", None)


BROKEN = {"street": "Elbweg 1", "postcode": "1067", "city": "Dresden"}
WHOLE = {"street": "Elbweg 1", "postcode": "01067", "city": "Dresden"}


@pytest.mark.parametrize("country", [None, "DE"])
def test_a_postcode_that_lost_its_zero_gives_way_to_the_whole_one(country: str | None) -> None:
    broken, whole = word("datev", **BROKEN, country=country), word("outlook", **WHOLE)
    chosen = choose([broken, whole], {})
    assert (chosen["postcode"].value, chosen["postcode"].word, chosen["street"].word) == ("01067", whole, broken)
    assert chosen["postcode"].others == (("1067", broken),)


@pytest.mark.parametrize("country", ["AT", "CH"])
def test_four_digits_are_whole_where_postcodes_have_four(country: str) -> None:
    padded, whole = word("datev", **WHOLE, country=country), word("outlook", **BROKEN, country=country)
    assert value("postcode", padded, whole) == "1067" == value("postcode", whole, padded)


def test_a_well_known_town_tells_the_country() -> None:
    padded = word("datev", street="Ring 1", postcode="01010", city="Wien")
    assert value("postcode", padded, word("outlook", street="Ring 1", postcode="1010", city="Wien")) == "1010"


def test_a_zero_that_another_town_has_is_none_that_was_lost() -> None:
    moved = word("outlook", street="Elbweg 1", postcode="04051", city="Leipzig")
    assert value("postcode", word("datev", street="Weg 2", postcode="4051", city="Kleinhausen"), moved) == "4051"


def test_a_postcode_of_another_place_does_not_mend_a_broken_one() -> None:
    broken, elsewhere = BROKEN | {"city": "Kleinhausen"}, WHOLE | {"city": "Kleinhausen", "postcode": "01069"}
    assert value("postcode", word("datev", **broken), word("outlook", **elsewhere)) == "1067"


def test_what_a_person_says_of_a_postcode_holds_also_without_its_zero() -> None:
    whole = word("datev", **WHOLE)
    assert value("postcode", whole, postcode="1067") == "1067"
    assert value("postcode", whole, word("kmu_crm", "~1", **BROKEN)) == "1067"
    mended = replace(word("datev", **BROKEN), mended=frozenset({"postcode"}))
    assert value("postcode", whole, mended) == "1067"


def test_a_name_stays_together() -> None:
    said = word("shopify", given_name="Anna", family_name="Muster"), word("datev", given_name="Ann", family_name="Must")
    assert (value("given_name", *said), value("family_name", *said)) == ("Ann", "Must")


def test_a_full_first_name_goes_before_an_initial_of_a_better_source() -> None:
    assert value("given_name", word("datev", given_name="A."), word("outlook", given_name="Anna")) == "Anna"


@pytest.mark.parametrize("damaged", ["Y?ld?z", "Y\ufffdld\ufffdz"])
def test_a_name_whose_letters_a_program_lost_gives_way_to_the_whole_one(damaged: str) -> None:
    words = [word("datev", family_name=damaged, given_name="Jörg"), word(family_name="Yıldız", given_name="Jörg")]
    assert (value("family_name", *words), value("family_name", words[0])) == ("Yıldız", damaged)


def test_a_street_with_a_postcode_goes_before_one_without() -> None:
    assert value("street", word("datev", street="Weg 1"), word("outlook", street="Alt 2", postcode="10115")) == "Alt 2"


def test_a_relay_of_a_market_place_speaks_only_where_nothing_else_does() -> None:
    relay = "abc123@marketplace.amazon.de"
    assert value("email", word(email=relay), word("datev", email="a@b.example")) == "a@b.example"
    assert value("email", word(email=relay)) == relay


def test_an_address_that_may_be_written_to_goes_before_one_that_may_not() -> None:
    first, second = (
        word(email="a@b.example"),
        word("datev", email="c@d.example", more=json.dumps({"emails": ["e@f.example"]})),
    )
    assert [choose([first, second], {}, good)["email"].value for good in ((), ("c@d.example",), ("e@f.example",))] == [
        "a@b.example", "c@d.example", "e@f.example",
    ]  # fmt: skip


def test_what_a_person_put_right_goes_before_everything() -> None:
    assert value("phone", word("kmu_crm", "~1", phone="+4930111111"), phone="+4930999999") == "+4930999999"


def test_what_a_person_emptied_stays_empty() -> None:
    assert value("phone", word(phone="+4930111111"), phone="") is None


def test_a_choice_says_whose_word_it_is_and_what_others_say() -> None:
    old, new = word(email="A@B.example"), word(email="c@d.example")
    chosen = choose([old, new], {})["email"]
    assert (chosen.word, chosen.others) == (new, (("A@B.example", old),))


texts = st.sampled_from([None, "a", "B.", "Anna", "Weg 1", "a@b.example", "c@d.example", "1067", "01067"])
FIELDS = ("given_name", "family_name", "email", "street", "postcode", "city", "phone")
systems = st.sampled_from(["datev", "shopify", "outlook", "kmu_crm", "list"])
said = st.lists(st.tuples(systems, st.fixed_dictionaries(dict.fromkeys(FIELDS, texts))), max_size=5)


@given(said, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(said: list[tuple[str, dict[str, Any]]], dice: Any) -> None:
    words = [word(system, f"K{place}", **values) for place, (system, values) in enumerate(said)]
    other = dice.sample(words, len(words))
    before, after = choose(words, {}, {"c@d.example"}), choose(other, {}, {"c@d.example"})
    assert {f: (c.value, c.word) for f, c in before.items()} == {f: (c.value, c.word) for f, c in after.items()}


@given(said)
def test_a_golden_value_is_one_that_somebody_said(said: list[tuple[str, dict[str, Any]]]) -> None:
    words = [word(system, **values) for system, values in said]
    for field, choice in choose(words, {}).items():
        assert choice.word is not None and choice.word.values[field] == choice.value


def test_a_firm_that_a_list_takes_for_a_person_has_no_contact_of_its_own_name() -> None:
    firm = word(kind="company", company="Fahrrad Lange", given_name="Otto", family_name="Lange")
    bill = word("list", given_name="Fahrrad", family_name="Lange")
    assert value("given_name", firm, bill) == "Otto"
    assert value("family_name", word(kind="company", company="Fahrrad Lange"), bill) is None
    doctor = word("list", title="Dr.", given_name="Zahnarzt", family_name="Peters")
    assert value("title", word(kind="company", company="Zahnarzt Dr. Peters"), doctor) is None


@pytest.mark.parametrize("said", [{"given_name": "Sabine"}, {"given_name": "Blumen", "salutation": "ms"}])
def test_whoever_is_her_own_firm_stays_its_contact(said: dict[str, str]) -> None:
    firm = word("datev", kind="company", company=f"{said['given_name']} Vogt")
    assert value("family_name", firm, word("outlook", family_name="Vogt", **said)) == "Vogt"


@pytest.mark.parametrize("turned", [1, -1])
def test_a_street_alone_takes_no_town_away(turned: int) -> None:
    said = (word(postcode="01099", city="Dresden"), word(street="Neuer Weg 5", country="DE"))[::turned]
    assert (value("postcode", *said), value("city", *said), value("street", *said)) == ("01099", "Dresden", None)


def test_a_street_alone_is_told_where_no_town_is_known() -> None:
    assert value("street", word(street="Neuer Weg 5"), word(phone="+4930111111")) == "Neuer Weg 5"


def test_each_order_of_trust_names_every_kind_of_source() -> None:
    kinds = {*trust._sheet()["kinds"], trust.LIST}
    assert all(set(order) == kinds for order in trust._sheet()["order"].values())
    assert kinds == {trust.ENTRY, *settings.SOURCES} == precedence.KINDS.keys()


def test_every_group_of_fields_has_a_setting_and_every_rule_for_equals_is_offered() -> None:
    groups = {key.removeprefix(settings.TRUST) for key in settings.ALL if key.startswith(settings.TRUST)}
    assert groups == {*trust.GROUPS, "equals"} and {*trust._sheet()["groups"]} == {*trust.GROUPS} - {trust.ALL}
    assert settings.named("trust.equals").choices == tuple(trust._sheet()["among_equals"])


def test_every_system_that_is_recognised_has_its_place_among_the_trusted() -> None:
    known = {sheet.system for sheet in sheets.bundled()} - {"bank", "ledger"}  # are declined
    assert [system for system in sorted(known) if trust.kind(system) == trust.LIST] == []
    assert (trust.kind("shopware6"), trust.kind("shopware6", guest=True), trust.kind("own")) == (
        "shop",
        "orders",
        "list",
    )
