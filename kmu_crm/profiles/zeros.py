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


def restored(values: Values) -> str | None:
    """The code with the zero it lost, where the town beside it has codes of that kind and no other country is named."""
    if values.get("country") not in (None, "", "DE"):
        return None
    return address.with_zero(str(values.get("postcode") or ""), str(values.get("city") or ""))


def _country(values: Values) -> str:
    """What is said, else a town abroad; a German town beside one of them says nothing of the other."""
    town = address.country_of_city(values.get("city") or "")
    return str(values.get("country") or (town if town != "DE" else "") or "")


def _town(values: Values) -> str:
    return text.fold(values.get("city") or "")
