"""One row's words about a customer become a party: names taken apart, firm and person told apart, the rest kept."""

import hashlib
import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from kmu_crm.fields import address
from kmu_crm.fields.nobody import SPELLED
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contents
from kmu_crm.sources.recording import carried, names, suppliers, tags
from kmu_crm.sources.recording.shapes import PARTY_COLUMNS, Cell

Words = dict[str, Any]
_SAYS_WHO = itemgetter("given_name", "family_name", "full_name", "company", "email", "phone")
_NAMES_AND_PLACES = (
    "company", "given_name", "family_name", "full_name", "display_name", "department", "street", "address_extra", "city",
)  # fmt: skip
_IN_ORDER, _NOTHING = itemgetter(*PARTY_COLUMNS), dict[str, Cell].fromkeys(PARTY_COLUMNS)
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_SECOND = {column: column + "2" for column in ("street", "address_extra", "postcode", "city", "country")}


def party(words: Words, attributes: Mapping[str, str]) -> tuple[Cell, ...] | None:
    """The party a row describes, in the order of PARTY_COLUMNS; None where it names nobody."""
    words = _answered(words)
    values = _NOTHING | words
    names.put(words, values)
    _addresses(words, values)
    if not any(_SAYS_WHO(values)):
        return None
    values["tags"] = tags.listed(str(values["tags"])) or None if values["tags"] else None
    values["is_lead"] = int(suppliers.is_lead({**attributes, "typ": str(words.get("party_kind") or "")}))
    values["attributes"] = as_json(attributes)
    found: tuple[Cell, ...] = _IN_ORDER(values)
    return found


def _answered(words: Words) -> Words:
    """Without “n/a”, “k.A.” and the like, which are no name and no place; before a surname they are initials."""
    if SPELLED.isdisjoint(map(words.get, _NAMES_AND_PLACES)):
        return words
    kept = {field: None if field in _NAMES_AND_PLACES and said in SPELLED else said for field, said in words.items()}
    return kept | {"given_name": words.get("given_name")} if kept.get("family_name") else kept


def content_key(values: tuple[Cell, ...], in_documents: bool) -> str:
    """Rows without a number that say the same are the same record; what documents say is a record of its own."""
    start = carried.MARK if in_documents else "~"
    start += ":" if values[0] == names.CORRESPONDENT else ""
    return start + hashlib.blake2b(repr(values).encode(), digest_size=12).hexdigest()


def user_key(name: str) -> str:
    """Of an account at a marketplace, whose record speaks as long as a document names it."""
    return carried.MARK + hashlib.blake2b(f"user {name}".encode(), digest_size=12).hexdigest()


def _addresses(words: Words, values: dict[str, Cell]) -> None:
    if words.get("house_number") and values["street"]:
        values["street"] = f"{values['street']} {words['house_number']}"
    elsewhere = _take_apart(words, values)
    if values["address_extra"]:  # Shopify tells the second line within the street, too
        values["street"] = str(values["street"] or "").removesuffix(f", {values['address_extra']}") or None
    emails = _distinct(words.get("email"), words.get("email2"), *_each(words.get("email3")))
    phones = _distinct(words.get("phone"), words.get("mobile"), words.get("phone2"), *_each(words.get("phone3")))
    second = {column: words.get(name) for column, name in _SECOND.items()}
    first = {column: values[column] for column in second}
    further = [second] if second["street"] or second["city"] else []
    further += [{column: elsewhere.get(column) for column in second}] if elsewhere else []
    if further and not (first["street"] or first["city"] or first["postcode"]):
        values.update(further.pop())
    values["email"], values["phone"] = (emails or [None])[0], (phones or [None])[0]
    more = {"emails": emails[1:], "phones": phones[1:], "addresses": [a for a in further if a != first]}
    values["more"] = as_json({key: found for key, found in more.items() if found})


def _take_apart(words: Words, values: dict[str, Cell]) -> dict[str, str]:
    """Several parts of an address in one cell; what is no postcode with a town stays whole. Gives back the parts of a whole
    address that is another one than the row's."""
    parts = dict(address.parts(str(words["full_address"]))) if words.get("full_address") else {}
    elsewhere = "city" in parts and "street" in parts and _is_another(parts, values)
    said = {} if elsewhere else dict(parts)
    if town := words.get("postcode_city"):
        said |= address.parts(str(town), "city")
    values.update({name: part for name, part in said.items() if not values[name]})
    street = str(values["street"] or "")
    if street and not (values["postcode"] or values["city"]) and contents.address_in(street)[0]:
        values["street"] = None
        values.update({name: part for name, part in address.parts(street).items() if not values[name]})
    return parts if elsewhere else {}


def _is_another(parts: Mapping[str, str], values: Mapping[str, Cell]) -> bool:
    """Whether an address is not the one that the row's own columns tell, in other lines or with less."""
    code, own = values["postcode"], fold(str(values["street"] or ""))
    street = " ".join(filter(None, (parts.get("address_extra"), parts["street"])))
    return bool(
        (code and code != parts["postcode"]) or (own and own not in fold(street) and fold(parts["street"]) not in own)
    )


def _each(told: str | None) -> list[str]:
    return told.split("\n") if told else []


def _distinct(*found: Any) -> list[Any]:
    return list(dict.fromkeys(value for value in found if value))


def as_json(found: Mapping[str, Any]) -> str | None:
    return _JSON.encode(found) if found else None


def nobody() -> tuple[Cell, ...]:
    """A party known by its number alone."""
    return tuple("" if column == "kind" else 0 if column == "is_lead" else None for column in PARTY_COLUMNS)
