"""VAT ids of the EU and the Swiss UID, without blanks and marks.

Shapes: https://ec.europa.eu/taxation_customs/vies (FAQ, question 11). Check digits: ISO 7064 MOD 11,10 for DE,
the Austrian Finanzministerium's rule for ATU, MOD 11 of eCH-0097 for the Swiss UID.
"""

import re

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading

_EU = r"""
AT U\d{8}|BE [01]\d{9}|BG \d{9,10}|CY \d{8}[A-Z]|CZ \d{8,10}|DE [1-9]\d{8}|DK \d{8}|EE \d{9}|EL \d{9}
ES [A-Z0-9]\d{7}[A-Z0-9]|FI \d{8}|FR [A-Z0-9]{2}\d{9}|HR \d{11}|HU \d{8}|IE \d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT \d{11}
LT \d{9}|LT \d{12}|LU \d{8}|LV \d{11}|MT \d{8}|NL [A-Z0-9+*]{10}\d{2}|PL \d{10}|PT \d{9}|RO \d{2,10}|SE \d{12}
SI \d{8}|SK \d{10}|XI \d{9}|GB \d{9}|GB \d{12}
"""
_SHAPE = re.compile("|".join(shape.replace(" ", "") for shape in _EU.strip().replace("\n", "|").split("|")), re.ASCII)
_SWISS = re.compile(r"CHE(\d{9})(?:MWST|TVA|IVA|VAT)?", re.ASCII)
_SWISS_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4)


def clean(text: str) -> str | None:
    """`DE136695976`, `ATU13585627`, `CHE107787577`; None where the shape does not fit or `is_sound` says no."""
    shaped = shape(text)
    return shaped if shaped and is_sound(shaped) else None


def shape(text: str) -> str | None:
    """The id in one spelling where it has the shape of one, whatever its check digit."""
    bare = re.sub(r"[\s.\-/:]", "", plain.strip_guard(plain.clean(text)).upper())
    bare = re.sub(r"^(?:USTIDNR|USTID|UID|MWSTNR|VATID|VAT)(?=[A-Z]{2})", "", bare)
    if swiss := _SWISS.fullmatch(bare):
        return f"CHE{swiss[1]}"
    return bare if _SHAPE.fullmatch(bare) else None


def is_sound(shaped: str) -> bool:
    """Whether the check digit fits (DE, AT, CH; others are not checked)."""
    checks = {"DE": (_german_fits, 2), "AT": (_austrian_fits, 3), "CH": (_swiss_fits, 3)}
    fits, start = checks.get(shaped[:2], (None, 0))
    return fits is None or fits(shaped[start:])


def read(text: str) -> Reading:
    """A wrong check digit is reported, but the id stays: it is what the source says."""
    if plain.is_empty(plain.clean(text)):
        return EMPTY
    shaped = shape(text)
    return Reading(shaped, None if shaped and is_sound(shaped) else "vat_id_invalid")


def _german_fits(digits: str) -> bool:
    product = 10
    for digit in digits[:8]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[8])


def _austrian_fits(digits: str) -> bool:
    doubled = (divmod(int(digit) * 2, 10) for digit in digits[1:7:2])
    total = sum(int(digit) for digit in digits[0:7:2]) + sum(tens + ones for tens, ones in doubled)
    return (10 - (total + 4) % 10) % 10 == int(digits[7])


def _swiss_fits(digits: str) -> bool:
    rest = sum(weight * int(digit) for weight, digit in zip(_SWISS_WEIGHTS, digits, strict=False)) % 11
    return (11 - rest) % 11 == int(digits[8])
