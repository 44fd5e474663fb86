"""Addresses in one spelling, and what kind they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("anna@firma.example", "anna@firma.example"),
        ("anna@firma.example.", "anna@firma.example"),
        (" Anna.Muster@Firma.Example ", "anna.muster@firma.example"),
        ("mailto:anna@firma.example?subject=x", "anna@firma.example"),
        ("Muster, Anna <anna@firma.example>", "anna@firma.example"),
        ("<anna@firma.test>;", "anna@firma.test"),
        ("anna+laden@firma.test", "anna+laden@firma.test"),
        ("info@MÜLLER.example", "info@müller.example"),
        ("info@xn--mller-kva.example", "info@müller.example"),
        ("an\u200bna@firma.example", "anna@firma.example"),
        ("'anna@firma.example", "anna@firma.example"),
        ("anna(at)firma.example", None),
        ("anna@firma", None),
        ("anna@@firma.example", None),
        ("anna..b@firma.example", None),
        (".anna@firma.example", None),
        ("anna@firma.example\nBcc: all@x.example", None),
        ("anna@firma.example, b@firma.example", None),
        ("javascript:alert(1)", None),
        ("keine", None),
        ("a" * 65 + "@firma.example", None),
        ("", None),
    ],
)
def test_one_spelling_or_none(typed, kept):
    assert email.clean(typed) == kept


def test_a_bad_address_is_named_and_nothing_is_no_fault():
    assert email.read("anna@") == (None, "email_invalid")
    assert email.read(" -") == (None, None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example, B <b@x.example>", ["a@x.example", "b@x.example"]),
        ("a@x.example A@x.example", ["a@x.example"]),
        ("a@x.example / b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example\nb@x.example", []),
        ("keine", []),
    ],
)
def test_several_addresses_in_a_cell(typed, found):
    assert email.split(typed) == found


@pytest.mark.parametrize(
    ("address", "alias"),
    [
        ("x1y2@marketplace.amazon.de", True),
        ("x1y2@members.ebay.com", True),
        ("x1y2@mail.kleinanzeigen.de", True),
        ("anna@amazon.de", False),
        ("anna@notmembers.ebay.com", False),
    ],
)
def test_relays_of_market_places(address, alias):
    assert email.is_alias(address) is alias


def test_providers_where_anybody_has_an_address():
    assert all(map(email.is_public_host, ["gmx.de", "WEB.de", "bluewin.ch", "a1.net", "t-online.de", "gmail.com"]))
    assert not email.is_public_host("roesterei.example")


def test_addresses_of_a_desk():
    assert all(map(email.is_role, ["info", "Office", "buchhaltung", "kontakt", "info-sued", "verkauf2"]))
    assert not any(map(email.is_role, ["anna.muster", "informatik", "teamann"]))


@given(st.emails() | st.text(st.characters()))
def test_cleaning_twice_changes_nothing(typed):
    assert email.clean(email.clean(typed) or "") == email.clean(typed)


@given(st.text(st.characters()))
def test_what_is_split_off_is_clean(typed):
    assert all(email.clean(address) == address for address in email.split(typed))


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        ("a.b+news@googlemail.com", "ab@gmail.com"),
        ("a.b@gmail.com", "ab@gmail.com"),
        ("a.b+x+y@web.example", "a.b@web.example"),
        ("+x@web.example", "+x@web.example"),
        ("a.b@gmail.com.example", "a.b@gmail.com.example"),
    ],
)
def test_spellings_that_reach_one_mailbox(address: str, mailbox: str) -> None:
    assert email.mailbox(address) == mailbox
    assert email.mailbox(mailbox) == mailbox
