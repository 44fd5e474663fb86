"""The two DATEV files: debtors and creditors, and a batch of bookings for each fiscal year."""

from datetime import date

from cards import Card
from files import Bare, Value, comma
from ledger import SHOP_ACCOUNT, Booking
from rhythm import AS_OF

_SUPPLIERS = """Rohkaffee Kontor Nordwind GmbH|20095 Hamburg|Kaffeebohnenkai 4
Hafenlager Bohne & Sack KG|28195 Bremen|Sacktorufer 11
Verpackungen Tütenwerk GmbH|08056 Zwickau|Papierring 7
Milchersatz Haferfeld eG|39104 Magdeburg|Ährenweg 2
Maschinenhandel Dampfdruck GmbH|80331 München|Kesselstraße 30
Stadtreinigung Blitzblank|04317 Leipzig|Seifengasse 9
Röstofenbau Glut & Söhne GmbH|70173 Stuttgart|Flammenallee 16
Spedition Rollendes Rad GmbH|04435 Schkeuditz|Achsenring 1"""
Row = dict[int, Value]


def first_line(category: int, name: str, version: int, year: int, until: date | None) -> str:
    """The machine's line: consultant 12345, client 10001, accounts of four digits."""
    span = f"{year}0101;{until:%Y%m%d}" if until else ";"
    label, kind = ('"Buchungsstapel"', "1;0;0") if until else ('""', ";;")
    return (
        f'"EXTF";700;{category};"{name}";{version};20251121081500000;;"RE";"Lindner";"";12345;10001;{year}0101;4;{span};{label};"";{kind};"EUR"'
        ';;"";;;"03";;;"";""'
    )


def debtors(cards: list[Card], has_mail: set[str]) -> list[Row]:
    collective: list[Row] = [
        {1: account, 6: name, 7: "0", 8: name[:15], 20: "DE"}
        for account, name in ((10001, "Diverse Debitoren"), (SHOP_ACCOUNT, "PayPal-Kunden"))
    ]
    return collective + [_debtor(c, c.key in has_mail) for c in cards] + _creditors()


def _debtor(c: Card, with_mail: bool) -> Row:
    who: Row = (
        {2: c.company, 7: "2", 11: "Firma", 102: f"{c.first} {c.last}"}
        if c.company
        else {4: c.last, 5: c.first, 7: "1", 11: "Frau" if c.customer.woman else "Herr"}
    )
    vat_id = c.customer.vat_id
    country = vat_id[:2]
    return who | {
        1: int(c.key),
        8: (c.company or c.last)[:15],
        9: country,
        10: vat_id[2:],
        15: "STR",
        16: c.street,
        18: c.place.postcode,
        19: c.place.city,
        20: c.place.country,
        29: c.phone,
        33: c.email if with_mail else "",
        99: f"{c.customer.number:05}",
        110: 14,
    }


def _creditors() -> list[Row]:
    out: list[Row] = []
    for number, line in enumerate(_SUPPLIERS.splitlines(), start=70001):
        name, town, street = line.split("|")
        postcode, city = town.split(" ", 1)
        out.append({1: number, 2: name, 7: "2", 8: name[:15], 15: "STR", 16: street, 18: postcode, 19: city, 20: "DE"})
    return out


def batch(bookings: list[Booking], year: int) -> tuple[str, list[Row]]:
    """A year's head line and rows. Batches of even years write days without the leading zero."""
    until = min(AS_OF, date(year, 12, 31))
    rows = [_row(b, short=year % 2 == 0) for b in bookings if b.day.year == year]
    return first_line(21, "Buchungsstapel", 13, year, until), rows


def _row(b: Booking, short: bool) -> Row:
    row: Row = {
        1: comma(b.cents),
        2: b.side,
        3: "EUR",
        7: b.account,
        8: b.contra,
        10: Bare(f"{b.day.day}{b.day:%m}" if short else f"{b.day:%d%m}"),
        11: b.reference,
        12: f"{b.due:%d%m%y}" if b.due else "",
        14: b.text,
        40: b.vat_id,
    }
    if b.order:
        row |= {21: "Bestellnummer", 22: b.order}
    return row | ({118: "1"} if b.reversal else {}) | {114: 1}
