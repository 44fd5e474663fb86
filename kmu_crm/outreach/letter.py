"""The opening and the address field of a letter, in German: they are read by the customer, not by the user."""

from collections.abc import Sequence
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


def opening(named: Sequence[Person]) -> str:
    """`Sehr geehrte Frau Dr. Berger`, `Guten Tag Kim Berger`, `Sehr geehrte Damen und Herren`; of a household, whose most valuable
    customer stands first, `Sehr geehrte Frau Berger, sehr geehrter Herr Nowak`. Never the family as a whole: one of it may have
    said no."""
    first, *others = map(_opening, named)
    return ", ".join((first, *(f"{one[0].lower()}{one[1:]}" for one in others)))


def _opening(person: Person) -> str:
    word, family = salutation_word(person), person.family_name
    if word and family:
        polite = {"Herr": "Sehr geehrter Herr", "Frau": "Sehr geehrte Frau"}.get(word, f"Sehr geehrte {word}")
        return _joined(polite, person.title, family)
    if family:
        return _joined("Guten Tag", person.title, person.given_name, family)
    return "Sehr geehrte Damen und Herren"


def address_field(named: Sequence[Person], postal: Postal, home: str) -> list[str]:
    """Up to six lines without gaps: company, person, addition, street, place, and abroad the country in capitals. Two who live
    together have a line each, more of them one line together."""
    person = named[0]
    names = [_name(one) for one in named if one.family_name]
    names = [", ".join(names)] if len(names) > 2 else names
    first = person.company or ("" if names else person.display_name)
    abroad = postal.country and postal.country != home
    place = _joined(postal.postcode, postal.city)
    parts = [first, *names, postal.extra, postal.street, place, country_name(postal.country).upper() if abroad else ""]
    return [part for part in parts if part]


def _name(person: Person) -> str:
    word = {"Herr": "Herrn"}.get(salutation_word(person), salutation_word(person))
    return _joined(word, person.title, person.given_name, person.family_name)


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
