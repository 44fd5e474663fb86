"""Names of one row: firm and person told apart, names in one cell taken apart."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kmu_crm.fields import address, company, name
from kmu_crm.fields.collective import is_collective, is_counter, is_vacant, may_be_a_name
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contents
from kmu_crm.sources.recording.shapes import Cell

Words = Mapping[str, Any]
_CONTACT = re.compile(  # behind a firm: “, Hr. Nolte”, “ z.Hd. Frau Lang”, “, Inh. Kurt Meier”
    r"(?:\s*[,;/(–]\s*|\s+-\s+|\s+(?=z\.?\s?Hd|c/o|Inh\.|Inhaber))(?:(?:Inh\.|Inhaber(?:in)?\b):?\s*(?P<owner>[^,;/()]+)"
    r"|(?P<who>(?:(?:z\.?\s?Hd\.?|c/o):?\s*)?(?:herrn?|hrn?\.?|frau|fr\.)\s[^,;/()]+))\)?", re.I
)  # fmt: skip
COMPANY_WORDS = {"2", "firma", "unternehmen", "company", "business", "firmenkunde", "geschäftskunde", "b2b"}
COLLECTIVE = "collective"  # an account that stands for many buyers: kept, but never a customer
CORRESPONDENT = "correspondent"  # an address out of mail or a calendar: follows the customer who has it, is none itself
NAME_ORDERS = "name_orders"  # beside a row's words: of its columns of whole names, which begin with the surname
IN_DOCUMENTS = "in_documents"  # beside a row's words, too: it is an order, an invoice ..
# A telephone may be that of the house.
_OF_SOMEBODY = ("salutation", "title", "given_name", "email", "birth_date", IN_DOCUMENTS)
_NAMES = ("company", "given_name", "family_name", "full_name", "display_name")
_LIKE_NAMES = {"FREI", "LEER"}  # in a list that writes its names in capitals
_NOBLE = {"von", "van", "vom", "zu", "zum", "zur", "de", "den", "der", "ten", "ter"}
PERSON_WORDS = {"1", "privat", "person", "private", "privatperson", "privatkunde", "natürliche person", "b2c"}


def put(words: Words, values: dict[str, Cell]) -> None:
    """Fills in names, company, salutation and kind from what the row says."""
    said = str(words.get("party_kind") or "").casefold()
    alone = not any(map(words.get, _OF_SOMEBODY))
    for field in _NAMES if not words.get("given_name") else ("company",):
        if (word := str(words.get(field) or "").casefold()) in PERSON_WORDS and word.isalpha():  # “Privat” names nobody
            words, values[field], said = {**words, field: None}, None, said or word
        elif is_vacant(text := str(words.get(field) or ""), alone and not (text in _LIKE_NAMES and words.get("phone"))):
            words, values[field] = {**words, field: None}, None
    if said not in PERSON_WORDS:
        words = _firm_with_line(words, values)
    firm = _firm(words)
    full = _full(words, firm)
    if not firm and full and _is_firm(full, said):
        firm, full = full, None
    if firm and not full and not _person(words) and (behind := _CONTACT.search(firm)) and not firm[behind.end() :]:
        firm, full = firm[: behind.start()], behind["who"] or behind["owner"]
    values["salutation"], title = name.greeting(str(words["salutation"])) if words.get("salutation") else (None, None)
    values["title"] = values["title"] or title
    surname = words.get("family_name")
    if not firm and surname and not words.get("given_name") and _is_firm(str(surname), said):
        firm, values["family_name"] = str(surname), None
    if full and surname and not firm and not words.get("given_name"):  # the whole name beside the surname
        values["given_name"] = _given(full, str(surname), words)
    if full and not (values["family_name"] or values["given_name"]):
        order, full = _order(words, full), _without_address(full, values)
        parts = name.split(full, order)
        suffix = name.generation(full)[2] if parts.suffix else ""  # father and son are two: it stays with the surname
        values["given_name"] = parts.given or None
        values["family_name"] = " ".join(filter(None, (parts.family, suffix))) or None
        if not parts.given:
            values["department"] = values["department"] or name.post(full)
        values["title"] = values["title"] or parts.title or None
        values["salutation"] = values["salutation"] or parts.salutation or None
    named = values["family_name"] or values["given_name"]
    values["full_name"] = full if full and not named else None
    values["company"] = firm
    values["kind"] = said if said in (COLLECTIVE, CORRESPONDENT) else _kind(firm, bool(named), said)


def _firm_with_line(words: Words, values: dict[str, Cell]) -> Words:
    """A firm in the column of surnames: beside it stands its contact, or a further line of its address."""
    firm, more = str(words.get("family_name") or ""), str(words.get("given_name") or "")
    if not (firm and more) or words.get("company") or (more.isalpha() and " " not in firm):
        return words
    whole = f"{firm} {more}"
    behind = _CONTACT.search(whole)
    contact = (behind["who"] or behind["owner"]) if behind and behind.span() == (len(firm), len(whole)) else None
    # Hans von der Bank, Eva Haus Meier: a trade further behind may be part of a surname.
    opened = firm.split()[0]
    if not contact and not (" " in firm and _is_trade(firm, opened, more)):
        return words
    values["family_name"] = None
    words = {**words, "family_name": None, "company": firm}
    if not contact and name.is_given(more):
        return words
    values["given_name"] = None
    if not contact:
        values["address_extra"] = ", ".join(filter(None, (more, str(values["address_extra"] or ""))))
    return {**words, "given_name": None, "contact_name": contact or words.get("contact_name")}


def _is_trade(firm: str, opened: str, more: str) -> bool:
    if company.legal_form(firm) or company.looks_like_company(opened):
        return True
    no_given = company.looks_like_company(more) or (" " in more and not name.is_given(more.split()[0]))
    return no_given and opened.casefold() not in _NOBLE and company.looks_like_company(firm)


def _given(full: str, family: str, words: Words) -> str | None:
    parts = name.split(full, _order(words, full))
    return parts.given or None if fold(parts.family or "") == fold(family) else None


def _without_address(full: str, values: dict[str, Cell]) -> str:
    """The name without the address behind it, which becomes the row's where no column tells another."""
    if "," not in full or not any(map(str.isdigit, full)):
        return full
    place, rest = contents.address_in(full)
    bare, street = (", ".join(rest), "") if place and rest else address.behind_name(full)
    parts = address.parts(place) if place and rest else {"street": street}
    if not bare or any(values[part] and fold(str(values[part])) != fold(said) for part, said in parts.items()):
        return full
    values.update({part: said for part, said in parts.items() if said})
    return bare


def kinds(values: Mapping[str, Sequence[Any]], size: int) -> list[Any] | None:
    """What kind each row's party is, where some are accounts of many buyers; None where none is."""
    columns = [values[field] for field in _NAMES if field in values]
    named = list(zip(*columns, strict=True)) if columns else []
    many = {row for row in set(named) if _is_collective(row)}
    if not many:
        return None
    empty: list[Any] = [None] * size
    told, streets, postcodes, mails = (
        values.get(field) or empty for field in ("party_kind", "street", "postcode", "email")
    )
    rows = zip(named, told, streets, postcodes, mails, strict=True)
    return [
        COLLECTIVE if row in many and not _is_somebody(row, bool(street and postcode), bool(mail)) else kind
        for row, kind, street, postcode, mail in rows
    ]


def _is_somebody(cells: Sequence[Any], lives: bool, writes: bool) -> bool:
    """Who buys over the counter and leaves a mail address is called so, and yet a customer; an address of the account's own is
    mostly that of the business."""
    said = " ".join(cell for cell in cells if cell)
    return (writes and is_counter(said)) or (lives and may_be_a_name(said))


def _is_collective(cells: Sequence[Any]) -> bool:
    said = [cell for cell in cells if cell]
    return bool(said) and (is_collective(" ".join(said)) or all(map(is_collective, said)))


def _kind(firm: str | None, named: bool, said: str) -> str:
    return "company" if firm else "person" if named or said in PERSON_WORDS else ""


def _person(words: Words) -> str:
    return " ".join(str(words[part]) for part in ("given_name", "family_name") if words.get(part))


def _firm(words: Words) -> str | None:
    """The company's column, or the name in a column of its own beside somebody else's."""
    person, contact = _person(words), str(words.get("contact_name") or "")
    if firm := " ".join(part for part in (words.get("company"), words.get("company2")) if part):
        backwards = f"{words.get('family_name')} {words.get('given_name')}"
        twice = person and fold(firm) in (fold(person), fold(backwards))  # a person who stands in that column, too
        return None if twice else firm
    full = str(words.get("full_name") or "")
    return full if full and any(_is_other(full, one) for one in (person, contact) if one) else None


def _full(words: Words, firm: str | None) -> str | None:
    """The name of the person in one cell: of the contact where there is one beside a firm."""
    contact, full = words.get("contact_name"), words.get("full_name")
    if _person(words):
        return full if full != firm else None
    if contact and contact != firm and (firm or not full):
        return str(contact)
    return None if full and full == firm else full or (None if firm else words.get("display_name"))


def _order(words: Words, full: str) -> bool | None:
    """What the column of a name tells of its order."""
    orders: Mapping[str, bool | None] = words.get(NAME_ORDERS) or {}
    return next((order for field, order in orders.items() if words.get(field) == full), None)


def _is_other(full: str, person: str) -> bool:
    """Whether a name is not just that of the person beside it."""
    return company.looks_like_company(full) or set(fold(full).split()).isdisjoint(fold(person).split())


def _is_firm(text: str, said: str) -> bool:
    if said in PERSON_WORDS or said in COMPANY_WORDS:
        return said in COMPANY_WORDS
    return company.looks_like_company(text) and not name.post(text)
