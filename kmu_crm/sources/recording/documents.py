"""Rows about orders, invoices, calls ..: several rows may be one document, and the first of them carries its head."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from kmu_crm.fields.money import divided, without_tax
from kmu_crm.sources.commonest import SALES
from kmu_crm.sources.mapping import in_words
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.document_words import OFFER, PROFORMA, UNCLEAR
from kmu_crm.sources.mapping.kinds import FACT_KINDS
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.recording import answers, given_back, taxed
from kmu_crm.sources.recording import owed as owed_of
from kmu_crm.sources.recording.finals import Finals
from kmu_crm.sources.recording.in_words import ARTICLE, GROSS, NAME, NET, Words
from kmu_crm.sources.recording.lines import Lines
from kmu_crm.sources.recording.parts import UNMARKED, Part, Parts, Row, agree, both, marks, one_each, together, total
from kmu_crm.sources.recording.problems import GIVEN_BACK, OFFER_INVOICED, OFFERED, STATE, UNBILLED, UNNUMBERED, UNTOLD
from kmu_crm.sources.recording.shapes import Cell, FactRow, Refusal
from kmu_crm.sources.recording.states import States
from kmu_crm.sources.recording.taken_back import Marks, as_told, came_back_in_part, is_returned
from kmu_crm.sources.recording.wording import TAKEN, Wording

Values = Mapping[str, Sequence[Any]]
_OF_ITS_OWN = re.compile(r"(?<!\d)(19|20)\d\d\D+\d|\d\D+(19|20)\d\d(?!\d)|\d{6}")
REDUCE = ("credit_note", "cancellation")  # their amounts reduce revenue, whatever sign the file gives them
LINKLESS = ("payment", "shipping")  # what has no number of its own: the file names the document it belongs to
HEAD = (
    "fact_kind", "fact_key", "number", "refers_to", "takes_back", "day", "at", "at:day", "due", "gross", "net", "tax", "shipping",
    "refunded", "currency", "status", "cancelled_at", "channel", "subject", "text", "outcome", "author", "minutes", "score", "score2",
    "time", "tax_rate", "paid_at", "owed", "taken_back", "heard", "further_status", "part_paid", "reckoned", "paid_at:day", ":attributes",
)  # fmt: skip
NUMBER = HEAD.index("number")
AT_ONCE = 5_000  # documents to a part
AMOUNTS = (3, 4, 5)  # places of gross, net, tax in a fact's values
CURRENCY = 7
_UNTOLD = (None, None)  # what sending costs, and its tax


class Assembler:
    """Holds the document that is still open at the end of a batch, and counts rows that carry no number of their own."""

    def __init__(self, sheet: Sheet, grouped: bool, has_fact: bool, words: Words, marks: Marks, tax: int | None):
        self._words, self._marks, self.finals = words, marks, Finals(sheet, words.number_header)
        self.sheet, self.grouped, self.has_fact = sheet, grouped, has_fact
        self._lines = Lines(sheet)
        self._tax = tax  # by choice, of documents that tell none
        self._filled = False
        if has_fact or sheet.system == "list":
            self._lines.tax = tax
        self.parts = Parts()
        self.refunds_net = False  # of the column that tells what was given back
        self.tells_days = False  # on which it was paid
        self._open: Part | None = None
        self._number: str | None = None
        self._mark = UNMARKED
        self._order: str | None = None  # that the row above names, in a list of invoices
        self._billed = False  # whether the number of the open document is that of an invoice
        self._reduces: bool | None = None  # whether the open document says that it takes back
        self._seen: dict[str, int] = {}
        self.wording, self.states = Wording(sheet, has_fact), States(sheet)

    @property
    def filled(self) -> bool:
        """Whether something took the tax that a person named."""
        return self._filled or self._lines.filled

    def starts(self, values: Values, size: int) -> list[int]:
        """Where a document begins. A row without a number goes on with the document above, unless it has an amount."""
        numbers = values.get("number") or [None] * size
        if self.sheet.yearly:
            return self._starts_of_marked(values, numbers)
        before = [self._number, *numbers[:-1]]
        if None not in numbers:
            found = [i for i, (number, last) in enumerate(zip(numbers, before, strict=True)) if number != last]
        else:
            found, current = [], self._number
            for i, (number, gross) in enumerate(zip(numbers, values.get("gross") or repeat(None, size), strict=False)):
                if current is None or not (number == current or (number is None and gross is None)):
                    found.append(i)
                    current = number
        if found:
            self._number = numbers[found[-1]]
        return found

    def _starts_of_marked(self, values: Values, numbers: Sequence[str | None]) -> list[int]:
        """The same, where a row with the number of the one above may speak of another customer or day, or take back. One without
        goes on with what it does not contradict, and has the number of its order where that is another one: an invoice may be
        of several, if the row tells no customer and no day without the day of an invoice."""
        found, number, mark = [], self._number, self._mark
        orders = (self.grouped and values.get(self._words.orders[0])) or repeat(None, len(numbers))
        gross, net, words = (values.get(name) or repeat(None, len(numbers)) for name in ("gross", "net", "fact_kind"))
        # Of invoices, where any column tells those.
        days = values.get("day") or values.get("at:day") or repeat(None, len(numbers))
        said = zip(numbers, gross, net, marks(values, len(numbers)), words, orders, days, strict=False)
        for i, (now, gross, net, here, word, order, day) in enumerate(said):
            if now is not None:
                self._billed = True
            elif order:
                goes_on = self._billed and not self._words.days_of_orders and agree(mark, here)
                goes_on = order == self._order or (goes_on and (day is not None or here == UNMARKED))
                now, self._billed = (number, self._billed) if goes_on else (order, False)
            self._order = order or self._order
            turns = (
                word is not None
                and self._reduces is not None
                and self._reduces != (self.wording.kind(word).kind in REDUCE)
            )
            if now is not None and now == number and not turns and (here == mark or agree(mark, here)):
                mark = both(mark, here)
            elif number is None or now is not None or gross is not None or net is not None or not agree(mark, here):
                found.append(i)
                if now is not None and now == number:
                    self.parts.again.add(now)
                number, mark, self._reduces = now, here, None
            if word is not None:
                self._reduces = self.wording.kind(word).kind in REDUCE
        self._number, self._mark = number, mark
        return found

    def lines(
        self, values: Values, block: Block, starts: Sequence[int], keep: Sequence[bool]
    ) -> Sequence[tuple[Cell, ...] | None]:
        found = self._lines.of(values, block, starts, keep)
        self._words.beside_items(block, starts, found)
        return self._marks.with_items(block, found)

    def take(
        self,
        block: Block,
        values: Values,
        starts: Sequence[int],
        keep: Sequence[bool],
        keys: Sequence[str | None],
        lines: Sequence[tuple[Cell, ...] | None],
        last: bool,
    ) -> list[FactRow]:
        """The documents that end in this block. `values` and `keys` are about first rows, `block`, `keep` and `lines` about all."""
        size, again = len(starts), self.parts.again
        columns = [values.get(name) for name in HEAD]
        cells = zip(*(repeat(None, size) if c is None else c for c in columns), strict=True)
        told = marks(values, size) if self.sheet.yearly and self.grouped else repeat(UNMARKED, size)
        sent = self._lines.sending or repeat(_UNTOLD)
        sending = [one if line else _UNTOLD for one, line in zip(sent, lines, strict=False)]
        if self._open is not None:
            first = starts[0] if starts else len(lines)
            self._open.lines.extend(filter(None, lines[:first]))
            self._open = self._open._replace(sending=together((self._open.sending, *sending[:first])))
            self._open.rows.extend(_rows(block, keep, 0, first))
        ends = [*starts[1:], len(block.rows)]
        found: list[FactRow] = []
        for head, key, begin, end, mark in zip(cells, keys, starts, ends, told, strict=False):
            self._close(found)
            if keep[begin]:
                held = head[NUMBER] in again or end == len(block.rows)  # of the last one only the next block may tell
                rows = _rows(block, keep, begin, end) if held else []
                self._open = Part(
                    head, key, block.numbers[begin], block.lines[begin], list(filter(None, lines[begin:end])), mark,
                    together(sending[begin:end]), rows,
                )  # fmt: skip
        if last:
            self._close(found)
        return found

    def leave(self, why: Refusal) -> None:
        """The document that is still open is left out."""
        if self._open is not None:
            self.parts.spoil(self._open.head[NUMBER], self._open.mark, why)
            self.parts.leave(self._open)
        self._open = None

    def spoil(self, values: Values, why: Mapping[int, Refusal]) -> None:
        """The documents that begin with these first rows are left out."""
        told = list(marks(values, len(values["number"]))) if self.sheet.yearly else []
        for place, reason in why.items():
            self.parts.spoil(values["number"][place], told[place] if told else UNMARKED, reason)

    def _close(self, found: list[FactRow]) -> None:
        part, self._open = self._open, None
        if part is None:
            return
        if part.head[NUMBER] in self.parts.again:
            self.parts.hold(part)
        else:
            found += self._facts(part, "")

    def returned(self) -> Iterator[list[FactRow]]:
        """Documents whose rows did not stand together, some at a time; those of one number and year are told and kept apart."""
        found: list[FactRow] = []
        for parts in self.parts.release():
            named: dict[str, list[Part]] = {}
            for part in parts:
                named.setdefault(self._key(part.head[NUMBER], part.mark[0]), []).append(part)
            for alike in named.values():
                same = one_each(alike)
                for part in same:
                    found += self._facts(part, apart(part.mark[0], part.customer) if len(same) > 1 else "")
                self.parts.problems += [("number_shared", part.row) for part in same[1:]]
            if len(found) >= AT_ONCE:
                yield found
                found = []
        yield found

    def _facts(self, part: Part, apart: str) -> Iterator[FactRow]:
        """`apart` tells its key from that of another document of the same number."""
        head, customer, row, line = part.head, part.customer, part.row, part.line
        lines = _without_summary(part.lines) if self.sheet.row_above else tuple(part.lines)
        (
            said_kind, fact_key, said_number, refers_to, takes_back, day, at, at_day, due, gross, net, tax, shipping, refunded, currency,
            status, cancelled_at, channel, subject, text, outcome, author, minutes, score, score2, time, tax_rate,
            paid_at, owed, taken_back, heard, further, part_paid, reckoned, paid_on, attributes,
        ) = head  # fmt: skip
        sent, sent_tax = part.sending
        shipping = shipping if sent is None else sent
        said = self.wording.kind(said_kind)
        kind = said.kind
        order = head[HEAD.index(self._words.orders[0])] if self._words.orders[0] else None
        stands = self.wording.state(status, further, kind)
        if order and not (said_number or said_kind or paid_at or stands == "paid"):
            kind, said_number = "order", order
            self._words.told += [] if stands in TAKEN else [(UNBILLED, self._words.orders[1], row)]
        if not kind:
            return
        if not said_number and kind == "invoice" and self._words.some_numbered and stands not in TAKEN:
            self._words.told.append((UNNUMBERED, self._words.number_header, row))
        if said_kind and self.sheet.free_kinds and not outcome and folded(said_kind) not in FACT_KINDS:
            outcome = said_kind  # the user's own word, where it says more than the kind does
        if came_back_in_part(lines):
            free = gross is None and net is None and not refunded
            refunded = refunded or (_worth([one for one in lines if is_returned(one)]) if free else None)
            self._words.told.append((GIVEN_BACK if refunded else UNTOLD, self._marks.status_header, row))
            status = None if is_returned(lines[0]) else status  # of that item, not of the whole
        lines = tuple(map(as_told, lines)) if self._marks.status_header else lines
        day = day or at_day
        if at is None and day and time:
            at = f"{day}T{time.strip()[:5]}"
        moment, at = at, at if at_day in (None, day) else None  # that of the order is none of its invoice
        if gross is None and self.sheet.sum_lines:
            gross = _sum_of(lines, shipping)
            if sent_tax is not None and net is None and tax is None:
                net = _sum_of(lines, (shipping or 0) - sent_tax, NET)
        if tax_rate is not None and gross is not None and net is None and tax is None:
            net = round(gross * 10000 / (10000 + tax_rate))
        elif tax_rate is not None and net is not None and gross is None and tax is None and not lines:
            gross = net + divided(net * tax_rate, 10000)
        untold = gross and net is None and tax is None
        if self._tax is not None and untold and kind in SALES and not taxed.by_lines(gross, lines):
            net, self._filled = without_tax(int(gross or 0), self._tax), True
        amount = gross if gross is not None else net if net is not None else _sum_of(lines, 0, NET)
        refers_to, takes_back = (refers_to or takes_back or None), takes_back or None
        by_name = self._words.named(amount, kind, bool(said_kind), said_number, takes_back, row)
        spoken = by_name or self._words.kind(amount, kind, bool(said_kind), heard, lines, said_number, refers_to, row)
        if spoken.kind in REDUCE and (by_name or not taken_back):
            kind = spoken.kind
            refers_to = refers_to or (spoken.numbers[0] if len(spoken.numbers) == 1 else None)
            if spoken.bare and kind == "cancellation":
                outcome = outcome or in_words.BARE
        elif spoken.kind == "cancelled":
            taken_back = taken_back or "cancelled"
        gone = spoken.kind == "cancelled" and said_number in spoken.numbers  # and what it took back with it
        if taken_back and amount is not None and amount < 0 and kind in ("invoice", "order") and not gone:
            kind = "cancellation"  # marked is the document that takes back
        if kind == "cancellation" or (kind == "credit_note" and taken_back == "refunded"):
            taken_back = None
        if kind in REDUCE:
            gross, net, tax = (_signed(cents, said.raises) for cents in (gross, net, tax))
        currency = currency or self.sheet.currency or None
        state = self.wording.state(status, further, kind) if status or further else ""
        if kind == "enquiry" and state in ("", "cancelled"):
            outcome = outcome or status  # what became of an offer, in the user's words
        if state in (OFFER, UNCLEAR) and ((kind == "invoice" and said_number) or paid_at):
            if state == OFFER and not paid_at and self.sheet.system == "list":
                self._words.told.append((OFFER_INVOICED, self._marks.status_header, row))
            state = ""  # an invoice is written once it is sold
        owes = kind == "invoice" and said_number and (amount or 0) > 0
        if owes and reckoned and state in ("", "open"):
            state = owed or state  # figures say more than “versendet”
        cancelled = taken_back or ("cancelled" if cancelled_at else "")
        settled = bool(paid_at) and (not part_paid or owed == "paid")
        unread = bool(status or further) and not (settled and self.sheet.system == "list")
        read = state if state or unread else "paid" if settled else (owed or "") if owes else ""
        told = said.status or self.sheet.status or cancelled or read
        if told == "open" and settled:
            told = "paid"  # a day of payment says more than “versendet”
        if state in (OFFER, UNCLEAR, PROFORMA) and told == state:
            outcome = outcome or status
            self._words.told.append((STATE if state == UNCLEAR else OFFERED, self._marks.status_header, row))
        elif kind in ("order", "invoice", "payment") and told not in TAKEN:
            self.states.see((status, further), row, bool(refunded))
        values: tuple[Cell, ...] = (
            day, at, due, gross, net, tax, shipping, currency, told, channel, subject, text, outcome, author,
            _whole(minutes), _whole(score), _whole(score2), attributes,
        )  # fmt: skip
        named = None if said_number is None else self._key(said_number, day) + apart
        if named and kind == "order" and order == said_number:  # nothing held its items until they are together
            self._seen[named] = self._seen.get(named, 0) + 1
            named += f"#{self._seen[named]}" if self._seen[named] > 1 else ""
        key = (
            fact_key
            or named
            or self._count(repr((kind, customer, refers_to, (day, moment, *answers.telling(self.sheet, values)))))
        )
        if kind in REDUCE and kind == spoken.kind:
            self._words.turned.add((kind, key))
        if self.finals.active and kind == "invoice":
            item = str(lines[0][NAME]) if len(lines) == 1 and lines[0][NAME] else None
            self.finals.see(customer, said_number, refers_to, day, said_kind, (subject, text, item), row)
        number = None if kind in LINKLESS else said_number
        refers = refers_to or (said_number if number is None else None)
        invoice = FactRow(kind, key, customer, number, refers, values, lines, row, line)
        yield invoice
        yield from owed_of.payments(invoice, part_paid, paid_on, self.tells_days)
        if refunded and kind == "payment":
            back = (day, at, None, -abs(refunded), None, None, None, currency, "", *[None] * 9)
            yield FactRow(kind, given_back.key_of(key), customer, None, refers, back, (), row, line)
        if refunded and kind in ("order", "invoice") and (said_number or self.sheet.system == "list"):
            # A refund stands only as an amount beside its order: a credit note of its own that refers to it.
            less = self._given_back(abs(refunded), gross, net, linked=bool(said_number))
            back = (day, None, None, *less, None, None, currency, "", *[None] * 9)
            yield FactRow(
                "credit_note", given_back.key_of(named or key), customer, None, said_number, back, (), row, line
            )

    def _given_back(
        self, refunded: int, gross: int | None, net: int | None, linked: bool
    ) -> tuple[int | None, int | None]:
        """Gross and net, the other of which holds as much tax as the sale does. It is meant as that amount of the sale which
        is told, or which it is to the cent."""
        own = self.sheet.system == "list"
        if self.refunds_net or (own and gross is None) or (own and refunded == net != gross):
            return (round(-refunded * gross / net) if gross and net else None), -refunded
        return -refunded, round(-refunded * net / gross) if gross and net and not linked else None

    def _key(self, number: str | None, day: str | None) -> str:
        """Numbers may begin anew each year; one that names its year, or is long, does not, whatever becomes of its day."""
        anew = self.sheet.yearly and day and not _OF_ITS_OWN.search(str(number))
        return f"{number}/{day[:4]}" if anew and day else str(number)

    def _count(self, content: str) -> str:
        """Rows without a number: the same content for the second time in one file is a second fact."""
        digest = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self._seen[digest] = self._seen.get(digest, 0) + 1
        return f"~{digest}#{self._seen[digest]}"


def _rows(block: Block, keep: Sequence[bool], begin: int, end: int) -> list[Row]:
    return [(block.numbers[i], block.lines[i], block.rows[i]) for i in range(begin, end) if keep[i]]


def apart(day: Cell, customer: str | int | None) -> str:
    """What tells documents of one number apart, whatever the order of their rows."""
    return f"#{day or ''}|{customer or ''}"


def kept_apart(fact: FactRow) -> FactRow:
    return fact._replace(key=fact.key + apart(fact.values[0], fact.customer))


def _worth(lines: Sequence[tuple[Cell, ...]]) -> int | None:
    """What items came to that were sold; gross where all of them tell that."""
    sold = [[cents for cents in (line[GROSS], line[NET]) if isinstance(cents, int)] for line in lines]
    sold = [cents for cents in sold if cents and cents[0] > 0]
    return total(cents[0] for cents in sold) if len({len(cents) for cents in sold}) == 1 else None


def _signed(cents: int | None, raises: bool) -> int | None:
    """What reduces is negative however the file writes it; the cancelling of a credit note brings back what that took."""
    return None if cents is None else abs(cents) if raises else -abs(cents)


def _without_summary(lines: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """An item without a name before others that have one is none."""
    named = [line[ARTICLE] is not None or line[NAME] is not None for line in lines]
    return tuple(lines[1:]) if named and not named[0] and any(named) else tuple(lines)


def _whole(thousandths: int | None) -> int | None:
    return None if thousandths is None else round(thousandths / 1000)


def _sum_of(lines: Sequence[tuple[Cell, ...]], shipping: int | None, place: int = GROSS) -> int | None:
    """What the lines come to with shipping; None where one of them has no amount."""
    amounts = [line[place] for line in lines]
    if not amounts or None in amounts:
        return None
    return sum(int(amount or 0) for amount in amounts) + (shipping or 0)


def add(one: FactRow, other: FactRow) -> FactRow:
    """One document out of two rows: amounts add up, where one is unknown the sum is; the first row speaks for the rest."""
    values = list(one.values)
    for place in AMOUNTS:
        left, right = values[place], other.values[place]
        values[place] = left + right if isinstance(left, int) and isinstance(right, int) else None
    values[CURRENCY] = one.values[CURRENCY] or other.values[CURRENCY]
    return one._replace(values=tuple(values))
