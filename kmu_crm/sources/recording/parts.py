"""Rows of one number: a document's, where nothing they say of customer and day differs; else documents of their own."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from kmu_crm.sources.recording.shapes import Cell

Mark = tuple[Any, Any]  # the day, and whoever the row names; None where it says nothing
UNMARKED: Mark = (None, None)
WHOSE = (
    ("customer", "external_id", "customer_number"),
    ("email",),
    ("company", "full_name", "family_name", "given_name"),
)
_SAYS = 3  # head cells before this one name the document, the last are further columns of the row


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


def _plain(said: Any) -> str:
    return str(said).casefold()


class Part(NamedTuple):
    """`head`: documents.HEAD; `customer`: the key of the record; `row`, `line`: where it begins in the file."""

    head: tuple[Any, ...]
    customer: str | None
    row: int
    line: int | None
    lines: list[tuple[Cell, ...]]
    mark: Mark
    shipping: int | None = None  # of its items, where each tells its own


class Parts:
    """Holds documents whose number comes again in the file, until all their rows are in."""

    def __init__(self) -> None:
        self.again: set[str] = set()  # the numbers that come again
        self.problems: list[tuple[str, int]] = []  # code, row
        self._held: dict[tuple[Any, ...], list[Part]] = {}

    def hold(self, part: Part) -> None:
        """Its lines go to the document of that number that it does not contradict; the first row speaks for the whole."""
        held = self._held.setdefault(part.head[:_SAYS], [])
        for place, before in enumerate(held):
            if agree(before.mark, part.mark):
                more = [(position, *cells[1:]) for position, cells in enumerate(part.lines, len(before.lines) + 1)]
                held[place] = before._replace(
                    lines=before.lines + more,
                    mark=both(before.mark, part.mark),
                    shipping=total((before.shipping, part.shipping)),
                )
                if _differ(before.head, part.head):
                    self.problems.append(("rows_summed", part.row))
                return
        held.append(part)

    def release(self) -> Iterator[Part]:
        for held in self._held.values():
            yield from held
        self._held.clear()


def _differ(one: Sequence[Any], other: Sequence[Any]) -> bool:
    said = zip(one[_SAYS:-1], other[_SAYS:-1], strict=True)
    return any(a != b for a, b in said if a is not None and b is not None)
