"""The web shop's two exports: customers and orders."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from cards import Card
from files import Value, point
from trade import Sale

Row = dict[str, Value]


def number_orders(sales: list[Sale]) -> None:
    """Counted so that Café Morgenrot's last order is #5921."""
    ordered = [sale for sale in sales if sale.ordered]
    last = max(place for place, sale in enumerate(ordered) if sale.customer.company == "Café Morgenrot")
    for place, sale in enumerate(ordered):
        sale.number = f"#{5921 - last + place}"


def customers(cards: list[Card], says_yes: set[str], spent: dict[str, tuple[int, int]]) -> list[Row]:
    """`spent` gives cents and number of orders by the card's key."""
    out: list[Row] = []
    for c in cards:
        cents, count = spent.get(c.key, (0, 0))
        out.append(
            {
                "Customer ID": f"'{c.key}",
                "First Name": c.first,
                "Last Name": c.last,
                "Email": c.email,
                "Accepts Email Marketing": "yes" if c.key in says_yes else "no",
                "Default Address Company": c.company,
                "Default Address Address1": c.street,
                "Default Address City": c.place.city,
                "Default Address Country Code": c.place.country,
                "Default Address Zip": f"'{c.place.postcode}",
                "Default Address Phone": f"'{c.phone}",
                "Phone": "",
                "Accepts SMS Marketing": "no",
                "Total Spent": point(cents),
                "Total Orders": count,
                "Tax Exempt": "no",
                "Tags": "Großkunde, Rechnung"
                if c.company and c.customer.size >= 9
                else "Geschäftskunde"
                if c.company
                else "",
            }
        )
    return out


def accounts(rng: Random, cards: list[Card], sales: list[Sale]) -> dict[int, Card]:
    """Which account each order came from: mostly the first; a second account took a few older ones."""
    by_customer: dict[str, list[Card]] = {}
    for c in cards:
        by_customer.setdefault(c.customer.key, []).append(c)
    out = {}
    for sale in sales:
        if sale.ordered:
            known = by_customer[sale.customer.key]
            out[id(sale)] = rng.choice(known) if sale.customer.rhythm.last != sale.day else known[0]
    return out


def orders(rng: Random, sales: list[Sale], account: dict[int, Card], says_yes: set[str]) -> Iterator[Row]:
    """One row a line; what belongs to the whole order stands in its first row. Newest first, as the shop writes."""
    for place, sale in reversed(list(enumerate(s for s in sales if s.ordered))):
        c = account[id(sale)]
        mail = "" if rng.random() < 0.006 else c.email
        for number, line in enumerate(sale.lines):
            row: Row = {
                "Name": sale.number,
                "Email": mail,
                "Lineitem quantity": line.quantity,
                "Lineitem name": line.article.name,
                "Lineitem price": point(line.article.price(sale.customer.tax_free)),
                "Lineitem sku": line.article.sku,
                "Lineitem requires shipping": "true",
                "Lineitem taxable": "false" if sale.customer.tax_free else "true",
                "Lineitem fulfillment status": "pending" if sale.cancelled else "fulfilled",
                "Lineitem discount": "0.00",
                "Vendor": "Lindner",
            }
            yield row | (_whole(rng, sale, c, c.key in says_yes, place) if number == 0 else {})


def _whole(rng: Random, sale: Sale, c: Card, yes: bool, place: int) -> Row:
    address = _address("Billing", c) | _address("Shipping", c)
    goods, total = sale.goods, sale.total
    status = (
        "voided" if sale.cancelled else "partially_refunded" if sale.refund else "pending" if sale.invoiced else "paid"
    )
    taxes = {rate: (cents * rate + (100 + rate) // 2) // (100 + rate) for rate, cents in sale.shares().items() if rate}
    row: Row = {
        "Financial Status": status,
        "Paid at": "" if status in ("voided", "pending") else _stamp(sale.at),
        "Fulfillment Status": "unfulfilled" if sale.cancelled else "fulfilled",
        "Fulfilled at": "" if sale.cancelled else _stamp(sale.at + timedelta(minutes=rng.randint(90, 900))),
        "Accepts Marketing": "yes" if yes else "no",
        "Currency": "EUR",
        "Subtotal": point(total - sale.shipping),
        "Shipping": point(sale.shipping),
        "Taxes": point(sum(taxes.values())),
        "Total": point(total),
        "Discount Code": f"TREUE{sale.discount}" if sale.discount else "",
        "Discount Amount": point(goods - (total - sale.shipping)),
        "Shipping Method": "Standardversand",
        "Created at": _stamp(sale.at),
        "Cancelled at": _stamp(sale.at + timedelta(hours=5)) if sale.cancelled else "",
        "Payment Method": "Rechnung" if sale.invoiced else rng.choice(("PayPal", "PayPal", "Kreditkarte", "Klarna")),
        "Refunded Amount": point(total if sale.cancelled else sale.refund),
        "Outstanding Balance": point(total if status == "pending" else 0),
        "Id": str(5_800_000_000_000 + 4096 * place),
        "Risk Level": "Low",
        "Source": "web",
        "Notes": _note(rng),
    }
    for number, (rate, cents) in enumerate(taxes.items(), start=1):
        row |= {f"Tax {number} Name": f"DE MwSt {rate}%", f"Tax {number} Value": point(cents)}
    return row | address


def _address(kind: str, c: Card) -> Row:
    return {
        f"{kind} Name": f"{c.first} {c.last}",
        f"{kind} Street": c.street,
        f"{kind} Address1": c.street,
        f"{kind} Company": c.company,
        f"{kind} City": c.place.city,
        f"{kind} Zip": f"'{c.place.postcode}",
        f"{kind} Country": c.place.country,
        f"{kind} Phone": c.phone if kind == "Billing" else "",
    }


def _note(rng: Random) -> str:
    return (
        rng.choice(("Bitte klingeln.", "Nicht mahlen!\nGanze Bohne.", "Geschenk, ohne Rechnung im Paket"))
        if rng.random() < 0.03
        else ""
    )


def _stamp(at: datetime) -> str:
    """With the zone as it was that day: summer time from the last Sunday of March to that of October."""
    last_sundays = [
        max(datetime(at.year, month, day) for day in range(25, 32) if datetime(at.year, month, day).weekday() == 6)
        for month in (3, 10)
    ]
    summer = last_sundays[0] <= at.replace(hour=3) < last_sundays[1]
    return f"{at:%Y-%m-%d %H:%M:%S} {'+0200' if summer else '+0100'}"
