"""Columns of a known program's file that its format does not read, though their names say what they hold; and of a list those
that are called like what was paid or is open of an invoice, and are not taken for it."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from kmu_crm.fields import money
from kmu_crm.sources.mapping import amounts, contents, drift, owing
from kmu_crm.sources.mapping.headings import is_further, meanings
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CONSENT

_MOSTLY = 0.8
_OF_SALES = {"gross", "net", "line_unit", "line_net", "line_gross"}


class Unread:
    """Which of them hold anything."""

    def __init__(self, recognised: Recognised):
        self._header = [header for header, _field, _sure in recognised.columns]
        self._unseen = list(_known_by_name(recognised))
        self._filled: set[int] = set()
        own = recognised.sheet.system == "list"
        free = [
            i
            for i, (_header, field, sure) in enumerate(recognised.columns)
            if field in (None, ATTRIBUTE) and sure < 1.0
        ]
        self._kept = {i for i, (_header, field, _sure) in enumerate(recognised.columns) if field is not None}
        self._cells: dict[int, dict[str, None]] = {place: {} for place in free if own}

    def see(self, rows: Sequence[Sequence[str]]) -> None:
        found = {place for place in self._unseen if any(map(str.strip, map(itemgetter(place), rows)))}
        self._filled |= found
        self._unseen = [place for place in self._unseen if place not in found]
        for place, cells in self._cells.items():
            if len(cells) < contents.MOST:
                said = dict.fromkeys(map(itemgetter(place), rows))
                cells.update(dict.fromkeys(filter(None, map(str.strip, said))))

    @property
    def filled(self) -> list[str]:
        return [self._header[place] for place in sorted(self._filled)]

    @property
    def taxes(self) -> list[str]:
        """Called like the tax, over figures."""
        named = [place for place in self._cells if amounts.names_tax(self._header[place])]
        return [self._header[place] for place in named if self._hold(place, lambda cell: bool(money.take_apart(cell)))]

    @property
    def days(self) -> list[str]:
        """Holding days, whatever they are called."""
        return [self._header[place] for place in self._cells if self._hold(place, contents.SHAPES["day"])]

    @property
    def unkept(self) -> list[str]:
        """Those of which nothing is kept, and which `filled` does not name."""
        told = self._kept | self._filled
        free = (place for place, cells in self._cells.items() if cells and place not in told)
        return [name for name in map(self._header.__getitem__, free) if name.strip()]

    def _hold(self, place: int, shape: Callable[[str], bool]) -> bool:
        cells = list(self._cells[place])
        return bool(cells) and sum(map(shape, cells)) >= _MOSTLY * len(cells)


def _known_by_name(recognised: Recognised) -> Iterator[int]:
    """The places of those whose field no other column has; what a person left out is meant so."""
    has = {field for _header, field, _sure in recognised.columns}
    if recognised.sheet.system == "list" and has & _OF_SALES and has & {"number", "invoice_number"}:
        for place, (header, field, sure) in enumerate(recognised.columns):
            if field in (None, ATTRIBUTE) and sure < 1.0 and owing.is_called_so(header, has):
                yield place
    sought = drift.sought(recognised.sheet, has)
    for place, (header, field, sure) in enumerate(recognised.columns if sought else ()):
        if field is None and sure < 1.0 and not is_further(header):
            named = [one for one, _sure in meanings(header)]
            free = named and (named[0] in CONSENT or drift.is_free(named[0], has))
            if free and named[0] in sought and has.isdisjoint(named):
                yield place
