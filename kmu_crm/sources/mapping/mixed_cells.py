"""A column of contacts in which a name stands here, a mail address, a phone number or a postal address there, or all of them in
one cell."""

import re
from typing import NamedTuple

from kmu_crm.fields import address, email, phone
from kmu_crm.fields.company import looks_like_company
from kmu_crm.sources.mapping import contents
from kmu_crm.sources.mapping.headings import meanings

MIXED = "contact_name"
_LABEL = r"(?:[^\W\d]+\.?: *)?"
_MAIL = re.compile(rf"{_LABEL}<?([^\s<>;,|()/]+@[^\s<>;,|()/]+\w)>?")
_NUMBER = re.compile(rf"(?<![\w.+]){_LABEL}((?:\+|00|\(?0)[\d\s()/.–-]{{4,20}}\d)(?!\w)")
_DAY = re.compile(r"(?<!\d)(\d{1,2}[./]\d{1,2}[./](\d{4}|\d{2})?|\d{4}-\d\d-\d\d)(?!\d)")
_REST = " \t\n,;|/<>():–-"
_NO_NAME = ("email", "phone", "mobile")


class Apart(NamedTuple):
    name: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    odd: str = ""  # what looks like a number and is none, or a postcode that is too short


def is_mixed(cell: str) -> bool:
    said = _MAIL.search(cell) or _NUMBER.search(_DAY.sub(" ", cell)) or contents.address_in(cell)[0]
    return bool(said)


def apart(cell: str, country: str, zeros: bool = False) -> Apart:
    """Of a cell that is mixed; `zeros` puts the zeros back that postcodes lost."""
    mails = tuple(filter(None, map(email.clean, _MAIL.findall(cell))))
    rest = _MAIL.sub(" ", cell) if mails else cell
    if _DAY.search(rest):  # a phone number beside a day: only what is surely none is looked at
        rest = _DAY.sub(" ", rest)
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
    return Apart(_without_labels(rest), mails, tuple(filter(None, numbers)), read.value or "", odd)


def _without_labels(rest: str) -> str:
    """Without “Mobil” and “Tel.”, whose number was taken out."""
    return " ".join(word for word in rest.strip(_REST).split() if not _is_label(word)).strip(_REST)


def _is_label(word: str) -> bool:
    return any(field.startswith(_NO_NAME) for field, _ in meanings(word))
