"""Invoices that are marked as cancelled or refunded, and the documents that cancel them without a reference: both leave together."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm import settings
from kmu_crm.fields import vat_rates
from kmu_crm.sources.mapping import in_words
from kmu_crm.value.naming import tokens

# Of one customer, with amounts that may be opposite. What says of itself that it cancels is about this invoice whenever it
# came, and so is what names it; a credit note, or an invoice below nothing, of that very amount where it came soon.
_PAIRS = """
    SELECT b.fact_id, s.fact_id, s.gross, s.net, b.gross, b.net, lower(ltrim(sd.number, '# ')),
           coalesce(f.subject, '') || ' ' || coalesce(f.text, '') || ' ' || coalesce(f.outcome, '')
           || ' ' || coalesce(f.attributes, ''),
           b.day <= date(s.day, iif(b.kind = 'cancellation', '1 year', :days || ' days'))
    FROM counted AS s JOIN counted AS b ON b.profile_id = s.profile_id
    JOIN fact AS f ON f.id = b.fact_id JOIN fact AS sf ON sf.id = s.fact_id LEFT JOIN document AS sd ON sd.id = sf.document_id
    WHERE s.kind = 'invoice' AND s.why IN ('cancelled', 'refunded') AND b.counts = 1 AND b.target IS NULL AND b.day >= s.day
      AND (b.kind IN ('credit_note', 'cancellation') OR (b.kind = 'invoice' AND coalesce(b.gross, b.net) < 0))
      AND s.fact_id NOT IN (SELECT target FROM counted WHERE target IS NOT NULL)
    ORDER BY f.source_id <> sf.source_id, b.kind <> 'cancellation', julianday(b.day) - julianday(s.day), s.day, sf.key, f.key,
             s.fact_id, b.fact_id"""


# “Storno” and nothing else, which only a text told; and the sales of as much before it, in the order of their numbers on one day.
_BARE = """
    SELECT c.fact_id, c.profile_id, c.gross, c.net, c.day, f.key, d.number FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
    LEFT JOIN document AS d ON d.id = f.document_id
    WHERE c.kind = 'cancellation' AND c.counts = 1 AND c.target IS NULL AND f.outcome = ? ORDER BY c.day, f.key, c.fact_id"""
_SALES = """
    SELECT c.fact_id, c.profile_id, c.gross, c.net, c.day, f.key FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
    WHERE c.kind IN ('invoice', 'order') AND c.counts = 1 AND coalesce(c.gross, c.net) > 0
      AND c.profile_id IN (SELECT value FROM json_each(?)) ORDER BY c.fact_id"""
_SOON = 20  # days: less than from one invoice of a subscription to the next


class _Sale(NamedTuple):
    when: tuple[str, list[str | int]]  # its day, and its place in the order of numbers
    fact: int
    gross: int | None
    net: int | None


class _Pair(NamedTuple):
    by: int
    sale: int
    gross: int | None
    net: int | None
    less_gross: int | None
    less_net: int | None
    number: str | None
    words: str
    near: int

    @property
    def named(self) -> bool:
        return self.number in tokens(self.words)

    @property
    def opposite(self) -> bool:
        """Of two lists one may give gross amounts alone, the other net ones."""
        if self.gross is not None and self.less_gross is not None:
            return abs(self.gross) == abs(self.less_gross)
        if self.net is not None and self.less_net is not None:
            return abs(self.net) == abs(self.less_net)
        told = ((self.gross, self.less_net), (self.less_gross, self.net))
        return any(vat_rates.explains(abs(one), abs(two)) for one, two in told if one is not None and two is not None)


def bare(db: Connection) -> Iterator[tuple[int | None, int]]:
    """(invoice, what cancels it) by amount, for documents whose text is “Storno” alone; no invoice where there is none of that
    amount shortly before: then it was an invoice, of a subscription, say, that was marked with the word. What is numbered as
    a cancellation is one whenever it came.
    """
    told = db.execute(_BARE, (in_words.BARE,)).fetchall()
    profiles = json.dumps(sorted({profile for _, profile, *_ in told if profile is not None}))
    rows = db.execute(_SALES, (profiles,)).fetchall() if told else []
    sales: defaultdict[int | None, list[_Sale]] = defaultdict(list)
    for fact, whose, gross, net, when, key in rows:
        sales[whose].append(_Sale((when, _counting(key)), fact, gross, net))
    for of_one in sales.values():
        of_one.sort(reverse=True, key=lambda sale: sale.when)
    taken: set[int | None] = set()
    for by, profile, gross, net, day, key, number in told:
        since = "" if in_words.of_number(number) else _before(day)
        meant = (
            one.fact
            for one in sales[profile]
            if one.fact not in taken
            and (since, []) <= one.when < (day, _counting(key))
            and (one.gross == -(gross or 0) or one.net == -(net or 0))
        )
        sale = next(meant, None)
        taken.add(sale)
        yield sale, by


def _counting(number: str) -> list[str | int]:
    """RE-1000 comes after RE-999."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", number)]


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=_SOON)).isoformat()


def pairs(db: Connection) -> Iterator[tuple[int, int]]:
    """(cancelled invoice, what cancels it), each once; those that name the invoice first."""
    told = map(_Pair._make, db.execute(_PAIRS, {"days": settings.number(db, "value.same_sale_days")}))
    meant = [one for one in told if one.opposite and (one.near or one.named)]
    taken: set[int] = set()
    for one in sorted(meant, key=lambda one: not one.named):
        if taken.isdisjoint((one.by, one.sale)):
            taken |= {one.by, one.sale}
            yield one.sale, one.by
