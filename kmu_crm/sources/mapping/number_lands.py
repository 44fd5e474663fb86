"""Which country the phone numbers of a file belong to that names none: all that tells of one, mail addresses, prefixes and money,
tells of the same in several rows, no postcode speaks against it, and every number is one there. Else they are of the country of
the business."""

import re
from collections.abc import Mapping, Sequence

from kmu_crm.fields import phone
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet

_ENDS = {".ch": "CH", ".li": "LI", ".at": "AT", ".de": "DE"}  # of mail addresses
_PREFIXES = {
    "+41": "CH",
    "0041": "CH",
    "+423": "LI",
    "00423": "LI",
    "+43": "AT",
    "0043": "AT",
    "+49": "DE",
    "0049": "DE",
}
_MONEY = {"CHF": "CH"}
_ENOUGH = 2_000  # numbers settle it
_SEVERAL = 2  # rows, where there are others: one customer may come from anywhere
_SHARE = 10  # so many numbers are believed of each row that tells
_PLACES = {"postcode", "postcode_city", "full_address"}
_POSTCODE = re.compile(r"(?<!\d)\d{4,5}(?=\W*$| [^\W\d])")
_FIGURES = {"DE": 5, "AT": 4, "CH": 4, "LI": 4}  # of a postcode


class NumberLand:
    """Sees all rows; then tells."""

    def __init__(self, columns: Sequence[MappedColumn], sheet: Sheet, country: str):
        self._phones = [column for column in columns if column.kind == "phone"]
        self._mails = [column for column in columns if column.kind == "email"]
        self._money = [column for column in columns if column.kind == "currency"]
        self._places = [column for column in columns if column.field in _PLACES]
        self._country = country
        self._told = {_MONEY[sheet.currency]} if sheet.currency in _MONEY else set[str]()
        self._rows = self._telling = 0
        self._in_all = bool(self._told)  # all rows tell it
        self._figures: set[int] = set()
        self._numbers: set[str] = set()
        self._is_open = bool(self._phones or self._places) and all(column.field != "country" for column in columns)

    def see(self, texts: Mapping[int, Sequence[str]]) -> None:
        """Of each block: the first sign of a second country, or of the business's own, settles it."""
        if not self._is_open:
            return
        telling = set[int]()
        for columns, signs in ((self._mails, _ENDS), (self._money, _MONEY)):
            for column in columns:
                ends = tuple(signs)
                self._hear(
                    texts[column.index],
                    telling,
                    {
                        cell: next(land for end, land in signs.items() if bare.endswith(end))
                        for cell in set(texts[column.index])
                        if (bare := cell.strip()).endswith(ends)
                    },
                )
        for column in self._phones:
            abroad: dict[str, str] = {}
            for cell in set(texts[column.index]):
                bare = cell.strip()
                if land := next((land for prefix, land in _PREFIXES.items() if bare.startswith(prefix)), None):
                    abroad[cell] = land
                elif bare.startswith("0") and not bare.startswith("00") and len(self._numbers) < _ENOUGH:
                    self._numbers.add(bare)
            self._hear(texts[column.index], telling, abroad)
        for column in self._places:
            codes = {code for cell in set(texts[column.index]) for code in _POSTCODE.findall(cell)}
            self._figures |= set(map(len, codes))
        self._telling += len(telling)
        self._rows += len(next(iter(texts.values())))
        self._is_open = len(self._told) <= 1 and self._country not in self._told

    def _hear(self, cells: Sequence[str], telling: set[int], lands: Mapping[str, str]) -> None:
        """`lands`: of the cells that tell one."""
        if lands:
            self._told.update(lands.values())
            telling.update(row for row, cell in enumerate(cells) if cell in lands)

    def land(self) -> str:
        if not self._is_open or not self._told:
            return self._country
        land = next(iter(self._told))
        told = self._in_all or (
            self._telling >= min(_SEVERAL, self._rows) and _SHARE * self._telling >= len(self._numbers)
        )
        if not told or self._figures - {_FIGURES[land]}:
            return self._country
        return land if all(phone.clean(cell, land) for cell in self._numbers) else self._country
