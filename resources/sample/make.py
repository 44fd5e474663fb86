"""Makes the sample business, a fictional coffee roastery: `python resources/sample/make.py [FOLDER]`.

Writes exports/ (what a user would import), about.json and planted.json beside this script, or into FOLDER;
the same bytes every time.
"""

import json
import sys
from pathlib import Path
from random import Random

import bookkeeping
import cards
import cast
import contacts
import files
import ledger
import planted
import service
import shop
import stock
import trade
from people import Population
from rhythm import AS_OF

SEED = 20251123
NAME = "Kaffeerösterei Lindner"
FIRMS, PRIVATE = 276, 874
YEARS = range(2022, AS_OF.year + 1)
_GOODS = ("Artikelnummer", "Bezeichnung", "Warengruppe", "VK netto", "EK netto", "USt %", "Lagernd")


def play(seed: int = SEED) -> planted.Firm:
    """Four years of the roastery, in memory."""
    rng = Random(seed)
    people = Population(rng)
    cast.named(people)
    apart = cast.apart(people)
    for _ in range(FIRMS):
        people.firm_customer()
    for _ in range(PRIVATE):
        people.private()
    cast.parts(people)
    sales = trade.sales(rng, people.customers)
    shop.number_orders(sales)
    known = cards.deal(rng, people, apart)
    books = ledger.Ledger(rng, {c.customer.key: int(c.key) for c in reversed(known["datev"])})
    books.enter(sales)
    subscribers = contacts.subscribers(rng, known["newsletter"])
    yes = contacts.says_yes(rng, known["shopify"], subscribers)
    talks = service.contacts(rng, known["datev"] + known["shopify"], sales)
    return planted.Firm(people.customers, apart, known, sales, books, subscribers, yes, talks, people.phones)


def write(firm: planted.Firm, folder: Path) -> list[str]:
    """The exports into `folder`; gives their names."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(SEED + 1)
    _write_books(rng, firm, folder)
    _write_shop(rng, firm, folder)
    address_book = contacts.outlook(rng, firm.cards["outlook"], firm.phones)
    files.write_table(
        folder / "outlook_kontakte.csv",
        files.head("outlook_contacts"),
        address_book,
        ",",
        "cp1252",
        "\r\n",
        quote_all=True,
    )
    list_rows = contacts.newsletter(firm.subscribers)
    files.write_table(folder / "newsletter_cleverreach.csv", contacts.NEWSLETTER_COLUMNS, list_rows, ";", "utf-8-sig")
    files.write_table(
        folder / "artikelliste.csv", _GOODS, [_article(a) for a in stock.ARTICLES.values()], ";", "cp1252", "\r\n"
    )
    service.write(folder / "service_und_reklamationen.xlsx", firm.service)
    return sorted(path.name for path in folder.iterdir())


def _write_books(rng: Random, firm: planted.Firm, folder: Path) -> None:
    with_mail = {c.key for c in firm.cards["datev"] if rng.random() < 0.4}
    head = bookkeeping.first_line(16, "Debitoren/Kreditoren", 5, AS_OF.year, None)
    rows = bookkeeping.debtors(firm.cards["datev"], with_mail)
    files.write_datev(folder / "EXTF_DebKred_Stamm.csv", head, files.head("datev_debtors"), rows)
    for year in YEARS:
        head, rows = bookkeeping.batch(firm.ledger.bookings, year)
        files.write_datev(folder / f"EXTF_Buchungsstapel_{year}.csv", head, files.head("datev_bookings"), rows)


def _write_shop(rng: Random, firm: planted.Firm, folder: Path) -> None:
    account = shop.accounts(rng, firm.cards["shopify"], firm.sales)
    spent: dict[str, tuple[int, int]] = {}
    for sale in firm.sales:
        if sale.ordered and not sale.cancelled:
            cents, count = spent.get(account[id(sale)].key, (0, 0))
            spent[account[id(sale)].key] = (cents + sale.total - sale.refund, count + 1)
    people = shop.customers(firm.cards["shopify"], firm.yes, spent)
    files.write_table(folder / "customers_export.csv", files.head("shopify_customers"), people, ",", "utf-8")
    orders = shop.orders(rng, firm.sales, account, firm.yes)
    files.write_table(folder / "orders_export.csv", files.head("shopify_orders"), orders, ",", "utf-8")


def _article(article: stock.Article) -> dict[str, files.Value]:
    money = files.comma(article.net), files.comma(article.cost)
    kept = "ja" if article.stocked else "nein"
    return dict(zip(_GOODS, (article.sku, article.name, article.group, *money, article.tax, kept), strict=True))


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_bytes((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def main(folder: Path) -> None:
    firm = play()
    names = write(firm, folder / "exports")
    _write_json(
        folder / "about.json",
        {"name": NAME, "as_of": AS_OF.isoformat(), "files": [f"exports/{name}" for name in names]},
    )
    _write_json(folder / "planted.json", planted.facts(firm))
    print(planted.summary(firm))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
