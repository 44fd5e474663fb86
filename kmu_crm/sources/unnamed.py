"""Columns whose headings say nothing get the field that their cells look like, less surely than by a heading."""

from collections.abc import Sequence

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
    ("company", 0.5, ("company",), 0.7),
    ("full_name", 0.6, ("full_name",), 0.7),
    ("street", 0.7, ("street",), 0.7),
)
_NAMES = {"full_name", "given_name", "family_name"}


def fill(columns: list[Column], looks: Sequence[Look]) -> list[Column]:
    """The same columns, with fields for those that had none; each field is given once."""
    found = list(columns)
    taken = {field for _, field, _ in columns if field}
    for place, look in enumerate(looks):
        if found[place][1] is None and look:
            _give(found, place, _plainly(look, taken), taken)
    for place, look in enumerate(looks):
        if found[place][1] is None and look:
            _give(found, place, _by_neighbour(found, looks, place, taken), taken)
    return found


def _give(found: list[Column], place: int, guess: tuple[str, float] | None, taken: set[str]) -> None:
    if guess is not None:
        found[place] = (found[place][0], *guess)
        taken.add(guess[0])


def _plainly(look: Look, taken: set[str]) -> tuple[str, float] | None:
    for shape, least, fields, sure in _PLAIN:
        if look[shape] >= least:
            free = next((field for field in fields if field not in taken), None)
            return (free, sure) if free and not (free in _NAMES and taken & _NAMES) else None
    return None


def _by_neighbour(
    found: Sequence[Column], looks: Sequence[Look], place: int, taken: set[str]
) -> tuple[str, float] | None:
    """Postcodes stand beside their towns, given names beside surnames: alone neither shape would say much."""
    look = looks[place]
    beside = [one for one in (place + 1, place - 1) if 0 <= one < len(found) and looks[one]]
    if look["postcode"] >= 0.9 and "postcode" not in taken:
        town = any(found[one][1] == "city" or (not found[one][1] and _is_town(looks[one])) for one in beside)
        return ("postcode", 0.7) if town else None
    if _is_town(look) and "city" not in taken and any(found[one][1] == "postcode" for one in beside):
        return "city", 0.7
    words = [one for one in beside if found[one][1] is None and looks[one]["place"] >= 0.8]
    if look["given_name"] >= 0.7 and not taken & _NAMES and words:
        return "given_name", 0.65
    if look["place"] >= 0.8 and "family_name" not in taken and any(found[one][1] == "given_name" for one in beside):
        return "family_name", 0.65
    return None


def _is_town(look: Look) -> bool:
    return look["place"] >= 0.8 and look["given_name"] < 0.3 and look["company"] < 0.3
