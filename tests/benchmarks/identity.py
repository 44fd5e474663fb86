"""How well and how fast customers are recognised: `python tests/benchmarks/identity.py [ROWS ...] [--level normal] [--keep DIR]`.

Invents customers of known truth (`known/`), writes what a bookkeeping program, a shop, an address book and a newsletter tool
would hold of them, takes these files in as a user's, and prints precision, recall, F1 and F0.5 over all pairs of rows, the
seconds of matching alone, also of 1,000 further rows, the peak memory, what went wrong by the hardness of the customers, and
how honest the probabilities are: of the pairs said to be one at 80 %, about 80 % should be.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise
from math import sqrt
from pathlib import Path
from sqlite3 import Connection

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from known.customers import Dice, firms, people
from known.writing import HEADERS, SOURCES, write

from kmu_crm.identity import match
from kmu_crm.identity import queries as identity
from kmu_crm.sources import queries
from kmu_crm.sources.importing import import_file
from kmu_crm.store.store import Store

LEVELS = {"easy": (0.4, 0.01), "normal": (1.0, 0.03), "hard": (1.6, 0.07)}  # hardness of customers, slips of the pen
ROWS_EACH = 2.55
BANDS = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1)
_JOINED = """
    SELECT p.a, p.b, p.probability FROM pair AS p JOIN membership AS ma ON ma.record_id = p.a
    JOIN membership AS mb ON mb.record_id = p.b AND mb.profile_id = ma.profile_id WHERE p.band = 'one'"""
HANDED = (
    "kind", "given_name", "family_name", "company", "email", "phone", "street", "postcode", "city", "country", "birth_date", "vat_id",
)  # fmt: skip

Key = tuple[str, str]


def invent(folder: Path, rows: int, level: str, seed: int) -> int:
    dice = Dice(f"{seed} {level}")
    hardness, slips = LEVELS[level]
    wanted = int(rows / ROWS_EACH)
    persons, companies = int(wanted * 0.62), int(wanted * 0.38)
    everybody = list(chain(people(dice, persons, hardness), firms(dice, companies, persons, hardness)))
    dice.shuffle(everybody)
    return write(everybody, folder, dice, slips)


def truth_of(folder: Path) -> tuple[dict[Key, str], dict[Key, str]]:
    """Of each source and number of a row: its customer, and what is hard about it."""
    whose, tags = {}, {}
    with (folder / "truth.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = row["source"], row["source_row_id"]
            whose[key], tags[key] = row["entity_id"], row["tags"]
    return whose, tags


def lines_of(folder: Path) -> dict[tuple[str, int], Key]:
    found = {}
    for name in HEADERS:
        encoding = "cp1252" if name == "buchhaltung.csv" else "utf-8-sig"
        with (folder / name).open(encoding=encoding, newline="") as file:
            rows = csv.reader(file, delimiter=";" if ";" in HEADERS[name] else ",")
            next(rows)
            for number, row in enumerate(rows, 1):
                found[name, number] = SOURCES[name], row[0]
    return found


def drawn(db: Connection, folder: Path) -> tuple[dict[Key, int], dict[int, Key]]:
    """The profile of each row, and one row of each record."""
    lines = lines_of(folder)
    profiles: dict[Key, int] = {}
    rows: dict[int, Key] = {}
    for _, _, file, row, _, _, record, profile in queries.named_rows(db):
        if profile and (key := lines.get((str(file), int(row)))):
            profiles[key] = profile
            rows.setdefault(record, key)
    return profiles, rows


def pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def score(whose: dict[Key, str], profiles: Mapping[Key, object]) -> dict[str, float]:
    """Pairwise; a row without a profile is one of its own."""
    mine = {key: profiles.get(key, key) for key in whose}
    same = pairs(Counter((whose[key], mine[key]) for key in whose).values())
    drawn, true = pairs(Counter(mine.values()).values()), pairs(Counter(whose.values()).values())
    precision, recall = same / max(drawn, 1), same / max(true, 1)
    return {
        "F1": _f(precision, recall, 1),
        "F0.5": _f(precision, recall, 0.5),
        "precision": precision,
        "recall": recall,
    }


def _f(precision: float, recall: float, beta: float) -> float:
    below = beta**2 * precision + recall
    return (1 + beta**2) * precision * recall / below if below else 0.0


def mistakes(whose: dict[Key, str], tags: dict[Key, str], profiles: Mapping[Key, object]) -> dict[str, Counter[str]]:
    """Wrongly joined and missed pairs, by what is hard about the customers."""
    found: dict[str, Counter[str]] = {"joined wrongly": Counter(), "missed": Counter()}
    for title, one, other in (("joined wrongly", profiles, whose), ("missed", whose, profiles)):
        groups: dict[object, list[Key]] = defaultdict(list)
        for key in whose:
            if key in one:
                groups[one[key]].append(key)
        for group in groups.values():
            kinds = Counter(other.get(key, key) for key in group)
            wrong = pairs([len(group)]) - pairs(kinds.values())
            if wrong:
                for tag in {tag for key in group for tag in tags[key].split("|")}:
                    found[title][tag or "plain"] += wrong
    return found


def honesty(db: Connection, whose: dict[Key, str], rows: dict[int, Key]) -> dict[str, list[tuple[float, bool]]]:
    """What people are told, and whether it is so: of pairs of customers that they are asked about (each the customer most of
    its records are of), and of pairs of records that were joined by themselves."""
    sql, held = (
        "SELECT record_id, profile_id FROM membership ORDER BY record_id",
        defaultdict[int, Counter[str]](Counter),
    )
    for record, profile in db.execute(sql):
        if record in rows:
            held[profile][whose[rows[record]]] += 1
    most = {profile: kinds.most_common(1)[0][0] for profile, kinds in held.items()}
    asked = [
        (pair.probability, most[pair.a] == most[pair.b])
        for pair in identity.review(db, 10**9)
        if pair.a in most and pair.b in most
    ]
    joined = [
        (probability, whose[rows[a]] == whose[rows[b]])
        for a, b, probability in db.execute(_JOINED)
        if a in rows and b in rows
    ]
    return {"asked about": asked, "joined by itself": joined}


def wilson(true: int, pairs: int) -> tuple[float, float]:
    """The range in which the true share lies with 95 %."""
    z = 1.96
    share, middle = true / pairs, z * z / pairs
    wide = z * sqrt(share * (1 - share) / pairs + middle / (4 * pairs))
    return (share + middle / 2 - wide) / (1 + middle), (share + middle / 2 + wide) / (1 + middle)


def print_honesty(title: str, told: list[tuple[float, bool]]) -> None:
    print(f"  {title}: {len(told):,} pairs; said, pairs, said on average, true (95 % range)")
    for low, high in pairwise(BANDS):
        band = [(said, true) for said, true in told if low <= said < high or said == high == 1]
        if band:
            true, said = sum(true for _, true in band), sum(said for said, _ in band) / len(band)
            least, greatest = wilson(true, len(band))
            print(
                f"    {low:4.0%} - {high:4.0%} {len(band):8,}  {said:6.1%}  {true / len(band):6.1%}"
                f"  ({least:.1%} - {greatest:.1%})"
            )


def hand_over(db: Connection, folder: Path) -> Path:
    """The rows as this program reads them, normalised, for programs that compare them in their own way (`peers.py`)."""
    lines, path = lines_of(folder), folder / "rows.csv"
    words = {
        record: cells
        for record, *cells in db.execute(f"SELECT record_id, {', '.join(HANDED)} FROM party WHERE current = 1")
    }
    whose, _ = truth_of(folder)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("unique_id", "customer", *HANDED))
        for _, _, name, row, _, _, record, _ in queries.named_rows(db):
            if (key := lines.get((str(name), int(row)))) and record in words:
                out.writerow((" ".join(key), whose[key], *words[record]))
    return path


def further(folder: Path, level: str, seed: int) -> Path:
    """A later state of the book-keeping's list: 500 known rows under other numbers, and 500 new customers."""
    new = folder / "further"
    new.mkdir(exist_ok=True)
    invent(new, 4 * 500 * 2, level, seed + 1000)
    name, (header, *known) = "buchhaltung.csv", _read(folder / "buchhaltung.csv")
    rows = [*known[:: max(len(known) // 500, 1)][:500], *_read(new / name)[1:501]]
    with (new / name).open("w", encoding="cp1252", newline="", errors="replace") as file:
        csv.writer(file, delimiter=";").writerows([header, *(["9" + first, *rest] for first, *rest in rows)])
    return new / name


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="cp1252", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def measure(folder: Path, store: Store, peers: str | None, later: Path) -> None:
    begun = time.perf_counter()
    for name in HEADERS:
        import_file(store.db, folder / name)
    taken = time.perf_counter() - begun
    told = match.update(store.db)
    there = identity.counts(store.db)
    whose, tags = truth_of(folder)
    profiles, rows = drawn(store.db, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = "  ".join(f"{name} {share:.4f}" for name, share in score(whose, profiles).items())
    print(
        f"  {len(whose):,} rows, {there.records:,} records, {there.profiles:,} profiles, {there.review_pairs:,} to ask about"
    )
    print(f"  {figures}")
    print(f"  taken in {taken:.1f} s, matched {told.seconds:.1f} s, peak {peak:.0f} MB")
    for title, found in mistakes(whose, tags, profiles).items():
        print(f"  {title}: " + ", ".join(f"{tag} {n:,}" for tag, n in found.most_common(9)))
    for title, pairs_told in honesty(store.db, whose, rows).items():
        print_honesty(title, pairs_told)
    if peers:
        subprocess.run([peers, Path(__file__).with_name("peers.py"), hand_over(store.db, folder)], check=True)
    import_file(store.db, later)
    told_later = match.update(store.db)
    print(
        f"  {identity.counts(store.db).records - there.records:,} further records, matched in {told_later.seconds:.1f} s",
        flush=True,
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("rows", nargs="*", type=int, default=[5_000, 50_000])
    asked.add_argument("--level", choices=LEVELS, action="append")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path, help="keeps the invented files in this folder")
    asked.add_argument("--peers", help="a Python that has what peers.txt names: other programs judge the same rows")
    options = asked.parse_args()
    for rows in options.rows:
        for level in options.level or ["normal", "hard"]:
            with tempfile.TemporaryDirectory() as folder:
                place = options.keep / f"{level}-{rows}-{options.seed}" if options.keep else Path(folder)
                place.mkdir(parents=True, exist_ok=True)
                invent(place, rows, level, options.seed)
                print(f"{level}, {rows:,} rows, seed {options.seed}", flush=True)
                with Store(Path(folder) / "identity.kmucrm") as store:
                    measure(place, store, options.peers, further(place, level, options.seed))


if __name__ == "__main__":
    main()
