"""A column of contacts in which a name stands here, a mail address, a phone number or a postal address there, or all of them in
one cell."""

import re
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields import address, email, phone
from kmu_crm.fields.company import looks_like_company
from kmu_crm.sources.mapping import contents
from kmu_crm.sources.mapping.headings import meanings

MIXED = "contact_name"
_LABEL = r"(?:(?:[^\W\d]+-)?[^\W\d]+\.?: *)?"
_BETWEEN = re.compile(r"\s/\s*(?=\+|\(?0)")  # two numbers
_MAIL = re.compile(rf"{_LABEL}<?([^\s<>;,|()/]+@[^\s<>;,|()/]+\w)>?")
_NUMBER = re.compile(rf"(?<![\w.+]){_LABEL}((?:\+|00|\(?0)[\d\s()/.–-]{{4,20}}\d)(?!\w)")
_DAY = re.compile(r"(?<!\d)(\d{1,2}[./]\d{1,2}[./](\d{4}|\d{2})?|\d{4}-\d\d-\d\d)(?!\d)")
_REST = " \t\n,;|/<>():–-"
_LONGEST = 1_000  # characters of a cell that holds several of them
_NO_NAME = ("email", "phone", "mobile")


class Apart(NamedTuple):
    name: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    is_left: bool = False  # words that are no name remain: “abends”
    odd: str = ""  # what looks like a number and is none, or a postcode that is too short


def is_mixed(cell: str) -> bool:
    if len(cell) > _LONGEST:
        return False
    said = _MAIL.search(cell) or _NUMBER.search(_DAY.sub(" ", cell)) or contents.address_in(cell)[0]
    return bool(said or (cell.strip() and all(map(_is_label, cell.split()))))  # “Telefon”: how they want to be reached


def apart(cell: str, country: str, zeros: bool = False) -> Apart:
    """Of a cell that is mixed; `zeros` puts the zeros back that postcodes lost."""
    mails = tuple(filter(None, map(email.clean, _MAIL.findall(cell))))
    rest = _MAIL.sub(" ", cell) if mails else cell
    if _DAY.search(rest):  # a phone number beside a day: only what is surely none is looked at
        rest = _DAY.sub(" ", rest)
    rest = _BETWEEN.sub(" ; ", rest)
    numbers = [phone.clean(found, country) for found in _NUMBER.findall(rest)]
    rest = _NUMBER.sub(" ", rest)
    place, others = contents.address_in(rest)
    if place:
        named = [one for one in others if contents.SHAPES["full_name"](one) or looks_like_company(one)]
        rest = _without_labels(" ".join(named))
        extra = [told for one in others if one not in named and (told := _without_labels(one))]
        place = ", ".join((*extra, place))
    read = address.place(place, country, zeros)
    odd = "phone_invalid" if None in numbers else read.code or ""
    name = _without_labels(rest)
    is_name = not name.islower() or contents.SHAPES["full_name"](name) or looks_like_company(name)
    is_left = bool(name and not is_name) or not (name or mails or numbers or place)
    return Apart(name if is_name else "", mails, tuple(filter(None, numbers)), read.value or "", is_left, odd)


def _without_labels(rest: str) -> str:
    """Without “Mobil” and “Tel.”, whose number was taken out."""
    found = " ".join(word for word in rest.strip(_REST).split() if not _is_label(word)).strip(_REST)
    return found + ")" * (found.count("(") - found.count(")"))


@lru_cache(maxsize=20_000)
def _is_label(word: str) -> bool:
    return any(field.startswith(_NO_NAME) for field, _ in meanings(word))
