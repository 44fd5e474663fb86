"""Rows of one number: a document's, where nothing they say of customer and day differs; else documents of their own."""

import pickle
import sqlite3
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import finalize

from kmu_crm.sources.recording.shapes import Cell, Refusal

T = TypeVar("T")
Mark = tuple[Any, Any]  # the day, and whoever the row names; None where it says nothing
UNMARKED: Mark = (None, None)
_ANY = object()  # whatever it says
WHOSE = (
    ("customer", "external_id", "customer_number"),
    ("email",),
    ("company", "full_name", "family_name", "given_name"),
)
NUMBER = 2  # its place in the head
_SAYS = 3  # head cells before this one name the document, the last are further columns of the row
_TOGETHER = 1_000  # parts that one statement puts away
Sending = tuple[int | None, int | None]  # what it costs, and the tax in it


def marking(fields: Collection[str]) -> tuple[str, ...]:
    """The fields that tell whose a row is: a number before an address before a name."""
    return next((found for group in WHOSE if (found := tuple(field for field in group if field in fields))), ())


def marks(values: Mapping[str, Sequence[Any]], size: int) -> Iterator[Mark]:
    """What each row says of its day and its customer."""
    days, moments = values.get("day"), values.get("at:day")
    if days and moments:
        days = [day or moment for day, moment in zip(days, moments, strict=True)]
    names = [values[field] for field in marking(values.keys())]
    whose = names[0] if len(names) == 1 else [said if any(said) else None for said in zip(*names, strict=True)]
    return zip(days or moments or repeat(None, size), whose or repeat(None, size), strict=False)


def agree(one: Mark, other: Mark) -> bool:
    """Nothing that both say differs."""
    return one == other or all(
        a is None or b is None or _plain(a) == _plain(b) for a, b in zip(one, other, strict=True)
    )


def both(one: Mark, other: Mark) -> Mark:
    return one[0] or other[0], one[1] or other[1]


def total(amounts: Iterable[int | None]) -> int | None:
    """Of those that are known; None where none is."""
    known = [cents for cents in amounts if cents is not None]
    return sum(known) if known else None


def together(sent: Sequence[Sending]) -> Sending:
    return total(cost for cost, _ in sent), total(tax for _, tax in sent)


def _plain(said: Any) -> str:
    return str(said).casefold()


def _folded(mark: Mark) -> Mark:
    day, whose = (None if said is None else _plain(said) for said in mark)
    return day, whose


class ByMark(Generic[T]):
    """Things by what is known of them; found is the first that does not contradict, also among very many."""

    def __init__(self) -> None:
        self.all: list[tuple[Mark, T]] = []
        self._places: dict[Mark, list[int]] = {}  # by the mark, and by each half of it beside whatever the other says

    def find(self, mark: Mark) -> int | None:
        if self.all and self.all[0][0] == mark:  # nearly always: none stands before it
            return 0
        day, whose = _folded(mark)
        if day is None and whose is None:
            return 0 if self.all else None
        wanted: set[Mark] = {(day, whose), (day, None), (None, whose), (None, None)}
        if day is None:
            wanted |= {(_ANY, whose), (_ANY, None)}
        if whose is None:
            wanted |= {(day, _ANY), (None, _ANY)}
        return min((place for one in wanted if (place := self._first(one)) is not None), default=None)

    def _first(self, wanted: Mark) -> int | None:
        """The first of which still no more is known."""
        places = self._places.get(wanted, [])
        while places and any(w not in (_ANY, m) for w, m in zip(wanted, _folded(self.all[places[0]][0]), strict=True)):
            places.pop(0)
        return places[0] if places else None

    def add(self, mark: Mark, thing: T) -> None:
        self.all.append((mark, thing))
        self._enter(len(self.all) - 1)

    def put(self, place: int, mark: Mark, thing: T) -> None:
        """In place of another, of which no less was known."""
        before, _ = self.all[place]
        self.all[place] = mark, thing
        if mark != before:
            self._enter(place)

    def _enter(self, place: int) -> None:
        day, whose = _folded(self.all[place][0])
        for under in ((day, whose), (_ANY, whose), (day, _ANY)):
            places = self._places.setdefault(under, [])
            if place not in places[-1:]:
                insort(places, place)


Row = tuple[int, int | None, tuple[str, ...]]  # its number, where it stands in the file, its cells


class Part(NamedTuple):
    """`head`: documents.HEAD; `customer`: the key of the record; `row`, `line`: where it begins in the file."""

    head: tuple[Any, ...]
    customer: str | None
    row: int
    line: int | None
    lines: list[tuple[Cell, ...]]
    mark: Mark
    sending: Sending  # of its items, where each tells its own
    rows: list[Row]  # as they stand in the file, of those that are held


class Parts:
    """Holds documents whose number comes again in the file, until all their rows are in."""

    def __init__(self) -> None:
        self.again: set[str] = set()  # the numbers that come again
        self.problems: list[tuple[str, int]] = []  # code, row
        self.refusals: list[Refusal] = []
        self.left: set[str] = set()  # whom the documents that are left out name
        # A file outside the memory that is gone with its connection: https://sqlite.org/inmemorydb.html#temp_db
        self._held = sqlite3.connect("", check_same_thread=False)
        finalize(self, self._held.close)
        self._held.execute("CREATE TABLE part (named BLOB, packed BLOB)")
        self._coming: list[tuple[bytes, bytes]] = []  # on their way there
        self._spoilt: defaultdict[str, ByMark[Refusal]] = defaultdict(ByMark)

    def hold(self, part: Part) -> None:
        named = repr(part.head[:_SAYS]).encode("utf-8", "surrogatepass")
        self._coming.append((named, pickle.dumps(tuple(part), pickle.HIGHEST_PROTOCOL)))
        if len(self._coming) >= _TOGETHER:
            self._put_away()

    def _put_away(self) -> None:
        self._held.executemany("INSERT INTO part VALUES (?, ?)", self._coming)
        self._coming.clear()

    def spoil(self, number: str | None, mark: Mark, why: Refusal) -> None:
        """A row of that document cannot be used: the others, which may stand anywhere, would say too little without it."""
        if number in self.again:
            self._spoilt[str(number)].add(mark, why)

    def leave(self, part: Part) -> None:
        """Its first row, that told whose it is, was taken before."""
        self.left |= {part.customer} if part.customer else set()

    def release(self) -> Iterator[list[Part]]:
        """The documents of one number; those that are left out become `refusals`."""
        self._put_away()
        held = self._held.execute("SELECT named, packed FROM part ORDER BY named, rowid")
        for _named, same in groupby(held, itemgetter(0)):
            found = []
            for part in self._joined(Part(*pickle.loads(packed)) for _named, packed in same):
                spoilt = self._spoilt.get(part.head[NUMBER])
                place = spoilt.find(part.mark) if spoilt else None
                if spoilt and place is not None:
                    why = spoilt.all[place][1]
                    self.leave(part)
                    self.refusals += [Refusal(*row[:2], why.column, why.code, None, row[2]) for row in part.rows]
                else:
                    found.append(part)
            yield found

    def _joined(self, parts: Iterable[Part]) -> list[Part]:
        """Lines go to the document that their rows do not contradict; the first row speaks for the whole."""
        found = ByMark[Part]()
        for part in parts:
            place = found.find(part.mark)
            if place is None:
                found.add(part.mark, part)
                continue
            before = found.all[place][1]
            _go_on(before, part)
            mark, sending = both(before.mark, part.mark), together((before.sending, part.sending))
            if (mark, sending) != (before.mark, before.sending):
                found.put(place, mark, before._replace(mark=mark, sending=sending))
            if _differ(before.head, part.head):
                self.problems.append(("rows_summed", part.row))
        return [part for _mark, part in found.all]


def one_each(parts: Sequence[Part]) -> list[Part]:
    """Those of one day and customer are one, however differently their rows spell the name."""
    found: dict[tuple[Any, ...], Part] = {}
    for part in parts:
        first = found.setdefault((part.mark[0], part.customer), part)
        if first is not part:
            _go_on(first, part)
    return list(found.values())


def _go_on(one: Part, other: Part) -> None:
    one.lines.extend((position, *cells[1:]) for position, cells in enumerate(other.lines, len(one.lines) + 1))
    one.rows.extend(other.rows)


def _differ(one: Sequence[Any], other: Sequence[Any]) -> bool:
    said, meant = one[_SAYS:-1], other[_SAYS:-1]
    return said != meant and any(a != b for a, b in zip(said, meant, strict=True) if a is not None and b is not None)
