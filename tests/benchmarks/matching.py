"""How long it takes to find out who is one: `python tests/benchmarks/matching.py [RECORDS] [SEED]`.

Writes two lists of customers, every fourth customer in both and written another way there, takes them in as a user's files, and
prints the seconds of matching alone, also for 10,000 records, and how many pairs of the same customer it joined; the bar is 10
seconds for 20,000 records.
"""

import csv
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kmu_crm.identity import match
from kmu_crm.identity.queries import counts
from kmu_crm.sources.importing import import_file
from kmu_crm.store.store import Store

GIVEN = ["Anna", "Jürgen", "Käthe", "Björn", "Maria", "Josef", "Sabine", "Uwe", "Zoë", "Günther", "Petra", "Lena"]
SOUNDS = ["Mül", "Schrö", "Weiß", "Köh", "Bau", "Stein", "Krä", "Lind", "Groß", "Hof", "Böh", "Win", "Rei", "Tann"]
ENDS = ["ler", "der", "mann", "er", "bach", "berger", "huber", "hauser", "feld", "inger", "stetter", "meier"]
TOWNS = [
    ("01067", "Dresden"),
    ("04109", "Leipzig"),
    ("50667", "Köln"),
    ("80331", "München"),
    ("1010", "Wien"),
    ("8001", "Zürich"),
]
HEADER = ("Kundennummer", "Firma", "Vorname", "Nachname", "E-Mail", "Telefon", "Straße", "PLZ", "Ort")
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ë": "e"})
BAR, EACH, AGAIN = 10.0, 10_000, 4

Row = tuple[str, ...]


def customer(number: int, dice: random.Random) -> Row:
    given, family = dice.choice(GIVEN), dice.choice(SOUNDS) + dice.choice(ENDS) + dice.choice(("", "", "-Vogt", "s"))
    postcode, town = dice.choice(TOWNS)
    firm = f"{family} {dice.choice(('Gartenbau', 'Elektro', 'Holzbau'))} {number % 499} GmbH" if number % 9 == 0 else ""
    host = f"{family}-{number}.example" if number % 5 == 0 else dice.choice(("gmx.de", "web.de", "gmail.com"))
    mail = f"{given}.{family}{number}@{host}".translate(PLAIN).lower()
    street = f"{dice.choice(SOUNDS)}{dice.choice(ENDS)}straße {dice.randrange(1, 120)}"
    return f"{10_000 + number}", firm, given, family, mail, f"0341 {2_000_000 + number}", street, postcode, town


def again(row: Row, dice: random.Random) -> Row:
    """The same customer as another list has it."""
    _, firm, given, family, mail, phone, street, postcode, town = (part.translate(PLAIN) for part in row)
    lost = postcode.lstrip("0")
    return (
        f"S{dice.randrange(10**9)}",
        firm.replace("GmbH", "G.m.b.H."),
        dice.choice((given, given[:1] + ".")),
        family,
        dice.choice((mail, "")),
        phone.replace("0341 ", "+49 (341) "),
        street.replace("strasse", "str."),
        dice.choice((postcode, lost)),
        town,
    )


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *rows])
    return path


def main() -> None:
    said = [int(word) for word in sys.argv[1:]]
    records, seed = said + [20_000, 7][len(said) :]
    dice = random.Random(seed)
    first = [customer(number, dice) for number in range(records * AGAIN // (AGAIN + 1))]
    second = [again(row, dice) for row in first[::AGAIN]]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "matching.kmucrm") as store:
        for name, rows in (("kunden.csv", first), ("zweite.csv", second)):
            import_file(store.db, write(Path(folder) / name, rows))
        told = match.update(store.db)
        there = counts(store.db)
        joined = there.records - there.profiles
        mark = "" if told.seconds <= BAR * records / 20_000 else "   OVER THE BAR"
        print(
            f"{there.records:,} records, {len(second):,} of them again: {joined:,} joined, {there.review_pairs:,} to ask about"
        )
        print(f"matching {told.seconds:.2f} s, {told.seconds / there.records * EACH:.2f} s for 10,000 records{mark}")


if __name__ == "__main__":
    main()
