"""How fast 100,000 order lines come in, beside `sqlite3 .import` of the same file into bare text columns.

    python tests/benchmarks/import_lines.py [ROWS] [--profile]

Prints rows a second of both, their ratio (at least 0.4 is wanted) and the peak memory of the import in MB. Deriving profiles is not
part of it.
"""

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

HEADER = [
    "Bestellnummer", "Bestelldatum", "Kundennummer", "Vorname", "Nachname", "E-Mail", "PLZ", "Ort", "Gesamtbetrag", "Artikelnummer",
    "Menge", "Einzelpreis",
]  # fmt: skip
TOWNS = [("10115", "Berlin"), ("50667", "Köln"), ("01067", "Dresden"), ("80331", "München"), ("20095", "Hamburg")]


def write_lines(path: Path, rows: int, seed: int = 1) -> None:
    """Order lines of an invented shop: four lines an order, each customer orders some five times."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(HEADER)
        for order in range(rows // 4):
            customer = chance.randrange(max(1, rows // 20))
            day = date(2023, 1, 1) + timedelta(days=chance.randrange(900))
            prices = [chance.randrange(250, 4900) for _ in range(4)]
            total = f"{sum(prices) / 100:.2f}".replace(".", ",")
            person = [f"K{customer:06}", f"Vorname{customer % 97}", f"Name{customer}", f"kunde{customer}@mail.example"]
            for price in prices:
                lines.writerow(
                    [f"B{order:07}", f"{day:%d.%m.%Y}", *person, *TOWNS[customer % 5], total, f"A{price % 400:04}", "1",
                     f"{price / 100:.2f}".replace(".", ",")]
                )  # fmt: skip


def bare(path: Path, folder: Path) -> float:
    """Seconds that `sqlite3 .import` takes."""
    columns = ", ".join(f"c{i} TEXT" for i in range(len(HEADER)))
    script = f"CREATE TABLE t ({columns});\n.separator ;\n.mode csv\n.separator ;\n.import {path} t\n"
    began = time.perf_counter()
    subprocess.run(["sqlite3", str(folder / "bare.db")], input=script, text=True, check=True)
    return time.perf_counter() - began


def ours(path: Path, folder: Path) -> float:
    from kmu_crm.sources.importing import import_file
    from kmu_crm.store.store import Store

    with Store(folder / "ours.kmucrm") as store:
        began = time.perf_counter()
        report = import_file(store.db, path)
        seconds = time.perf_counter() - began
        assert (report.refusals, report.lines) == ([], report.rows), "every row is a line"
    return seconds


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    rows = (numbers or [100_000])[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "lines.csv"
        write_lines(path, rows)
        if "--profile" in sys.argv:
            import cProfile

            cProfile.runctx("ours(path, folder)", globals(), locals(), sort="tottime")
            return
        theirs, mine = bare(path, folder), ours(path, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"sqlite3 .import {rows / theirs:,.0f} rows/s, import {rows / mine:,.0f} rows/s, ratio {theirs / mine:.2f}, peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
