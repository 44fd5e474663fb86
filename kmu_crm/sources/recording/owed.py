"""Invoices of one's own list that nobody has paid: a column that tells whether, or when, is empty there, or says so, or others tell
what was paid and what is open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.fields import show
from kmu_crm.fields.text import fold
from kmu_crm.i18n import ngettext
from kmu_crm.sources.mapping import due_words, kinds, owing, paid_words, status_words, worded_columns
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.document_words import PROFORMA
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity
from kmu_crm.sources.recording.shapes import PAID_ON, PART_PAID, Cell, FactRow, place_of
from kmu_crm.sources.recording.wording import Wording

_HOW = re.compile(r"zahl(ungs)?(art|weise|mittel|weg)|bezahlart|payment (method|type)")  # who pays in cash has paid

Values = Mapping[str, Sequence[Any]]
PART_UNTOLD, PAID_UNTOLD, NONE_PAID = "part_untold", "paid_untold", "none_paid"
TELLING = {"paid", "unpaid", "status", "further_status", "paid_at"}
_STATES = ("status", "further_status")
_STATE = kinds.STATUSES
_PRICED = {"line_gross", "line_net", "line_unit", "line_unit_gross"}
_KNOWN = {"open", "paid", "cancelled", "refunded"}
_WORDED = TELLING - {"unpaid"}  # may tell a sum in words: “Anz. 200,-”


class Owed:
    """An empty cell, or one with nothing but a dash, tells a debt only where the column tells days, or marks what is paid, or has
    nothing at all, and no other one of its row tells how was paid. `part_untold`: rows of invoices that are paid in part, nobody
    knows how much."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn], header: Sequence[str]):
        self.active = sheet.system == "list"
        self._columns = columns
        self._when = next((one for one in columns if self.active and one.field == "paid_at"), None)
        self._asked = [one for one in columns if self.active and one.asks_paid]
        states = [one for one in columns if one.field in _STATES and one not in self._asked]
        self._states = states if self.active and sheet.fact_kind == "invoice" else []
        self._ways = [place for place, one in enumerate(header) if _HOW.search(folded(one))]
        self._none_paid = sheet.fact_kind == "invoice" and self._tells_nothing()
        self._all_open: list[int] = []
        # Whether a word of paying says more than the state of its document.
        self.tells_more = bool(self._when) or any(one.field == "further_status" for one in self._asked)
        self.tells_days = self._when is not None
        self.part_untold: list[int] = []
        self._unclear: list[int] = []
        # Where the items have the amounts, each of their documents may be owed.
        fields = {one.field for one in columns}
        self._of_items = not fields & {"gross", "net"} and bool(fields & _PRICED)
        self._unclear_states: list[int] = []  # where no word of the list is about paying these are no news
        said = {self._of_state(one, cell, of_paying=False) for one in self._states for cell in one.filled}
        asking = any(paid_words.is_of_paying(one.header) for one in (*self._states, *self._asked))
        # Whether “erledigt” means that it was paid.
        self.of_paying = bool(self._when) or asking or bool(said & {"open", "paid"})
        self._of_paid = "paid" in said or bool(self._when)

    def tell(self, values: dict[str, list[Any]], heads: Block) -> None:
        """Of each document what its cells tell: `owed`, `part_paid`, and the status in our words."""
        for column in self._asked:
            cells = heads.columns[column.index]
            words = self._words(column, heads)
            values[column.field] = [word or cell or None for word, cell in zip(words, cells, strict=True)]
            told = [
                "open" if self._marks_debts(column, cell) else one
                for one, cell in zip(values[column.field], cells, strict=True)
            ]
            self._unclear += self._silent(values, heads, cells, told)
        if self._when:
            self._hear_days(self._when, values, heads)
        if self._states:
            self._hear_states(values, heads)
        if self.active and values.keys() & TELLING:
            by_amounts(values, heads, self._columns)
            self.part_untold += untold(values, heads, self._columns)

    def explain(self, wording: Wording) -> None:
        wording.payment_tells_more, wording.of_paying = self.tells_more, self.of_paying

    def understands(self, column: MappedColumn, cell: str) -> bool:
        """Whether what is no day tells how it stands with the payment; a day of an unknown year is to be told."""
        asked = self.active and column.field == "paid_at"
        return asked and bool(paid_words.read(cell)) and not paid_words.lacks_year(cell)

    def told(self) -> Iterator[Oddity]:
        unclear = [*self._unclear, *(self._unclear_states if self._of_paid else [])]
        if self._all_open and self._when:
            yield _none_paid(len(self._all_open), self._when.header)
        yield from _part_untold(self.part_untold)
        yield from _paid_untold(sorted(set(unclear)))

    def _tells_nothing(self) -> bool:
        """Whether the day of payment is the one column that tells of it, and nobody has paid yet."""
        others = any(one.field in TELLING - {"paid_at"} for one in self._columns)
        return (
            not others
            and self._when is not None
            and not self._when.filled
            and paid_words.is_of_paying(self._when.header)
        )

    def _words(self, column: MappedColumn, heads: Block) -> list[str]:
        nothing = column is self._when and self._none_paid
        empty = "open" if column.asks_paid != "unpaid" and (column.tells_paid or nothing) else ""
        cells = heads.columns[column.index]
        return [
            column.asked_of(cell) if paid_words.is_filled(cell) else "" if empty and self._tells_how(row) else empty
            for cell, row in zip(cells, heads.rows, strict=True)
        ]

    def _tells_how(self, row: Sequence[str]) -> bool:
        return any(paid_words.is_filled(row[place]) for place in self._ways)

    def _marks_debts(self, column: MappedColumn, cell: str) -> bool:
        """Where “offen” is nothing but ticked, an empty cell is an answer."""
        ticked = column.asks_paid == "unpaid" and not any(column.asked_of(one) == "paid" for one in column.filled)
        return ticked and not paid_words.is_filled(cell)

    def _hear_days(self, column: MappedColumn, values: dict[str, list[Any]], heads: Block) -> None:
        cells = heads.columns[column.index]
        values["owed"] = self._words(column, heads)
        if self._none_paid:
            told = ["" if word == "open" else "paid" for word in values["owed"]]
            self._all_open += self._silent(values, heads, cells, told)
        words = [word if paid_words.is_filled(cell) else None for word, cell in zip(values["owed"], cells, strict=True)]
        field = next((one for one in _STATES if one not in values), None)
        if field and any(words):
            values[field] = [word or None for word in words]

    def _hear_states(self, values: Values, heads: Block) -> None:
        empty = [""] * len(heads.rows)
        days = heads.columns[self._when.index] if self._when else empty
        told = list(values.get("owed") or empty)
        for column in self._states:
            cells = heads.columns[column.index]
            said = [self._of_state(column, cell, self.of_paying) for cell in cells]
            # An unknown word is no debt, though no day stands beside it.
            rows = zip(told, said, cells, days, strict=True)
            told = [known or ("" if cell and not paid_words.is_filled(day) else one) for one, known, cell, day in rows]
        self._unclear_states += self._silent(values, heads, told, told)

    @staticmethod
    def _of_state(column: MappedColumn, cell: str, of_paying: bool) -> str:
        words = worded_columns.status(column.header, cell) if column.field == "further_status" else cell
        known = _STATE.get(folded(cell), "")
        if known or not cell:
            return known if folded(cell) not in kinds.SENT or of_paying else ""
        return (
            "cancelled"
            if status_words.read(words) or status_words.unsold(words) == PROFORMA
            else paid_words.of_status(words, of_paying)
        )

    def _silent(self, values: Values, heads: Block, cells: Sequence[str], said: Sequence[Any]) -> Iterator[int]:
        """Rows of sales that say neither: an empty cell does not where others of its column are filled."""
        empty: list[Any] = [None] * len(cells)
        amounts = zip(
            values.get("gross") or empty, values.get("net") or empty, values.get("paid_at") or empty, strict=True
        )
        for number, word, (gross, net, day) in zip(heads.numbers, said, amounts, strict=True):
            if word not in _KNOWN and (self._of_items or (gross or net or 0) > 0) and not day:
                yield number


def by_amounts(values: dict[str, list[Any]], heads: Block, columns: Sequence[MappedColumn]) -> None:
    """What is open decides, else what was paid: `owed` of each document, `part_paid` where it was less than the whole, and
    `reckoned` where figures say so: a word that nobody knows does not contradict them."""
    empty: list[Any] = [None] * len(heads.rows)
    gross, paid, unpaid, said = [values.get(field) or empty for field in ("gross", "paid", "unpaid", "owed")]
    for column in (one for one in columns if one.field in _WORDED):
        told = map(due_words.paid_in_part, heads.columns[column.index])
        paid = [cents if known is None else known for known, cents in zip(paid, told, strict=True)]
        left = map(due_words.left_open, heads.columns[column.index])
        unpaid = [cents if known is None else known for known, cents in zip(unpaid, left, strict=True)]
    values["reckoned"] = [one is not None or rest is not None for one, rest in zip(paid, unpaid, strict=True)]
    for column in (one for one in columns if one.field == "paid"):
        if owing.is_demanded(column.header):  # it leaves nothing open once it was paid
            days = values.get("paid_at") or empty
            settled = [bool(day) or word == "paid" for day, word in zip(days, said, strict=True)]
            unpaid = [0 if done else rest for done, rest in zip(settled, unpaid, strict=True)]
            paid = [cents if done or not word else 0 for cents, done, word in zip(paid, settled, said, strict=True)]
        # An empty cell says that nothing was paid, where no other one says that it was.
        cells = zip(paid, heads.columns[column.index], said, strict=True)
        paid = [0 if cents is None and not fold(cell) and word != "paid" else cents for cents, cell, word in cells]
    found = [_by_amounts(*row) for row in zip(gross, paid, unpaid, said, strict=True)]
    values["owed"], values["part_paid"] = [one[0] for one in found], [one[1] for one in found]


def payments(invoice: FactRow, part: int | None, day: str | None, tells_days: bool) -> Iterator[FactRow]:
    """What the row of an invoice says was paid of it. One that is open again was not paid on the day that was told before."""
    gross, net, currency, state = (invoice.values[place_of(field)] for field in ("gross", "net", "currency", "status"))
    if invoice.kind != "invoice" or not invoice.number:
        return
    paid = list[tuple[str, str | None, Cell, Cell]]()
    if state == "open":
        paid += [(PART_PAID, day, part, None)] if part is not None else []
        paid += [(PAID_ON, None, 0, None)] if tells_days else []
    elif state == "paid" and day and any(isinstance(cents, int) and cents > 0 for cents in (gross, net)):
        paid += [(PAID_ON, day, part, None) if part else (PAID_ON, day, gross, net)]
    for mark, when, cents, without_tax in paid:
        values = (when, None, None, cents, without_tax, None, None, currency, "", *[None] * 9)
        yield invoice._replace(
            kind="payment", key=f"{invoice.key}{mark}", number=None, refers_to=invoice.number, values=values, lines=()
        )


def untold(values: Values, heads: Block, columns: Sequence[MappedColumn]) -> Iterator[int]:
    """Rows that say that a part was paid, and not how much."""
    for column in (one for one in columns if one.field in _WORDED):
        of_paying = column.field == "paid_at" or column.asks_paid
        for number, cell, reckoned in zip(heads.numbers, heads.columns[column.index], values["reckoned"], strict=True):
            told = due_words.is_part_untold(cell) or (of_paying and paid_words.is_part(cell))
            if not reckoned and cell and told:
                yield number


def _part_untold(rows: Sequence[int]) -> Iterator[Oddity]:
    if rows:
        text = ngettext(
            "{n} invoice is paid in part, and nothing tells how much: it stands as open in full. Write the sum behind the word, or into a"
            " column “Bezahlt”, and import the file again",
            "{n} invoices are paid in part, and nothing tells how much: they stand as open in full. Write the sums behind the words, or"
            " into a column “Bezahlt”, and import the file again",
            len(rows),
        )
        yield Oddity(PART_UNTOLD, text.format(n=show.number(len(rows))), tuple(rows[:MOST_ROWS]), None, len(rows))


def _none_paid(count: int, header: str) -> Oddity:
    text = ngettext(
        "No day of payment stands under “{column}”: {n} invoice stands as open",
        "No day of payment stands under “{column}”: all {n} invoices stand as open",
        count,
    )
    return Oddity(NONE_PAID, text.format(n=show.number(count), column=header), (), header, count)


def _paid_untold(rows: Sequence[int]) -> Iterator[Oddity]:
    if rows:
        text = ngettext(
            "Nothing tells whether {n} invoice is paid, as others of the list do: it does not stand as open. Write “ja” or “nein” there,"
            " and import the file again",
            "Nothing tells whether {n} invoices are paid, as others of the list do: they do not stand as open. Write “ja” or “nein” there,"
            " and import the file again",
            len(rows),
        )
        yield Oddity(PAID_UNTOLD, text.format(n=show.number(len(rows))), tuple(rows[:MOST_ROWS]), None, len(rows))


def _by_amounts(gross: int | None, paid: int | None, unpaid: int | None, owed: str) -> tuple[str, int | None]:
    if not gross or gross < 0 or owed == "cancelled" or (paid is None and unpaid is None):
        return owed or "", None
    rest = unpaid if unpaid is not None else gross - (paid or 0)
    if rest <= 0:  # a discount for paying early may have made it less
        return "paid", paid if paid and paid < gross else None
    return "open", max(gross - rest, 0)
