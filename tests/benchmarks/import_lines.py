"""How fast 100,000 order lines come in, beside `sqlite3 .import` of the same file into bare text columns.

    python tests/benchmarks/import_lines.py [ROWS] [--profile]

For each file the two take turns, five times; printed are the medians in rows a second, their ratio, and the peak memory in MB.
The program has taken in a small file before, as one that runs has. Deriving profiles is not part of it.
"""

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import order_lines

sys.path.insert(0, str(Path(__file__).parents[2]))

TURNS = 5
FILES: dict[str, tuple[str, Callable[[Path, int], Path]]] = {
    "plain, 12 columns": (";", order_lines.write_plain),
    "Shopify, 79 columns": (",", order_lines.write_shopify),
}


def bare(path: Path, mark: str, store: Path) -> float:
    """Seconds that `sqlite3 .import` takes."""
    with path.open(encoding="utf-8", newline="") as file:
        columns = ", ".join(f"c{place} TEXT" for place, _header in enumerate(next(csv.reader(file, delimiter=mark))))
    script = f"CREATE TABLE t ({columns});\n.mode csv\n.separator {mark}\n.import {path} t\n"
    began = time.perf_counter()
    subprocess.run(["sqlite3", str(store)], input=script, text=True, check=True)
    return time.perf_counter() - began


def ours(path: Path, store: Path) -> float:
    from kmu_crm.sources.importing import import_file
    from kmu_crm.store.store import Store

    with Store(store) as opened:
        began = time.perf_counter()
        report = import_file(opened.db, path)
        seconds = time.perf_counter() - began
    assert (report.refusals, report.lines) == ([], report.rows), "every row is a line"
    return seconds


def main() -> None:
    rows = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, (mark, write) in FILES.items():
            ours(write(folder / "small.csv", 600), folder / f"{title}.kmucrm")
            path = write(folder / "lines.csv", rows)
            if "--profile" in sys.argv:
                import cProfile

                cProfile.runctx("ours(path, folder / f'{title} profiled.kmucrm')", globals(), locals(), sort="tottime")
                continue
            turns = [
                (bare(path, mark, folder / f"{title} {turn}.db"), ours(path, folder / f"{title} {turn}.kmucrm"))
                for turn in range(TURNS)
            ]
            theirs, mine = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{title}: sqlite3 .import {rows / theirs:,.0f} rows/s, import {rows / mine:,.0f} rows/s, ratio {theirs / mine:.2f},"
                f" peak {peak:.0f} MB"
            )


if __name__ == "__main__":
    main()
