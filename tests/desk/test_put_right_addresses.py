"""An address that a person put right is written to no more, whatever consent it once had."""

import pytest
from desk_town import Town, customer

from kmu_crm.outreach import people


def emails(town: Town) -> tuple[str, ...]:
    db = town.store.db
    numbers = [row["id"] for row in town.profiles()]
    (one,) = people.candidates(db, people.people(db, numbers))
    return one.emails


@pytest.mark.parametrize(("value", "left"), [("neu@web.example", ("neu@web.example",)), ("", ())])
def test_what_was_shown_before_a_correction_is_no_address_any_more(
    town: Town, value: str, left: tuple[str, ...]
) -> None:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example"))
    town.decide("email", 0, 0, value)
    assert emails(town) == left


def test_revoking_the_correction_brings_the_address_back(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example"))
    town.decide("email", 0, 0, "neu@web.example")
    town.decide("revoke", 0, 0)
    assert emails(town) == ("anna@muster.example",)


def test_an_address_put_back_counts_again(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example"))
    town.decide("email", 0, 0, "neu@web.example")
    town.decide("email", 0, 0, "anna@muster.example")
    assert emails(town) == ("anna@muster.example",)
