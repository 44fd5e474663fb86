"""Opening a profile and each key of the search with 100,000 customers: `python tests/benchmarks/people.py [CUSTOMERS]`.

Writes a store by direct inserts and prints milliseconds, the median and the worst of many; the bar is 50.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.desk import dossier, listing
from kmu_crm.profiles import build, queries, search, timeline
from kmu_crm.store.store import Store
from kmu_crm.store.transaction import transaction

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
BAR = 50.0
FACTS = 8


def fill(db: Connection, customers: int, dice: random.Random) -> None:
    with transaction(db):
        db.execute("INSERT INTO source (id, system, account, title) VALUES (1, 'datev', '', 'DATEV')")
        db.execute(
            "INSERT INTO import (id, source_id, file, sha256, format, mapping, confidence, at, state, rows, new, updated,"
            " unchanged, refused, seconds) VALUES (1, 1, 'f.csv', '', 'f', '{}', 1, '2025-01-01', 'done', 0, 0, 0, 0, 0, 0)"
        )
        numbers = range(1, customers + 1)
        db.executemany("INSERT INTO record VALUES (?, 1, ?)", ((n, f"{10_000 + n}") for n in numbers))
        db.executemany("INSERT INTO membership VALUES (?, ?)", ((n, n) for n in numbers))
        db.executemany(
            "INSERT INTO party (record_id, import_id, row, hash, kind, given_name, family_name, email, phone, street,"
            " postcode, city, country) VALUES (?, 1, ?, x'', 'person', ?, ?, ?, ?, ?, ?, ?, 'DE')",
            (_party(n, dice) for n in numbers),
        )
        bills = customers * FACTS
        db.executemany(
            "INSERT INTO document VALUES (?, 1, 'invoice', ?)", ((n, f"RE-{n:08}") for n in range(1, bills + 1))
        )
        db.executemany(
            "INSERT INTO fact (source_id, kind, key, import_id, row, hash, record_id, document_id, day, gross, net)"
            " VALUES (1, 'invoice', ?, 1, 1, x'', ?, ?, ?, 11900, 10000)",
            (
                (f"RE-{n:08}", n % customers + 1, n, f"20{20 + n % 6}-{n % 12 + 1:02}-{n % 28 + 1:02}")
                for n in range(1, bills + 1)
            ),
        )
        build.refresh(db, None)
        db.execute(
            "INSERT INTO figure (profile_id, as_of, revenue_12m) SELECT id, '2025-12-31', id * 7919 % 1000003 FROM profile"
        )


def _party(n: int, dice: random.Random) -> tuple[object, ...]:
    given, family = dice.choice(GIVEN), dice.choice(FAMILY) + dice.choice(("", "", "mann", "er", str(n % 97)))
    place = f"Lindenweg {n % 200}", f"{1000 + n % 90_000:05}", dice.choice(TOWNS)
    return (
        n,
        n,
        given,
        family,
        f"{given[0]}.{family}{n}@kunde.example".lower(),
        f"+49{dice.choice((30, 89, 341, 3581))}{1_000_000 + n}",
        *place,
    )


def times(call: Callable[[int], object], cases: Iterator[int]) -> list[float]:
    found = []
    for case in cases:
        began = time.perf_counter()
        call(case)
        found.append((time.perf_counter() - began) * 1000)
    return found


def tell(title: str, found: list[float]) -> None:
    mark = "" if max(found) <= BAR else "   OVER THE BAR"
    print(f"{title:38} median {statistics.median(found):7.2f} ms   worst {max(found):7.2f} ms{mark}")


def main() -> None:
    customers, dice = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, random.Random(7)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "people.kmucrm") as store:
        began = time.perf_counter()
        fill(store.db, customers, dice)
        print(f"{customers:,} customers, {queries.count(store.db):,} profiles in {time.perf_counter() - began:.0f} s")
        db = store.another()
        ids = queries.everybody(db)
        some = [dice.choice(ids) for _ in range(200)]
        tell("opening a profile", times(lambda number: dossier.dossier(db, number), iter(some)))
        tell("a page of its timeline", times(lambda number: timeline.entries(db, number), iter(some)))
        typed = [
            word[:end]
            for word in ("müllermann", "petra sommer", "0341 1000", "K-1", "görlitz", "re-0000")
            for end in range(1, len(word) + 1)
        ]
        tell("a key in the quick search", times(lambda place: search.find(db, typed[place]), iter(range(len(typed)))))
        orders = listing.Orders()
        listing.find(db, orders=orders)  # as it stands when the page has been opened
        tell(
            "a key in the list's search",
            times(lambda place: listing.find(db, None, typed[place], orders=orders), iter(range(len(typed)))),
        )
        tell(
            "a page of the list",
            times(lambda place: queries.lines(db, ids[place : place + 200]), iter(range(0, len(ids), 997))),
        )
        for sort in queries.SORTS:
            tell(f"all in the order of {sort}", times(lambda _: queries.everybody(db, sort), iter(range(3))))  # noqa: B023


if __name__ == "__main__":
    main()
