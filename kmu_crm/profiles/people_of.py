"""The people who speak for a company, as its records name them: who, in which role, and by which address of their own."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kmu_crm.fields.text import fold
from kmu_crm.profiles.word import Word

_NAME = ("title", "given_name", "family_name")
_ROLE = re.compile(
    r"position|funktion|rolle|role|job ?title|berufsbezeichnung|stelle|taetigkeit|function"
)  # folded headings


@dataclass(frozen=True)
class Contact:
    """`phone`: E.164; each '' where no record says it."""

    name: str
    role: str
    email: str
    phone: str


def people_of(words: Iterable[Word]) -> list[Contact]:
    """In the order of the records; of somebody whom several name what the first of them says that says it."""
    found: dict[str, Contact] = {}
    for word in words:
        one = _contact(word)
        if key := fold(one.name):
            before = found.get(key)
            found[key] = one if before is None else _filled(before, one)
    return list(found.values())


def _contact(word: Word) -> Contact:
    said = word.values
    name = " ".join(str(said[part]) for part in _NAME if said.get(part))
    return Contact(name, _role(word), str(said.get("email") or ""), str(said.get("phone") or ""))


def _role(word: Word) -> str:
    more = word.values.get("attributes")
    cells = json.loads(more) if isinstance(more, str) else more or {}
    named = (str(cell) for head, cell in cells.items() if cell and _ROLE.fullmatch(fold(head)))
    return next(named, str(word.values.get("department") or ""))


def _filled(known: Contact, one: Contact) -> Contact:
    return replace(known, role=known.role or one.role, email=known.email or one.email, phone=known.phone or one.phone)
