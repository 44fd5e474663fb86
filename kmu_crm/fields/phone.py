"""Telephone numbers in E.164. Letters never become digits, and what is no valid number is none."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kmu_crm.fields import address
from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, read_or, refused

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_CODES = {"DE": "49", "AT": "43", "CH": "41", "LI": "423"}
# Between two numbers; behind a slash a further one begins with a zero or a plus: “0731/998877” is one.
_BETWEEN = re.compile(
    r"[;,|\n]|(?<=[\d)])\s*[/&]\s*(?=\(?0|\+)|(?<=[\d)])\s+(?:oder|od\.?|und|u\.|bzw\.?|or|and)\s+", re.I
)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.I)
_NOTE = re.compile(r"\([^()]*[^\W\d_][^()]*\)")  # "(privat)"
_EXTENSION = re.compile(r"\b(?:durchwahl|dw|ext|nst|app?)\b\.?:?\s*[0-9]{1,5}\s*$", re.I)
_LAND = re.compile(r"^\W*([^\W\d_]{2,})\W+(?=[(+0-9])|(?<=[0-9)])[\s(,/–-]+([^\W\d_]{2,})\W*$")  # 0664 1234567 (AT)
_DASHES = str.maketrans("‐‑‒—―−", "------")
_DACH = ("49", "43", "41", "423")
_TRUNK_ZERO = re.compile(r"^\+(49|43|41|423)0")  # +49 (0)171: the 0 is for calls at home
# Also lengths that numbering plans no longer give out: such numbers are on file and still tell people apart.
_MOBILE = {"DE": r"1[567][0-9]{8,9}", "AT": r"6[5-9][0-9]{7,11}", "CH": r"7[5-9][0-9]{7}"}


def clean(text: str, country: str = "DE") -> str | None:
    """E.164, such as `+493412312514`; numbers without a country code are taken as of `country`."""
    return _clean(text, country)


@lru_cache(maxsize=2**18)
def _clean(text: str, country: str) -> str | None:
    bare = plain.strip_guard(plain.clean(text)).translate(_DASHES)
    if _SCIENTIFIC.fullmatch(bare):
        return None
    figures = _figures_of(bare)
    if figures is None:
        return None
    country = _land_of(bare) or country
    for candidate in _candidates(figures, country):
        if found := _mobile(candidate, country) or _valid(candidate, country):
            return found
    return None


def _land_of(text: str) -> str | None:
    """The country whose sign or name stands beside a number; two letters are no initials where they are one of ours."""
    for found in _LAND.finditer(text):
        word = found[1] or found[2]
        land = address.country(word) if len(word) > 2 or word.isupper() else None
        if land in _CODES:
            return land
    return None


def _figures_of(text: str) -> str | None:
    """Digits with an optional + in front; None where the cell holds no number or more than one."""
    text = _EXTENSION.sub("", _NOTE.sub(" ", text))
    runs = [run for run in re.split(r"[^0-9+ ()/.\-–]+", text) if sum(sign in "0123456789" for sign in run) >= 5]
    if len(runs) != 1:
        return None
    figures = re.sub("[^0-9+]", "", runs[0])
    figures = "+" + figures[2:] if figures.startswith("00") else figures
    return None if "+" in figures[1:] else _TRUNK_ZERO.sub(r"+\1", figures)


def _candidates(figures: str, country: str) -> list[str]:
    """Ways to dial the figures, likeliest first. 49171.. without + would pass for a landline, so +49 comes first."""
    if figures[0] in "+0" or country not in _CODES:  # elsewhere numbers need no zero in front
        return [figures]
    found = [_TRUNK_ZERO.sub(r"+\1", f"+{figures}")] if figures.startswith(_DACH) and len(figures) >= 10 else []
    if re.fullmatch(_MOBILE.get(country, "(?!)"), figures):
        found.append(f"0{figures}")  # a spreadsheet ate the zero; only mobile numbers cannot be local ones
    return found


def _mobile(number: str, country: str) -> str | None:
    """What `_valid` finds of a mobile number here, without asking the rules of all countries."""
    land, bare = country, number[1:]
    if number[0] == "+":
        land = next((one for one in _MOBILE if bare.startswith(_CODES[one])), "")
        bare = bare[2:]
    elif number[0] != "0":
        return None
    return f"+{_CODES[land]}{bare}" if land in _MOBILE and re.fullmatch(_MOBILE[land], bare) else None


def _valid(number: str, country: str) -> str | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    mobile = re.fullmatch(_MOBILE.get(region, "(?!)"), str(parsed.national_number))
    if not mobile and not phonenumbers.is_valid_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def read(text: str, country: str = "DE") -> Reading:
    bare = plain.strip_guard(plain.clean(text))
    if plain.is_empty(bare):
        return EMPTY
    if _SCIENTIFIC.fullmatch(bare):
        return refused("scientific")
    return read_or("phone_invalid", clean(text, country))


def may_be_several(text: str) -> bool:
    return _BETWEEN.search(text) is not None


def split(text: str, country: str = "DE") -> list[str]:
    """The numbers of a cell that holds several, as they are written, be one of them misspelt; empty where it holds one, or
    anything else."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) < 2:
        return []
    good = [bool(clean(part, country)) for part in parts]
    slips = any(good) and all(map(_figures_of, parts)) and not clean(text, country)
    return parts if all(good) or slips else []


def show(e164: str) -> str:
    """For people: `+49 341 2312514`."""
    return _format(e164, "INTERNATIONAL")


def show_national(e164: str, country: str = "DE") -> str:
    """As dialled within `country`: `0341 2312514`; numbers of other countries keep their code."""
    home = e164.startswith(f"+{_CODES.get(country, '?')}")
    return _format(e164, "NATIONAL" if home else "INTERNATIONAL")


def is_mobile(e164: str) -> bool:
    import phonenumbers

    parsed = _parsed(e164)
    return parsed is not None and phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE


def _format(e164: str, form: str) -> str:
    import phonenumbers

    parsed = _parsed(e164)
    wanted = getattr(phonenumbers.PhoneNumberFormat, form)
    return e164 if parsed is None else str(phonenumbers.format_number(parsed, wanted))


@lru_cache(maxsize=4096)
def _parsed(e164: str) -> "PhoneNumber | None":
    import phonenumbers

    try:
        return phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return None
