"""A column of contacts in which a name stands here, a mail address or a phone number there, or all of them in one cell."""

import re
from typing import NamedTuple

from kmu_crm.fields import email, phone
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
    unread: bool = False  # what looks like a number, and is none


def is_mixed(cell: str) -> bool:
    return _MAIL.search(cell) is not None or _NUMBER.search(_DAY.sub(" ", cell)) is not None


def apart(cell: str, country: str) -> Apart:
    """Of a cell that is mixed."""
    mails = tuple(filter(None, map(email.clean, _MAIL.findall(cell))))
    rest = _MAIL.sub(" ", cell) if mails else cell
    if _DAY.search(rest):  # a phone number beside a day: only what is surely none is looked at
        rest = _DAY.sub(" ", rest)
    numbers = [phone.clean(found, country) for found in _NUMBER.findall(rest)]
    rest = " ".join(_NUMBER.sub(" ", rest).strip(_REST).split())
    if any(field.startswith(_NO_NAME) for field, _ in meanings(rest)):  # “Mobil 0171 ..”
        rest = ""
    return Apart(rest, mails, tuple(filter(None, numbers)), None in numbers)
