"""Invented order exports with as many lines as wanted, one customer for five orders; the same seed gives the same file."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HEADS = Path(__file__).resolve().parents[2] / "resources" / "sample" / "heads" / "shopify_orders.txt"
GIVEN = ("Anna", "Jonas", "Petra", "Uwe", "Selma", "Karl", "Ilse", "Murat", "Greta", "Paul", "Nadine", "Tobias")
FIRST = (
    "Acker",
    "Berg",
    "Linden",
    "Morgen",
    "Silber",
    "Stein",
    "Wald",
    "Winter",
    "Sonnen",
    "Kirsch",
    "Hasel",
    "Eichen",
)
LAST = ("mann", "feld", "hauer", "bach", "rot", "berger", "müller", "thal", "wirt", "garten", "brunner", "hof")


HEADER = [
    "Bestellnummer", "Bestelldatum", "Kundennummer", "Vorname", "Nachname", "E-Mail", "PLZ", "Ort", "Gesamtbetrag", "Artikelnummer",
    "Menge", "Einzelpreis",
]  # fmt: skip
TOWNS = [("10115", "Berlin"), ("50667", "Köln"), ("01067", "Dresden"), ("80331", "München"), ("20095", "Hamburg")]


def write_plain(path: Path, lines: int) -> Path:
    """A table of a dozen columns in which every cell is filled; four lines an order."""
    rng = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for order in range(lines // 4):
            customer = rng.randrange(max(1, lines // 20))
            day = date(2023, 1, 1) + timedelta(days=rng.randrange(900))
            prices = [rng.randrange(250, 4900) for _line in range(4)]
            person = [f"K{customer:06}", f"Vorname{customer % 97}", f"Name{customer}", f"kunde{customer}@mail.example"]
            whole = [f"B{order:07}", f"{day:%d.%m.%Y}", *person, *TOWNS[customer % 5], _german(sum(prices))]
            writer.writerows([*whole, f"A{price % 400:04}", "1", _german(price)] for price in prices)
    return path


def _german(cents: int) -> str:
    return f"{cents / 100:.2f}".replace(".", ",")


def write_scattered(target: Path, lines: int) -> Path:
    """The same rows in any order: those of one document stand far apart."""
    write_plain(target, lines)
    head, *rows = target.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(7).shuffle(rows)
    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines([head, *rows])
    return target


def write_shopify(target: Path, lines: int) -> Path:
    """The 79 columns of Shopify's order export, most of them empty; three lines an order."""
    rng, heads = random.Random(7), HEADS.read_text(encoding="utf-8").splitlines()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, restval="")
        writer.writeheader()
        for order in range(lines // 3):
            writer.writerows(_order(order, rng.randrange(max(1, lines // 15)), rng))
    return target


def _order(number: int, customer: int, rng: random.Random) -> list[dict[str, object]]:
    prices = [rng.randrange(300, 9000) for _line in range(3)]
    goods = [
        {
            "Name": f"#{number + 1001}",
            "Lineitem quantity": 1,
            "Lineitem name": f"Artikel {price % 40}",
            "Lineitem price": f"{price / 100:.2f}",
            "Lineitem sku": f"A-{price % 40}",
        }
        for price in prices
    ]
    given, family = GIVEN[customer % 12], FIRST[customer // 12 % 12] + LAST[customer // 144 % 12]
    day = date(2023, 1, 2) + timedelta(days=number % 1000)
    goods[0] |= {
        "Id": str(5_800_000_000_000 + number),
        "Email": f"{given}.{family}{customer}@post.example".lower().replace("ü", "ue"),
        "Financial Status": "paid",
        "Currency": "EUR",
        "Subtotal": f"{sum(prices) / 100:.2f}",
        "Total": f"{sum(prices) / 100:.2f}",
        "Created at": f"{day} 10:15:00 +0100",
        "Billing Name": f"{given} {family}".title(),
        "Billing Address1": f"Gartenweg {customer % 90 + 1}",
        "Billing Zip": f"{10000 + customer % 800 * 13}",
        "Billing City": "Musterstadt",
        "Billing Country": "DE",
    }
    return goods
