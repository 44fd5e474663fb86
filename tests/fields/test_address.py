"""Streets compare alike, postcodes keep their zeros, countries have two letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import address


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Bergstraße 12", ("berg str", "12")),
        ("Bergstrasse 12", ("berg str", "12")),
        ("Bergstr. 12", ("berg str", "12")),
        ("BERGSTR.12", ("berg str", "12")),
        ("Berg Str. 12 a", ("berg str", "12a")),
        ("Berg-Straße 12A", ("berg str", "12a")),
        ("Bergstraße 12-14", ("berg str", "12-14")),
        ("Bergstraße 12 – 14", ("berg str", "12-14")),
        ("Bergstraße 12, 3. OG", ("berg str", "12")),
        ("Bergstraße 12/3", ("berg str", "12/3")),
        ("Bergstraße Nr. 12", ("berg str", "12")),
        ("Bergweg 12", ("bergweg", "12")),
        ("Am Bergpl. 3", ("am bergplatz", "3")),
        ("Straße des 17. Juni 135", ("str des 17 juni", "135")),
        ("Rue de Berne 5", ("rue de berne", "5")),
        ("5, rue de Berne", ("rue de berne", "5")),
        ("Hauptstraße", ("haupt str", "")),
        ("Postfach 12 34", ("postfach", "1234")),
        ("Haus 5", ("haus", "5")),
        ("", ("", "")),
    ],
)
def test_a_street_and_its_number(typed, key):
    assert address.street_key(typed) == key


@pytest.mark.parametrize(
    ("typed", "country", "reading"),
    [
        ("04275", "DE", ("04275", None)),
        ("D-04275", None, ("04275", None)),
        ("CH-8004", "DE", ("8004", None)),
        ("A-1010", "DE", ("1010", None)),
        ("D 04275", None, ("04275", None)),
        ("'01067", "DE", ("01067", None)),
        ('="01067"', "DE", ("01067", None)),
        ("80331.0", "DE", ("80331", None)),
        ("1067", "DE", ("1067", "leading_zero_lost")),
        ("D-1067", "CH", ("1067", "leading_zero_lost")),
        ("1067", "AT", ("1067", None)),
        ("1067", None, ("1067", None)),
        ("SW1A 1AA", "GB", ("SW1A 1AA", None)),
        ("1234 ab", "NL", ("1234 AB", None)),
        ("02-486", "PL", ("02-486", None)),
        ("Leipzig", "DE", (None, "postcode_invalid")),
        ("-", "DE", (None, None)),
    ],
)
def test_a_postcode_keeps_its_zeros(typed, country, reading):
    assert address.postcode(typed, country) == reading


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Deutschland", "DE"),
        ("BRD", "DE"),
        ("D", "DE"),
        ("de", "DE"),
        ("Oesterreich", "AT"),
        ("ÖSTERREICH", "AT"),
        ("A", "AT"),
        ("Svizzera", "CH"),
        ("FL", "LI"),
        ("Großbritannien", "GB"),
        ("UK", "GB"),
        ("Holland", "NL"),
        ("U.S.A.", "US"),
        ("NU", "NU"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_has_two_letters(typed, code):
    assert address.country(typed) == code


def test_an_unknown_country_is_named():
    assert address.read_country("Atlantis") == (None, "country_unknown")
    assert address.read_country("") == (None, None)


@given(st.text(st.characters()))
def test_no_text_breaks_the_readers(typed):
    name, number = address.street_key(typed)
    assert not number or number[0].isdigit()
    assert address.country(address.country(typed) or "") == address.country(typed)
    once = address.postcode(typed, "DE").value
    assert once is None or address.postcode(once, "DE").value == once
    assert name == name.casefold()


@pytest.mark.parametrize(
    ("city", "country"),
    [("Wien", "AT"), ("ZUERICH", "CH"), ("St. Pölten", "AT"), ("Köln", None), ("", None), ("leipzig", "DE")],
)
def test_a_town_without_doubt_tells_its_country(city, country):
    assert address.country_of_city(city) == country


@pytest.mark.parametrize(
    ("code", "city", "whole"),
    [("4109", "Leipzig", "04109"), ("6108", "Halle (Saale)", "06108"), ("1234", "Leipzig", None), ("04109", "Leipzig", None),
     ("4109", "Wien", None), ("410x", "Leipzig", None), ("", "Leipzig", None)],
)  # fmt: skip
def test_the_town_tells_that_a_postcode_lost_its_zero(code, city, whole):
    assert address.with_zero(code, city) == whole
