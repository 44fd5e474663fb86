"""Search as one types: names with and without umlauts, places, mail, phone digits, customer and document numbers."""

import json
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.fields.text import fold, sort_key

DOCUMENTS = ("order", "invoice")


@dataclass(frozen=True)
class Hit:
    profile_id: int
    display_name: str
    city: str | None
    email: str | None
    why: str  # name, document: what the words were found in


@dataclass(frozen=True)
class DocumentHit:
    number: str
    profile_id: int
    display_name: str


def ids(db: Connection, typed: str) -> list[int]:
    """Every profile that fits all words, in the order of the list. One or two letters look at the beginning of names only."""
    words = _words(typed)
    if not words:
        return [number for (number,) in db.execute("SELECT id FROM profile ORDER BY sort_key, id")]
    if len(words) == 1 and len(words[0]) < 3:
        low = sort_key(typed)
        rows = db.execute(
            "SELECT id FROM profile WHERE sort_key >= ? AND sort_key < ? ORDER BY sort_key, id",
            (low, low + "\U0010ffff"),
        )
        return [number for (number,) in rows]
    found = db.execute(
        "SELECT p.id FROM profile AS p JOIN (SELECT rowid AS hit FROM profile_search WHERE profile_search MATCH ?) ON hit = p.id"
        " ORDER BY p.sort_key, p.id",
        (_match(words),),
    )
    return [number for (number,) in found] or _by_document(db, typed)


def find(db: Connection, typed: str, limit: int = 20) -> list[Hit]:
    """The best profiles first: those whose name begins with what was typed, then by revenue."""
    words = _words(typed)
    if not words:
        return []
    low = sort_key(typed)
    rows = db.execute(
        "SELECT p.id, p.display_name, p.city, p.email FROM profile AS p"
        " JOIN (SELECT rowid AS hit FROM profile_search WHERE profile_search MATCH ? LIMIT 5000) ON hit = p.id"
        " LEFT JOIN figure AS f ON f.profile_id = p.id"
        " ORDER BY (p.sort_key >= ? AND p.sort_key < ?) DESC, f.revenue_12m DESC, p.sort_key, p.id LIMIT ?",
        (_match(words), low, low + "\U0010ffff", limit),
    ).fetchall()
    if rows:
        return [Hit(number, name, city, mail, "name") for number, name, city, mail in rows]
    wanted = json.dumps(_by_document(db, typed)[:limit])
    found = db.execute(
        "SELECT id, display_name, city, email FROM profile WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return [Hit(number, name, city, mail, "document") for number, name, city, mail in found]


def documents(db: Connection, typed: str, limit: int = 20) -> list[DocumentHit]:
    """Orders and invoices whose number begins as typed; a shop's # may be left out."""
    number = typed.strip()
    if not number:
        return []
    starts = json.dumps(sorted({number, number.upper(), "#" + number}))
    rows = db.execute(
        "SELECT DISTINCT d.number, p.id, p.display_name FROM json_each(?) AS typed CROSS JOIN source AS s CROSS JOIN json_each(?) AS family"
        " CROSS JOIN document AS d ON d.source_id = s.id AND d.family = family.value"
        " AND d.number >= typed.value AND d.number < typed.value || ?"
        " JOIN fact AS f ON f.document_id = d.id AND f.current = 1 JOIN membership AS m ON m.record_id = f.record_id"
        " JOIN profile AS p ON p.id = m.profile_id LIMIT ?",
        (starts, json.dumps(DOCUMENTS), "\U0010ffff", limit),
    )
    return [DocumentHit(*row) for row in rows]


def _words(typed: str) -> list[str]:
    return fold(typed).split()


def _match(words: list[str]) -> str:
    quoted = [word.replace('"', '""') for word in words]
    return " AND ".join(f'"{word}"*' for word in quoted)


def _by_document(db: Connection, typed: str) -> list[int]:
    """Order and invoice numbers, as written or with the shop's #."""
    number = typed.strip()
    rows = db.execute(
        "SELECT DISTINCT m.profile_id FROM document AS d JOIN fact AS f ON f.document_id = d.id AND f.current = 1"
        " JOIN membership AS m ON m.record_id = f.record_id WHERE d.number IN (?, ?, ?) LIMIT 50",
        (number, "#" + number, number.upper()),
    )
    return [profile for (profile,) in rows]
