"""Spreadsheets eat the zero of 01067: of two spellings of one postcode, which is whole?"""

from collections.abc import Mapping
from typing import Any

from kmu_crm.fields import address, text

Values = Mapping[str, Any]  # of a party version


def mends(chosen: Values, other: Values) -> bool:
    """Whether the other's postcode is the chosen one, and whole where that has lost a zero or got one too many.

    Where no country is known, the two must not name two towns, and the one with five digits is whole.
    """
    broken, whole = str(chosen["postcode"]), str(other.get("postcode") or "")
    if whole == broken or whole.lstrip("0") != broken.lstrip("0"):
        return False
    lands, towns = {_country(chosen), _country(other)} - {""}, {_town(chosen), _town(other)} - {""}
    if len(lands) > 1 or (not lands and len(towns) > 1):
        return False
    land = lands.pop() if lands else "DE"
    return address.has_digits_of(whole, land) and not address.has_digits_of(broken, land)


def _country(values: Values) -> str:
    return str(values.get("country") or address.country_of_city(values.get("city") or "") or "")


def _town(values: Values) -> str:
    return text.fold(values.get("city") or "")
