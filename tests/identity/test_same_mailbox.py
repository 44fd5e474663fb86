"""Spellings of one mailbox are one address to matching; the records keep what was written."""

import pytest
from identity_town import Town

from kmu_crm.identity import match

JUERGEN = {"given_name": "Jürgen", "family_name": "Müller"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("juergen.mueller@gmail.com", "juergenmueller@googlemail.com"), ("j.mueller@gmail.com", "jmueller+shop@gmail.com"),
     ("jm@mueller.example", "jm+shop@mueller.example")],
)  # fmt: skip
def test_two_spellings_of_one_mailbox_and_one_name_are_one_customer(town: Town, one: str, other: str) -> None:
    first, second = town.says("kasse", "1", **JUERGEN, email=one), town.says("shop", "2", **JUERGEN, email=other)
    assert town.profiles() == [[first, second]]
    assert {mail for (mail,) in town.db.execute("SELECT email FROM party")} == {one, other}
    (evidence,) = town.db.execute("SELECT evidence FROM pair").fetchone()
    assert one in evidence and other in evidence


def test_dots_tell_mailboxes_apart_where_the_provider_does_not_drop_them(town: Town) -> None:
    town.says("kasse", "1", **JUERGEN, email="juergen.mueller@web.de")
    town.says("shop", "2", **JUERGEN, email="juergenmueller@web.de")
    assert len(town.profiles()) == 2


def test_a_second_spelling_finds_its_customer_in_a_later_import(town: Town) -> None:
    first = town.says("kasse", "1", **JUERGEN, email="juergen.mueller@gmail.com")
    for place in range(9):  # enough that the model stays as it is
        town.says("base", given_name=f"Anna{place}", family_name="Grund")
    town.match()
    second = town.says("shop", "2", **JUERGEN, email="juergenmueller@googlemail.com")
    assert [first, second] in town.profiles()
    before = town.derived()
    match.rebuild(town.db)
    assert town.derived() == before


def test_a_family_that_shares_a_mailbox_in_two_spellings_stays_several_people(town: Town) -> None:
    home = {"family_name": "Auerfels", "street": "Birkenweg 7", "postcode": "04109", "city": "Leipzig"}
    he = town.says("kasse", "1", given_name="Klaus", email="fam.auerfels@gmail.com", **home)
    she = town.says("shop", "2", given_name="Petra", email="famauerfels@googlemail.com", **home)
    assert town.profiles() == [[he], [she]]
