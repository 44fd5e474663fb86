"""What the true headers of address books give: every address and number, and groups of one's own."""

import json

import pytest

from tests.sources.conftest import COLUMNS

pytestmark = pytest.mark.skipif(not COLUMNS.exists(), reason="the headers lie beside the repository")


def test_google_several_values_and_groups_of_its_own(desk, take):
    who = {
        "First Name": "Anna",
        "Labels": "* myContacts ::: Kunden",
        "E-mail 1 - Value": "anna@mail.example ::: a@post.example",
    }
    firm = {
        "File As": "Holz AG",
        "Phone 1 - Value": "0341 1234567",
        "Address 1 - Formatted": "Weg 2\n04109 Leipzig\nDE",
    }
    take("google-contacts.csv", who, firm)
    assert desk.ask("SELECT email, tags, more, company, postcode FROM party") == [
        ("anna@mail.example", "Kunden", '{"emails": ["a@post.example"]}', None, None),
        (None, None, None, "Holz AG", "04109"),
    ]


def test_google_keeps_every_address_and_number_of_every_group(desk, take):
    mails = {f"E-mail {n} - Value": f"a{n}@mail.example" for n in (1, 2, 3, 4)}
    mails["E-mail 1 - Value"] += " ::: b1@mail.example ::: c1@mail.example"
    take("google-contacts-old.csv", mails | {f"Phone {n} - Value": f"0341 123456{n}" for n in (1, 3, 5, 7)})
    (email, phone, more), *_ = desk.ask("SELECT email, phone, more FROM party")
    told = json.loads(more)
    assert {email, *told["emails"]} == {
        *(f"a{n}@mail.example" for n in (1, 2, 3, 4)),
        "b1@mail.example",
        "c1@mail.example",
    }
    assert {phone, *told["phones"]} == {f"+49341123456{n}" for n in (1, 3, 5, 7)}


@pytest.mark.parametrize(
    ("name", "columns"),
    [("outlook-contacts-de.csv", ("Haupttelefon", "Telefon geschäftlich 2", "Telefon privat 2", "Mobiltelefon 2", "Weiteres Telefon")),
     ("outlook-contacts-en.csv", ("Primary Phone", "Business Phone 2", "Home Phone 2", "Other Phone"))],
)  # fmt: skip
def test_outlook_keeps_the_further_numbers_of_a_person(desk, take, name, columns):
    who = {"Vorname" if "-de" in name else "First Name": "Anna"}
    take(name, who | {column: f"0341 123456{n}" for n, column in enumerate(columns)})
    (phone, more), *_ = desk.ask("SELECT phone, more FROM party")
    assert {phone, *json.loads(more)["phones"]} == {f"+49341123456{n}" for n in range(len(columns))}
