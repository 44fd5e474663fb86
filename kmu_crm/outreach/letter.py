"""The opening and the address field of a letter, in German: they are read by the customer, not by the user."""

from functools import cache

from kmu_crm.consent.candidates import Postal
from kmu_crm.fields import name
from kmu_crm.fields.words import lines
from kmu_crm.outreach.people import Person

LINES = 6  # the address zone of DIN 5008 holds six lines
_WORDS = {"mr": "Herr", "ms": "Frau", "family": "Familie"}


def salutation_word(person: Person) -> str:
    """`Frau`, `Herr`, `Familie`, or '' where nobody knows; never guessed from a first name."""
    return _WORDS.get(name.salutation(person.salutation) or "", "")


def opening(person: Person) -> str:
    """`Sehr geehrte Frau Dr. Berger`, `Guten Tag Kim Berger`, `Sehr geehrte Damen und Herren`."""
    word, family = salutation_word(person), person.family_name
    if word and family:
        polite = {"Herr": "Sehr geehrter Herr", "Frau": "Sehr geehrte Frau"}.get(word, f"Sehr geehrte {word}")
        return _joined(polite, person.title, family)
    if family:
        return _joined("Guten Tag", person.title, person.given_name, family)
    return "Sehr geehrte Damen und Herren"


def address_field(person: Person, postal: Postal, home: str) -> list[str]:
    """Up to six lines without gaps: company, person, addition, street, place, and abroad the country in capitals."""
    word = {"Herr": "Herrn"}.get(salutation_word(person), salutation_word(person))
    named = _joined(word, person.title, person.given_name, person.family_name) if person.family_name else ""
    first = person.company or ("" if named else person.display_name)
    abroad = postal.country and postal.country != home
    place = _joined(postal.postcode, postal.city)
    parts = [first, named, postal.extra, postal.street, place, country_name(postal.country).upper() if abroad else ""]
    return [part for part in parts if part]


def country_name(code: str) -> str:
    """In German, as the post of the sender's country reads it; the code itself where we know no name."""
    return _countries().get(code, code)


@cache
def _countries() -> dict[str, str]:
    """The first name of a line that is no code is the German one."""
    split = [line.split("|") for line in lines("countries")]
    return {names[0]: next((one for one in names if len(one) > 3), names[0]) for names in split}


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
