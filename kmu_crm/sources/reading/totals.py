"""A row that begins with the word for a total: it sums up those above it, or somebody is called so."""

import re
from collections.abc import Sequence
from itertools import takewhile
from operator import add

from kmu_crm.fields import money
from kmu_crm.fields.company import legal_form
from kmu_crm.fields.text import LONGEST, fold
from kmu_crm.sources.reading.header import kind

WORDS = r"((zwischen|gesamt|end)?summen?|gesamt|total|sub-?total|saldo|(ü|ue)bertrag)"
_WORD = re.compile(rf"\W*{WORDS}\b", re.I)
GROUPS = ("rgebnis", "Summe", "Total", "Gesamt", "otal")  # how they end
_GROUP = re.compile(r"(.+?)[ -]+(teil|gesamt)?-?(ergebnis|summe|total|gesamt|subtotal)", re.I)
_OF_A_PERSON = re.compile(r"stra(ss|ß)e|street|plz|postleit|\bzip|post ?code|telef|phone|mobil|iban", re.I)
_REACHING = re.compile(r"telef|phone|mobil|handy|\btel\b|e-?mail", re.I)
_DIALLED = re.compile(r"(?=(\D*\d){6})[+(\d][\d\s()/.+-]*")
_BEARING = re.compile(r"(?!.*[.,]\d\d\b).*\d")  # no amount
_NUMBER = re.compile(r"n(umm|umb)er|nr\b|no\b|\bid\b|konto", re.I)
_BORNE = re.compile(r"(?=.*[^\W\d])\S*\d\S*")  # R4, RE-2024/1
_CURRENCY = re.compile(r"EUR|CHF|USD|GBP|€|\$", re.I)
_OF_ITEMS = re.compile(
    r"artikel|leistung|position|bezeichn|beschreib|produkt|ware|item|article|product|descri|dienst|service|prestation|articolo",
    re.I,
)
_PRICED = re.compile(r"menge|anzahl|st(ü|ue)ck|qty|quanti|einzel|unit|je |pro |preis|price|prix|prezzo", re.I)
_WHO = {
    "kunde",
    "kundin",
    "kundennr",
    "konto",
    "debitor",
    "firma",
    "fuer",
    "von",
    "customer",
    "account",
    "nr",
    "for",
    "of",
}
MOST_ABOVE = 5_000  # rows of which a sum is looked for


def names_one(row: Sequence[str], header: Sequence[str], label: int) -> bool:
    """Whether a cell beside the label tells who somebody is: a mail address, a postcode, a street, a telephone."""
    return any(
        kind(cell) == "mail" or (i < len(header) and _OF_A_PERSON.search(header[i]) and _BEARING.match(cell))
        for i, cell in enumerate(row)
        if i != label and cell.strip()
    )


def reaches_one(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a telephone number or a mail address stands under its heading: somebody is there, be it without a name."""
    return any(
        _REACHING.search(heading)
        and (kind(cell) == "mail" or (_BEARING.match(cell) and _DIALLED.fullmatch(cell.strip())))
        for cell, heading in zip(row, header, strict=False)
        if cell.strip()
    )


def is_of_a_person(heading: str) -> bool:
    return _OF_A_PERSON.search(heading) is not None


def only_adds(row: Sequence[str], header: Sequence[str], label: int) -> bool:
    """Beside the label stand figures alone, and none of them is a number that somebody bears."""
    rest = [(i, cell) for i, cell in enumerate(row) if i != label and cell.strip()]
    figures = [i for i, cell in rest if kind(cell) in ("whole", "number")]
    numbered = any(i < len(header) and _NUMBER.search(header[i]) for i in figures)
    others = [cell for i, cell in rest if i not in figures]
    return bool(figures) and not numbered and all(_CURRENCY.fullmatch(cell.strip()) for cell in others)


def is_item(row: Sequence[str], header: Sequence[str], label: int) -> bool:
    """Whether the label stands where goods do, or beside a quantity or a price: hosting for “Januar 2025”."""
    beside = [i for i, cell in enumerate(row) if i != label and cell.strip() and i < len(header)]
    goods = label < len(header) and _OF_ITEMS.search(header[label])
    return goods is not None or any(_PRICED.search(header[i]) for i in beside)


def sounds_like_a_company(label: str) -> bool:
    return legal_form(label) is not None or "&" in label


def is_of_its_own(row: Sequence[str], header: Sequence[str], label: int) -> bool:
    """Whether a cell beside the label holds a day, a mail address, a number that the row bears, or a part of an address."""
    beside = [(i, cell.strip()) for i, cell in enumerate(row) if i != label and cell.strip()]
    return any(
        kind(cell) in ("day", "mail")
        or (kind(cell) == "text" and _BORNE.fullmatch(cell) and _BEARING.match(cell))
        or (i < len(header) and _NUMBER.search(header[i]) and _BEARING.match(cell))
        or (i < len(header) and _OF_A_PERSON.search(header[i]) and kind(cell) != "number")
        for i, cell in beside
    )


class Above:
    """The rows above, that a total may sum up: all of them, or those since the total before it."""

    def __init__(self) -> None:
        self._rows: list[Sequence[str]] = []
        self._last = 0  # so many stand above the last total
        self._sums: dict[int, list[tuple[int, ...]]] = {}  # by column, after each row: asked often, each is read once

    def keep(self, rows: Sequence[Sequence[str]]) -> None:
        if len(self._rows) <= MOST_ABOVE:
            self._rows.extend(rows)

    def close(self, label: str, sums: bool = False) -> None:
        """A row with this label was left out; `sums`: it told what those above come to."""
        if sums or _WORD.match(label):
            self._last = len(self._rows)

    def closes_period(self, row: Sequence[str], header: Sequence[str], label: int) -> bool:
        """Below the rows of “Januar” what they come to: not where somebody may be called “August”, and it does not add up."""
        if not only_adds(row, header, label):
            return False
        places = [i for i, cell in enumerate(row) if i != label and kind(cell) in ("whole", "number")]
        numbered = label < len(header) and _NUMBER.search(header[label]) is not None
        begins = [begin for begin in (0, self._last) if begin < len(self._rows) <= MOST_ABOVE]
        return numbered or any(all(self._adds_up(row[i], i, begin) for i in places) for begin in begins)

    def ends_group(self, row: Sequence[str], label: int) -> bool:
        """“Berg GmbH Ergebnis” below the rows of Berg GmbH: a spreadsheet's subtotal."""
        said = row[label].strip()
        group = _GROUP.fullmatch(said) if len(said) <= LONGEST else None
        last = self._rows[-1] if self._rows else ()
        return bool(group and label < len(last) and last[label].strip() == group[1])

    def sums_of_one(self, row: Sequence[str], header: Sequence[str]) -> str:
        """The label of a row that sums up whoever the rows above are of: “Summe Maier”, “Saldo Kunde 10001”; beside it stand
        figures that add up, and the customer's number. “Total Deutschland GmbH” with a number or a day of its own is somebody."""
        label = next((cell for cell in row if _WORD.match(cell)), "")
        named = {*fold(_WORD.sub("", label, count=1)).split()} - _WHO
        theirs = self._last_of(named) if named else []
        if not theirs:
            return ""
        place, last = row.index(label), theirs[-1]
        same = [
            i for i, cell in enumerate(row[: len(last)]) if kind(cell) == "whole" and last[i].strip() == cell.strip()
        ]
        bare = ["" if i in same else cell for i, cell in enumerate(row)]
        goods = place < len(header) and _OF_ITEMS.search(header[place])
        if goods or names_one(row, header, place) or is_of_its_own(bare, header, place):
            return ""
        if legal_form(label) and len(theirs) < 2:
            return ""
        figures = [i for i, cell in enumerate(row) if i != place and kind(cell) in ("whole", "number")]
        alone = all(
            _CURRENCY.fullmatch(one.strip()) for i, one in enumerate(row) if one.strip() and i not in (*figures, place)
        )
        summed = [i for i in figures if _is_sum_of(row[i], [one[i] for one in theirs if i < len(one)])]
        return label if alone and summed and {*figures} == {*summed, *same} else ""

    def _last_of(self, named: set[str]) -> list[Sequence[str]]:
        """The last rows above that have all these words in a cell."""
        found = takewhile(lambda one: any(named <= {*fold(cell).split()} for cell in one), reversed(self._rows))
        return list(found)[::-1]

    def sums_up(self, row: Sequence[str], label: int) -> bool:
        """Begins with such a word, and each amount of the row is the sum of those above it."""
        count = len(self._rows)
        if not _WORD.match(row[label]) or not 1 < count <= MOST_ABOVE:
            return False
        places = [i for i, cell in enumerate(row) if i != label and kind(cell) in ("whole", "number")]
        begins = [begin for begin in (0, self._last) if count - begin > 1]
        return bool(places) and any(all(self._adds_up(row[i], i, begin) for i in places) for begin in begins)

    def is_bare_sum(self, row: Sequence[str], header: Sequence[str]) -> bool:
        """Nothing but figures, each the sum of those above it; not where rows above are as bare, as further items of a
        document may be."""
        count = len(self._rows)
        places = [i for i, cell in enumerate(row) if cell.strip()]
        if not 1 < count <= MOST_ABOVE or not all(kind(row[i]) in ("whole", "number") for i in places):
            return False
        if any(i < len(header) and (_NUMBER.search(header[i]) or _OF_A_PERSON.search(header[i])) for i in places):
            return False
        sums = [i for i in places if any(_cents(row[i]))]
        begins = [begin for begin in (0, self._last) if count - begin > 1]
        if not sums or not any(all(self._adds_up(row[i], i, begin) for i in sums) for begin in begins):
            return False
        return all(any(cell.strip() for i, cell in enumerate(one) if i not in places) for one in self._rows)

    def _adds_up(self, total: str, column: int, begin: int) -> bool:
        sums = self._sums.setdefault(column, [(0, 0)])
        for row in self._rows[len(sums) - 1 :]:
            parts = _cents(row[column]) if column < len(row) else (0, 0)
            sums.append(tuple(map(add, sums[-1], parts)))
        spans = zip(_cents(total), sums[begin], sums[-1], strict=True)
        return any(wanted and wanted == after - before for wanted, before, after in spans)


def _is_sum_of(total: str, parts: Sequence[str]) -> bool:
    sums = map(sum, zip(*map(_cents, parts), strict=True))
    return any(wanted and wanted == found for wanted, found in zip(_cents(total), sums, strict=False))


def _cents(cell: str) -> tuple[int, ...]:
    """As either decimal mark has it; nothing where the cell cannot be read so."""
    return tuple(money.cents(money.read(cell, mark).value or "0") for mark in (money.COMMA, money.POINT))
