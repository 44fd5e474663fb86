"""Documents that name another one in their words: “Bestellung 10023”, “Gutschrift zu RE-2025-0160”."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.fields import vat_rates
from kmu_crm.value import meant_sale

_NUMBERS = """
    SELECT c.fact_id, c.profile_id, c.gross, c.net, c.day, coalesce(d.number, f.key)
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id LEFT JOIN document AS d ON d.id = f.document_id
    WHERE {which} ORDER BY c.day, f.key, c.fact_id"""

# Where a list of credit notes has the numbers of the invoices alone, those became their own. What a credit note refers to
# may stand in another list.
_WORDS = """
    SELECT c.fact_id, c.profile_id, c.gross, c.net, c.day, f.subject, f.text, r.number, d.number,
           coalesce(f.subject, '') || ' ' || coalesce(f.text, '') || ' ' || coalesce(f.attributes, '')
           || ' ' || coalesce(f.outcome, '') || ' ' || coalesce(r.number, '')
           || iif(c.kind = 'invoice', '', ' ' || coalesce(d.number, ''))
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id LEFT JOIN document AS d ON d.id = f.document_id
    LEFT JOIN document AS r ON r.id = f.refers_to AND (c.kind <> 'invoice' OR coalesce(c.gross, c.net) < 0)
    WHERE {which} ORDER BY c.day, f.key, c.fact_id"""
_ORDERS = "c.kind = 'order' AND c.counts = 1"
_JOINED = "c.kind = 'order' AND c.why IN ('', 'invoiced')"
_BILLED = "c.kind = 'invoice'"
_INVOICES = "c.kind = 'invoice' AND c.counts = 1 AND coalesce(f.subject, f.text, f.attributes, f.outcome) IS NOT NULL"
_BELOW = "(c.kind = 'invoice' AND coalesce(c.gross, c.net) < 0)"  # takes back as a credit note does
_CREDITS = f"(c.kind IN ('credit_note', 'cancellation') OR {_BELOW}) AND c.target IS NULL"

_TOKEN = re.compile(r"\w[\w/-]*\w|\w")
_TELLING = 5  # signs: a shorter number alone proves little
_YEAR = 365  # days: lists may begin their numbers anew


@dataclass(frozen=True)
class _Mention:
    """`named` and `by` are facts; `ours`: of one customer; `same`: of one amount; `number` as it was found; `alone`: it
    stands by itself, as in a column of its own; `referred`: in that of the document it refers to; `undone`: it is the number
    of both, and the amount is that of one of the customer's below nothing, or no other circle
    of numbers has such ones; `nearest`: no document of
    that number and amount is nearer in time, `nearest_ours`: none of that number and customer; `nobodys`: the only one of
    that number names no customer."""

    named: int
    by: int
    ours: bool
    same: bool
    number: str
    alone: bool
    referred: bool
    undone: bool
    nearest: bool
    nearest_ours: bool
    nobodys: bool

    @property
    def telling(self) -> bool:
        return len(self.number) >= _TELLING

    @property
    def linked(self) -> bool:
        return self.ours and (self.telling or (self.alone and self.nearest_ours))


class _Sale(NamedTuple):
    fact: int
    profile: int | None
    gross: int | None
    net: int | None
    day: str

    def same_amount(self, other: "_Sale") -> bool:
        """Of two lists one may give gross amounts alone, the other net ones: what both give must be the same, or
        a tax must lead from one to the other."""
        if self.gross is not None and other.gross is not None:
            return self.gross == other.gross
        if self.net is not None and other.net is not None:
            return self.net == other.net
        return any(
            one.gross is not None and two.net is not None and vat_rates.explains(one.gross, two.net)
            for one, two in ((self, other), (other, self))
        )

    def undoes(self, other: "_Sale") -> bool:
        if self.gross is not None and other.gross is not None:
            return self.gross == -other.gross < 0
        return self.net is not None and other.net is not None and self.net == -other.net < 0

    def nearest(self, one: "_Sale", of: Sequence["_Sale"]) -> bool:
        return self.days_to(one) <= min(map(self.days_to, of), default=0)

    def days_to(self, other: "_Sale") -> int:
        if not (self.day and other.day):
            return 0
        return abs((date.fromisoformat(self.day) - date.fromisoformat(other.day)).days)


def orders(db: Connection) -> Iterator[tuple[int, int]]:
    """(order, invoice) where an invoice names the order; a short number in a sentence needs the same customer and amount."""
    for mention in _mentions(db, _ORDERS, _INVOICES):
        sure = mention.telling or mention.ours or (mention.alone and mention.nearest)
        lone = mention.alone and mention.nobodys  # no customer loses a sale
        if mention.linked or lone or (mention.same and sure):
            yield mention.named, mention.by


def sales(db: Connection) -> Iterator[tuple[int, int]]:
    """(invoice, credit note) where a credit note of the same customer names the invoice it takes back."""
    yield from _one_each(
        db,
        (one for one in _mentions(db, _BILLED, _CREDITS) if one.ours and (one.telling or one.referred or one.undone)),
    )


def ordered(db: Connection) -> Iterator[tuple[int, int]]:
    """(order, credit note) where a credit note of the same customer names no invoice but the order."""
    yield from _one_each(db, (one for one in _mentions(db, _JOINED, _CREDITS) if one.linked))


def _one_each(db: Connection, mentions: Iterable[_Mention]) -> Iterator[tuple[int, int]]:
    """Of the first number that a credit note names."""
    named: dict[int, dict[str, list[int]]] = {}
    for one in mentions:
        named.setdefault(one.by, {}).setdefault(one.number, []).append(one.named)
    first = {by: next(iter(numbers.values())) for by, numbers in named.items()}
    yield from ((sales[0], by) for by, sales in first.items() if len(sales) == 1)
    several = {by: sales for by, sales in first.items() if len(sales) > 1}
    yield from ((sale, by) for by, sale in meant_sale.chosen(db, several) if sale is not None)


def _mentions(db: Connection, of: str, which: str) -> Iterator[_Mention]:
    numbers: dict[str, list[_Sale]] = {}
    for *sale, number in db.execute(_NUMBERS.format(which=of)):
        numbers.setdefault(_plain(number), []).append(_Sale(*sale))
    if not numbers:
        return
    for *cells, subject, text, refers, number, words in db.execute(_WORDS.format(which=which)):
        by = _Sale(*cells)
        for token in sorted(tokens(words) & numbers.keys()):
            same = [sale for sale in numbers[token] if by.same_amount(sale)]
            ours = [sale for sale in numbers[token] if by.profile is not None and sale.profile == by.profile]
            undone = any(map(by.undoes, ours)) or any(
                map(str.isalpha, token)
            )  # a letter tells circles of numbers apart
            alone = token in (_plain(subject or ""), _plain(text or ""))
            for sale in numbers[token]:
                yield _Mention(
                    sale.fact,
                    by.fact,
                    sale in ours,
                    sale in same,
                    token,
                    alone,
                    token == _plain(refers or ""),
                    token == _plain(number or "") and undone,
                    by.nearest(sale, same),
                    by.nearest(sale, ours),
                    sale.profile is None and len(numbers[token]) == 1 and by.days_to(sale) <= _YEAR,
                )


def tokens(words: str) -> set[str]:
    """What may be the number of a document in them, as numbers compare."""
    return {_plain(match[0]) for match in _TOKEN.finditer(words)}


def _plain(number: str) -> str:
    return number.strip().lstrip("#").casefold()
