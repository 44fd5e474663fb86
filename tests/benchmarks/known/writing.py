"""What four programs wrote down of them: each in its own columns, with what people leave out, mistype and no longer know."""

import csv
import random
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from known.customers import Customer, Human, Place
from known.vocabulary import DEPARTMENTS, DIAL, LAND, SHORT

Row = list[str]
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
BARE = str.maketrans("äöüÄÖÜ", "aouAOU")
HEADERS = {
    "buchhaltung.csv": "Kundennummer;Anrede;Firma;Vorname;Nachname;Straße;PLZ;Ort;Land;Telefon;Mobil;E-Mail;Geburtsdatum;"
    "USt-IdNr.;Umsatz netto;Letzte Rechnung;Zahlungsziel",
    "shop_orders.csv": "Order ID,Created at,Email,Billing First Name,Billing Last Name,Billing Company,Billing Address1,"
    "Billing Zip,Billing City,Billing Country,Phone,Total,Currency,Payment Method",
    "outlook_kontakte.csv": "Kontakt-ID,Anrede,Vorname,Nachname,Firma,Abteilung,Straße geschäftlich,Postleitzahl geschäftlich,"
    "Ort geschäftlich,Land/Region geschäftlich,Straße privat,Postleitzahl privat,Ort privat,Land/Region privat,"
    "Telefon geschäftlich,Telefon (privat),Mobiltelefon,E-Mail-Adresse,Geburtstag",
    "newsletter.csv": "subscriber_id;email;firstname;lastname;status;subscribed_at",
}
ENCODINGS = {"buchhaltung.csv": "cp1252", "outlook_kontakte.csv": "utf-8-sig"}
SOURCES = {
    "buchhaltung.csv": "buchhaltung",
    "shop_orders.csv": "shop",
    "outlook_kontakte.csv": "outlook",
    "newsletter.csv": "newsletter",
}


class Pen:
    """Writes as people do; `slips`: how often per cell something goes wrong."""

    def __init__(self, dice: random.Random, slips: float):
        self.dice, self.slips = dice, slips

    def often(self, share: float) -> bool:
        return self.dice.random() < share

    def typo(self, text: str) -> str:
        if len(text) < 4 or not self.often(self.slips):
            return text
        at = self.dice.randrange(1, len(text) - 1)
        return self.dice.choice(
            (
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
                text[:at] + text[at + 1 :],
                text[:at] + text[at] + text[at:],
                text[:at] + self.dice.choice("aeinrst") + text[at + 1 :],
            )
        )

    def spelled(self, text: str) -> str:
        kind = self.dice.random()
        if kind < 0.08:
            text = text.translate(PLAIN)
        elif kind < 0.1:
            text = text.translate(BARE)
        elif kind < 0.12:
            text = text.upper()
        elif kind < 0.13:
            text = text.lower()
        return self.typo(text)

    def street(self, text: str) -> str:
        if "straße" in text:
            text = text.replace("straße", self.dice.choice(("straße", "straße", "strasse", "str.", "str")))
        return self.spelled(text)

    def postcode(self, place: Place) -> str:
        text = place.postcode
        if self.often(0.02):
            return f"{place.land[0]}-{text}"
        return text.lstrip("0") if self.often(0.15) else text

    def phone(self, text: str, land: str) -> str:
        code, _, rest = text.partition(" ")
        full = code + rest
        shape = self.dice.randrange(6)
        return (
            f"{code} {rest}", f"{code}/{rest}", f"{DIAL[land]} {code[1:]} {rest}", f"{DIAL[land]}{full[1:]}",
            f"({code}) {rest[:3]} {rest[3:]}", f"00{DIAL[land][1:]}{full[1:]}",
        )[shape]  # fmt: skip

    def name(self, one: Human) -> tuple[str, str]:
        given, family = one.given, one.family
        kind = self.dice.random()
        if kind < 0.05 + self.slips:
            given = SHORT.get(given, given)
        elif kind < 0.08 + self.slips:
            given = f"{given[0]}."
        elif kind < 0.1 + self.slips:
            given, family = family, given
        return self.spelled(given), self.spelled(family)

    def firm(self, text: str) -> str:
        kind = self.dice.random()
        if kind < 0.08:
            text = text.replace("GmbH", self.dice.choice(("GMBH", "G.m.b.H.", "Gesellschaft mit beschränkter Haftung")))
        elif kind < 0.14:
            for form in (" GmbH & Co. KG", " GmbH", " KG", " OHG", " e.K.", " AG"):
                text = text.removesuffix(form)
        elif kind < 0.17:
            text = f"Fa. {text}"
        elif kind < 0.2:
            text = text.replace(" & ", " und ").replace(" und Co.", " & Co.")
        return self.spelled(text)

    def mail(self, customer: Customer, one: Human | None) -> str:
        mails = [one.mail, *customer.mails] if one and customer.firm else customer.mails
        text = self.dice.choice(mails[:2] if self.often(0.8) else mails)
        return text.upper() if self.often(0.01) else text

    def place(self, customer: Customer) -> Place:
        return self.dice.choice(customer.places)

    def day(self, since: int = 2016) -> date:
        return date(since, 1, 1) + timedelta(days=self.dice.randrange(9 * 365))


def _books(pen: Pen, number: int, customer: Customer) -> Row:
    one, at = pen.dice.choice(customer.people), pen.place(customer)
    given, family = pen.name(one)
    firm = pen.firm(customer.firm) if customer.firm else ""
    if customer.firm and pen.often(0.5):
        given = family = ""
    born = one.born.strftime("%d.%m.%Y") if not customer.firm and pen.often(0.35) else ""
    return [
        str(10_000 + number), ("Herr" if one.man else "Frau") if family else "Firma" if pen.often(0.5) else "", firm, given, family,
        pen.street(at.street), pen.postcode(at), pen.spelled(at.town), pen.dice.choice(LAND[at.land]),
        pen.phone(customer.phone, at.land) if pen.often(0.6) else "", pen.phone(one.mobile, at.land) if pen.often(0.5) else "",
        pen.mail(customer, one) if pen.often(0.5) else "", born, customer.vat_id if pen.often(0.6) else "",
        f"{pen.dice.lognormvariate(6, 1):.2f}".replace(".", ","), pen.day().strftime("%d.%m.%Y"), str(pen.dice.choice((0, 8, 14, 30))),
    ]  # fmt: skip


def _order(pen: Pen, number: int, customer: Customer) -> Row:
    one, at = pen.dice.choice(customer.people), pen.place(customer)
    given, family = pen.name(one)
    if customer.firm and pen.often(0.3):
        given = ""
    phone = "" if pen.often(0.15) else customer.phone if pen.often(0.5) else one.mobile
    return [
        str(100_000 + number), f"{pen.day().isoformat()}T{pen.dice.randrange(24):02}:15:00+01:00", pen.mail(customer, one), given,
        family, pen.firm(customer.firm) if customer.firm else "", pen.street(at.street), pen.postcode(at), pen.spelled(at.town), at.land,
        pen.phone(phone, at.land) if phone else "", f"{pen.dice.lognormvariate(4, 1):.2f}", "CHF" if at.land == "CH" else "EUR",
        pen.dice.choice(("paypal", "klarna", "invoice", "credit_card")),
    ]  # fmt: skip


def _contact(pen: Pen, number: int, customer: Customer) -> Row:
    one, at = pen.dice.choice(customer.people), pen.place(customer)
    given, family = pen.name(one)
    where = ["", "", "", ""]
    if pen.often(0.8):
        where = [pen.street(at.street), pen.postcode(at), pen.spelled(at.town), LAND[at.land][0]]
    phone = pen.phone(customer.phone, at.land) if pen.often(0.5) else ""
    mail = pen.mail(customer, one) if pen.often(0.6) else ""
    nowhere = ["", "", "", ""]
    at_work = bool(customer.firm)
    return [
        f"K{number:06}", ("Herr" if one.man else "Frau") if pen.often(0.6) else "", given if pen.often(0.9) else "", family,
        pen.firm(customer.firm) if at_work else "", pen.dice.choice(DEPARTMENTS) if at_work else "",
        *(where if at_work else nowhere), *(nowhere if at_work else where), phone if at_work else "", "" if at_work else phone,
        pen.phone(one.mobile, at.land) if pen.often(0.55) else "", mail,
        f"{one.born.day}.{one.born.month}.{one.born.year}" if not at_work and pen.often(0.35) else "",
    ]  # fmt: skip


def _subscriber(pen: Pen, number: int, customer: Customer) -> Row:
    one = pen.dice.choice(customer.people)
    given, family = pen.name(one)
    if pen.often(0.25):
        given = ""
        family = family if pen.often(0.4) else ""
    state = pen.dice.choice(("subscribed", "subscribed", "unsubscribed", "bounced"))
    return [str(500_000 + number), pen.mail(customer, one), given, family, state, pen.day().isoformat()]


WRITERS = {
    "buchhaltung.csv": _books,
    "shop_orders.csv": _order,
    "outlook_kontakte.csv": _contact,
    "newsletter.csv": _subscriber,
}
SHARES = {
    "buchhaltung.csv": (0.52, 0.08),
    "shop_orders.csv": (0.5, 0.3),
    "outlook_kontakte.csv": (0.52, 0.12),
    "newsletter.csv": (0.5, 0.1),
}


def write(customers: Iterable[Customer], folder: Path, dice: random.Random, slips: float) -> int:
    """`share`: of the customers a list has; of these `again`: the share that it has once more. The rows written."""
    pen, rows = Pen(dice, slips), 0
    with ExitStack() as stack:
        lists = {}
        for name, header in HEADERS.items():
            file = stack.enter_context(
                (folder / name).open("w", encoding=ENCODINGS.get(name, "utf-8"), errors="replace", newline="")
            )
            mark = ";" if ";" in header else ","
            lists[name] = csv.writer(file, delimiter=mark)
            lists[name].writerow(header.split(mark))
        truth = csv.writer(stack.enter_context((folder / "truth.csv").open("w", encoding="utf-8", newline="")))
        truth.writerow(("source", "source_row_id", "entity_id", "tags"))
        for name, customer in _entries(customers, pen):
            rows += 1
            row = WRITERS[name](pen, rows, customer)
            lists[name].writerow(row)
            truth.writerow((SOURCES[name], row[0], customer.id, "|".join(sorted(customer.tags))))
    return rows


def _entries(customers: Iterable[Customer], pen: Pen) -> Iterator[tuple[str, Customer]]:
    for customer in customers:
        for name, (share, again) in SHARES.items():
            if not pen.often(share):
                continue
            yield name, customer
            while pen.often(again):
                yield name, customer
