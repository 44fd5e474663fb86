"""An invented shop export with as many order lines as wanted, three a order, one customer for five orders."""

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


def write(target: Path, lines: int) -> Path:
    """The same seed gives the same file."""
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
