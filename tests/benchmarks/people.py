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

import crowd

from kmu_crm.desk import dossier, listing
from kmu_crm.profiles import queries, search, timeline
from kmu_crm.store.store import Store

BAR = 50.0


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
        crowd.fill(store.db, customers, dice)
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
