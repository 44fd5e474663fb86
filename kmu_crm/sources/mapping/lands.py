"""Which country a row's phone numbers and postcodes belong to: what its column says, else a town that leaves no doubt:
a known one abroad, a German one whose codes begin with a zero, or one that this file writes beside a code that kept it; else the
country that all towns of the list are of."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from kmu_crm.fields.address import country_of_city, parts
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping.cells import ZERO_KEPT, MappedColumn
from kmu_crm.sources.mapping.memo import Value

Texts = Mapping[int, Sequence[str]]  # the cells of a block, column by column


class Lands:
    """Knows the columns that tell of countries; a row may hold two addresses."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self._said = {second: _first(columns, "country2" if second else "country") for second in (False, True)}
        towns = {second: _first(columns, "city2" if second else "city") for second in (False, True)}
        self._towns = towns | {False: towns[False] or _first(columns, "postcode_city")}
        self._codes = {second: _first(columns, "postcode2" if second else "postcode") for second in (False, True)}
        self._of_town = _Towns()

    def of(self, texts: Texts) -> dict[bool, list[Value] | None]:
        """For the first (False) and the second address: each row's country; an address that tells none shares the other's."""
        first, second = self._one(texts, False), self._one(texts, True)
        if first is None or second is None:
            return {False: first or second, True: first or second}
        return {
            False: [a or b for a, b in zip(first, second, strict=True)],
            True: [b or a for a, b in zip(first, second, strict=True)],
        }

    def _one(self, texts: Texts, second: bool) -> list[Value] | None:
        said, town = self._said[second], self._towns[second]
        countries = said.read(texts[said.index]) if said else None
        if town is None:
            return countries
        if code := self._codes[second]:
            german = zip(texts[code.index], texts[town.index], countries or repeat(None), strict=False)
            self._of_town.learn(
                {place for zip_, place, where in set(german) if where in (None, "DE") and ZERO_KEPT.match(zip_)}
            )
        towns: list[Value] = list(map(self._of_town.__getitem__, texts[town.index]))
        if town.home and not second:
            coded = self._codes[False] or town
            towns = [
                land or (town.home if any(map(str.isdigit, cell)) else None)
                for land, cell in zip(towns, texts[coded.index], strict=True)
            ]
        return [a or b for a, b in zip(countries, towns, strict=True)] if countries else towns


class _Towns(dict[str, str | None]):
    """Each town is looked up once."""

    def __init__(self) -> None:
        super().__init__()
        self._german: set[str] = set()

    def __missing__(self, town: str) -> str | None:
        known = country_of_city(town) or _beside_code(town)
        self[town] = known or ("DE" if fold(town) in self._german else None)
        return self[town]

    def learn(self, german: Iterable[str]) -> None:
        new = {folded for town in german if (folded := fold(town))} - self._german
        if new:
            self._german |= new
            self.clear()


def _beside_code(town: str) -> str | None:
    """The country of “8001 Zürich” and of “CH-8400 Winterthur”, where both stand in one cell; five figures are no code of Austria
    or Switzerland, whatever the town is called."""
    if not any(map(str.isdigit, town)):
        return None
    found = parts(town, "city")
    if len(found.get("postcode", "")) == 5:
        return None
    return found.get("country") or country_of_city(found.get("city", ""))


def _first(columns: Sequence[MappedColumn], field: str) -> MappedColumn | None:
    return next((column for column in columns if column.field == field), None)
