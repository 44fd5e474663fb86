"""Where a list is at home that names no country: all its codes have four figures, and all of its towns that we know are of one."""

from collections.abc import Mapping, Sequence

from kmu_crm.fields.address import country_of_city, has_digits_of, parts
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping.cells import MappedColumn

TELLING = ("postcode", "city", "postcode_city", "full_address")
_ENOUGH = 2_000  # towns settle it
_KNOWN = 0.25  # of the towns: villages are in no list of ours
_OF_FOUR = ("AT", "CH", "LI")


class HomeLand:
    """Sees all codes and towns of the first address; then tells."""

    def __init__(self, columns: Sequence[MappedColumn]):
        fields = {column.field: column for column in columns if column.field in TELLING}
        self._both = fields.get("postcode_city", fields.get("full_address"))
        self._pair = (fields["postcode"], fields["city"]) if {"postcode", "city"} <= fields.keys() else None
        self._is_open = bool(self._both or self._pair) and all(column.field != "country" for column in columns)
        self._towns: set[str] = set()

    def see(self, texts: Mapping[int, Sequence[str]]) -> None:
        """Of each block: the first code of five figures settles it."""
        if not self._is_open:
            return
        if self._pair:
            code, town = self._pair
            found = set(zip(texts[code.index], texts[town.index], strict=True))
        else:
            assert self._both
            read = [parts(cell, "city") for cell in set(texts[self._both.index])]
            found = {(one.get("postcode", ""), one.get("city", "")) for one in read}
        codes = {code.strip() for code, _ in found} - {""}
        self._is_open = all(has_digits_of(code, "CH") for code in codes)
        if len(self._towns) < _ENOUGH:
            self._towns.update(folded for code, town in found if code.strip() and (folded := fold(town)))

    def land(self, numbers: str) -> str | None:
        """`numbers`: the land that mail addresses and telephone numbers tell, unless a town tells another."""
        lands = [land for town in self._towns if (land := country_of_city(town))] if self._is_open else []
        told = set(lands)
        if self._is_open and numbers in _OF_FOUR and told <= {numbers}:
            return numbers
        return (
            told.pop() if len(told) == 1 and told <= set(_OF_FOUR) and len(lands) >= _KNOWN * len(self._towns) else None
        )
