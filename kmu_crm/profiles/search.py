"""Search as one types: names with and without umlauts, places, mail, phone digits, customer and document numbers."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from sqlite3 import Connection

from kmu_crm.fields.text import clean, fold, fold_short, sort_key
from kmu_crm.profiles.queries import count, read_numbers

MOST_WORDS = 12  # more are not typed, and SQLite's parser has an end
_FIGURES = re.compile(r"[+(]?[\d\s()/.–-]{4,}")
_LAST = "\U0010ffff"
_FOUND = "SELECT rowid FROM profile_search WHERE profile_search MATCH ?"

DOCUMENTS = ("order", "invoice")


@dataclass(frozen=True)
class Hit:
    """`why`: name, email, number or city, where the words stand there; document; else record: one of its records."""

    profile_id: int
    display_name: str
    city: str | None
    email: str | None
    why: str


@dataclass(frozen=True)
class DocumentHit:
    """`kind` as in the timeline; `day` as its source wrote it."""

    number: str
    profile_id: int
    display_name: str
    kind: str
    day: str | None


@dataclass(frozen=True)
class Known:
    profile_id: int
    display_name: str
    city: str | None


def ids(db: Connection, typed: str, total: int | None = None) -> set[int] | None:
    """The profiles that fit all words; None means everybody, also because nothing was typed. One or two letters look at the
    beginning of names only. `total`: of all profiles, where it is known."""
    typed = clean(typed)
    words = _words(typed)
    if not words:
        return set() if typed else None
    many, found = _told(db, typed, words)
    if many and many == (count(db) if total is None else total):
        return None
    return {*read_numbers(found), *_by_document(db, typed)}


def few(db: Connection, typed: str, most: int) -> set[int] | None:
    """As `ids` where `most` profiles fit at the most; None where there are more, which is told without looking for them all."""
    typed = clean(typed)
    words = _words(typed)
    many, found = _told(db, typed, words, most + 1) if words else (most + 1 if not typed else 0, None)
    return {*read_numbers(found), *_by_document(db, typed)} if many <= most else None


def _told(db: Connection, typed: str, words: list[str], most: int = -1) -> tuple[int, str | None]:
    """How many fit, and their numbers in one text, as `read_numbers` reads it."""
    sql, named = _FOUND, [_match(typed, words)]
    if _begins(words):
        low = sort_key(typed)
        sql, named = "SELECT id AS rowid FROM profile WHERE sort_key >= ? AND sort_key < ?", [low, low + _LAST]
    many, found = db.execute(f"SELECT count(*), group_concat(rowid) FROM ({sql} LIMIT ?)", (*named, most)).fetchone()
    return many, found


def among(db: Connection, typed: str, numbers: Sequence[int]) -> list[int]:
    """Those of these profiles who fit, in their order, looked at one by one: of a word that many have, the first are found
    sooner so than all by the index."""
    typed = clean(typed)
    words = _words(typed)
    if not words:
        return [] if typed else list(numbers)
    fits, named = _fits(typed, words)
    rows = db.execute(
        f"SELECT p.id FROM json_each(?) AS wanted CROSS JOIN profile AS p ON p.id = wanted.value WHERE {fits}",
        (json.dumps(list(numbers)), *named),
    )
    found = {*chain.from_iterable(rows), *_by_document(db, typed)}
    return [number for number in numbers if number in found]


def _fits(typed: str, words: list[str]) -> tuple[str, list[str]]:
    """The condition on a profile `p` and what it names: what `_match` asks the index."""
    if _begins(words):
        low = sort_key(typed)
        return "p.sort_key >= ? AND p.sort_key < ?", [low, low + _LAST]
    begins = "instr(' ' || p.folded, ?)"
    fits, named = " AND ".join([begins] * len(words)), [" " + word for word in words]
    if digits := _as_phone(typed, words):
        fits, named = f"({fits}) OR {begins}", [*named, " " + digits]
    return fits, named


def find(db: Connection, typed: str, limit: int = 20) -> list[Hit]:
    """The best first: who has the document typed, whose name begins so, then by revenue of twelve months."""
    typed = clean(typed)
    words = _words(typed)
    if not words:
        return []
    low, documents = sort_key(typed), _by_document(db, typed)
    rows = db.execute(
        "SELECT p.id, p.display_name, p.city, p.email, p.customer_numbers, p.id IN (SELECT value FROM json_each(:documents))"
        " AS named FROM profile AS p LEFT JOIN figure AS f ON f.profile_id = p.id"
        f" WHERE p.id IN (SELECT * FROM ({_FOUND.replace('?', ':words')} LIMIT 5000) UNION SELECT value FROM json_each(:documents))"
        " ORDER BY named DESC, (p.sort_key >= :low AND p.sort_key < :high) DESC, f.revenue_12m DESC, p.sort_key, p.id"
        " LIMIT :limit",
        {
            "words": _match(typed, words),
            "documents": json.dumps(documents),
            "low": low,
            "high": low + _LAST,
            "limit": limit,
        },
    )
    return [
        Hit(
            number, name, city, mail, "document" if named else _why(words, name=name, email=mail, number=nos, city=city)
        )
        for number, name, city, mail, nos, named in rows
    ]


def numbered(db: Connection, number: str) -> list[tuple[int, str]]:
    """Number and name of every profile that bears this customer number."""
    words = fold(number).split()[:MOST_WORDS]
    if not words:
        return []
    return db.execute(
        f"SELECT p.id, p.display_name FROM ({_FOUND}) AS found JOIN profile AS p ON p.id = found.rowid"
        " WHERE instr('|' || p.customer_numbers || '|', '|' || ? || '|') > 0 ORDER BY p.id",
        (" AND ".join(map(_prefix, words)), number),
    ).fetchall()


def documents(db: Connection, typed: str, limit: int = 20) -> list[DocumentHit]:
    """Orders and invoices whose number begins as typed; a shop's # may be left out."""
    number = clean(typed)
    if not number:
        return []
    starts = json.dumps(sorted({number, number.upper(), "#" + number}))
    rows = db.execute(
        "SELECT DISTINCT d.number, p.id, p.display_name, f.kind, f.day FROM json_each(?) AS typed"
        " CROSS JOIN document AS d INDEXED BY document_number ON d.number >= typed.value AND d.number < typed.value || ?"
        " AND d.family IN (SELECT value FROM json_each(?))"
        " CROSS JOIN fact AS f ON f.document_id = d.id AND f.current = 1"  # CROSS: else all facts are read first
        " JOIN membership AS m ON m.record_id = f.record_id JOIN profile AS p ON p.id = m.profile_id LIMIT ?",
        (starts, _LAST, json.dumps(DOCUMENTS), limit),
    )
    return [DocumentHit(*row) for row in rows]


def known(db: Connection, numbers: Sequence[int]) -> dict[int, Known]:
    """Who these numbers lead to by now; those of deleted customers are left out."""
    rows = db.execute(
        "SELECT wanted.value, p.id, p.display_name, p.city FROM json_each(?) AS wanted"
        " JOIN membership AS m ON m.record_id = wanted.value JOIN profile AS p ON p.id = m.profile_id",
        (json.dumps(list(numbers)),),
    )
    return {number: Known(*row) for number, *row in rows}


def _begins(words: list[str]) -> bool:
    return len(words) == 1 and len(words[0]) < 3


def _words(typed: str) -> list[str]:
    return fold(typed).split()[:MOST_WORDS]


def _match(typed: str, words: list[str]) -> str:
    """Figures are also looked for as one telephone number, however it was written."""
    every, digits = " AND ".join(map(_prefix, words)), _as_phone(typed, words)
    return f"({every}) OR {_prefix(digits)}" if digits else every


def _as_phone(typed: str, words: list[str]) -> str:
    """The digits in one, where they may be those of a telephone number; "" where they are none, or are no other words."""
    if not _FIGURES.fullmatch(typed):
        return ""
    digits = "".join(filter(str.isdigit, typed.replace("(0)", ""))).removeprefix("00")
    return digits if len(digits) > 3 and [digits] != words else ""


def _prefix(word: str) -> str:
    return f'"{word}"*'  # folded words hold no quotation mark


def _why(words: list[str], **fields: str | None) -> str:
    for field, value in fields.items():
        said = {*fold(value or "").split(), *fold_short(value or "").split()}
        if all(any(token.startswith(word) for token in said) for word in words):
            return field
    return "record"


def _by_document(db: Connection, typed: str) -> list[int]:
    """Order and invoice numbers, as written or with the shop's #."""
    rows = db.execute(
        "SELECT DISTINCT m.profile_id FROM document AS d JOIN fact AS f ON f.document_id = d.id AND f.current = 1"
        " JOIN membership AS m ON m.record_id = f.record_id WHERE d.number IN (?, ?, ?) LIMIT 50",
        (typed, "#" + typed, typed.upper()),
    )
    return [profile for (profile,) in rows]
