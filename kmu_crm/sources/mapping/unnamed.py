"""Columns whose headings say nothing get the field that their cells look like, less surely than by a heading."""

import re
from collections.abc import Sequence

from kmu_crm.fields import company
from kmu_crm.sources.mapping import contents
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import NAMING

Column = tuple[str, str | None, float]  # header, field, confidence
Look = dict[str, float]  # shape -> share of the cells that have it

# Shape, the share of cells that must have it, the fields it may fill, and how sure that makes us.
_PLAIN: tuple[tuple[str, float, tuple[str, ...], float], ...] = (
    ("email", 0.8, ("email", "email2", "email3"), 0.85),
    ("iban", 0.8, ("iban",), 0.85),
    ("vat_id", 0.8, ("vat_id",), 0.85),
    ("phone", 0.8, ("phone", "mobile", "phone2"), 0.75),
    ("salutation", 0.9, ("salutation",), 0.75),
    ("country", 0.9, ("country",), 0.7),
    ("full_address", 0.7, ("full_address",), 0.75),
    ("postcode_city", 0.8, ("postcode_city",), 0.8),
    ("company", 0.5, ("company",), 0.7),
    ("full_name", 0.6, ("full_name",), 0.7),
    ("street", 0.7, ("street",), 0.7),
)
_NAMES = {"full_name", "given_name", "family_name"}
_PLACES = {"street", "postcode", "city", "postcode_city", "full_address"}
_VARIED = {
    "company",
    "full_name",
    "street",
    "given_name",
    "family_name",
}  # two words that come again and again are no names
_NAMED = 0.75
_SAME = 0.5  # of the cells say the same but for their number: documents, not houses
_MOSTLY = 0.5
_MIXED = 0.6  # of firms and persons in one column
# Headings that say of whom or what the cells speak: not of the customer.
_OTHERS = re.compile(
    r"gegner|gegenpartei|lieferant|zulieferer|lieferfirma|großhändler|grosshändler|grossist|kreditor|verkäufer|mitarbeit|bearbeit|betreuer|sachbearb|vertreter|berater|trainer|lehrer|arzt|kasse"
    r"|notar|anwalt|hersteller|marke|fahrer|kontoinhaber|bank|versicher|vermieter|makler|filial|lager|owner|inhaber|assign|vendor"
    r"|supplier|agent|manager|author|related|angelegt von|erstellt von|geändert von|created by|konkurr|vorgesetz|assist|partner|kind"
)
_NO_PHONE = re.compile(r"fax|pager|notfall|emergency|durchwahl|^(lfd\.? ?)?(nr|no|id)\.?$")
_PHONE = re.compile(
    r"\b(tel(efon)?(nummer|nr)?|telefono|t[ée]l([ée]phone)?|(tele)?phone|fon|mobil\w*|handy\w*|natel)\b"
)
_COUNTS = re.compile(
    r"count|anzahl|zahl\b|stück|menge|punkte|points|nummer|\bnr|\bid\b|code|jahr|year|wert|summe|preis|umsatz|km|menge"
    r"|betrag|budget|potenzial|potential|volumen|value|amount|price|total|revenue|[€$£]|\b(eur|chf|usd)\b"
)


def fill(columns: list[Column], looks: Sequence[Look], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The same columns, with fields for those that had none; each field is given once."""
    found = list(columns)
    taken = {field for _, field, _ in columns if field}
    if "full_name" in taken:  # a heading says who the customer is: “Praxis” and “Büro” are no second name of theirs
        firms = map(_are_firms, cells)
        looks = [look if not look or own else look | {"company": 0.0} for look, own in zip(looks, firms, strict=True)]
    for place, look in enumerate(looks):
        if found[place][1] is None and look:
            _give(found, place, _plainly(look, taken, folded(found[place][0])), taken)
    for place, look in (*enumerate(looks), *enumerate(looks)):  # one found later may tell of one before it
        if found[place][1] is None and look:
            _give(found, place, _by_neighbour(found, looks, place, taken), taken)
    return found


def _are_firms(cells: Sequence[str]) -> bool:
    """Whether a column names a firm by its legal form, mostly another in each row: those of the people in them."""
    said = [cell for cell in cells if cell.strip()]
    firms = [cell for cell in said if company.legal_form(cell) and not company.is_bare_form(cell)]
    return len(firms) > _MOSTLY * len(said) and len({*firms}) > _MOSTLY * len(firms)


def phones(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Tel. direkt”, “Telefon Eltern”: a telephone, whatever stands beside that word, where even few cells hold nothing else."""
    found, taken = list(columns), {field for _, field, _ in columns}
    for place, (header, field, _sure) in enumerate(columns):
        name, said = folded(header), {cell.strip() for cell in cells[place]} - {""}
        if field is not None or not said or not _PHONE.search(name) or _OTHERS.search(name) or _NO_PHONE.search(name):
            continue
        free = next((one for one in ("phone", "phone2", "phone3") if one not in taken), "phone3")
        if all(map(contents.SHAPES["phone"], said)):
            found[place] = (header, free, _NAMED)
            taken.add(free)
    return found


def _give(found: list[Column], place: int, guess: tuple[str, float] | None, taken: set[str]) -> None:
    if guess is not None:
        found[place] = (found[place][0], *guess)
        taken.add(guess[0])


def _plainly(look: Look, taken: set[str], heading: str) -> tuple[str, float] | None:
    if look["company"] < 0.5 <= look["company"] + look["full_name"] >= _MIXED and look["company"]:
        look = look | {"full_name": 1.0}
    for shape, least, fields, sure in _PLAIN:
        if look[shape] >= least:
            free = next((field for field in fields if field not in taken), None)
            return (free, sure) if free and _may(free, look, taken, heading) else None
    return None


def _may(field: str, look: Look, taken: set[str], heading: str) -> bool:
    """Whether nothing speaks against it: the heading, another column that says it, cells that are always the same."""
    if field in _VARIED and (look["distinct"] < 3 or _OTHERS.search(heading)):
        return False
    if field == "street" and look.get("one_word", 0.0) > _SAME:
        return False
    if field == "street" and any(one in NAMING for one, _ in meanings(heading)[:1]):  # “Kunde” over “Abc 12”
        return False
    if (field == "full_address" and taken & _PLACES) or (field == "postcode_city" and taken & (_PLACES - {"street"})):
        return False
    if field.startswith(("phone", "mobile")) and _NO_PHONE.search(heading):
        return False
    return not (field in _NAMES and taken & _NAMES)


def _by_neighbour(
    found: Sequence[Column], looks: Sequence[Look], place: int, taken: set[str]
) -> tuple[str, float] | None:
    """Postcodes stand beside their towns, given names beside surnames: alone neither shape would say much."""
    look, heading = looks[place], folded(found[place][0])
    if _OTHERS.search(heading) or _COUNTS.search(heading):
        return None
    beside = [one for one in (place + 1, place - 1) if 0 <= one < len(found) and looks[one]]
    if look["postcode"] >= 0.9 and not taken & {"postcode", "postcode_city"}:
        town = any(found[one][1] == "city" or (not found[one][1] and _is_town(looks[one])) for one in beside)
        return ("postcode", 0.7) if town else None
    if _is_town(look) and "city" not in taken and any(found[one][1] == "postcode" for one in beside):
        return "city", 0.7
    words = [one for one in beside if found[one][1] is None and looks[one]["place"] >= 0.8]
    if look["given_name"] >= 0.7 and not taken & _NAMES and words:
        return "given_name", 0.65
    if (
        look["given_name"] >= 0.7
        and taken & _NAMES == {"family_name"}
        and any(found[one][1] == "family_name" for one in beside)
    ):
        return "given_name", 0.65
    surname = not taken & {"family_name", "full_name"}  # “Name” beside “Vorname” is one
    if look["place"] >= 0.8 and surname and any(found[one][1] == "given_name" for one in beside):
        return "family_name", 0.65
    return None


def _is_town(look: Look) -> bool:
    return look["place"] >= 0.8 and look["given_name"] < 0.3 and look["company"] < 0.3
