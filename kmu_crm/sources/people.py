"""One row's words about a customer become a party: names taken apart, firm and person told apart, the rest kept."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kmu_crm.fields import company, name
from kmu_crm.sources import carried
from kmu_crm.sources.shapes import PARTY_COLUMNS, Cell

Words = Mapping[str, Any]
COMPANY_WORDS = {"2", "firma", "unternehmen", "company", "business", "firmenkunde", "geschäftskunde", "b2b"}
COLLECTIVE = "collective"  # an account that stands for many buyers: kept, but never a customer
CORRESPONDENT = (
    "correspondent"  # an address out of mail or a calendar: follows the customer who has it, and is none itself
)
NAMING = {"given_name", "family_name", "full_name", "display_name", "company", "company2", "contact_name", "email"}
PERSON_WORDS = {"1", "privat", "person", "private", "privatperson", "privatkunde", "natürliche person", "b2c"}


def party(words: Words, attributes: Mapping[str, str]) -> tuple[Cell, ...] | None:
    """The party a row describes, in the order of PARTY_COLUMNS; None where it names nobody."""
    values: dict[str, Cell] = {column: words.get(column) for column in PARTY_COLUMNS}
    _names(words, values)
    _addresses(words, values)
    if not any(values[column] for column in ("given_name", "family_name", "full_name", "company", "email", "phone")):
        return None
    values["is_lead"] = 0
    values["attributes"] = as_json(attributes)
    return tuple(values[column] for column in PARTY_COLUMNS)


def content_key(values: tuple[Cell, ...], in_documents: bool) -> str:
    """Rows without a number that say the same are the same record; what documents say is a record of its own."""
    start = carried.MARK if in_documents else "~"
    start += ":" if values[0] == CORRESPONDENT else ""
    return start + hashlib.blake2b(repr(values).encode(), digest_size=12).hexdigest()


def _names(words: Words, values: dict[str, Cell]) -> None:
    firm = " ".join(part for part in (words.get("company"), words.get("company2")) if part) or None
    contact = words.get("contact_name")
    if contact and contact != firm and not (words.get("family_name") or words.get("given_name")):
        values["full_name"] = contact
    shown = words.get("display_name")
    if shown and not (firm or values["full_name"] or words.get("family_name") or words.get("given_name")):
        values["full_name"] = shown
    full = values["full_name"]
    said = str(words.get("party_kind") or "").casefold()
    values["salutation"] = name.salutation(str(words["salutation"])) if words.get("salutation") else None
    if (
        not firm
        and isinstance(full, str)
        and (said in COMPANY_WORDS or (said not in PERSON_WORDS and company.looks_like_company(full)))
    ):
        firm, full = full, None
    alone = words.get("family_name")
    if (
        not firm
        and alone
        and not words.get("given_name")
        and said not in PERSON_WORDS
        and company.looks_like_company(str(alone))
    ):
        firm, values["family_name"] = str(alone), None
    if isinstance(full, str) and not (values["family_name"] or values["given_name"]):
        parts = name.split(full)
        values["given_name"], values["family_name"] = parts.given or None, parts.family or None
        values["title"] = values["title"] or parts.title or None
        values["salutation"] = values["salutation"] or parts.salutation or None
    values["full_name"] = full if full and not (values["family_name"] or values["given_name"]) else None
    values["company"] = firm
    if said in (COLLECTIVE, CORRESPONDENT):
        values["kind"] = said
        return
    values["kind"] = (
        "company" if firm else "person" if said in PERSON_WORDS or values["family_name"] or values["given_name"] else ""
    )


def _addresses(words: Words, values: dict[str, Cell]) -> None:
    if words.get("house_number") and values["street"]:
        values["street"] = f"{values['street']} {words['house_number']}"
    emails = _distinct(words.get("email"), words.get("email2"), words.get("email3"))
    phones = _distinct(words.get("phone"), words.get("mobile"), words.get("phone2"), words.get("phone3"))
    second = {column: words.get(column + "2") for column in ("street", "address_extra", "postcode", "city", "country")}
    first = {column: values[column] for column in second}
    further = [second] if second["street"] or second["city"] else []
    if further and not (first["street"] or first["city"] or first["postcode"]):
        values.update(further.pop())
    values["email"], values["phone"] = (emails or [None])[0], (phones or [None])[0]
    more = {"emails": emails[1:], "phones": phones[1:], "addresses": [a for a in further if a != first]}
    values["more"] = as_json({key: found for key, found in more.items() if found})


def _distinct(*found: Any) -> list[Any]:
    return list(dict.fromkeys(value for value in found if value))


def as_json(found: Mapping[str, Any]) -> str | None:
    return json.dumps(found, ensure_ascii=False, sort_keys=True) if found else None


def nobody() -> tuple[Cell, ...]:
    """A party known by its number alone."""
    return tuple("" if column == "kind" else 0 if column == "is_lead" else None for column in PARTY_COLUMNS)
