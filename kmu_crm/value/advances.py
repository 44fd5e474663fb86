"""Invoices in advance that a final invoice settles: the final one counts whole, what was asked for before stays visible.

Linked are a final invoice and what one of the two names, or both of one order or project. By law a final invoice states
the whole job and takes off below what was already asked for; but a list may hold what was left to pay. It is the rest
where its words or lines say so, where order and invoices show it, and where it is no more than was asked for before (half
in advance, half at the end): a whole is more than its parts so far. Else it is the whole. Where it is the rest, or
nothing links them, all count.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import document_words, jobs
from kmu_crm.sources.mapping.document_words import Part
from kmu_crm.value import naming

_WORDS = "SELECT DISTINCT outcome FROM fact WHERE current = 1 AND kind = 'invoice' AND outcome IS NOT NULL"
_MAY_SAY = "({0} LIKE '%schlu%' OR {0} LIKE '%final%' OR {0} LIKE '%end%re%')"
_SAYING = f"""
    SELECT id, subject, text FROM fact
    WHERE current = 1 AND kind = 'invoice' AND ({_MAY_SAY.format("subject")} OR {_MAY_SAY.format("text")})
    UNION ALL SELECT fact_id, name, NULL FROM line WHERE {_MAY_SAY.format("name")}"""

# What is told twice is told by both.
_INVOICES = """
    SELECT s.fact_id, s.profile_id, s.day, s.gross, s.net, s.lines_fact, d.id, d.number, f.refers_to, r.number,
           f.subject, f.text, f.attributes, f.outcome,
           (SELECT max(name) FROM line WHERE fact_id = f.id HAVING count(*) = 1)
    FROM counted AS c JOIN counted AS s ON s.fact_id = iif(c.why = 'duplicate', c.same_sale, c.fact_id) AND s.counts = 1
    JOIN fact AS f ON f.id = c.fact_id JOIN fact AS fs ON fs.id = s.fact_id
    LEFT JOIN document AS d ON d.id = f.document_id LEFT JOIN document AS r ON r.id = f.refers_to
    WHERE c.kind = 'invoice' AND s.profile_id IS NOT NULL AND s.profile_id IN (
        SELECT o.profile_id FROM counted AS o JOIN fact AS fo ON fo.id = o.fact_id
        WHERE o.kind = 'invoice' AND fo.outcome IN (SELECT value FROM json_each(:finals))
        UNION SELECT profile_id FROM counted WHERE fact_id IN (SELECT value FROM json_each(:saying)))
    ORDER BY s.profile_id, s.day, fs.key, s.fact_id"""
_TAKEN_BACK = "SELECT target, sum(gross), sum(net) FROM counted WHERE counts = 1 AND target IS NOT NULL GROUP BY target"
_ORDERS = """
    SELECT c.same_sale, f.document_id, c.gross, c.net FROM counted AS c JOIN fact AS f ON f.id = c.fact_id
    WHERE c.kind = 'order' AND c.why IN ('', 'ordered', 'invoiced')"""
_TAKEN_OFF = "SELECT sum(gross), sum(net) FROM line WHERE fact_id = ? AND coalesce(net, gross) < 0"
_SETTLE = """
    UPDATE counted SET counts = 0, why = 'settled', same_sale = :final
    WHERE counts = 1 AND (fact_id = :advance OR target = :advance)"""
_FOLLOW = "UPDATE counted SET same_sale = :final WHERE why = 'invoiced' AND same_sale = :advance"
# “Schlussrechnung 70 %” asks for the other share; a tax or a discount is none.
_SHARE = re.compile(
    r"(?<![\d.,])[1-9]\d?([.,]\d+)?\s*(%|prozent|percent)(?!\s*(\w*steuer|mwst|ust|vat|tax|skonto|rabatt|nachlass|discount))",
    re.IGNORECASE,
)
_REST = re.compile(r"\brest(?!aur)|\babz(ue)?gl|\bless\b|\bsolde\b|\bsaldo\b")

_Amounts = tuple[int | None, int | None]  # gross, net


@dataclass
class _Invoice:
    fact: int
    profile: int
    day: str
    amounts: _Amounts
    lines: int | None
    part: Part = ""
    documents: set[int] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    refers: set[int] = field(default_factory=set)  # documents
    named: set[str] = field(default_factory=set)  # numbers in a column of references
    words: set[str] = field(default_factory=set)
    jobs: set[str] = field(default_factory=set)  # what the invoice is about
    is_rest: bool = False

    def names(self, other: "_Invoice") -> bool:
        telling = {number for number in other.numbers if jobs.TELLING.fullmatch(number)}
        return bool(self.refers & other.documents or self.named & other.numbers or self.words & telling)

    def shares_job(self, other: "_Invoice") -> bool:
        return bool(self.refers & other.refers or self.jobs & other.jobs)


def settle(db: Connection) -> None:
    """Marks invoices in advance whose final invoice counts, and what takes of them off."""
    back = {fact: (gross, net) for fact, gross, net in db.execute(_TAKEN_BACK)}
    found = _invoices(db)
    less = {
        (one.profile, place, -(cents or 0))
        for one in found
        for place, cents in enumerate(one.amounts)
        if (cents or 0) < 0
    }
    invoices = [one for one in found if one.part and not _is_gone(one, back) and not _is_reversed(one, less)]
    orders = db.execute(_ORDERS).fetchall() if invoices else []
    for final, advances in _settled(invoices):
        if not _is_rest(db, final, advances, orders):
            pairs = [{"final": final.fact, "advance": one.fact} for one in advances]
            db.executemany(_SETTLE, pairs)
            db.executemany(_FOLLOW, pairs)


def _invoices(db: Connection) -> list[_Invoice]:
    """Of customers with a final invoice, by day."""
    found: dict[int, _Invoice] = {}
    finals = [word for (word,) in db.execute(_WORDS) if document_words.part(word) == "final"]
    saying = [fact for fact, *said in db.execute(_SAYING) if "final" in map(_part, said)]
    rows = (
        db.execute(_INVOICES, {"finals": json.dumps(finals), "saying": json.dumps(saying)}) if finals or saying else ()
    )
    for fact, profile, day, gross, net, lines, document, number, refers, named, *texts, said, item in rows:
        one = found.setdefault(fact, _Invoice(fact, profile, day, (gross, net), lines))
        subject, text, attributes = texts
        item = item if _part(item) else None  # of many it says what was done
        one.part = (
            one.part or (document_words.part(said) if said else "") or _part(subject) or _part(text) or _part(item)
        )
        one.documents |= {document} - {None}
        one.numbers |= naming.tokens(number or "")
        one.refers |= {refers} - {None}
        one.named |= naming.tokens(named or "")
        one.words |= naming.tokens(" ".join(filter(None, (subject, text, attributes))))
        one.jobs |= {*_jobs(subject, text, item)} - {""}
        told = " ".join(filter(None, (subject, text, said, item)))
        one.is_rest |= (_REST.search(fold(told)) or _SHARE.search(told)) is not None
    return list(found.values())


def _part(words: str | None) -> Part:
    return jobs.read(words).part if words else ""


def _jobs(subject: str | None, text: str | None, item: str | None) -> Iterator[str]:
    """A text names a job where it says its part, or has a number; else it tells what was done, as for many."""
    if subject:
        yield jobs.read(subject).job
    if text and (_part(text) or re.search(r"\d", text)):
        yield jobs.read(text).job
    if item:
        yield jobs.read(item).job


def _is_gone(one: _Invoice, back: dict[int, _Amounts]) -> bool:
    """Taken back as a whole: neither settles it anything, nor is there anything to settle."""
    taken = back.get(one.fact, (None, None))
    return any(
        mine is not None and less is not None and mine + less <= 0
        for mine, less in zip(one.amounts, taken, strict=True)
    )


def _is_reversed(one: _Invoice, less: Collection[tuple[int, int, int]]) -> bool:
    """Another invoice of the customer takes just as much off, and names nothing: which of them it means nobody knows."""
    return any((one.profile, place, cents) in less for place, cents in enumerate(one.amounts) if cents)


def _settled(invoices: Sequence[_Invoice]) -> Iterator[tuple[_Invoice, list[_Invoice]]]:
    """Final invoices with what they settle: what is named goes before what is only of the same job, which is the first after."""
    finals = [one for one in invoices if one.part == "final"]
    settled: dict[int, list[_Invoice]] = {}
    for advance in invoices:
        ours = [one for one in finals if one.profile == advance.profile] if advance.part == "advance" else []
        named = [one for one in ours if one.names(advance) or advance.names(one)]
        later = [one for one in ours if one.day >= advance.day and one.shares_job(advance)]
        for one in (named or later)[:1]:
            settled.setdefault(one.fact, []).append(advance)
    for final in finals:
        if final.fact in settled:
            yield final, settled[final.fact]


def _is_rest(
    db: Connection, final: _Invoice, advances: Sequence[_Invoice], orders: Sequence[tuple[int | None, ...]]
) -> bool:
    if final.is_rest:
        return True
    facts = {final.fact, *(one.fact for one in advances)}
    about = final.refers.union(*(one.refers for one in advances))
    ordered = [(gross, net) for sale, document, gross, net in orders if sale in facts or document in about]
    taken_off = db.execute(_TAKEN_OFF, (final.lines,)).fetchone()
    before = [_sum(one.amounts[place] for one in advances) for place in (0, 1)]
    if any(
        off is not None and off + asked == 0 for off, asked in zip(taken_off, before, strict=True) if asked is not None
    ):
        return True
    for total, asked, told in zip(
        final.amounts, before, zip(*ordered, strict=True) if ordered else ((), ()), strict=True
    ):
        if total is not None and asked is not None:
            if {total, total + asked} & {*told}:
                return total not in told
            return total <= asked
    return True  # amounts that cannot be compared


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = list(amounts)
    return None if None in known else sum(cents or 0 for cents in known)
