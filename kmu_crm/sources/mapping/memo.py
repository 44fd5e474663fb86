"""Cells of one column as values: each distinct cell is read once."""

import re
from collections.abc import Callable, Mapping, Sequence

from kmu_crm.fields import consent, money, score, text
from kmu_crm.fields.day_shapes import is_rough
from kmu_crm.fields.reading import ColumnReader, Reading, reader_for
from kmu_crm.sources.mapping import contacting, turned

Value = str | int | None
Seen = str | tuple[str, Value]  # a cell, or a cell with the country of its row
OF_LETTERS = {"text", "name", "identifier"}  # kept as written
UNCLEAR = "unclear"  # a word of a consent that nobody understands
SHORT = 15  # figures that a spreadsheet keeps of a number
FORGET_AT = 100_000  # distinct cells a memo holds before it starts anew
_PLAIN = re.compile(r"([0-9]{1,9})([.,])([0-9]{2})")


class Memo(dict[Seen, Value]):
    """Reads a cell at its first sight; `[memo[cell] for cell in column]` then runs at the speed of a look-up."""

    def __init__(
        self,
        kind: str,
        reader: ColumnReader,
        without: ColumnReader | None = None,
        zeros: bool = False,
        asked: bool = False,
        meant: Mapping[str, str] | None = None,
        of_all: bool = False,
        by_ways: bool = False,
        rough: bool = False,
        way: str = "",
        named: bool = False,
    ):
        super().__init__()
        self.problems: dict[Seen, str] = {}
        self.solved: dict[Seen, str] = {}  # cells that only a person's choice made readable: what was odd about them
        self._kind, self._reader, self._zeros = kind, reader, zeros
        self._asked = asked  # the heading wants a yes or a no, and what stands there was written
        self._of_all = of_all  # a no there is one to all advertising
        self._rough = rough  # a year or a month is told elsewhere, and no fault
        self._by_ways = by_ways  # its cells name the ways that are allowed
        self._way = way  # of a consent to it: the column
        self._named = named  # its heading names that way
        self._meant = meant or {}  # marks of a legend that turns them round
        self.lettered = False  # “j” or “ja” stands in other cells: so is an “n”
        self._without = Memo(kind, without) if without else None  # the same column without that choice
        self._mark = ""  # what 12,50 was read with in this column: other such cells read alike
        self._convert = CONVERT.get(kind, str)
        self._abroad: dict[Value, ColumnReader] = {None: reader}

    def __missing__(self, seen: Seen) -> Value:
        if self._kind in OF_LETTERS and len(seen) <= SHORT and isinstance(seen, str) and text.is_plain(seen):
            return self.setdefault(seen, seen)
        if self._meant and (told := self._turned(str(seen))):
            return self.setdefault(seen, self._refused(told))
        if self._way and (only := contacting.only(str(seen))):
            if self._way in only and self._way != "consent_post":  # letters need no yes
                self.problems[seen] = "consent_unknown"
            # “Newsletter”: “nein, lieber Mail” says both: the no holds.
            return self.setdefault(seen, UNCLEAR if self._way in only and not self._named else "no")
        if self._by_ways and (ways := contacting.ways(str(seen))):
            if not ways.clear:
                self.problems[seen] = "consent_unknown"
            return self.setdefault(seen, contacting.answer("consent_email", str(seen), True) or UNCLEAR)
        quick = self._kind == "amount" and self._without is None
        plain = _PLAIN.fullmatch(seen) if quick and isinstance(seen, str) else None
        if plain and plain[2] == self._mark:
            return self.setdefault(seen, int(plain[1] + plain[3]))
        reading = self.reading(seen)
        if plain and reading.code is None:
            self._mark = plain[2]
        if reading.code:
            self.problems[seen] = reading.code
        elif self._without is not None and (code := self._without.reading(seen).code):
            self.solved[seen] = code
        value: Value = None if reading.value is None else self._convert(reading.value)
        if reading.code == "consent_unknown":
            value = UNCLEAR
        if value == "no" and self._kind == "consent":
            value = "general" if consent.is_general(str(seen)) else consent.state(str(seen))
            written = self._asked or (self.lettered and text.fold(str(seen)) == "n")
            value = self._refused("no" if written and value == "unticked" else value)
        # To which way is it a yes, and is it a no to that way alone?
        if self._by_ways and (value == "yes" or (value and turned.ways(str(seen)))):
            self.problems[seen] = "consent_unknown"
            value = UNCLEAR if value == "yes" else value
        self[seen] = value
        return value

    def _refused(self, value: Value) -> Value:
        return "general" if self._of_all and value in ("no", "withdrawn") else value

    def _turned(self, cell: str) -> str:
        """By the legend: where “x” is a no, a mark that it does not name is neither; “ja” and “nein” are what they are."""
        told = self._meant.get(mark := text.fold(cell), "")
        bare = consent.state(cell) in ("yes", "unticked") and mark != "n" and not consent.has_letters([cell])
        if not told and bare:
            self.problems[cell] = "consent_unknown"
            return UNCLEAR
        return told

    def reading(self, seen: Seen) -> Reading:
        """The cell in canonical text, before it becomes a number."""
        if self._rough and is_rough(str(seen)):
            return Reading(None, None)
        if isinstance(seen, str):
            return self._reader.read(seen)
        cell, country = seen
        if country not in self._abroad:
            self._abroad[country] = reader_for(self._kind, (), country=str(country), zeros=self._zeros)
        return self._abroad[country].read(cell)


def looked_up(memo: Memo, cells: Sequence[Seen]) -> list[Value]:
    if len(memo) > FORGET_AT:
        memo.clear()
    if not any(cells):  # most columns of a shop's export
        return [memo[cells[0]]] * len(cells) if cells else []
    return list(map(memo.__getitem__, cells))


def _thousandths(canonical: str) -> int:
    return round(float(canonical) * 1000)


def _hundredths(canonical: str) -> int:
    return round(float(canonical) * 100)


CONVERT: dict[str, Callable[[str], Value]] = {
    "amount": money.cents, "quantity": _thousandths, "duration": _thousandths, "percent": _hundredths,
    **dict.fromkeys(score.SCALES, _thousandths),
}  # fmt: skip
