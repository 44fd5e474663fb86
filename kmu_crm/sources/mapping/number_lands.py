"""Which country the phone numbers of a file belong to that names none: all that tells of one, mail addresses, prefixes and money,
tells of the same, and every number is one there. Else they are of the country of the business."""

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


class NumberLand:
    """Sees all rows; then tells."""

    def __init__(self, columns: Sequence[MappedColumn], sheet: Sheet, country: str):
        self._phones = [column for column in columns if column.kind == "phone"]
        self._mails = [column for column in columns if column.kind == "email"]
        self._money = [column for column in columns if column.kind == "currency"]
        self._country = country
        self._told = {_MONEY[sheet.currency]} if sheet.currency in _MONEY else set[str]()
        self._numbers: set[str] = set()
        self._is_open = bool(self._phones) and all(column.field != "country" for column in columns)

    def see(self, texts: Mapping[int, Sequence[str]]) -> None:
        """Of each block: the first sign of another country, or of the business's own, settles it."""
        if not self._is_open:
            return
        for columns, signs in ((self._mails, _ENDS), (self._money, _MONEY)):
            for column in columns:
                said = {cell.strip() for cell in texts[column.index]}
                self._told |= {land for cell in said for end, land in signs.items() if cell.endswith(end)}
        for column in self._phones:
            for cell in {cell.strip() for cell in texts[column.index]} - {""}:
                land = next((land for prefix, land in _PREFIXES.items() if cell.startswith(prefix)), None)
                if land:
                    self._told.add(land)
                elif cell.startswith("0") and not cell.startswith("00") and len(self._numbers) < _ENOUGH:
                    self._numbers.add(cell)
        self._is_open = len(self._told) <= 1 and self._country not in self._told

    def land(self) -> str:
        if not self._is_open or not self._told:
            return self._country
        land = next(iter(self._told))
        return land if all(phone.clean(cell, land) for cell in self._numbers) else self._country
