"""Columns of somebody beside the customer: the owner's telephone in a list of buyers, the daughter's in one of patients."""

import re
from collections.abc import Sequence

from kmu_crm.consent import addresses
from kmu_crm.consent.words import Channel
from kmu_crm.fields import email, phone
from kmu_crm.sources.mapping import contents, dependants, turned
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.vocabulary import NAMING

_SELLS = re.compile(
    r".*(eigentuemer|kaeufer|vermieter|landlord|seller)"
)  # a house or a flat, which has its own address
# Not the parents of a child, whoever speaks for it by law: they are the customer.
_ROLE = re.compile(
    r"(?!.*(gesetzlich|erziehungsberechtigt|eltern))"
    r".*\b((vor)?eigentuemer|(ver|vor)kaeufer|angehoerig|vermieter|notfall|vertreter|betreuer|bevollmaechtigt|vormund|emergency|landlord"
    r"|seller|next of kin|relative)"
)
_DEPUTY = re.compile(r"(?!.*gesetzlich).*\b(vertreter|bevollmaechtigt)")
_WAY = re.compile(
    r"\b(tel\w*|fon|phone|mobil\w*|handy\w*|natel|(e ?)?mail\w*|(post)?adresse|address|anschrift|strasse|str|plz|ort|wohnort"
    r"|kontakt|geburtsdatum|geb)\b|(telefon|handy|mobil|mail|adresse|anschrift|nummer|kontakt)$"
)
_THING = re.compile(
    r"(objekt|immobilien?|wohnungs|grundstuecks?) ?(adresse|anschrift|strasse|plz|ort)|property address"
)


def are_theirs(header: Sequence[str], cells: Sequence[Sequence[str]]) -> set[int]:
    """The columns that tell how another person is reached, where the customer is named beside; the address of what that
    person sells or lets, too."""
    said = [turned.words(one) for one in header]
    roles = {place for place, words in enumerate(said) if _ROLE.match(words)}
    if not roles or any(rank < 0 for rank in dependants.owners_first(header).values()):
        return set()
    named = (field for place, one in enumerate(header) if place not in roles for field, _ in meanings(one)[:1])
    if not any(field in NAMING and field not in ("email", "contact_name") for field in named):
        return set()
    sold = any(_SELLS.match(said[place]) for place in roles)
    return {place for place, words in enumerate(said) if sold and _THING.fullmatch(words)} | {
        place
        for place in roles
        if _WAY.search(said[place]) or (not meanings(header[place]) and any(map(_reaches, cells[place])))
    }


def is_of_deputy(heading: str) -> bool:
    """Of whoever speaks for a firm, and not of an owner or a seller, who may be a customer with a word of their own."""
    return _DEPUTY.match(turned.words(heading)) is not None


def reached(cell: str, country: str) -> tuple[tuple[Channel, str], ...]:
    """The mail addresses, the number or the postal address that stand in such a cell."""
    if mails := email.split(cell):
        return tuple(("email", one) for one in mails)
    if contents.SHAPES["phone"](cell.strip()):
        numbers = (phone.clean(one, country) for one in phone.split(cell, country) or [cell])
        return tuple(("phone", one) for one in numbers if one)
    door = addresses.normal("post", place) if (place := contents.address_in(cell)[0]) else None
    return (("post", door),) if door else ()


def _reaches(cell: str) -> bool:
    return contents.SHAPES["phone"](cell.strip()) or contents.SHAPES["email"](cell.strip())
