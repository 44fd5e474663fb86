"""Streets, postcodes, countries."""

import re

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, read_or
from kmu_crm.fields.words import lines

_COUNTRIES = {plain.fold(name): line[:2] for line in lines("countries") for name in line.split("|")}
_CITIES = {plain.fold(name): line[:2] for line in lines("cities") for name in line[3:].split("|")}
_ZERO_TOWNS = {(plain.fold(name), line[:2]) for line in lines("zero_towns") for name in line[3:].split("|")}
_CITIES |= {town: "DE" for town, _ in _ZERO_TOWNS}
_CAR_CODES = {"D": "DE", "A": "AT", "F": "FR", "I": "IT", "B": "BE", "L": "LU", "FL": "LI"}

_NUMBER = re.compile(
    r"\b([0-9]{1,4}(?: ?[a-z](?![a-z]))?(?: ?(?:[-/+]|bis|u|und) ?[0-9]{1,4} ?(?:[a-z](?![a-z]))?)*)\s*$"
)
_NUMBER_FIRST = re.compile(r"^([0-9]{1,4} ?(?:[a-z]|bis)?),? +(?=[a-z]{2})")
_AFTER = re.compile(r",|//|\b(?:c/o|z\.? ?hd|top|stiege|stg|tuer|whg|wohnung|og|eg|hinterhaus|hh|haus)\b")
_STREET = re.compile(r"\b(strasse|strass|str)\b\.?|(?<=[a-z])(strasse|strass|str)\b\.?")
_BOX = re.compile(r"(postfach|case postale|casella postale) *([0-9 ]*)")
_SQUARE = re.compile(r"(?<=[a-z])pl\b\.?|\bpl\.")

_RANGE = re.compile(r"(?<=[0-9a-z])(?:bis|und|u|\+)(?=[0-9])")
_LETTER = re.compile(r"[a-z]")

_TOWN = re.compile(r"(?:(DE?|AT?|CH|FL|LI)[ -]{1,3})?([0-9]{4,5})\s+([^\W\d_][^\d@]*)")
_LINE = re.compile(r"(.*[^\W\d]{3}.*?)\s+((?:(?:DE?|AT?|CH|FL|LI)[ -]{1,3})?[0-9]{4,5}\s+[^\W\d_][^\d@]*)")
_BETWEEN = re.compile(r"[,;\n|]|\s[-–—/·•]\s(?=(?:[a-z]{1,2}[- ])?\d{4,5}\s)", re.I)
_AHEAD = re.compile(r"^\s*([0-9]{1,4} ?(?:[a-z]|bis)?), +(?=[^\W\d_])", re.I)
_CODED = re.compile(r"(?:([A-Za-z]{1,3})\s?[-–]\s?|([A-Za-z]{1,2})\s)?([0-9]{4,5})(?:\.0)?", re.ASCII)

_BEHIND = re.compile(  # a name: “, Lindenweg 4”, “, Am Bach 4a”
    r"\s*,\s*(?P<street>(?:[^,]*(?:str\.?|stra(?:ss|ß)e|weg|platz|gasse|allee|ring|ufer|damm|steig|graben|markt|chaussee)"
    r"|(?:am|an der|im|in der|auf der|beim|zum|zur|rue|via|chemin)\s[^,]*[^\W\d]{3}[^,]*)\s[0-9]{1,4}\s?[a-z]?)\s*", re.I
)  # fmt: skip

_NEVER_AFTER_ZERO = "05"
_DIGITS = {"DE": 5, "AT": 4, "CH": 4, "LI": 4}


def street_key(street: str) -> tuple[str, str]:
    """The folded street without its word for street, and the house number: `("berg str", "12a")`.

    Straße, Strasse, Str. and str are one; Weg, Platz, Gasse, Allee stay, they tell streets apart.
    """
    if len(street) > plain.LONGEST:
        return plain.fold(street), ""
    spelled = _unified(street)
    if box := _BOX.fullmatch(spelled):
        return box[1], box[2].replace(" ", "")
    if found := _NUMBER.search(spelled):
        name, number = spelled[: found.start()], found[1]
    elif found := _NUMBER_FIRST.match(spelled):
        name, number = spelled[found.end() :], found[1]
    else:
        name, number = spelled, ""
    name = _SQUARE.sub("platz", name) if "pl" in name else name
    name = _STREET.sub(" str ", name) if "str" in name else name
    return plain.fold(name), number if number.isdecimal() else _RANGE.sub("-", number.replace(" ", ""))


def behind_name(text: str) -> tuple[str, str]:
    """The name without the street that stands behind it, and that street."""
    comma = text.rfind(",")
    found = _BEHIND.fullmatch(text, comma) if comma > 0 else None
    return (text[:comma].rstrip(), found["street"].strip()) if found else (text, "")


def _unified(street: str) -> str:
    """Small letters without umlauts, but with the marks that number ranges need; no flat, floor or guest line."""
    text = plain.clean(street).lower().replace("–", "-").replace("nr.", "")
    spelled = text.translate(_SPELLED)
    behind = _AFTER.search(spelled)
    shorter = spelled[: behind.start()] if behind else spelled
    return (shorter if _LETTER.search(shorter) else spelled).strip(" ,.")


class _Spelled(dict[int, str]):
    """For `str.translate`: as `fold` spells each letter, but the marks of a street stay."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = spelled = sign if sign in "-/+,. " else plain.fold(sign)
        return spelled


_SPELLED = _Spelled()


def postcode(text: str, country: str | None = None, repair: bool = False) -> Reading:
    """The code as text, its leading zeros kept, a country prefix taken off.

    Four digits where `country` has five are kept as written and named `leading_zero_lost`. With `repair` the zero is put
    back where a German code can begin that way: none begins with 00 or 05.
    """
    bare = plain.strip_guard(plain.clean(text))
    if plain.is_empty(bare):
        return EMPTY
    found = _CODED.fullmatch(bare)
    if not found:
        return read_or("postcode_invalid", bare.upper() if _foreign(bare) else None)
    prefix = (found[1] or found[2] or "").upper()
    where = _CAR_CODES.get(prefix, prefix) or country
    lost = where == "DE" and len(found[3]) == 4
    if lost and repair and found[3][0] not in _NEVER_AFTER_ZERO:
        return Reading("0" + found[3], None)
    return Reading(found[3], "leading_zero_lost" if lost else None)


def place(text: str, country: str | None = None, repair: bool = False) -> Reading:
    """A postcode with its town, or a whole address in one cell: kept as written, and judged by its code as `postcode` does,
    in the country that it names itself, or whose town it is, or in `country`."""
    bare = plain.clean(plain.strip_guard(plain.clean(text)))
    if plain.is_empty(bare):
        return EMPTY
    told = parts(bare)
    code = told.get("postcode", "")
    if len(code) != _DIGITS["AT"]:
        return Reading(bare, None)
    reading = postcode(code, told.get("country") or country_of_city(told.get("city", "")) or country, repair)
    whole = reading.value or code
    return Reading(re.sub(rf"(?<![0-9]){code}(?= [^0-9]*$|$)", whole, bare) if whole != code else bare, reading.code)


def with_zero(code: str, city: str) -> str | None:
    """The whole code where the town has such codes: 4109 of Leipzig is 04109; None where nothing is certain."""
    whole = f"0{code}"
    fits = len(code) == 4 and code.isdecimal() and (plain.fold(city), whole[:2]) in _ZERO_TOWNS
    return whole if fits else None


def has_digits_of(code: str, country: str) -> bool:
    """Whether a code has as many digits as those of the country; of countries we do not count, none has."""
    return code.isdecimal() and len(code) == _DIGITS.get(country)


def _foreign(text: str) -> bool:
    """British, Dutch, Polish and other codes: short, with a digit, of letters and digits."""
    return re.fullmatch(r"(?=.*[0-9])[A-Za-z0-9](?:[A-Za-z0-9 -]{1,9})", text, re.ASCII) is not None


def parts(text: str, otherwise: str = "street") -> dict[str, str]:
    """An address in one cell: `{"street": "Weg 1", "postcode": "04109", "city": "Leipzig"}`, with `address_extra` and
    `country` where they stand. Without a postcode the whole is `otherwise`.
    """
    pieces = pieces_of(text)
    if pieces and not any(map(_TOWN.fullmatch, pieces)) and (line := line_with_town(pieces[-1])):
        pieces[-1:] = [line[1], *abroad(line[2])]  # "Weg 1 04109 Leipzig"
    place = next((i for i, piece in enumerate(pieces) if _TOWN.fullmatch(piece)), None)
    if place is None:
        bare = " ".join(pieces)
        return {"postcode" if bare.isdigit() and len(bare) in (4, 5) else otherwise: bare} if bare else {}
    sign, code, city = _town(pieces[place])
    before, behind = pieces[:place], pieces[place + 1 :]
    land = country(behind[-1]) if behind else None
    read = {
        "street": before[-1] if before else "",
        "address_extra": ", ".join(before[:-1]),
        "postcode": code,
        "city": city,
    }
    read["country"] = land or (_CAR_CODES.get(sign, sign) if sign else "")
    return {name: part for name, part in read.items() if part}


def line_with_town(piece: str) -> re.Match[str] | None:
    """“Weg 1 04109 Leipzig”: what stands before the postcode, and the rest."""
    return _LINE.fullmatch(piece) if len(piece) <= plain.LONGEST else None


def pieces_of(text: str) -> list[str]:
    """What stands between commas, in lines and before a dash with a postcode; a house number ahead of its street belongs to it:
    “12, rue du Lac”."""
    return [piece for one in _BETWEEN.split(_AHEAD.sub(r"\1 ", text)) if (piece := plain.clean(one))]


def _town(piece: str) -> tuple[str, str, str]:
    """(sign of the country, postcode, town)."""
    found = _TOWN.fullmatch(piece)
    return ((found[1] or "").upper(), found[2], found[3]) if found else ("", "", "")


def abroad(town: str) -> list[str]:
    """“8001 Zürich Schweiz” in two."""
    place, _, land = town.rpartition(" ")
    return [place, land] if place.count(" ") and country(land) else [town]


def country(text: str) -> str | None:
    """ISO 3166 two letters of a name, a code or a car's sign; None where it is no country we know."""
    return _COUNTRIES.get(plain.fold(text))


def country_of_city(city: str) -> str | None:
    """AT, CH or LI for their larger towns (Wien, Zürich), DE where codes begin with a zero (Leipzig); None for any other,
    also where two countries have one."""
    return _CITIES.get(plain.fold(city))


def read_country(text: str) -> Reading:
    return EMPTY if plain.is_empty(plain.clean(text)) else read_or("country_unknown", country(text))
