"""Whose word counts is set in the customer file: all customers follow at once, and as easily go back."""

import pytest
from desk_town import AS_OF, Town, customer

from kmu_crm import settings
from kmu_crm.desk import rebuilding, settling
from kmu_crm.settings import OutOfBounds

CONTACTS = ("First Name", "Last Name", "E-mail Address", "Business Phone", "Company")


@pytest.fixture
def two_words(town: Town) -> Town:
    """A list and an address book know Anna, who has another phone in each; Uwe stands in one alone."""
    town.customers(
        customer("K1", "Anna", "Muster", "anna@muster.example", phone="0341 2312514"),
        customer("K2", "Uwe", "Stein", "uwe@stein.example", phone="0228 445566"),
    )
    town.file("outlook", CONTACTS, (("Anna", "Muster", "anna@muster.example", "089 99998888", ""),))
    settings.write(town.store.db, "figures.key_date", AS_OF)
    return town


def phone(town: Town) -> str:
    return str(town.profile("Anna Muster")["phone"])


def test_a_new_order_redraws_the_customers_and_settled_again_gives_what_was(two_words: Town) -> None:
    db, before = two_words.store.db, two_words.profiles()
    had = settling.settle(db, {"trust.phone": "list,contacts"})
    assert (phone(two_words), had) == ("+493412312514", {"trust.phone": ""})
    assert rebuilding.rebuild(db).identical
    settling.settle(db, had)
    assert two_words.profiles() == before


@pytest.mark.parametrize("wrong", ["nobody", "shop,shop", "entry,shop"])
def test_an_order_names_each_kind_once_and_not_what_is_typed_in(two_words: Town, wrong: str) -> None:
    with pytest.raises(OutOfBounds):
        settling.settle(two_words.store.db, {"trust.phone": wrong})
    assert settings.read(two_words.store.db, "trust.phone") == ""


def test_thresholds_that_move_leave_the_match_model_as_it_was_fitted(two_words: Town) -> None:
    db = two_words.store.db
    models, profiles = db.execute("SELECT count(*), max(id) FROM match_model").fetchone(), two_words.profiles()
    had = settling.settle(db, {"match.one_percent": "100", "match.ask_percent": "10"})
    assert db.execute("SELECT count(*), max(id) FROM match_model").fetchone() == models
    assert len(two_words.profiles()) == 3
    settling.settle(db, had)
    assert two_words.profiles() == profiles and rebuilding.rebuild(db).identical
