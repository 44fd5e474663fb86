"""How fast order lines come in, beside `sqlite3 .import` of the same file into bare text columns.

    python tests/benchmarks/import_lines.py [ROWS] [--profile] [--more]

For each file the two take turns, five times; printed are the medians in rows a second, their ratio, and the peak memory in MB.
`--more` also prints how much faster the same file comes in again, the cost of a row beside that of a file with 10,000, and the
ratio to `sqlite-utils insert`, and to its library inserting the rows as text. The program has taken in a small file before,
as one that runs has. Deriving
profiles is not part of it.
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

TURNS, FEW = 5, 10_000
FILES: dict[str, tuple[str, Callable[[Path, int], Path]]] = {
    "plain, 12 columns": (";", order_lines.write_plain),
    "Shopify, 79 columns": (",", order_lines.write_shopify),
    "plain, rows of a document far apart": (";", order_lines.write_scattered),
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
    known = report.same_as is not None
    assert known or (report.refusals, report.lines) == ([], report.rows), "every row is a line"
    return seconds


def by_command(path: Path, mark: str, store: Path) -> float:
    """Seconds that `sqlite-utils insert` takes, as it is called without further ado: it finds out types, too."""
    words = ["insert", str(store), "t", str(path), "--csv", "--silent", "--delimiter", mark]
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sqlite_utils", *words], check=True)
    return time.perf_counter() - began


def by_library(path: Path, mark: str, store: Path) -> float:
    """Seconds that its `insert_all` takes for the rows as texts."""
    import sqlite_utils

    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        db = sqlite_utils.Database(store)
        db["t"].insert_all(csv.DictReader(file, delimiter=mark))
        db.close()
    return time.perf_counter() - began


def compared(title: str, mark: str, write: Callable[[Path, int], Path], folder: Path, rows: int, more: bool) -> str:
    path, stores = write(folder / "lines.csv", rows), [folder / f"{title} {turn}.kmucrm" for turn in range(TURNS)]
    turns = [(bare(path, mark, store.with_suffix(".db")), ours(path, store)) for store in stores]
    theirs, mine = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{title}: sqlite3 .import {rows / theirs:,.0f} rows/s, import {rows / mine:,.0f} rows/s, ratio {theirs / mine:.2f},"
    told += f" peak {peak:.0f} MB"
    if not more:
        return told
    again = statistics.median(ours(path, store) for store in stores)
    few = write(folder / "few.csv", FEW)
    small = statistics.median(ours(few, folder / f"{title} few {turn}.kmucrm") for turn in range(TURNS))
    command = by_command(path, mark, folder / f"{title}.command.db")
    library = by_library(path, mark, folder / f"{title}.library.db")
    return (
        f"{told}\n  the same file again {mine / again:.1f} times as fast, a row costs {mine / rows / (small / FEW):.2f} times one of"
        f" {FEW:,}, {command / mine:.1f} times as fast as `sqlite-utils insert`, {library / mine:.1f} as its `insert_all` of texts"
    )


def main() -> None:
    rows = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, (mark, write) in FILES.items():
            ours(write(folder / "small.csv", 600), folder / f"{title}.kmucrm")
            if "--profile" in sys.argv:
                import cProfile

                path = write(folder / "lines.csv", rows)
                cProfile.runctx("ours(path, folder / f'{title} profiled.kmucrm')", globals(), locals(), sort="tottime")
                continue
            print(compared(title, mark, write, folder, rows, "--more" in sys.argv))


if __name__ == "__main__":
    main()
