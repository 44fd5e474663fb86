"""Documents that name another one in their words: “Bestellung 10023”, “Gutschrift zu RE-2025-0160”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

_NUMBERS = """
    SELECT c.fact_id, c.profile_id, c.gross, coalesce(d.number, f.key)
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id LEFT JOIN document AS d ON d.id = f.document_id
    WHERE c.kind = ? AND (c.counts = 1 OR c.kind = 'invoice') ORDER BY c.day, f.key, c.fact_id"""

_WORDS = """
    SELECT c.fact_id, c.profile_id, c.gross, coalesce(f.subject, '') || ' ' || coalesce(f.text, '') || ' '
           || coalesce(f.attributes, '')
    FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
    WHERE {which} AND coalesce(f.subject, f.text, f.attributes) IS NOT NULL
    ORDER BY c.day, f.key, c.fact_id"""
_INVOICES = "c.kind = 'invoice' AND c.counts = 1"
_CREDITS = "c.kind IN ('credit_note', 'cancellation') AND c.target IS NULL"

_TOKEN = re.compile(r"\w[\w/-]*\w|\w")
_TELLING = 5  # signs: a shorter number alone proves little


@dataclass(frozen=True)
class _Mention:
    """`named` and `by` are facts; `ours`: of one customer; `same`: of one gross amount; `number` as it was found."""

    named: int
    by: int
    ours: bool
    same: bool
    number: str


def orders(db: Connection) -> Iterator[tuple[int, int]]:
    """(order, invoice) where an invoice names the order; a short number needs the same customer and amount."""
    for mention in _mentions(db, "order", _INVOICES):
        telling = len(mention.number) >= _TELLING
        if (mention.ours and (telling or mention.same)) or (mention.same and telling):
            yield mention.named, mention.by


def sales(db: Connection) -> Iterator[tuple[int, int]]:
    """(invoice, credit note) where a credit note of the same customer names the invoice it takes back."""
    for mention in _mentions(db, "invoice", _CREDITS):
        if mention.ours and len(mention.number) >= _TELLING:
            yield mention.named, mention.by


def _mentions(db: Connection, kind: str, which: str) -> Iterator[_Mention]:
    numbers: dict[str, list[tuple[int, int | None, int | None]]] = {}
    for fact, profile, gross, number in db.execute(_NUMBERS, (kind,)):
        numbers.setdefault(_plain(number), []).append((fact, profile, gross))
    if not numbers:
        return
    for by, profile, gross, text in db.execute(_WORDS.format(which=which)):
        for token in sorted({_plain(match[0]) for match in _TOKEN.finditer(text)} & numbers.keys()):
            for fact, whose, total in numbers[token]:
                ours = profile is not None and whose == profile
                yield _Mention(fact, by, ours, gross is not None and total == gross, token)


def _plain(number: str) -> str:
    return number.strip().lstrip("#").casefold()
