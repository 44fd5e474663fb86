"""A customer file with any number of customers, written by direct inserts.

The first 20,000 are drawn and scored as an import would; the others are copies of them under numbers of their own, table by
table, so that a million take minutes. One more, `BUSY`, has thousands of entries in the timeline.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.profiles import build
from kmu_crm.store.transaction import transaction
from kmu_crm.value import base, days

GIVEN = [
    "Anna", "Bernd", "Clara", "Doris", "Emil", "Frieda", "Georg", "Hanna", "Jürgen",
    "Karla", "Lutz", "Maria", "Nora", "Otto", "Petra", "Rolf", "Sabine", "Uwe",
]  # fmt: skip
FAMILY = [
    "Müller", "Schmidt", "Weiß", "Schröder", "Köhler", "Bauer", "Fuchs", "Vogel",
    "Jäger", "Krämer", "Böhm", "Lang", "Winter", "Sommer", "Groß", "Kühn",
]  # fmt: skip
TOWNS = [
    "Leipzig", "Köln", "Wien", "Graz", "Basel",
    "Zürich", "München", "Düsseldorf", "Görlitz", "Würzburg",
]  # fmt: skip
KEY_DATE = "2025-12-31"
DRAWN = 20_000
FACTS = 5  # three invoices, a payment, a call
ENTRIES = 5_000  # of the one who buys and calls every day
TOKEN = 1_000_000  # and the customer's own number: seven figures that stand in mail, phone and documents
_KINDS = ("invoice", "invoice", "invoice", "payment", "call")
# What a copy changes: numbers by how many lie between two copies, texts by the customer's own number in them.
_COPIED = {
    "record": {"id": "who", "key": "text"},
    "membership": {"record_id": "who", "profile_id": "who"},
    "party": {"id": "who", "record_id": "who", "row": "who", "email": "text", "phone": "text"},
    "document": {"id": "fact", "number": "text"},
    "fact": {"id": "fact", "key": "text", "record_id": "who", "document_id": "fact", "refers_to": "fact"},
    "profile": {"id": "who", "email": "text", "phone": "text", "customer_numbers": "text", "folded": "text"},
    "counted": dict.fromkeys(("fact_id", "same_sale", "target", "lines_fact"), "fact") | {"profile_id": "who"},
    "open_item": {"fact_id": "fact", "profile_id": "who"},
    "figure": {"profile_id": "who"},
}
_WHOSE = {
    "record": "id", "party": "record_id", "fact": "record_id", "profile": "id",
    "document": f"(id - 1) / {FACTS} + 1", "membership": "record_id",
    "counted": "profile_id", "open_item": "profile_id", "figure": "profile_id",
}  # fmt: skip


@dataclass(frozen=True)
class Crowd:
    customers: int
    busy: int  # the number of the one with `ENTRIES` entries


def fill(db: Connection, customers: int, dice: random.Random) -> Crowd:
    """`customers` and one more. The file must be empty."""
    drawn = min(customers, DRAWN)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -400000")
    with transaction(db):
        settings.write(db, "figures.key_date", KEY_DATE)
        _write(db, drawn, dice)
        build.refresh(db, None)
        base.refresh(db, KEY_DATE)
        for number in range(1, -(-customers // drawn)):
            _copy(db, number, drawn, min(drawn, customers - number * drawn))
        days.fill(db)
    return Crowd(customers, drawn + 1)


def _write(db: Connection, drawn: int, dice: random.Random) -> None:
    db.execute("INSERT INTO source (id, system, account, title) VALUES (1, 'datev', '', 'DATEV')")
    db.execute(
        "INSERT INTO import (id, source_id, file, sha256, format, mapping, confidence, at, state, rows, new, updated,"
        " unchanged, refused, seconds) VALUES (1, 1, 'f.csv', '', 'f', '{}', 1, '2025-01-01', 'done', 0, 0, 0, 0, 0, 0)"
    )
    everybody = range(1, drawn + 2)
    db.executemany("INSERT INTO record VALUES (?, 1, ?)", ((n, str(TOKEN + n)) for n in everybody))
    db.executemany("INSERT INTO membership VALUES (?, ?)", ((n, n) for n in everybody))
    db.executemany(
        "INSERT INTO party (id, record_id, import_id, row, hash, kind, given_name, family_name, email, phone, street,"
        " postcode, city, country) VALUES (?, ?, 1, ?, x'', 'person', ?, ?, ?, ?, ?, ?, ?, 'DE')",
        (_party(n, dice) for n in everybody),
    )
    facts = [*_facts(range(1, drawn + 1), FACTS, dice), *_facts(range(drawn + 1, drawn + 2), ENTRIES, dice)]
    db.executemany(
        "INSERT INTO document VALUES (?, 1, 'invoice', ?)", ((one[0], one[2]) for one in facts if one[1] == "invoice")
    )
    db.executemany(
        "INSERT INTO fact (id, source_id, kind, key, import_id, row, hash, record_id, document_id, refers_to, day, due, gross,"
        " net, currency, status, text) VALUES (?, 1, ?, ?, 1, 1, x'', ?, ?, ?, ?, ?, ?, ?, 'EUR', ?, ?)",
        facts,
    )
    db.execute(
        "INSERT INTO line (fact_id, position, row, name, quantity, net) SELECT id, 1, 1, 'Espresso „Nocciola“', 2000, net"
        " FROM fact WHERE record_id = ? AND kind = 'invoice'",
        (drawn + 1,),
    )


def _party(n: int, dice: random.Random) -> tuple[object, ...]:
    given, family = dice.choice(GIVEN), dice.choice(FAMILY) + dice.choice(("", "", "mann", "er", str(n % 97)))
    place = f"Lindenweg {n % 200}", f"{1000 + n % 90_000:05}", dice.choice(TOWNS)
    mail = f"{given[0]}.{family}-{TOKEN + n}@kunde.example".lower()
    return n, n, n, given, family, mail, f"+49{dice.choice((30, 89, 341, 3581))}{TOKEN + n}", *place


def _facts(whose: range, each: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    """The fact's number is also that of its document. Of twenty who pay the last invoice one pays half of it."""
    for n in whose:
        first, bill, owed = (n - 1) * FACTS + 1, 0, 0
        for place in range(each):
            fact, kind = first + place, _KINDS[place % len(_KINDS)]
            day = f"20{20 + dice.randrange(6)}-{dice.randrange(12) + 1:02}-{dice.randrange(28) + 1:02}"
            number, net = f"RE-{TOKEN + n}-{place}", dice.randrange(1_000, 60_000)
            status = "" if _KINDS[(place + 1) % len(_KINDS)] == "payment" else "paid"
            if kind == "invoice":
                bill, owed = fact, net * 119 // 100
                yield fact, kind, number, n, fact, None, day, day, owed, net, status, None
            elif kind == "payment":
                owed //= 1 + (dice.random() < 0.05)
                yield fact, kind, number, n, None, bill, day, None, owed, None, "", None
            else:
                yield (
                    fact,
                    kind,
                    number,
                    n,
                    None,
                    None,
                    day,
                    None,
                    None,
                    None,
                    "",
                    "Ruft wieder an, wartet auf das Angebot",
                )


def _copy(db: Connection, number: int, drawn: int, wanted: int) -> None:
    """The first `wanted` of those drawn, once more; numbers lie as far apart as the busy one's facts ask for."""
    apart = {"who": number * (drawn + 1), "fact": number * (drawn * FACTS + ENTRIES)}
    for table, changes in _COPIED.items():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        told = ", ".join(_new(name, changes.get(name, ""), _WHOSE[table], apart) for name in columns)
        db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {told} FROM {table} WHERE {_WHOSE[table]} <= ?",
            (wanted,),
        )
    first = apart["who"]
    db.execute(
        "INSERT INTO profile_search (rowid, folded) SELECT id, folded FROM profile WHERE id > ? AND id <= ?",
        (first, first + wanted),
    )


def _new(column: str, change: str, whose: str, apart: dict[str, int]) -> str:
    if change == "text":
        return f"replace({column}, {TOKEN} + {whose}, {TOKEN} + {whose} + {apart['who']})"
    return f"{column} + {apart[change]}" if change else column
