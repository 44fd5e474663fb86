import pytest

from kmu_crm.consent.candidates import Postal
from kmu_crm.outreach.letter import address_field, opening
from kmu_crm.outreach.people import Person

BASE = dict.fromkeys(Person.__dataclass_fields__, "") | {"profile_id": 1, "kind": "person"}


def who(**fields: str) -> Person:
    return Person(**{**BASE, **fields})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"salutation": "ms", "title": "Dr.", "family_name": "Berger"}, "Sehr geehrte Frau Dr. Berger"),
        ({"salutation": "Herr", "given_name": "Jan", "family_name": "Nowak"}, "Sehr geehrter Herr Nowak"),
        ({"given_name": "Kim", "family_name": "Berger"}, "Guten Tag Kim Berger"),
        ({"salutation": "family", "family_name": "Berger"}, "Sehr geehrte Familie Berger"),
        ({"kind": "company", "company": "Café Morgenrot", "salutation": "company"}, "Sehr geehrte Damen und Herren"),
        ({"given_name": "Kim"}, "Sehr geehrte Damen und Herren"),
    ],
)
def test_the_opening_is_polite_and_never_guesses(fields, text):
    assert opening([who(**fields)]) == text


def test_the_address_field_has_its_order_and_no_gaps():
    person = who(company="Café Morgenrot", salutation="mr", title="Dr.", given_name="Jan", family_name="Nowak")
    place = Postal("Seegasse 3", "Hinterhaus", "1010", "Wien", "AT")
    assert address_field([person], place, "DE") == [
        "Café Morgenrot",
        "Herrn Dr. Jan Nowak",
        "Hinterhaus",
        "Seegasse 3",
        "1010 Wien",
        "ÖSTERREICH",
    ]
    assert address_field([who(family_name="Nowak")], Postal("Weg 1", "", "01067", "Dresden", "DE"), "DE") == [
        "Nowak",
        "Weg 1",
        "01067 Dresden",
    ]


ANNA = who(salutation="ms", given_name="Anna", family_name="Berger")
JAN = who(salutation="mr", title="Dr.", given_name="Jan", family_name="Nowak")
KIM = who(given_name="Kim", family_name="Berger")


@pytest.mark.parametrize(
    ("named", "text", "lines"),
    [
        ([ANNA, JAN], "Sehr geehrte Frau Berger, sehr geehrter Herr Dr. Nowak", ["Frau Anna Berger", "Herrn Dr. Jan Nowak"]),
        ([ANNA, KIM], "Sehr geehrte Frau Berger, guten Tag Kim Berger", ["Frau Anna Berger", "Kim Berger"]),
        ([ANNA, KIM, JAN], "Sehr geehrte Frau Berger, guten Tag Kim Berger, sehr geehrter Herr Dr. Nowak",
         ["Frau Anna Berger, Kim Berger, Herrn Dr. Jan Nowak"]),
    ],
)  # fmt: skip
def test_those_who_live_together_are_named_together(named, text, lines):
    assert opening(named) == text
    assert address_field(named, Postal("Weg 1", "", "01067", "Dresden", "DE"), "DE") == [
        *lines,
        "Weg 1",
        "01067 Dresden",
    ]
